import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCount } from '../../components/format-value.ts';
import { LoadingLines } from '../../components/loaded.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { Status } from '../../components/status.tsx';
import { ExactTime } from '../../components/time.tsx';
import { useAudit } from '../../queries/audit.ts';
import { compact, parseAuditSearch } from '../../search-params.ts';
import type { AuditSearch } from '../../search-params.ts';
import { OUTCOMES } from './outcomes.ts';
import '../../components/plain-table.css';

function formatValue(value: unknown): string {
  if (value === null) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Changes, newest first. */
export function AuditEntries({ search }: { search: AuditSearch }) {
  const { outcome, action, actor: actorId } = search;
  const audit = useAudit(compact({ outcome, action, actorId }));
  const items = audit.data?.pages.flatMap((page) => page.items) ?? [];
  if (audit.isError) {
    return (
      <FailedState
        title="Could not load the audit"
        error={audit.error}
        onRetry={() => void audit.refetch()}
        isRetrying={audit.isFetching}
      />
    );
  }
  if (audit.data === undefined) return <LoadingLines what="the audit" lines={8} />;
  if (items.length === 0) {
    return (
      <EmptyState>
        {outcome === undefined && action === undefined && actorId === undefined
          ? 'Every change will stand here, and who asked for it.'
          : 'Nobody asked for such a change. Show all to see every change.'}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="panel panel-flush">
        <table className="plain-table" aria-label="Changes">
          <thead>
            <tr>
              <th scope="col">No.</th>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Outcome</th>
            </tr>
          </thead>
          <tbody>
            {items.map((entry) => (
              <tr key={entry.number}>
                <td data-label="No." className="number">
                  {formatCount(entry.number)}
                </td>
                <td data-label="When">
                  <ExactTime at={entry.at} />
                </td>
                <td data-label="Who">
                  <div>
                    {entry.actorId === null ? (
                      '–'
                    ) : (
                      <Link
                        to="/settings/audit"
                        search={parseAuditSearch({ ...search, actor: entry.actorId })}
                        dir="auto"
                      >
                        {entry.actorName ?? entry.actorId}
                      </Link>
                    )}{' '}
                    <span className="small quiet">by {entry.via}</span>
                  </div>
                </td>
                <td data-label="What">
                  <div>
                    <Link
                      to="/settings/audit"
                      search={parseAuditSearch({ ...search, action: entry.action })}
                      title={`Only ${entry.action}`}
                    >
                      <code>{entry.action}</code>
                    </Link>{' '}
                    <span className="small quiet">{Object.values(entry.subject).map(String).join(' ')}</span>
                    {Object.entries(entry.changes ?? {}).map(([name, [before, after]]) => (
                      <div key={name} className="small" dir="auto">
                        {name}: {before !== null && <s>{formatValue(before)}</s>} → {formatValue(after)}
                      </div>
                    ))}
                  </div>
                </td>
                <td data-label="Outcome">
                  <div>
                    <Status {...OUTCOMES[entry.outcome]} />
                    {entry.code !== null && (
                      <>
                        {' '}
                        <code>{entry.code}</code>
                      </>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <LoadMore query={audit}>
        1–{formatCount(items.length)} of {formatCount(audit.data.pages[0]?.total ?? 0)}
      </LoadMore>
    </>
  );
}
