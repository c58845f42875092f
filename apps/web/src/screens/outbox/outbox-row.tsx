import type { OutboxItem } from '@handrail/contract';
import { deliveryReasonInWords } from '@handrail/core';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CopyableCode } from '../../components/copyable-code.tsx';
import { DeliveryState } from '../../components/delivery-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { Time } from '../../components/time.tsx';
import { EntryState } from '../../components/timeline-state.tsx';
import { Why } from '../../components/why.tsx';
import { useRetryOutboxItem } from '../../queries/outbox.ts';
import { useIsAdmin } from '../../session.tsx';

const KINDS = { 'timeline-activity': 'Timeline entry', 'field-values': 'Values' } as const;

/** One delivery: what, to whom, its state with the reason, tries, and a way to try a refused one again. */
export function OutboxRow({ item }: { item: OutboxItem }) {
  const retry = useRetryOutboxItem();
  const isAdmin = useIsAdmin();
  return (
    <li className="delivery">
      <div className="delivery-head">
        <div className="stack" style={{ gap: 2 }}>
          <span>
            {item.kind === 'timeline-activity' ? (
              <Link to="/meetings/$meetingId" params={{ meetingId: item.subjectId }} dir="auto">
                {item.subject}
              </Link>
            ) : (
              <Link
                to="/accounts/$accountId"
                params={{ accountId: item.accountId }}
                search={{ tab: 'gainsight' }}
                dir="auto"
              >
                {item.subject}
              </Link>
            )}
          </span>
          <span className="small quiet">
            {KINDS[item.kind]}
            {item.kind === 'timeline-activity' && (
              <>
                {' for '}
                <Link to="/accounts/$accountId" params={{ accountId: item.accountId }} dir="auto">
                  {item.accountName}
                </Link>
              </>
            )}
            {' · '}
            {item.cause}
          </span>
        </div>
        <div className="stack" style={{ gap: 2 }}>
          {item.kind === 'timeline-activity' ? (
            <span className="row">
              <EntryState entry={item} />
            </span>
          ) : (
            <DeliveryState state={item.state} />
          )}
          <span className="small quiet">
            <When item={item} />
            {item.attempts > 0 && ` · ${formatCounted(item.attempts, 'try', 'tries')}`}{' '}
            <Why noun="delivery" subject={item.id} about={item.subject} />
          </span>
        </div>
        {(item.state === 'refused' || item.state === 'paused') && isAdmin && (
          <Button
            variant="default"
            size="xs"
            loading={retry.isPending}
            aria-label={`Try again: ${item.subject}`}
            onClick={() => retry.mutate(item.id)}
          >
            Try again
          </Button>
        )}
      </div>
      {item.reason !== null && item.kind === 'field-values' && (
        <p className="small">{deliveryReasonInWords(item.reason)}</p>
      )}
      {item.failure !== null && item.state !== 'delivered' && (
        <FailureNote title="The last try failed" failure={item.failure} />
      )}
      {retry.isError && <FailedState title="It could not be put back" error={retry.error} />}
      {item.externalId !== null && (
        <span className="small">
          <CopyableCode code={item.externalId} />
        </span>
      )}
    </li>
  );
}

/** When it was settled, else when it was last tried, else when it is due. */
function When({ item }: { item: OutboxItem }) {
  if (item.settledAt !== null) return <Time at={item.settledAt} />;
  if (item.state === 'waiting' || item.lastAttemptAt === null) {
    return (
      <>
        due <Time at={item.notBefore} isAhead />
      </>
    );
  }
  return (
    <>
      tried <Time at={item.lastAttemptAt} />
    </>
  );
}
