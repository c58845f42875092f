import type { Account, ACCOUNT_SORTS } from '@handrail/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { cutText } from '../../components/cut-text.tsx';
import type { Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatMoney } from '../../components/format-value.ts';
import { ACCOUNT_STATUS_LABELS, GONE_LABELS } from '../../components/labels.ts';
import { PagedTable } from '../../components/paged-table.tsx';
import { Score } from '../../components/score.tsx';
import { Status } from '../../components/status.tsx';
import { Day, ExactTime, Time } from '../../components/time.tsx';
import type { useAccounts } from '../../queries/accounts.ts';

type Sort = (typeof ACCOUNT_SORTS)[number];
interface Order {
  readonly sort?: Sort;
  readonly order?: 'asc' | 'desc';
}

/** The accounts as rows, or what stands there while they load, when they fail, and when there are none. */
export function AccountsTable({
  accounts,
  order,
  onOrder,
  isFiltered,
  onClear,
}: {
  accounts: ReturnType<typeof useAccounts>;
  order: Order;
  onOrder: (order: { sort: Sort; order: 'asc' | 'desc' }) => void;
  isFiltered: boolean;
  onClear: () => void;
}) {
  const navigate = useNavigate();
  const gone = accounts.data?.pages.some(({ items }) => items.some((account) => account.gone !== null));
  return (
    <PagedTable
      list={accounts}
      name="Accounts"
      what="the accounts"
      columns={columnsFor(order, onOrder, gone === true)}
      rowLabel={({ name }) => name}
      onOpen={({ id }) => void navigate({ to: '/accounts/$accountId', params: { accountId: id } })}
      noMatch={isFiltered ? 'No account matches.' : null}
      onClear={onClear}
      empty={
        <EmptyState action={<Link to="/sync">Go to Data sync</Link>}>
          Accounts will stand here after the first sync with Gainsight.
        </EmptyState>
      }
    />
  );
}

/** How, since when and until when; only where some are gone. */
const GONE: readonly Column<Account>[] = [
  {
    id: 'gone',
    header: 'Gone',
    track: '184px',
    from: 'tablet',
    cell: ({ gone }) =>
      gone !== null && (
        <span className="cut">
          {GONE_LABELS[gone.kind]} <Time at={gone.since} />
        </span>
      ),
  },
  {
    id: 'until',
    header: 'Kept until',
    track: '124px',
    from: 'tablet',
    cell: ({ gone }) =>
      gone?.isHeld === true ? 'On hold' : <Day on={gone?.until == null ? null : gone.until.slice(0, 10)} />,
  },
];

const STATUS_MARKS = { active: '●', churned: '✕', prospect: '◌' } as const;

function columnsFor(
  order: Order,
  onOrder: (order: { sort: Sort; order: 'asc' | 'desc' }) => void,
  hasGone: boolean,
): readonly Column<Account>[] {
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
      track: 'minmax(160px, 2.4fr)',
      sort: sort('name'),
      cell: ({ id, name }) => (
        <Link
          to="/accounts/$accountId"
          params={{ accountId: id }}
          className="cut"
          dir="auto"
          title={name}
          tabIndex={-1}
        >
          {name}
        </Link>
      ),
    },
    ...(hasGone ? GONE : []),
    {
      id: 'status',
      header: 'Status',
      track: '112px',
      from: 'tablet',
      cell: ({ status }) => (
        <Status
          tone={status === 'active' ? 'good' : 'plain'}
          mark={STATUS_MARKS[status]}
          label={ACCOUNT_STATUS_LABELS[status]}
        />
      ),
    },
    {
      id: 'health',
      header: 'Health',
      track: '136px',
      sort: sort('health'),
      cell: ({ health }) => <Score {...health} />,
    },
    {
      id: 'csm',
      header: 'CSM',
      track: 'minmax(136px, 1.2fr)',
      from: 'tablet',
      cell: ({ csm }) => cutText(csm),
    },
    { id: 'tier', header: 'Tier', track: '104px', from: 'desktop', cell: ({ tier }) => cutText(tier) },
    {
      id: 'arr',
      header: 'ARR',
      track: '136px',
      from: 'tablet',
      isNumber: true,
      sort: sort('arr'),
      cell: ({ arr, currency }) => formatMoney(arr, currency),
    },
    {
      id: 'renewal',
      header: 'Renewal',
      track: '124px',
      from: 'tablet',
      sort: sort('renewal'),
      cell: ({ renewalDate }) => <Day on={renewalDate} />,
    },
    {
      id: 'meeting',
      header: 'Last meeting',
      track: '196px',
      from: 'wide',
      cell: ({ lastMeetingAt }) => <ExactTime at={lastMeetingAt} />,
    },
    {
      id: 'synced',
      header: 'Last sync',
      track: '196px',
      from: 'wide',
      cell: ({ lastSyncedAt }) => <ExactTime at={lastSyncedAt} />,
    },
  ];
}
