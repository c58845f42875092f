import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';

/** What stands here before there are fields. */
export function NoFields() {
  return (
    <EmptyState
      action={
        <Anchor component={Link} to="/settings/integrations/gainsight">
          Connect Gainsight
        </Anchor>
      }
    >
      Fields will stand here once Gainsight is connected and has told which fields it has.
    </EmptyState>
  );
}
