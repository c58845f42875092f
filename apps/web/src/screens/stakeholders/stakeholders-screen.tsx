import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { Choice } from '../../components/choice.tsx';
import { Page } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useStakeholderList } from '../../queries/stakeholders.ts';
import { parseStakeholdersSearch } from '../../search-params.ts';
import { AccountFilter } from './account-filter.tsx';
import { ExportStakeholders } from './export-stakeholders.tsx';
import { StakeholdersTable } from './stakeholders-table.tsx';

const route = getRouteApi('/stakeholders');

/** All stakeholders: search, filters and order in the address; who was not met for longer than expected stands out. */
export function StakeholdersScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const stakeholders = useStakeholderList(search);
  const set = (change: Partial<Record<keyof typeof search, string | undefined>>) =>
    void navigate({ search: parseStakeholdersSearch({ ...search, ...change }), replace: true });
  const { sort: _sort, order: _order, ...filters } = search;
  const isFiltered = Object.keys(filters).length > 0;
  const clear = () => void navigate({ search: parseStakeholdersSearch({}), replace: true });
  const roles = stakeholders.data?.pages[0]?.roles ?? [];
  return (
    <Page title="Stakeholders" isFilling actions={<ExportStakeholders query={search} />}>
      <search className="row" aria-label="Filter stakeholders">
        <SearchField
          label="Search stakeholders"
          value={search.search ?? ''}
          onChange={(value) => set({ search: value === '' ? undefined : value })}
        />
        <Choice
          label="Role"
          value={search.role}
          options={[
            { value: '', label: 'All' },
            ...roles.map((role) => ({ value: role, label: role })),
            ...(search.role === undefined || roles.includes(search.role)
              ? []
              : [{ value: search.role, label: search.role }]),
          ]}
          onChange={(role) => set({ role })}
        />
        <Choice
          label="Last touch"
          value={search.lastTouch}
          options={[
            { value: '', label: 'Any time' },
            { value: 'never', label: 'Never met' },
            { value: 'over-30', label: 'Over 30 days' },
            { value: 'over-90', label: 'Over 90 days' },
            { value: 'over-180', label: 'Over 180 days' },
          ]}
          onChange={(lastTouch) => set({ lastTouch })}
        />
        <Choice
          label="Cadence"
          value={search.gap}
          options={[
            { value: '', label: 'All' },
            { value: 'overdue', label: 'Overdue' },
            { value: 'due-soon', label: 'Due in 14 days' },
          ]}
          onChange={(gap) => set({ gap })}
        />
        <AccountFilter accountId={search.accountId} onChange={(accountId) => set({ accountId })} />
        {isFiltered && (
          <Button variant="subtle" onClick={clear}>
            Clear filters
          </Button>
        )}
      </search>
      <StakeholdersTable
        stakeholders={stakeholders}
        order={search}
        onOrder={set}
        isFiltered={isFiltered}
        onClear={clear}
      />
    </Page>
  );
}
