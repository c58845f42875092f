import { items } from '@handrail/client';
import { listAccounts } from '@handrail/contract';
import { Button } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Choice } from '../../components/choice.tsx';
import { NoneImported } from '../../components/none-imported.tsx';
import { Page } from '../../components/page.tsx';
import { PagedTable } from '../../components/paged-table.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { ListActions } from '../../list-view/list-actions.tsx';
import { useListView } from '../../list-view/use-list-view.ts';
import { useAccounts } from '../../queries/accounts.ts';
import { useTiers } from '../../queries/tiers.ts';
import { parseAccountsSearch } from '../../search-params.ts';
import { useClient } from '../../session.tsx';
import { AbsentAccounts } from './absent-accounts.tsx';
import { accountColumns, customNamesOf } from './account-columns.tsx';

const route = getRouteApi('/accounts');

/** All accounts: search (also for who is not here), filters and order in the address, rows without end. */
export function AccountsScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const openAccount = useNavigate();
  const client = useClient();
  const accounts = useAccounts(search);
  const tiers = useTiers();
  const set = (change: Partial<Record<keyof typeof search, string | undefined>>) =>
    void navigate({ search: parseAccountsSearch({ ...search, ...change }), replace: true });
  const { sort, order, ...filters } = search;
  const isFiltered = Object.keys(filters).length > 0;
  const clear = () => void navigate({ search: parseAccountsSearch({ sort, order }), replace: true });
  const [first] = accounts.data?.pages ?? [];
  const columns = accountColumns({
    order: search,
    onOrder: set,
    areGone: first?.items.some(({ gone }) => gone !== null) === true,
    customNames: customNamesOf(first?.items ?? []),
  });
  const view = useListView({
    list: 'accounts',
    columns,
    search,
    onSearch: (next) => void navigate({ search: parseAccountsSearch(next), replace: true }),
  });
  const tierNames = [...(tiers.data?.tiers ?? []), ...(tiers.data?.unmapped ?? [])].map(({ name }) => name);
  return (
    <Page
      title="Accounts"
      isFilling
      actions={
        <ListActions
          list="accounts"
          view={view}
          columns={columns}
          rows={(signal) => items(client, listAccounts, { ...search, limit: 200 }, { signal })}
        />
      }
    >
      <search className="row" aria-label="Filter accounts">
        <SearchField
          label="Search accounts"
          value={search.search ?? ''}
          onChange={(value) => set({ search: value === '' ? undefined : value })}
        />
        <Choice
          label="Status"
          value={search.status}
          options={[
            { value: '', label: 'All' },
            { value: 'active', label: 'Active' },
            { value: 'churned', label: 'Churned' },
            { value: 'prospect', label: 'Prospect' },
          ]}
          onChange={(status) => set({ status })}
        />
        <Choice
          label="Health"
          value={search.health}
          options={[
            { value: '', label: 'All' },
            { value: 'High', label: '▲ High' },
            { value: 'Medium', label: '▬ Medium' },
            { value: 'Low', label: '▼ Low' },
            { value: 'none', label: '○ No score' },
          ]}
          onChange={(health) => set({ health })}
        />
        <Choice
          label="Tier"
          value={search.tier}
          options={[
            { value: '', label: 'All' },
            ...[...new Set([...tierNames, ...(search.tier === undefined ? [] : [search.tier])])].map(
              (name) => ({ value: name, label: name }),
            ),
          ]}
          onChange={(tier) => set({ tier })}
        />
        <Choice
          label="Presence"
          value={search.presence}
          options={[
            { value: '', label: 'Imported' },
            { value: 'missing', label: 'Gone from Gainsight' },
            { value: 'filtered', label: 'Filtered out' },
          ]}
          onChange={(presence) => set({ presence })}
        />
        {isFiltered && (
          <Button variant="subtle" onClick={clear}>
            Clear filters
          </Button>
        )}
      </search>
      {search.search !== undefined && search.presence === undefined && (
        <AbsentAccounts search={search.search} listed={first?.total} />
      )}
      <PagedTable
        list={accounts}
        name="Accounts"
        what="the accounts"
        columns={view.columns}
        rowLabel={({ name }) => name}
        onOpen={({ id }) => void openAccount({ to: '/accounts/$accountId', params: { accountId: id } })}
        noMatch={isFiltered ? 'No account matches.' : null}
        onClear={clear}
        empty={
          <NoneImported noun="account">
            Accounts will stand here after the first sync with Gainsight.
          </NoneImported>
        }
      />
    </Page>
  );
}
