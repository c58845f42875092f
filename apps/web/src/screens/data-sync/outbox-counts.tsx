import { DELIVERY_STATES } from '@handrail/contract';
import type { Status } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { DeliveryState } from '../../components/delivery-state.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCount } from '../../components/format-value.ts';

/** How many deliveries stand in each state; each number leads to them. */
export function OutboxCounts({ outbox }: { outbox: Status['outbox'] }) {
  const filled = DELIVERY_STATES.filter((state) => (outbox[state] ?? 0) > 0);
  return (
    <section className="panel panel-flush" aria-labelledby="outbox-title">
      <div className="panel-title">
        <h2 id="outbox-title">Outbox</h2>
        <Link to="/sync/outbox" className="small">
          Open the outbox
        </Link>
      </div>
      {filled.length === 0 ? (
        <EmptyState
          action={
            <Link to="/settings/integrations/gainsight" search={{ tab: 'timeline' }}>
              Choose what goes out
            </Link>
          }
        >
          Summaries and values on their way to Gainsight will stand here.
        </EmptyState>
      ) : (
        <ul className="list">
          {filled.map((state) => (
            <li key={state}>
              <Link to="/sync/outbox" search={{ state }} className="list-row row-between">
                <DeliveryState state={state} />
                <strong className="number">{formatCount(outbox[state] ?? 0)}</strong>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
