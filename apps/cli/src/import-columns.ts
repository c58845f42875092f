import type { MeetingImport } from '@handrail/contract';
import type { Column } from './output.ts';
import { formatInstant } from './time.ts';

/** The columns of an import of meetings: all of them in CSV, the marked ones in a table. */
export const IMPORT_COLUMNS: readonly Column<MeetingImport>[] = [
  { name: 'id', value: ({ id }) => id, table: { title: 'ID', cell: ({ id }) => id } },
  {
    name: 'createdAt',
    value: ({ createdAt }) => createdAt,
    table: { title: 'IMPORTED', cell: ({ createdAt }) => formatInstant(createdAt) },
  },
  {
    name: 'fileName',
    value: ({ fileName }) => fileName,
    table: { title: 'FILE', cell: ({ fileName }) => fileName },
  },
  { name: 'format', value: ({ format }) => format },
  { name: 'importedBy', value: ({ importedBy }) => importedBy },
  {
    name: 'added',
    value: ({ added }) => added,
    table: { title: 'TAKEN IN', cell: ({ added }) => String(added) },
  },
  {
    name: 'changed',
    value: ({ changed }) => changed,
    table: { title: 'CHANGED', cell: ({ changed }) => String(changed) },
  },
  { name: 'unchanged', value: ({ unchanged }) => unchanged },
  {
    name: 'excluded',
    value: ({ excluded }) => excluded,
    table: { title: 'KEPT OUT', cell: ({ excluded }) => String(excluded) },
  },
  {
    name: 'faultCount',
    value: ({ faultCount }) => faultCount,
    table: { title: 'REFUSED', cell: ({ faultCount }) => String(faultCount) },
  },
  {
    name: 'undoneAt',
    value: ({ undoneAt }) => undoneAt,
    table: { title: 'UNDONE', cell: ({ undoneAt }) => formatInstant(undoneAt) },
  },
];
