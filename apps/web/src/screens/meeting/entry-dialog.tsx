import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { EntryText } from '../../components/entry-text.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useActivityPreview } from '../../queries/meetings.ts';

/** A button that shows the entry of each account to the letter, as it would be sent now. */
export function EntryDialog({ meetingId }: { meetingId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const preview = useActivityPreview(meetingId, isOpen);
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setIsOpen(true)}>
        Preview the entry
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        size="lg"
        title="As it would be sent now"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Loaded query={preview} what="the entry">
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState>
                Nothing would be sent: there is no summary, or the meeting was taken back.
              </EmptyState>
            ) : (
              <div className="stack" style={{ gap: 24 }}>
                {items.map((entry) => (
                  <EntryText key={entry.accountId} entry={entry} />
                ))}
              </div>
            )
          }
        </Loaded>
      </Modal>
    </>
  );
}
