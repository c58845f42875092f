import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCount } from '../../components/format-value.ts';
import { LoadMore } from '../../components/load-more.tsx';
import { LoadingLines } from '../../components/loaded.tsx';
import { ExactTime } from '../../components/time.tsx';
import { useEndedAlarms } from '../../queries/alarms.ts';
import '../../components/plain-table.css';

/** Alarms that are over, newest first, each from when to when. */
export function EndedAlarms() {
  const alarms = useEndedAlarms();
  if (alarms.data === undefined) {
    if (!alarms.isError) return <LoadingLines what="the earlier alarms" />;
    return (
      <FailedState
        title="Could not load the earlier alarms"
        error={alarms.error}
        onRetry={() => void alarms.refetch()}
        isRetrying={alarms.isFetching}
      />
    );
  }
  const items = alarms.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState>Alarms that are over will stand here.</EmptyState>;
  return (
    <>
      <div className="panel panel-flush">
        <table className="plain-table" aria-label="Earlier alarms">
          <thead>
            <tr>
              <th scope="col">Alarm</th>
              <th scope="col">Since</th>
              <th scope="col">Until</th>
            </tr>
          </thead>
          <tbody>
            {items.map((alarm) => (
              <tr key={alarm.id}>
                <td data-label="Alarm" dir="auto">
                  {alarm.title}
                </td>
                <td data-label="Since">
                  <ExactTime at={alarm.openedAt} />
                </td>
                <td data-label="Until">
                  <ExactTime at={alarm.endedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <LoadMore query={alarms}>
        {formatCount(items.length)} of {formatCount(alarms.data.pages[0]?.total ?? 0)}
      </LoadMore>
    </>
  );
}
