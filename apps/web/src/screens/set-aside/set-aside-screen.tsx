import type { SetAside } from '@handrail/contract';
import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import type { Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { Page } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { showDone } from '../../components/show-done.ts';
import { ExactTime } from '../../components/time.tsx';
import { useReplaySetAside, useSetAside } from '../../queries/set-aside.ts';
import { parseSetAsideSearch } from '../../search-params.ts';
import { useIsAdmin } from '../../session.tsx';

const route = getRouteApi('/sync/set-aside');

/** Records that could not be taken as they are: which, why, what to do, and trying them again. */
export function SetAsideScreen() {
  const { search = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const records = useSetAside(search);
  const replay = useReplaySetAside();
  const isAdmin = useIsAdmin();
  const total = records.data?.pages[0]?.total ?? 0;
  const tryAgain = (ids: readonly string[] | null) =>
    replay.mutate(ids, {
      onSuccess: ({ runs }) => {
        const numbers = runs.map(({ number }) => `#${number}`).join(', ');
        showDone(runs.length === 0 ? 'Nothing is left to try' : `Trying again: run ${numbers}`);
      },
    });
  return (
    <Page
      title="Records set aside"
      crumbs={[{ label: 'Data sync', to: '/sync' }]}
      isFilling
      actions={
        isAdmin && total > 0 && search === '' ? (
          <Button variant="default" loading={replay.isPending} onClick={() => tryAgain(null)}>
            Try all again
          </Button>
        ) : undefined
      }
    >
      <p className="quiet">
        One bad record does not hold up the others. Each is tried again by the next run, until it fits or is
        no longer in Gainsight.
      </p>
      <search className="row" aria-label="Filter records">
        <SearchField
          label="Search name, id or field"
          value={search}
          onChange={(next) => void navigate({ search: parseSetAsideSearch({ search: next }), replace: true })}
        />
      </search>
      {replay.isError && <FailedState title="The records could not be tried again" error={replay.error} />}
      {records.data === undefined ? (
        records.isError ? (
          <FailedState
            title="Could not load the records set aside"
            error={records.error}
            onRetry={() => void records.refetch()}
            isRetrying={records.isFetching}
          />
        ) : (
          <DataTableSkeleton what="the records set aside" />
        )
      ) : (
        <DataTable
          name={formatCounted(total, 'record')}
          columns={columnsFor(isAdmin ? (id) => tryAgain([id]) : null, replay.isPending)}
          rows={records.data.pages.flatMap(({ items }) => items)}
          total={total}
          hasMore={records.hasNextPage && !records.isError}
          isLoadingMore={records.isFetchingNextPage}
          onMore={() => void records.fetchNextPage()}
          rowKey={({ id }) => id}
          rowLabel={({ name, gainsightId }) => name ?? gainsightId}
          isStale={records.isPlaceholderData}
          empty={
            <EmptyState>
              {search === '' ? 'Nothing is set aside.' : 'No record set aside matches this search.'}
            </EmptyState>
          }
        />
      )}
    </Page>
  );
}

function columnsFor(onTryAgain: ((id: string) => void) | null, isBusy: boolean): readonly Column<SetAside>[] {
  return [
    {
      id: 'record',
      header: 'Record',
      track: 'minmax(120px, 1.4fr)',
      cell: ({ name, gainsightId }) => (
        <span className="cut" dir="auto" title={gainsightId}>
          {name ?? gainsightId}
        </span>
      ),
    },
    {
      id: 'object',
      header: 'Object',
      track: '130px',
      from: 'desktop',
      cell: ({ object }) => <span className="cut">{object}</span>,
    },
    {
      id: 'cause',
      header: 'Cause',
      track: 'minmax(140px, 2fr)',
      cell: ({ cause }) => (
        <span className="cut" title={cause}>
          {cause}
        </span>
      ),
    },
    {
      id: 'remedy',
      header: 'What to do',
      track: 'minmax(180px, 2.4fr)',
      from: 'wide',
      cell: ({ remedy }) => (
        <span className="cut" title={remedy}>
          {remedy}
        </span>
      ),
    },
    {
      id: 'since',
      header: 'Since',
      track: '196px',
      from: 'desktop',
      cell: ({ since }) => <ExactTime at={since} />,
    },
    {
      id: 'run',
      header: 'Last run',
      track: '88px',
      from: 'tablet',
      cell: ({ runId, runNumber }) =>
        runNumber === null ? null : (
          <Link to="/sync/runs/$runId" params={{ runId }} tabIndex={-1}>
            #{runNumber}
          </Link>
        ),
    },
    ...(onTryAgain === null
      ? []
      : [
          {
            id: 'again',
            header: '',
            track: '104px',
            cell: ({ id, name, gainsightId, stream }: SetAside) => (
              <Button
                variant="default"
                size="compact-xs"
                disabled={isBusy || stream === null}
                aria-label={`Try again: ${name ?? gainsightId}`}
                onClick={() => onTryAgain(id)}
              >
                Try again
              </Button>
            ),
          },
        ]),
  ];
}
