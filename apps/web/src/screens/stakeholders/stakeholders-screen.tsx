import { items } from '@handrail/client';
import { listStakeholders } from '@handrail/contract';
import { Button } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Choice } from '../../components/choice.tsx';
import { NoneImported } from '../../components/none-imported.tsx';
import { stakeholderName } from '../../components/labels.ts';
import { Page } from '../../components/page.tsx';
import { PagedTable } from '../../components/paged-table.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { ListActions } from '../../list-view/list-actions.tsx';
import { useListView } from '../../list-view/use-list-view.ts';
import { useStakeholderList } from '../../queries/stakeholders.ts';
import { parseStakeholdersSearch } from '../../search-params.ts';
import { useClient } from '../../session.tsx';
import { AccountFilter } from './account-filter.tsx';
import { stakeholderColumns } from './stakeholder-columns.tsx';

const route = getRouteApi('/stakeholders');

/** All stakeholders: search, filters and order in the address; who was not met for longer than expected stands out. */
export function StakeholdersScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const openStakeholder = useNavigate();
  const client = useClient();
  const stakeholders = useStakeholderList(search);
  const set = (change: Partial<Record<keyof typeof search, string | undefined>>) =>
    void navigate({ search: parseStakeholdersSearch({ ...search, ...change }), replace: true });
  const { sort, order, ...filters } = search;
  const isFiltered = Object.keys(filters).length > 0;
  const clear = () => void navigate({ search: parseStakeholdersSearch({ sort, order }), replace: true });
  const columns = stakeholderColumns(search, set);
  const view = useListView({
    list: 'stakeholders',
    columns,
    search,
    onSearch: (next) => void navigate({ search: parseStakeholdersSearch(next), replace: true }),
  });
  const roles = stakeholders.data?.pages[0]?.roles ?? [];
  return (
    <Page
      title="Stakeholders"
      isFilling
      actions={
        <ListActions
          list="stakeholders"
          view={view}
          columns={columns}
          rows={(signal) => items(client, listStakeholders, { ...search, limit: 200 }, { signal })}
        />
      }
    >
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
      <PagedTable
        list={stakeholders}
        name="Stakeholders"
        what="the stakeholders"
        columns={view.columns}
        rowLabel={stakeholderName}
        onOpen={({ id }) =>
          void openStakeholder({ to: '/stakeholders/$stakeholderId', params: { stakeholderId: id } })
        }
        noMatch={isFiltered ? 'No stakeholder matches.' : null}
        onClear={clear}
        empty={
          <NoneImported noun="stakeholder">
            The people at your accounts will stand here after the first sync with Gainsight.
          </NoneImported>
        }
      />
    </Page>
  );
}
