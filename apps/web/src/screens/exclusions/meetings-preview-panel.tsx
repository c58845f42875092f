import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingLines } from '../../components/loaded.tsx';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { usePreviewMeetings } from '../../queries/preview.ts';
import { MeetingsEffect } from './meetings-effect.tsx';

/** The button of the draft bar, and the simulation over all history that it opens. */
export function MeetingsPreviewPanel({ draft, canSave }: { draft: ConfigDraft; canSave: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const preview = usePreviewMeetings();
  const open = () => {
    setIsOpen(true);
    preview.mutate(draft.document);
  };
  return (
    <>
      <Button variant="default" disabled={!canSave} onClick={open}>
        Preview
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title="What saving would do to meetings"
        size="xl"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <div className="stack">
          {preview.isPending && <LoadingLines what="the preview" />}
          {preview.isError && (
            <FailedState title="Could not preview the draft" error={preview.error} onRetry={open} />
          )}
          {preview.data !== undefined && <MeetingsEffect preview={preview.data} />}
          <div className="row" style={{ justifyContent: 'flex-end' }}>
            <Button
              disabled={preview.data === undefined}
              loading={draft.isSaving}
              onClick={() => {
                setIsOpen(false);
                draft.save();
              }}
            >
              Save
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
