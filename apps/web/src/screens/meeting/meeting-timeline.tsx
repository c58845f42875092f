import type { MeetingDetail } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { CopyableCode } from '../../components/copyable-code.tsx';
import { DeliveryState } from '../../components/delivery-state.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Time } from '../../components/time.tsx';

/** Whether the summary stands in the Gainsight Timeline, per account, and what hinders it. */
export function MeetingTimeline({ timeline }: { timeline: MeetingDetail['timeline'] }) {
  return (
    <section className="stack stack-tight" aria-label="Gainsight Timeline">
      {timeline.length === 0 && (
        <div className="row">
          <span className="quiet">Timeline:</span> not pushed
        </div>
      )}
      {timeline.map((entry) => (
        <div key={entry.accountId} className="stack stack-tight">
          <div className="row">
            <span className="quiet">Timeline{timeline.length > 1 ? ` of ${entry.accountName}` : ''}:</span>
            <DeliveryState
              state={entry.state}
              {...(entry.state === 'delivered' ? { label: 'In Timeline' } : {})}
            />
            {entry.deliveredAt !== null && <Time at={entry.deliveredAt} />}
            {entry.reason !== null && <span className="quiet">{entry.reason}</span>}
            {entry.externalId !== null && <CopyableCode code={entry.externalId} />}
            {entry.outboxId !== null && entry.state !== 'delivered' && <Link to="/sync/outbox">Outbox</Link>}
          </div>
          {entry.failure !== null && <FailureNote title="The last try failed" failure={entry.failure} />}
        </div>
      ))}
    </section>
  );
}
