import { fieldInWords } from '@handrail/contract';
import type { RunRecord } from '@handrail/contract';
import type { Column } from './output.ts';

/** The columns of a record of a run: all of them in CSV, the marked ones in a table. */
export const RUN_RECORD_COLUMNS: readonly Column<RunRecord>[] = [
  { name: 'kind', value: (record) => record.kind },
  { name: 'recordId', value: (record) => record.recordId },
  {
    name: 'event',
    value: (record) => record.event,
    table: { title: 'EVENT', cell: (record) => record.event },
  },
  { name: 'name', value: (record) => record.name, table: { title: 'NAME', cell: (record) => record.name } },
  {
    name: 'accountName',
    value: ({ account }) => account?.name,
    table: { title: 'ACCOUNT', cell: ({ account }) => account?.name ?? account?.gainsightId ?? null },
  },
  { name: 'accountId', value: ({ account }) => account?.id },
  { name: 'accountGainsightId', value: ({ account }) => account?.gainsightId },
  {
    name: 'gainsightId',
    value: (record) => record.gainsightId,
    table: { title: 'GAINSIGHT ID', cell: (record) => record.gainsightId },
  },
  {
    name: 'fields',
    value: (record) => record.fields,
    table: { title: 'FIELDS', cell: (record) => Object.keys(record.fields).map(fieldInWords).join(', ') },
  },
  {
    name: 'reason',
    value: (record) => record.reason,
    table: { title: 'REASON', cell: (record) => record.reason },
  },
  { name: 'changedSincePreviewOf', value: (record) => record.changedSincePreviewOf },
];
