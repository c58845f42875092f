import type { Account } from '@handrail/contract';
import type { Column } from './output.ts';

/** The columns of an account: all of them in CSV, the marked ones in a table. Custom fields stand as JSON in `fields`. */
export const ACCOUNT_COLUMNS: readonly Column<Account>[] = [
  { name: 'id', value: (account) => account.id },
  {
    name: 'gainsightId',
    value: (account) => account.gainsightId,
    table: { title: 'GAINSIGHT ID', cell: (account) => account.gainsightId },
  },
  {
    name: 'name',
    value: (account) => account.name,
    table: { title: 'NAME', cell: (account) => account.name },
  },
  {
    name: 'status',
    value: (account) => account.status,
    table: { title: 'STATUS', cell: (account) => account.status },
  },
  { name: 'presence', value: (account) => account.presence },
  { name: 'goneKind', value: (account) => account.gone?.kind ?? null },
  { name: 'goneSince', value: (account) => account.gone?.since ?? null },
  { name: 'goneUntil', value: (account) => account.gone?.until ?? null },
  { name: 'keptAt', value: (account) => account.keptAt },
  {
    name: 'healthScore',
    value: (account) => account.health.score,
    table: { title: 'HEALTH', cell: (account) => account.health.score },
  },
  {
    name: 'healthLabel',
    value: (account) => account.health.label,
    table: { title: 'LABEL', cell: (account) => account.health.label },
  },
  { name: 'owner', value: (account) => account.owner },
  { name: 'csm', value: (account) => account.csm, table: { title: 'CSM', cell: (account) => account.csm } },
  { name: 'tier', value: (account) => account.tier },
  { name: 'arr', value: (account) => account.arr, table: { title: 'ARR', cell: (account) => account.arr } },
  { name: 'mrr', value: (account) => account.mrr },
  {
    name: 'currency',
    value: (account) => account.currency,
    table: { title: 'CURRENCY', cell: (account) => account.currency },
  },
  {
    name: 'renewalDate',
    value: (account) => account.renewalDate,
    table: { title: 'RENEWAL', cell: (account) => account.renewalDate },
  },
  { name: 'contractStart', value: (account) => account.contractStart },
  { name: 'lifecycleStage', value: (account) => account.lifecycleStage },
  { name: 'industry', value: (account) => account.industry },
  { name: 'region', value: (account) => account.region },
  { name: 'domains', value: (account) => account.domains },
  { name: 'employees', value: (account) => account.employees },
  { name: 'crmId', value: (account) => account.crmId },
  { name: 'parentGainsightId', value: (account) => account.parentGainsightId },
  { name: 'churnedOn', value: (account) => account.churnedOn },
  { name: 'churnedOnFrom', value: (account) => account.churnedOnFrom },
  { name: 'lastMeetingAt', value: (account) => account.lastMeetingAt },
  { name: 'updatedAt', value: (account) => account.updatedAt },
  { name: 'lastSyncedAt', value: (account) => account.lastSyncedAt },
  { name: 'fields', value: (account) => account.fields },
];
