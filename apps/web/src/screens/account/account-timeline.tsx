import type { AccountActivity } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { LoadingLines } from '../../components/loaded.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { ExactTime } from '../../components/time.tsx';
import { useAccountActivities } from '../../queries/timeline.ts';
import '../../components/plain-table.css';

/** What stands on the account's Timeline, whoever wrote it; entries of ours lead to their meeting. */
export function AccountTimeline({ accountId }: { accountId: string }) {
  const list = useAccountActivities(accountId);
  // An entry that came meanwhile moves the others down, so that a page may begin with one that is here already.
  const entries = [
    ...new Map(
      list.data?.pages.flatMap(({ items }) => items.map((entry) => [entry.gainsightId, entry])),
    ).values(),
  ];
  return (
    <section className="panel panel-flush" aria-labelledby="account-timeline">
      <div className="panel-title">
        <h2 id="account-timeline">Timeline</h2>
      </div>
      {list.isError && (
        <FailedState
          title={
            list.data === undefined ? 'Could not load the Timeline' : 'Could not load more of the Timeline'
          }
          error={list.error}
          onRetry={() => void (list.isFetchNextPageError ? list.fetchNextPage() : list.refetch())}
          isRetrying={list.isFetching}
        />
      )}
      {list.isPending && <LoadingLines what="the Timeline" />}
      {list.data !== undefined && entries.length === 0 && (
        <EmptyState>Entries that people and Handrail write about this company will stand here.</EmptyState>
      )}
      {entries.length > 0 && (
        <>
          <table className="plain-table" aria-labelledby="account-timeline">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Type</th>
                <th scope="col">Subject</th>
                <th scope="col">Author</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <Entry key={entry.gainsightId} entry={entry} />
              ))}
            </tbody>
          </table>
          <div style={{ padding: '8px 16px' }}>
            <LoadMore query={list}>{formatCounted(entries.length, 'entry', 'entries')} shown</LoadMore>
          </div>
        </>
      )}
    </section>
  );
}

function Entry({ entry }: { entry: AccountActivity }) {
  const { heldAt, typeName, subject, author, isOurs, meetingId } = entry;
  const title = <span dir="auto">{subject ?? 'Without a subject'}</span>;
  return (
    <tr>
      <td data-label="When">
        <ExactTime at={heldAt} />
      </td>
      <td data-label="Type" dir="auto" style={{ overflowWrap: 'normal' }}>
        {typeName ?? '–'}
      </td>
      <td data-label="Subject">
        {meetingId === null ? (
          title
        ) : (
          <Link to="/meetings/$meetingId" params={{ meetingId }}>
            {title}
          </Link>
        )}
      </td>
      <td data-label="Author">
        <span>
          <span dir="auto">{author ?? '–'}</span>
          {isOurs && <span className="small quiet"> by Handrail</span>}
        </span>
      </td>
    </tr>
  );
}
