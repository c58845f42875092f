import type { Account, ACCOUNT_SORTS } from '@handrail/contract';
import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import type { Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatMoney } from '../../components/format-value.ts';
import { ACCOUNT_STATUS_LABELS, GONE_LABELS } from '../../components/labels.ts';
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
  if (accounts.data === undefined) {
    if (!accounts.isError) return <DataTableSkeleton what="accounts" />;
    return (
      <FailedState
        title="Could not load the accounts"
        error={accounts.error}
        onRetry={() => void accounts.refetch()}
        isRetrying={accounts.isFetching}
      />
    );
  }
  const rows = accounts.data.pages.flatMap(({ items }) => items);
  return (
    <>
      {accounts.isError && (
        <FailedState
          title="Could not load more accounts"
          error={accounts.error}
          onRetry={() => void (accounts.isFetchNextPageError ? accounts.fetchNextPage() : accounts.refetch())}
          isRetrying={accounts.isFetching}
        />
      )}
      <DataTable
        name="Accounts"
        columns={columnsFor(
          order,
          onOrder,
          rows.some(({ gone }) => gone !== null),
        )}
        rows={rows}
        total={accounts.data.pages[0]?.total ?? 0}
        hasMore={accounts.hasNextPage && !accounts.isError}
        isLoadingMore={accounts.isFetchingNextPage}
        isStale={accounts.isPlaceholderData}
        onMore={() => void accounts.fetchNextPage()}
        rowKey={({ id }) => id}
        rowLabel={({ name }) => name}
        onOpen={({ id }) => void navigate({ to: '/accounts/$accountId', params: { accountId: id } })}
        empty={
          isFiltered ? (
            <EmptyState
              action={
                <Button variant="default" onClick={onClear}>
                  Clear filters
                </Button>
              }
            >
              No account matches.
            </EmptyState>
          ) : (
            <EmptyState action={<Link to="/sync">Go to Data sync</Link>}>
              Accounts will stand here after the first sync with Gainsight.
            </EmptyState>
          )
        }
      />
    </>
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
    { id: 'csm', header: 'CSM', track: 'minmax(136px, 1.2fr)', from: 'tablet', cell: ({ csm }) => text(csm) },
    { id: 'tier', header: 'Tier', track: '104px', from: 'desktop', cell: ({ tier }) => text(tier) },
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

function text(value: string | null) {
  if (value === null || value === '') return <span className="quiet">–</span>;
  return (
    <span className="cut" dir="auto" title={value}>
      {value}
    </span>
  );
}
