import { items } from '@handrail/client';
import { countOfOutcome, listRunRecords, runListingInWords } from '@handrail/contract';
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

const COLUMNS: readonly CsvColumn<RunRecord>[] = [
  ...(['kind', 'recordId', 'gainsightId', 'name'] as const).map(columnOf),
  { name: 'accountId', value: ({ account }) => account?.id },
  { name: 'accountGainsightId', value: ({ account }) => account?.gainsightId },
  { name: 'accountName', value: ({ account }) => account?.name },
  ...(['event', 'fields', 'reason', 'changedSincePreviewOf'] as const).map(columnOf),
];

function columnOf(name: Exclude<keyof RunRecord, 'account'>): CsvColumn<RunRecord> {
  return { name, value: (record) => record[name] };
}

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
  const [first] = records.data?.pages ?? [];
  const words =
    first === undefined || search.search !== undefined
      ? null
      : runListingInWords(first, countOfOutcome(run, outcome));
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
          <EmptyState>{emptyWords(words, search.search !== undefined)}</EmptyState>
        ) : (
          <>
            <ul className="panel panel-flush list" aria-label="Records">
              {shown.map((record, at) => (
                <RecordRow
                  key={`${record.gainsightId ?? record.recordId ?? ''} ${at}`}
                  record={record}
                  isHeld={outcome === 'held'}
                />
              ))}
            </ul>
            {words !== null && <p className="small quiet">{words}</p>}
            <LoadMore query={records}>
              1–{formatCount(shown.length)} of {formatCount(records.data.pages[0]?.total ?? 0)}
            </LoadMore>
          </>
        )}
      </RouteTabs>
    </section>
  );
}

const LABELS: readonly { readonly value: RunOutcome; readonly label: string }[] = [
  { value: 'held', label: 'Held' },
  { value: 'added', label: 'Added' },
  { value: 'changed', label: 'Changed' },
  { value: 'filtered', label: 'Filtered out' },
  { value: 'gone', label: 'Gone' },
  { value: 'set-aside', label: 'Set aside' },
  { value: 'unchanged', label: 'Unchanged' },
];

function tabsOf(run: Run) {
  return LABELS.map((tab) => ({ ...tab, count: countOfOutcome(run, tab.value) }));
}

function emptyWords(words: string | null, isSearched: boolean): string {
  if (isSearched) return 'No record matches.';
  return words ?? 'No record of this run has this outcome.';
}
