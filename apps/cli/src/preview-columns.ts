import { fieldInWords } from '@handrail/contract';
import type { PreviewRow } from '@handrail/contract';
import type { Column } from './output.ts';

/** The columns of an account in a preview: all of them in CSV, the marked ones in a table. */
export const PREVIEW_COLUMNS: readonly Column<PreviewRow>[] = [
  {
    name: 'gainsightId',
    value: (row) => row.gainsightId,
    table: { title: 'GAINSIGHT ID', cell: (row) => row.gainsightId },
  },
  { name: 'accountId', value: (row) => row.accountId },
  { name: 'name', value: (row) => row.name, table: { title: 'NAME', cell: (row) => row.name } },
  { name: 'rule', value: (row) => row.rule, table: { title: 'RULE', cell: (row) => row.rule } },
  { name: 'field', value: (row) => row.field },
  {
    name: 'value',
    value: (row) => row.value,
    table: { title: 'VALUE', cell: ({ value }) => (value === null ? null : JSON.stringify(value)) },
  },
  {
    name: 'changes',
    value: (row) => row.changes,
    table: {
      title: 'CHANGES',
      cell: ({ changes }) =>
        Object.entries(changes)
          .map(
            ([name, [before, after]]) =>
              `${fieldInWords(name)} ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
          )
          .join(', '),
    },
  },
];
