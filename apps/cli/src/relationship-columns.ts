import type { Relationship } from '@handrail/contract';
import type { Column } from './output.ts';

/** The columns of a relationship: all of them in CSV, the marked ones in a table. */
export const RELATIONSHIP_COLUMNS: readonly Column<Relationship>[] = [
  { name: 'id', value: (one) => one.id },
  {
    name: 'gainsightId',
    value: (one) => one.gainsightId,
    table: { title: 'GAINSIGHT ID', cell: (one) => one.gainsightId },
  },
  { name: 'name', value: (one) => one.name, table: { title: 'NAME', cell: (one) => one.name } },
  { name: 'type', value: (one) => one.type, table: { title: 'TYPE', cell: (one) => one.type } },
  { name: 'presence', value: (one) => one.presence },
  { name: 'accountId', value: (one) => one.account?.id ?? null },
  { name: 'accountGainsightId', value: (one) => one.accountGainsightId },
  {
    name: 'accountName',
    value: (one) => one.account?.name ?? null,
    table: { title: 'ACCOUNT', cell: (one) => one.account?.name ?? null },
  },
  { name: 'owner', value: (one) => one.owner, table: { title: 'OWNER', cell: (one) => one.owner } },
  { name: 'status', value: (one) => one.status },
  { name: 'stage', value: (one) => one.stage, table: { title: 'STAGE', cell: (one) => one.stage } },
  { name: 'arr', value: (one) => one.arr, table: { title: 'ARR', cell: (one) => one.arr } },
  { name: 'mrr', value: (one) => one.mrr },
  {
    name: 'renewalDate',
    value: (one) => one.renewalDate,
    table: { title: 'RENEWAL', cell: (one) => one.renewalDate },
  },
  { name: 'contractStart', value: (one) => one.contractStart },
  { name: 'fields', value: (one) => JSON.stringify(one.fields) },
  { name: 'updatedAt', value: (one) => one.updatedAt },
  { name: 'lastSyncedAt', value: (one) => one.lastSyncedAt },
];
