import type { Stakeholder, STAKEHOLDER_SORTS } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { cutText } from '../../components/cut-text.tsx';
import { formatValue } from '../../components/format-value.ts';
import { stakeholderName, STAKEHOLDER_SOURCE_LABELS } from '../../components/labels.ts';
import { ExactTime } from '../../components/time.tsx';
import { TouchGap } from '../../components/touch-gap.tsx';
import type { ListColumn } from '../../list-view/list-column.ts';
import { sortBy } from '../../list-view/sort-by.ts';
import type { ListOrder } from '../../list-view/sort-by.ts';

type Sort = (typeof STAKEHOLDER_SORTS)[number];

/** Every column that the list of stakeholders can have. */
export function stakeholderColumns(
  order: ListOrder<Sort>,
  onOrder: (order: { sort: Sort; order: 'asc' | 'desc' }) => void,
): readonly ListColumn<Stakeholder>[] {
  const sort = sortBy(order, 'name', onOrder);
  return [
    {
      id: 'name',
      header: 'Name',
      track: 'minmax(128px, 1.6fr)',
      isUsual: true,
      sort: sort('name'),
      csv: fields('name'),
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
      isUsual: true,
      csv: fields('accountId', 'accountName'),
      cell: ({ accountName }) => cutText(accountName),
    },
    {
      id: 'title',
      header: 'Title',
      track: 'minmax(112px, 1.2fr)',
      from: 'desktop',
      isUsual: true,
      csv: fields('title'),
      cell: ({ title }) => cutText(title),
    },
    {
      id: 'role',
      header: 'Role',
      track: '144px',
      from: 'tablet',
      isUsual: true,
      csv: fields('role'),
      cell: ({ role }) => cutText(role),
    },
    {
      id: 'email',
      header: 'E-mail',
      track: 'minmax(160px, 1.4fr)',
      from: 'wide',
      isUsual: true,
      csv: fields('email'),
      cell: ({ email }) => cutText(email),
    },
    {
      id: 'phone',
      header: 'Phone',
      track: '152px',
      isUsual: false,
      csv: fields('phone'),
      cell: ({ phone }) => cutText(phone),
    },
    {
      id: 'decisionMaker',
      header: 'Decision maker',
      track: '132px',
      isUsual: false,
      csv: fields('decisionMaker'),
      cell: ({ decisionMaker }) => formatValue(decisionMaker),
    },
    {
      id: 'source',
      header: 'Known from',
      track: '176px',
      isUsual: false,
      csv: fields('source'),
      cell: ({ source }) => STAKEHOLDER_SOURCE_LABELS[source],
    },
    {
      id: 'touch',
      header: 'Last touch',
      track: '184px',
      from: 'desktop',
      isUsual: true,
      sort: sort('touch'),
      csv: fields('lastTouchAt'),
      cell: ({ lastTouchAt }) =>
        lastTouchAt === null ? <span className="quiet">No meeting yet</span> : <ExactTime at={lastTouchAt} />,
    },
    {
      id: 'touchFrequency',
      header: 'Touch frequency',
      track: '144px',
      isUsual: false,
      csv: fields('touchFrequency'),
      cell: ({ touchFrequency }) => cutText(touchFrequency),
    },
    {
      id: 'due',
      header: 'Next touch',
      track: 'minmax(172px, 188px)',
      isUsual: true,
      sort: sort('due'),
      csv: fields('touchDueAt', 'overdueDays'),
      cell: (one) => <TouchGap {...one} />,
    },
    {
      id: 'manual',
      header: 'Set by hand',
      track: 'minmax(136px, 1fr)',
      isUsual: false,
      csv: fields('manual'),
      cell: ({ manual }) => cutText(manual.join(', ')),
    },
    {
      id: 'synced',
      header: 'Last sync',
      track: '196px',
      isUsual: false,
      csv: fields('lastSyncedAt'),
      cell: ({ lastSyncedAt }) => <ExactTime at={lastSyncedAt} />,
    },
    {
      id: 'fields',
      header: 'Custom fields',
      track: 'minmax(160px, 1fr)',
      isUsual: false,
      csv: fields('fields'),
      cell: ({ fields: custom }) =>
        cutText(
          Object.entries(custom)
            .map(([name, value]) => `${name}: ${formatValue(value)}`)
            .join(' · '),
        ),
    },
  ];
}

function fields(...names: readonly (keyof Stakeholder)[]) {
  return names.map((name) => ({ name, value: (one: Stakeholder) => one[name] }));
}
