import type { AccountDetail } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { EmptyState } from './empty-state.tsx';
import { FieldChanges } from './field-changes.tsx';
import { Time } from './time.tsx';

/** What changed, newest first: field, before, after, and the run that brought it. */
export function RecordChanges({ changes }: { changes: AccountDetail['changes'] }) {
  if (changes.length === 0)
    return <EmptyState>Changes will stand here with what they changed from and to.</EmptyState>;
  return (
    <ul className="panel panel-flush list" aria-label="Changes">
      {changes.map((change) => (
        <li
          key={`${change.at} ${change.event} ${change.runNumber ?? ''}`}
          className="stack stack-tight"
          style={{ padding: '10px 16px' }}
        >
          <div className="row">
            <strong className="sentence">{change.event}</strong>
            <Time at={change.at} />
            {change.runId !== null && (
              <Link to="/sync/runs/$runId" params={{ runId: change.runId }} className="small">
                run #{change.runNumber}
              </Link>
            )}
          </div>
          {change.reason !== null && <span className="small">{change.reason}</span>}
          <FieldChanges fields={change.fields} />
        </li>
      ))}
    </ul>
  );
}
