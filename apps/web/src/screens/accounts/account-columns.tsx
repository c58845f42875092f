import type { Account, ACCOUNT_SORTS } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { cutText } from '../../components/cut-text.tsx';
import { formatCount, formatMoney, formatValue } from '../../components/format-value.ts';
import { ACCOUNT_STATUS_LABELS, GONE_LABELS } from '../../components/labels.ts';
import { Score } from '../../components/score.tsx';
import { Status } from '../../components/status.tsx';
import { Day, ExactTime, Time } from '../../components/time.tsx';
import type { ListColumn } from '../../list-view/list-column.ts';
import { sortBy } from '../../list-view/sort-by.ts';
import type { ListOrder } from '../../list-view/sort-by.ts';

type Sort = (typeof ACCOUNT_SORTS)[number];
const STATUS_MARKS = { active: '●', churned: '✕', prospect: '◌' } as const;
/** Columns of our custom fields are named for them, after this. */
const CUSTOM = 'fields.';

/** Every column that the list of accounts can have: the standard ones, and one for each custom field. */
export function accountColumns({
  order,
  onOrder,
  areGone,
  customNames,
}: {
  order: ListOrder<Sort>;
  onOrder: (order: { sort: Sort; order: 'asc' | 'desc' }) => void;
  /** Whether accounts are listed that are gone or filtered out. */
  areGone: boolean;
  customNames: readonly string[];
}): readonly ListColumn<Account>[] {
  const sort = sortBy(order, 'name', onOrder);
  return [
    {
      id: 'name',
      header: 'Name',
      track: 'minmax(160px, 2.4fr)',
      isUsual: true,
      sort: sort('name'),
      csv: fields('name'),
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
    ...(areGone ? goneColumns(true) : []),
    {
      id: 'status',
      header: 'Status',
      track: '112px',
      from: 'tablet',
      isUsual: true,
      csv: fields('status'),
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
      // On a narrow screen it makes room for what the list of gone accounts is for.
      ...(areGone ? { from: 'tablet' as const } : {}),
      isUsual: true,
      sort: sort('health'),
      csv: [
        { name: 'healthScore', value: ({ health }) => health.score },
        { name: 'healthLabel', value: ({ health }) => health.label },
      ],
      cell: ({ health }) => <Score {...health} />,
    },
    text('csm', 'CSM', { track: 'minmax(136px, 1.2fr)', from: 'tablet', isUsual: true }),
    text('owner', 'Owner', { track: 'minmax(136px, 1.2fr)' }),
    text('tier', 'Tier', { track: '104px', from: 'desktop', isUsual: true }),
    {
      id: 'arr',
      header: 'ARR',
      track: '136px',
      from: 'tablet',
      isUsual: true,
      isNumber: true,
      sort: sort('arr'),
      csv: fields('arr', 'currency'),
      cell: ({ arr, currency }) => formatMoney(arr, currency),
    },
    {
      id: 'mrr',
      header: 'MRR',
      track: '136px',
      isUsual: false,
      isNumber: true,
      csv: fields('mrr', 'currency'),
      cell: ({ mrr, currency }) => formatMoney(mrr, currency),
    },
    day('renewalDate', 'Renewal', {
      id: 'renewal',
      from: 'tablet',
      isUsual: true,
      sort: sort('renewal'),
    }),
    day('contractStart', 'Contract start', {}),
    text('lifecycleStage', 'Lifecycle stage', {}),
    text('industry', 'Industry', {}),
    text('region', 'Region', {}),
    {
      id: 'domains',
      header: 'Domains',
      track: 'minmax(160px, 1.2fr)',
      isUsual: false,
      csv: fields('domains'),
      cell: ({ domains }) => cutText(domains.join(', ')),
    },
    {
      id: 'employees',
      header: 'Employees',
      track: '112px',
      isUsual: false,
      isNumber: true,
      csv: fields('employees'),
      cell: ({ employees }) =>
        employees === null ? <span className="quiet">–</span> : formatCount(employees),
    },
    text('crmId', 'CRM id', {}),
    text('gainsightId', 'Gainsight id', { track: 'minmax(200px, 1fr)', csv: [] }),
    text('parentGainsightId', 'Parent’s Gainsight id', { track: 'minmax(200px, 1fr)' }),
    day('churnedOn', 'Churned on', {}),
    time('lastMeetingAt', 'Last meeting', { id: 'meeting', from: 'wide', isUsual: true }),
    time('updatedAt', 'Last change', {}),
    time('lastSyncedAt', 'Last sync', { id: 'synced', from: 'wide', isUsual: true }),
    ...(areGone ? [] : goneColumns(false)),
    ...customNames.map((name) => ({
      id: `${CUSTOM}${name}`,
      header: name,
      track: 'minmax(136px, 1fr)',
      isUsual: false,
      csv: [{ name: `${CUSTOM}${name}`, value: (account: Account) => account.fields[name] }],
      cell: (account: Account) => {
        const value = account.fields[name];
        return cutText(value === undefined || value === null ? null : formatValue(value));
      },
    })),
  ];
}

/** The custom fields that some of these accounts have. */
export function customNamesOf(accounts: readonly Account[]): readonly string[] {
  return [...new Set(accounts.flatMap(({ fields: custom }) => Object.keys(custom)))].toSorted();
}

/** How, since when and until when; usual only where some are gone. */
function goneColumns(isUsual: boolean): readonly ListColumn<Account>[] {
  return [
    {
      id: 'gone',
      header: 'Gone',
      track: '184px',
      ...(isUsual ? {} : { from: 'tablet' as const }),
      isUsual,
      csv: [
        { name: 'presence', value: ({ presence }) => presence },
        { name: 'gone', value: ({ gone }) => gone?.kind },
        { name: 'goneSince', value: ({ gone }) => gone?.since },
      ],
      cell: ({ gone }) =>
        gone === null ? (
          <span className="quiet">–</span>
        ) : (
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
      isUsual,
      csv: [{ name: 'goneUntil', value: ({ gone }) => gone?.until }],
      cell: ({ gone }) =>
        gone?.isHeld === true ? 'On hold' : <Day on={gone?.until == null ? null : gone.until.slice(0, 10)} />,
    },
  ];
}

type More = Partial<Pick<ListColumn<Account>, 'id' | 'track' | 'from' | 'isUsual' | 'sort' | 'csv'>>;
type NamesOf<Value> = { [Name in keyof Account]: Account[Name] extends Value ? Name : never }[keyof Account];

function fields(...names: readonly (keyof Account)[]) {
  return names.map((name) => ({ name, value: (account: Account) => account[name] }));
}
function text(name: NamesOf<string | null>, header: string, more: More): ListColumn<Account> {
  const usual = { id: name, track: 'minmax(128px, 1fr)', isUsual: false, csv: fields(name) };
  return { ...usual, header, cell: (account) => cutText(account[name]), ...more };
}
function day(name: NamesOf<string | null>, header: string, more: More): ListColumn<Account> {
  const usual = { id: name, track: '132px', isUsual: false, csv: fields(name) };
  return { ...usual, header, cell: (account) => <Day on={account[name]} />, ...more };
}
function time(name: NamesOf<string | null>, header: string, more: More): ListColumn<Account> {
  const usual = { id: name, track: '196px', isUsual: false, csv: fields(name) };
  return { ...usual, header, cell: (account) => <ExactTime at={account[name]} />, ...more };
}
