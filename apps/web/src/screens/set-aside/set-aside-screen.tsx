import type { SetAside } from '@handrail/contract';
import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Choice } from '../../components/choice.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { Page } from '../../components/page.tsx';
import { PagedTable } from '../../components/paged-table.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { showDone } from '../../components/show-done.ts';
import { useReopenSetAside, useReplaySetAside, useSetAside } from '../../queries/set-aside.ts';
import { parseSetAsideSearch } from '../../search-params.ts';
import { useIsAdmin } from '../../session.tsx';
import { DismissRecord } from './dismiss-record.tsx';
import { setAsideColumns } from './set-aside-columns.tsx';

const route = getRouteApi('/sync/set-aside');
/** How many of those that a search finds are tried again at once. */
const MOST_REPLAYED = 1_000;

/** Records that could not be taken as they are: which, why, what to do; trying them again, and dismissing them. */
export function SetAsideScreen() {
  const query = route.useSearch();
  const { search = '', state = 'open' } = query;
  const navigate = route.useNavigate();
  const records = useSetAside({ ...query, state });
  const replay = useReplaySetAside();
  const reopen = useReopenSetAside();
  const [dismissing, setDismissing] = useState<SetAside | null>(null);
  const isAdmin = useIsAdmin();
  const [first] = records.data?.pages ?? [];
  const total = first?.total ?? 0;
  const set = (change: Partial<Record<keyof typeof query, string | undefined>>) =>
    void navigate({ search: parseSetAsideSearch({ ...query, ...change }), replace: true });
  const tryAgain = (ids: readonly string[] | null) =>
    replay.mutate(ids, {
      onSuccess: ({ runs }) => {
        const numbers = runs.map(({ number }) => `#${number}`).join(', ');
        showDone(runs.length === 0 ? 'Nothing is left to try' : `Trying again: run ${numbers}`);
      },
    });
  const found = records.data?.pages.flatMap(({ items }) => items.map(({ id }) => id)) ?? [];
  const columns = setAsideColumns({
    isDismissed: state === 'dismissed',
    isBusy: replay.isPending || reopen.isPending,
    actions: isAdmin
      ? {
          onTryAgain: (id) => tryAgain([id]),
          onDismiss: setDismissing,
          onReopen: ({ id }) => reopen.mutate(id, { onSuccess: () => showDone('The record is open again') }),
        }
      : null,
  });
  const clear = () => void navigate({ search: parseSetAsideSearch({ state }), replace: true });
  return (
    <Page
      title="Records set aside"
      crumbs={[{ label: 'Data sync', to: '/sync' }]}
      isFilling
      actions={
        isAdmin && total > 0 && state === 'open' && !records.isPlaceholderData ? (
          <Button
            variant="default"
            loading={replay.isPending}
            onClick={() => tryAgain(search === '' ? null : found.slice(0, MOST_REPLAYED))}
          >
            {search === ''
              ? 'Try all again'
              : `Try ${formatCounted(Math.min(found.length, MOST_REPLAYED), 'record')} again`}
          </Button>
        ) : undefined
      }
    >
      <p className="quiet">
        {state === 'open'
          ? 'One bad record does not hold up the others. Each is tried again by the next run, until it fits, is no longer in Gainsight, or somebody dismisses it.'
          : 'Dismissed records stay out and are not tried again by themselves. One that fails for another cause is open again.'}
      </p>
      <search className="row" aria-label="Filter records">
        <SearchField
          label="Search name, id or field"
          value={search}
          onChange={(next) => set({ search: next })}
        />
        <Choice
          label="Show"
          value={query.state}
          options={[
            { value: '', label: 'Open' },
            { value: 'dismissed', label: 'Dismissed' },
          ]}
          onChange={(next) => set({ state: next })}
        />
      </search>
      {replay.isError && <FailedState title="The records could not be tried again" error={replay.error} />}
      {reopen.isError && <FailedState title="The record stays dismissed" error={reopen.error} />}
      <PagedTable
        list={records}
        name={formatCounted(total, 'record')}
        what="the records set aside"
        columns={columns}
        rowLabel={({ name, gainsightId }) => name ?? gainsightId}
        noMatch={search === '' ? null : 'No record set aside matches this search.'}
        onClear={clear}
        empty={
          <EmptyState>{state === 'open' ? 'Nothing is set aside.' : 'Nothing was dismissed.'}</EmptyState>
        }
      />
      {dismissing !== null && <DismissRecord record={dismissing} onClose={() => setDismissing(null)} />}
    </Page>
  );
}
