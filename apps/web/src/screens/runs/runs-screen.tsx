import type { Run } from '@handrail/contract';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Choice } from '../../components/choice.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import type { Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCount } from '../../components/format-value.ts';
import { CAUSE_LABELS, MODE_LABELS } from '../../components/labels.ts';
import { Page } from '../../components/page.tsx';
import { RunCounts, RunState } from '../../components/run-state.tsx';
import { ExactTime } from '../../components/time.tsx';
import { useRuns, useStreams } from '../../queries/streams.ts';
import { parseRunsSearch } from '../../search-params.ts';

const route = getRouteApi('/sync/runs');

/** Every run, newest first, of one stream or of all. */
export function RunsScreen() {
  const { stream } = route.useSearch();
  const navigate = route.useNavigate();
  const open = useNavigate();
  const runs = useRuns(stream);
  const streams = useStreams().data?.items ?? [];
  const labels = new Map<Run['stream'], string>(streams.map(({ name, label }) => [name, label]));
  return (
    <Page title="Runs" crumbs={[{ label: 'Data sync', to: '/sync' }]} isFilling>
      <search className="row" aria-label="Filter runs">
        <Choice
          label="Stream"
          value={stream}
          options={[
            { value: '', label: 'All' },
            ...streams.map(({ name, label }) => ({ value: name, label })),
          ]}
          onChange={(next) => void navigate({ search: parseRunsSearch({ stream: next }), replace: true })}
        />
      </search>
      {runs.data === undefined ? (
        runs.isError ? (
          <FailedState
            title="Could not load the runs"
            error={runs.error}
            onRetry={() => void runs.refetch()}
            isRetrying={runs.isFetching}
          />
        ) : (
          <DataTableSkeleton what="runs" />
        )
      ) : (
        <DataTable
          name="Runs"
          columns={columnsFor(labels)}
          rows={runs.data.pages.flatMap(({ items }) => items)}
          total={runs.data.pages[0]?.total ?? 0}
          hasMore={runs.hasNextPage && !runs.isError}
          isLoadingMore={runs.isFetchingNextPage}
          onMore={() => void runs.fetchNextPage()}
          rowKey={({ id }) => id}
          rowLabel={({ number }) => `Run ${number}`}
          onOpen={({ id }) => void open({ to: '/sync/runs/$runId', params: { runId: id } })}
          empty={<EmptyState>Runs will stand here, newest first.</EmptyState>}
        />
      )}
    </Page>
  );
}

function columnsFor(labels: ReadonlyMap<Run['stream'], string>): readonly Column<Run>[] {
  return [
    {
      id: 'number',
      header: 'Run',
      track: '80px',
      cell: ({ id, number }) => (
        <Link to="/sync/runs/$runId" params={{ runId: id }} tabIndex={-1}>
          #{number}
        </Link>
      ),
    },
    {
      id: 'stream',
      header: 'Stream',
      track: 'minmax(140px, 1.6fr)',
      cell: ({ stream }) => <span className="cut">{labels.get(stream) ?? stream}</span>,
    },
    { id: 'state', header: 'State', track: '152px', cell: ({ state }) => <RunState state={state} /> },
    { id: 'mode', header: 'Mode', track: '104px', from: 'tablet', cell: ({ mode }) => MODE_LABELS[mode] },
    {
      id: 'cause',
      header: 'Cause',
      track: '104px',
      from: 'wide',
      cell: ({ cause }) => CAUSE_LABELS[cause],
    },
    {
      id: 'counts',
      header: 'Records',
      track: 'minmax(140px, 1.6fr)',
      from: 'tablet',
      cell: (run) => <RunCounts run={run} />,
    },
    {
      id: 'calls',
      header: 'Calls',
      track: '72px',
      from: 'tablet',
      isNumber: true,
      cell: ({ calls }) => formatCount(calls),
    },
    {
      id: 'started',
      header: 'Started',
      track: '196px',
      from: 'desktop',
      cell: ({ startedAt, createdAt }) => <ExactTime at={startedAt ?? createdAt} />,
    },
  ];
}
