import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { CadenceOutcome } from '../../config-draft/cadence-outcome.tsx';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';

/** The button of the draft bar, and the panel with what Save would do to starts and calls. */
export function CadencePreviewPanel({ draft }: { draft: ConfigDraft }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        Preview
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title="What saving would do"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <div className="stack">
          <CadenceOutcome document={draft.document} />
          <div className="row" style={{ justifyContent: 'flex-end' }}>
            <Button
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
