import { Button } from '@mantine/core';
import { DELIVERY_STATES } from '@handrail/contract';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Choice } from '../../components/choice.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCount } from '../../components/format-value.ts';
import { LoadingLines } from '../../components/loaded.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { Page } from '../../components/page.tsx';
import { useOutbox } from '../../queries/outbox.ts';
import { parseOutboxSearch } from '../../search-params.ts';
import { OutboxRow } from './outbox-row.tsx';
import { WritebackPlan } from './writeback-plan.tsx';
import './outbox.css';

const route = getRouteApi('/sync/outbox');
const STATE_LABELS = {
  waiting: 'Waiting',
  sending: 'Sending',
  unknown: 'Outcome unknown',
  delivered: 'Delivered',
  refused: 'Refused',
  paused: 'Paused',
  withdrawn: 'Withdrawn',
} as const;

/** What waits to go out to Gainsight and what went, each with its reason; and the dry run of the next pass. */
export function OutboxScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const outbox = useOutbox(search);
  const [isPlanShown, setIsPlanShown] = useState(false);
  const set = (change: Partial<Record<keyof typeof search, string | undefined>>) =>
    void navigate({ search: parseOutboxSearch({ ...search, ...change }), replace: true });
  const isFiltered = search.state !== undefined || search.kind !== undefined;
  const items = outbox.data?.pages.flatMap((page) => page.items) ?? [];
  const total = outbox.data?.pages[0]?.total ?? 0;
  return (
    <Page
      title="Outbox"
      crumbs={[{ label: 'Data sync', to: '/sync' }]}
      actions={
        <Button variant="default" aria-expanded={isPlanShown} onClick={() => setIsPlanShown(!isPlanShown)}>
          {isPlanShown ? 'Hide the dry run' : 'Dry run of the next pass'}
        </Button>
      }
    >
      {isPlanShown && <WritebackPlan />}
      <search className="row" aria-label="Filter the outbox">
        <Choice
          label="State"
          value={search.state}
          options={[
            { value: '', label: 'All' },
            ...DELIVERY_STATES.map((state) => ({ value: state, label: STATE_LABELS[state] })),
          ]}
          onChange={(state) => set({ state })}
        />
        <Choice
          label="Kind"
          value={search.kind}
          options={[
            { value: '', label: 'All' },
            { value: 'timeline-activity', label: 'Timeline entries' },
            { value: 'field-values', label: 'Values' },
          ]}
          onChange={(kind) => set({ kind })}
        />
        {isFiltered && (
          <Button variant="subtle" onClick={() => set({ state: undefined, kind: undefined })}>
            Clear filters
          </Button>
        )}
      </search>
      {outbox.isError && (
        <FailedState
          title="Could not load the outbox"
          error={outbox.error}
          onRetry={() => void outbox.refetch()}
          isRetrying={outbox.isFetching}
        />
      )}
      {outbox.data === undefined ? (
        !outbox.isError && <LoadingLines what="the outbox" lines={8} />
      ) : items.length === 0 ? (
        <EmptyState>
          {isFiltered
            ? 'No delivery matches.'
            : 'Summaries and values on their way to Gainsight will stand here, and what became of them.'}
        </EmptyState>
      ) : (
        <>
          <ul className="panel panel-flush list" aria-label="Deliveries">
            {items.map((item) => (
              <OutboxRow key={item.id} item={item} />
            ))}
          </ul>
          <LoadMore query={outbox}>
            1–{formatCount(items.length)} of {formatCount(total)}
          </LoadMore>
        </>
      )}
    </Page>
  );
}
