import { Button } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { showDone } from '../../components/show-done.ts';
import { Time } from '../../components/time.tsx';
import { useBackfillTimeline, useEarlierMeetings, useTimeline } from '../../queries/timeline.ts';
import '../../components/plan-list.css';

/** Since when meetings are sent, and the choice to send those read so far that were held before. */
export function EarlierMeetings({ configVersion }: { configVersion: number }) {
  const timeline = useTimeline(configVersion);
  const backfill = useBackfillTimeline();
  const [isAsking, setIsAsking] = useState(false);
  const earlier = useEarlierMeetings(isAsking);
  if (timeline.isError) {
    return <FailedState title="Could not ask since when meetings are sent" error={timeline.error} />;
  }
  if (timeline.data?.since == null) return null;
  const { since, earlierMeetings } = timeline.data;
  const extent = formatCounted(earlierMeetings, 'meeting');
  const asked = formatCounted(earlier.data?.total ?? earlierMeetings, 'meeting');
  const close = () => {
    setIsAsking(false);
    backfill.reset();
  };
  return (
    <div className="stack" style={{ gap: 8 }}>
      <p>
        Meetings held since <Time at={since} /> are sent.
      </p>
      {earlierMeetings > 0 && (
        <div>
          <Button variant="default" onClick={() => setIsAsking(true)}>
            Also send the {extent} read so far
          </Button>
        </div>
      )}
      <Confirm
        isOpen={isAsking}
        title={`Also send ${asked}`}
        actionLabel={`Send ${asked}`}
        isBusy={backfill.isPending || earlier.isPending}
        error={backfill.error}
        onClose={close}
        onConfirm={() =>
          earlier.data !== undefined &&
          backfill.mutate(earlier.data.mark, {
            onSuccess: () => {
              showDone(`${asked} will be sent`);
              close();
            },
          })
        }
      >
        <p>
          They were held before the Timeline was switched on. Each becomes an entry of the accounts that it
          belongs to, with the next pass; the outbox lists them until then. Other earlier meetings stay here,
          also those that are placed or read later.
        </p>
        <Earlier earlier={earlier} />
      </Confirm>
    </div>
  );
}

/** The meetings themselves, before anything is ordered. */
function Earlier({ earlier }: { earlier: ReturnType<typeof useEarlierMeetings> }) {
  return (
    <Loaded query={earlier} what="the earlier meetings">
      {({ items, total }) => (
        <>
          <ul className="list plan-list" aria-label="Meetings that would be sent">
            {items.map((meeting) => (
              <li key={meeting.meetingId} className="plan-row">
                <span dir="auto">{meeting.title}</span>{' '}
                <span className="quiet">
                  <Time at={meeting.heldAt} /> · {meeting.accounts.join(', ')}
                </span>
              </li>
            ))}
          </ul>
          {items.length < total && (
            <p className="small quiet">
              The newest {items.length} of {total}.
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}
