import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { LoadingLines } from '../../components/loaded.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { ExactTime } from '../../components/time.tsx';
import { useAccessLog } from '../../queries/audit.ts';
import '../../components/plain-table.css';

const ACTIONS: Readonly<Record<string, string>> = { getAccount: 'Account', getMeeting: 'Meeting' };

/** Looks at content, newest first. */
export function AccessEntries() {
  const log = useAccessLog();
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  if (log.isError) {
    return (
      <FailedState
        title="Could not load the access log"
        error={log.error}
        onRetry={() => void log.refetch()}
        isRetrying={log.isFetching}
      />
    );
  }
  if (log.data === undefined) return <LoadingLines what="the access log" lines={8} />;
  if (items.length === 0) {
    return <EmptyState>Who looked at which account or meeting will stand here.</EmptyState>;
  }
  return (
    <>
      <div className="panel panel-flush">
        <table className="plain-table" aria-label="Looks at content">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {items.map((entry) => (
              <tr key={entry.id}>
                <td data-label="When">
                  <ExactTime at={entry.at} />
                </td>
                <td data-label="Who">
                  <div>
                    <span dir="auto">{entry.actorName ?? entry.actorId}</span>{' '}
                    <span className="small quiet">by {entry.via}</span>
                  </div>
                </td>
                <td data-label="What">
                  <div>
                    {ACTIONS[entry.action] ?? entry.action}{' '}
                    <code>{Object.values(entry.subject).map(String).join(' ')}</code>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <LoadMore query={log}>{formatCounted(items.length, 'entry', 'entries')} shown</LoadMore>
    </>
  );
}
