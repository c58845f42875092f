import { Button } from '@mantine/core';
import { ActivityNotes } from '../../components/activity-notes.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { showDone } from '../../components/show-done.ts';
import { useActivityPreview } from '../../queries/meetings.ts';
import { useSettleActivityEdit } from '../../queries/outbox.ts';

/** An entry that a person edited at Gainsight, beside what a newer summary says, and whose words are to stay. */
export function ActivityEdit({
  outboxId,
  meetingId,
  accountId,
}: {
  outboxId: string;
  meetingId: string;
  accountId: string;
}) {
  const preview = useActivityPreview(meetingId, true);
  const settle = useSettleActivityEdit();
  const choose = (keep: 'theirs' | 'ours', done: string) =>
    settle.mutate({ id: outboxId, keep }, { onSuccess: () => showDone(done) });
  return (
    <Notice
      tone="mid"
      title="Edited at Gainsight, and a newer summary waits"
      actions={
        <>
          <Button
            variant="default"
            loading={settle.isPending}
            onClick={() => choose('theirs', 'Their words stay')}
          >
            Keep theirs
          </Button>
          <Button
            variant="default"
            loading={settle.isPending}
            onClick={() => choose('ours', 'Ours is written over it now')}
          >
            Write ours over it
          </Button>
        </>
      }
    >
      <Loaded query={preview} what="both texts">
        {({ items }) => {
          const entry = items.find((one) => one.accountId === accountId);
          if (entry === undefined) return null;
          return (
            <div className="status-fields">
              <section aria-label="At Gainsight">
                <strong>At Gainsight</strong>
                <ActivityNotes html={entry.there?.notes ?? ''} />
              </section>
              <section aria-label="Ours">
                <strong>Ours</strong>
                <ActivityNotes html={entry.notes} />
              </section>
            </div>
          );
        }}
      </Loaded>
      {settle.isError && <FailedState title="It was not decided" error={settle.error} />}
    </Notice>
  );
}
