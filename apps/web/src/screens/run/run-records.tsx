import { items } from '@handrail/client';
import { listRunRecords } from '@handrail/contract';
import type { Run, RunRecord } from '@handrail/contract';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { ExportCsv } from '../../components/export-csv.tsx';
import type { CsvColumn } from '../../components/export-csv.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCount } from '../../components/format-value.ts';
import { LoadingLines } from '../../components/loaded.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { RouteTabs } from '../../components/route-tabs.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useRunRecords } from '../../queries/streams.ts';
import type { RunOutcome } from '../../queries/streams.ts';
import { parseRunSearch } from '../../search-params.ts';
import { useClient } from '../../session.tsx';
import { RecordRow } from './record-row.tsx';

const route = getRouteApi('/sync/runs/$runId');

const COLUMNS: readonly CsvColumn<RunRecord>[] = (
  ['kind', 'recordId', 'gainsightId', 'name', 'event', 'fields', 'reason', 'changedSincePreviewOf'] as const
).map((name) => ({ name, value: (record) => record[name] }));

/** The records of a run by outcome, searched by name, each with what changed or why it is out, and its "Why?". */
export function RunRecords({ run }: { run: Run }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const client = useClient();
  const tabs = tabsOf(run);
  const outcome = search.outcome ?? tabs.find(({ count }) => count > 0)?.value ?? 'added';
  const records = useRunRecords(run, outcome, search.search);
  const set = (change: Partial<Record<keyof typeof search, string | undefined>>) =>
    void navigate({ search: parseRunSearch({ ...search, ...change }), replace: true });
  const shown = records.data?.pages.flatMap((page) => page.items) ?? [];
  const query = { run: run.id, outcome, ...(search.search === undefined ? {} : { search: search.search }) };
  return (
    <section className="stack" aria-labelledby="records-title">
      <h2 id="records-title">Records by outcome</h2>
      <RouteTabs label="Outcome" tabs={tabs} value={outcome} onChange={(next) => set({ outcome: next })}>
        <search className="row" aria-label="Filter the records">
          <SearchField
            label="Search records"
            value={search.search ?? ''}
            onChange={(value) => set({ search: value === '' ? undefined : value })}
          />
          <ExportCsv
            key={outcome}
            rows={(signal) => items(client, listRunRecords, { ...query, limit: 200 }, { signal })}
            columns={COLUMNS}
            fileName={`run-${run.number}-${outcome}.csv`}
            noun="records"
          />
        </search>
        {records.isError && (
          <FailedState
            title="Could not load the records"
            error={records.error}
            onRetry={() => void records.refetch()}
            isRetrying={records.isFetching}
          />
        )}
        {records.data === undefined ? (
          !records.isError && <LoadingLines what="the records" lines={6} />
        ) : shown.length === 0 ? (
          <EmptyState>{emptyWords(run, outcome, search.search !== undefined)}</EmptyState>
        ) : (
          <>
            <ul className="panel panel-flush list" aria-label="Records">
              {shown.map((record, at) => (
                <RecordRow key={`${record.gainsightId ?? record.recordId ?? ''} ${at}`} record={record} />
              ))}
            </ul>
            <LoadMore query={records}>
              1–{formatCount(shown.length)} of {formatCount(records.data.pages[0]?.total ?? 0)}
            </LoadMore>
          </>
        )}
      </RouteTabs>
    </section>
  );
}

function tabsOf({ counts, withheld }: Run) {
  const all: readonly { value: RunOutcome; label: string; count: number }[] = [
    { value: 'held', label: 'Held', count: withheld?.count ?? 0 },
    { value: 'added', label: 'Added', count: counts.added },
    { value: 'changed', label: 'Changed', count: counts.changed },
    { value: 'filtered', label: 'Filtered out', count: counts.filtered },
    { value: 'gone', label: 'Gone', count: counts.exits },
    { value: 'set-aside', label: 'Set aside', count: counts.setAside },
    { value: 'unchanged', label: 'Unchanged', count: counts.unchanged },
  ];
  return all;
}

function emptyWords(run: Run, outcome: RunOutcome, isSearched: boolean): string {
  if (isSearched) return 'No record matches.';
  if (outcome === 'unchanged' && run.counts.unchanged > 0)
    return 'What stands as it stood is not written, so it is only counted here.';
  return 'No record of this run has this outcome.';
}
