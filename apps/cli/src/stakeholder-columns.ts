import type { Stakeholder } from '@handrail/contract';
import type { Column } from './output.ts';
import { formatInstant } from './time.ts';

/** The columns of a stakeholder: all of them in CSV, the marked ones in a table. */
export const STAKEHOLDER_COLUMNS: readonly Column<Stakeholder>[] = [
  { name: 'id', value: ({ id }) => id, table: { title: 'ID', cell: ({ id }) => id } },
  { name: 'gainsightId', value: ({ gainsightId }) => gainsightId },
  { name: 'name', value: ({ name }) => name, table: { title: 'NAME', cell: ({ name }) => name } },
  { name: 'email', value: ({ email }) => email, table: { title: 'E-MAIL', cell: ({ email }) => email } },
  { name: 'title', value: ({ title }) => title, table: { title: 'TITLE', cell: ({ title }) => title } },
  { name: 'role', value: ({ role }) => role, table: { title: 'ROLE', cell: ({ role }) => role } },
  {
    name: 'accountName',
    value: ({ accountName }) => accountName,
    table: { title: 'ACCOUNT', cell: ({ accountName }) => accountName },
  },
  { name: 'accountId', value: ({ accountId }) => accountId },
  { name: 'phone', value: ({ phone }) => phone },
  { name: 'decisionMaker', value: ({ decisionMaker }) => decisionMaker },
  { name: 'touchFrequency', value: ({ touchFrequency }) => touchFrequency },
  {
    name: 'lastTouchAt',
    value: ({ lastTouchAt }) => lastTouchAt,
    table: { title: 'LAST TOUCH', cell: ({ lastTouchAt }) => formatInstant(lastTouchAt) },
  },
  { name: 'touchDueAt', value: ({ touchDueAt }) => touchDueAt },
  {
    name: 'overdueDays',
    value: ({ overdueDays }) => overdueDays,
    table: {
      title: 'OVERDUE',
      cell: ({ overdueDays }) => (overdueDays === null ? null : `${overdueDays} d`),
    },
  },
  { name: 'lastSyncedAt', value: ({ lastSyncedAt }) => lastSyncedAt },
  { name: 'source', value: ({ source }) => source },
  { name: 'manual', value: ({ manual }) => manual.join(' ') },
  { name: 'fields', value: ({ fields }) => JSON.stringify(fields) },
];
