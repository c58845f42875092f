import type { Stakeholder, STAKEHOLDER_SORTS } from '@handrail/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { cutText } from '../../components/cut-text.tsx';
import type { Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { stakeholderName } from '../../components/labels.ts';
import { PagedTable } from '../../components/paged-table.tsx';
import { ExactTime } from '../../components/time.tsx';
import { TouchGap } from '../../components/touch-gap.tsx';
import type { useStakeholderList } from '../../queries/stakeholders.ts';

type Sort = (typeof STAKEHOLDER_SORTS)[number];
interface Order {
  readonly sort?: Sort;
  readonly order?: 'asc' | 'desc';
}

/** The stakeholders as rows, or what stands there while they load, when they fail, and when there are none. */
export function StakeholdersTable({
  stakeholders,
  order,
  onOrder,
  isFiltered,
  onClear,
}: {
  stakeholders: ReturnType<typeof useStakeholderList>;
  order: Order;
  onOrder: (order: { sort: Sort; order: 'asc' | 'desc' }) => void;
  isFiltered: boolean;
  onClear: () => void;
}) {
  const navigate = useNavigate();
  return (
    <PagedTable
      list={stakeholders}
      name="Stakeholders"
      what="the stakeholders"
      columns={columnsFor(order, onOrder)}
      rowLabel={stakeholderName}
      onOpen={({ id }) =>
        void navigate({ to: '/stakeholders/$stakeholderId', params: { stakeholderId: id } })
      }
      noMatch={isFiltered ? 'No stakeholder matches.' : null}
      onClear={onClear}
      empty={
        <EmptyState action={<Link to="/sync">Go to Data sync</Link>}>
          The people at your accounts will stand here after the first sync with Gainsight.
        </EmptyState>
      }
    />
  );
}

function columnsFor(
  order: Order,
  onOrder: (order: { sort: Sort; order: 'asc' | 'desc' }) => void,
): readonly Column<Stakeholder>[] {
  const current = order.sort ?? 'name';
  const direction = order.order ?? 'asc';
  const sort = (by: Sort) => ({
    order: current === by ? direction : null,
    onToggle: () => onOrder({ sort: by, order: current === by && direction === 'asc' ? 'desc' : 'asc' }),
  });
  return [
    {
      id: 'name',
      header: 'Name',
      track: 'minmax(128px, 1.6fr)',
      sort: sort('name'),
      cell: (one) => (
        <Link
          to="/stakeholders/$stakeholderId"
          params={{ stakeholderId: one.id }}
          className="cut"
          dir="auto"
          title={stakeholderName(one)}
          tabIndex={-1}
        >
          {stakeholderName(one)}
        </Link>
      ),
    },
    {
      id: 'account',
      header: 'Account',
      track: 'minmax(112px, 1.4fr)',
      from: 'tablet',
      cell: ({ accountName }) => cutText(accountName),
    },
    {
      id: 'title',
      header: 'Title',
      track: 'minmax(112px, 1.2fr)',
      from: 'desktop',
      cell: ({ title }) => cutText(title),
    },
    { id: 'role', header: 'Role', track: '144px', from: 'tablet', cell: ({ role }) => cutText(role) },
    {
      id: 'email',
      header: 'E-mail',
      track: 'minmax(160px, 1.4fr)',
      from: 'wide',
      cell: ({ email }) => cutText(email),
    },
    {
      id: 'touch',
      header: 'Last touch',
      track: '184px',
      from: 'desktop',
      sort: sort('touch'),
      cell: ({ lastTouchAt }) =>
        lastTouchAt === null ? <span className="quiet">No meeting yet</span> : <ExactTime at={lastTouchAt} />,
    },
    {
      id: 'due',
      header: 'Next touch',
      track: 'minmax(172px, 188px)',
      sort: sort('due'),
      cell: (one) => <TouchGap {...one} />,
    },
  ];
}
