import type { MeetingDetail } from '@handrail/contract';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { CopyableCode } from '../../components/copyable-code.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Notice } from '../../components/notice.tsx';
import { showDone } from '../../components/show-done.ts';
import { EntryState } from '../../components/timeline-state.tsx';
import { useWishTimeline } from '../../queries/meetings.ts';
import { ActivityEdit } from './activity-edit.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { UnseenEntries } from './unseen-entries.tsx';
import { UnsentEntries } from './unsent-entries.tsx';
import { useMeetingRights } from './use-meeting-rights.ts';

/** Whether the summary stands in the Gainsight Timeline, per account, what hinders it, and what a person may do about it. */
export function MeetingTimeline({ meeting }: { meeting: MeetingDetail }) {
  const { timeline } = meeting;
  const { maySend, isAdmin } = useMeetingRights(meeting);
  return (
    <section className="stack stack-tight" aria-label="Gainsight Timeline">
      {timeline.map((entry) => (
        <div key={entry.accountId} className="stack stack-tight">
          <div className="row">
            <span className="quiet">Timeline{timeline.length > 1 ? ` of ${entry.accountName}` : ''}:</span>
            <EntryState entry={entry} />
            {entry.externalId !== null && <CopyableCode code={entry.externalId} />}
            {entry.outboxId !== null && entry.state !== 'delivered' && <Link to="/sync/outbox">Outbox</Link>}
          </div>
          {entry.failure !== null && entry.state !== 'delivered' && (
            <FailureNote title="The last try failed" failure={entry.failure} />
          )}
          {isAdmin && entry.outboxId !== null && entry.reason === 'edited-there' && (
            <ActivityEdit outboxId={entry.outboxId} meetingId={meeting.id} accountId={entry.accountId} />
          )}
        </div>
      ))}
      <UnsentEntries meeting={meeting} />
      <UnseenEntries meeting={meeting} />
      {timeline.some(({ next, reason }) => next !== null && reason !== 'held') && (
        <Standstill meeting={meeting} />
      )}
      {maySend && meeting.state !== 'excluded' && <Wishes meeting={meeting} mayWithdraw={isAdmin} />}
    </section>
  );
}

const STANDSTILLS = {
  paused: 'Everything outgoing is paused: it does not go now',
  'not-connected': 'The connection to Gainsight stands still: it does not go now',
  failing: 'The last pass failed: it goes once one succeeds',
} as const;

/** Why what is due does not go now; where that can be mended. */
function Standstill({ meeting }: { meeting: MeetingDetail }) {
  const { timelineStandstill, timeline } = meeting;
  if (timelineStandstill === null) return null;
  const { why, failure } = timelineStandstill;
  const isTold = timeline.some((entry) => entry.failure?.code === failure?.code);
  return (
    <Notice tone="mid" title={STANDSTILLS[why]} actions={<Link to="/sync">Data sync</Link>}>
      {failure !== null && !isTold && (
        <p>
          {failure.message} {failure.remedy}
        </p>
      )}
    </Notice>
  );
}

const DONE = {
  hold: 'Held: nothing of this meeting goes out',
  send: 'It goes out now',
  withdraw: 'It is taken back now',
} as const;

function Wishes({ meeting, mayWithdraw }: { meeting: MeetingDetail; mayWithdraw: boolean }) {
  const wish = useWishTimeline(meeting.id);
  const [isAsking, setIsAsking] = useState(false);
  const isHeld = meeting.timelineWish === 'hold' || meeting.timeline.some(({ reason }) => reason === 'held');
  const stands = meeting.timeline.some(({ standsSince }) => standsSince !== null);
  const isTakenBack = meeting.timelineWish === 'withdraw';
  const say = (what: keyof typeof DONE, then: () => void = () => undefined) =>
    wish.mutate(what, {
      onSuccess: ({ timelineStandstill }) => {
        const waits = what !== 'hold' && timelineStandstill !== null;
        showDone(waits ? 'Noted: it goes once the Timeline runs again' : DONE[what]);
        then();
      },
    });
  return (
    <>
      <div className="row">
        <EntryDialog meetingId={meeting.id} />
        {!isHeld && !isTakenBack && (
          <Button variant="default" size="xs" loading={wish.isPending} onClick={() => say('hold')}>
            Hold
          </Button>
        )}
        <Button variant="default" size="xs" loading={wish.isPending} onClick={() => say('send')}>
          {isHeld || isTakenBack || !stands ? 'Send' : 'Resend'}
        </Button>
        {mayWithdraw && !isTakenBack && meeting.timeline.length > 0 && (
          <Button variant="default" size="xs" onClick={() => setIsAsking(true)}>
            Withdraw…
          </Button>
        )}
      </div>
      {wish.isError && !isAsking && <FailedState title="It did not happen" error={wish.error} />}
      <Confirm
        isOpen={isAsking}
        title="Withdraw from the Timeline"
        actionLabel="Withdraw"
        isBusy={wish.isPending}
        error={wish.error}
        onClose={() => setIsAsking(false)}
        onConfirm={() => say('withdraw', () => setIsAsking(false))}
      >
        <p>
          What stands of this meeting in the Timelines of its accounts is deleted at Gainsight, edits of
          people included. It stays here, and is not posted again until somebody sends it.
        </p>
      </Confirm>
    </>
  );
}
