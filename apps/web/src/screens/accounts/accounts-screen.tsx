import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { Choice } from '../../components/choice.tsx';
import { Page } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useAccounts } from '../../queries/accounts.ts';
import { parseAccountsSearch } from '../../search-params.ts';
import { AbsentAccounts } from './absent-accounts.tsx';
import { AccountsTable } from './accounts-table.tsx';
import { ExportAccounts } from './export-accounts.tsx';

const route = getRouteApi('/accounts');

/** All accounts: search (also for who is not here), filters and order in the address, rows without end. */
export function AccountsScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const accounts = useAccounts(search);
  const set = (change: Partial<Record<keyof typeof search, string | undefined>>) =>
    void navigate({ search: parseAccountsSearch({ ...search, ...change }), replace: true });
  const isFiltered =
    search.search !== undefined ||
    search.status !== undefined ||
    search.health !== undefined ||
    search.presence !== undefined;
  const clear = () => set({ search: undefined, status: undefined, health: undefined, presence: undefined });
  return (
    <Page title="Accounts" isFilling actions={<ExportAccounts query={search} />}>
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
        <AbsentAccounts search={search.search} listed={accounts.data?.pages[0]?.total} />
      )}
      <AccountsTable
        accounts={accounts}
        order={search}
        onOrder={set}
        isFiltered={isFiltered}
        onClear={clear}
      />
    </Page>
  );
}
