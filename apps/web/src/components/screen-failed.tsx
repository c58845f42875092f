import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { FailedState } from './failed-state.tsx';
import { Page } from './page.tsx';

/** What stands in place of a screen that broke or whose code could not be fetched. */
export function ScreenFailed({ error }: ErrorComponentProps) {
  return (
    <Page
      title="This page could not be shown"
      actions={
        <Button variant="default" onClick={() => window.location.reload()}>
          Reload
        </Button>
      }
    >
      <FailedState title="The page stopped" error={error} />
    </Page>
  );
}
