import type { Run } from '@handrail/contract';
import type { Column } from './output.ts';
import { formatTable } from './table.ts';
import { formatInstant } from './time.ts';

const COUNTS = ['seen', 'added', 'changed', 'unchanged', 'filtered', 'setAside', 'exits'] as const;
const COUNT_TITLES = {
  seen: 'SEEN',
  added: 'ADDED',
  changed: 'CHANGED',
  unchanged: 'SAME',
  filtered: 'FILTERED',
  setAside: 'SET ASIDE',
  exits: 'GONE',
} as const;

/** The columns of a run, for lists and for what `sync` prints. */
export const RUN_COLUMNS: readonly Column<Run>[] = [
  shown('number', 'RUN', (run) => run.number),
  { name: 'id', value: (run) => run.id },
  shown('stream', 'STREAM', (run) => run.stream),
  shown('mode', 'MODE', (run) => run.mode),
  { name: 'cause', value: (run) => run.cause },
  shown('state', 'STATE', (run) => run.state),
  ...COUNTS.map((name) => shown(name, COUNT_TITLES[name], (run: Run) => run.counts[name])),
  { name: 'pages', value: (run) => run.pages },
  shown('calls', 'CALLS', (run) => run.calls),
  { name: 'bytes', value: (run) => run.bytes },
  { name: 'configVersion', value: (run) => run.configVersion },
  { name: 'createdAt', value: (run) => run.createdAt },
  {
    name: 'startedAt',
    value: (run) => run.startedAt,
    table: { title: 'STARTED', cell: (run) => formatInstant(run.startedAt) },
  },
  { name: 'finishedAt', value: (run) => run.finishedAt },
  {
    name: 'failureCode',
    value: (run) => run.failure?.code,
    table: { title: 'FAILURE', cell: (run) => run.failure?.code ?? '' },
  },
];

/** Runs as a table: outcome counts and calls used. */
export function formatRunTable(runs: readonly Run[]): string {
  const columns = RUN_COLUMNS.flatMap((column) => (column.table === undefined ? [] : [column.table]));
  return formatTable(
    columns.map((column) => column.title),
    runs.map((run) => columns.map((column) => column.cell(run))),
  );
}

function shown(name: string, title: string, value: (run: Run) => string | number): Column<Run> {
  return { name, value, table: { title, cell: value } };
}
