import { csvLine } from '@handrail/client';
import { formatTable } from './table.ts';
import type { Cell } from './table.ts';

/** The forms in which a list can be written. */
export const FORMATS = ['table', 'json', 'ndjson', 'csv'] as const;

/** One of {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];

/** Where text goes. */
export type Write = (text: string) => void;

/** A column: its name in CSV, and its title and cell in a table when it stands there too. */
export interface Column<T> {
  readonly name: string;
  readonly value: (item: T) => unknown;
  readonly table?: { readonly title: string; readonly cell: (item: T) => Cell };
}

/** A document as indented JSON. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * Writes a list in one format and answers how many items it had. All but the table are written as they
 * come, so that an export of any length needs little memory; a table waits for its widths.
 */
export async function writeList<T>(
  items: AsyncIterable<T>,
  columns: readonly Column<T>[],
  format: Format,
  write: Write,
): Promise<number> {
  switch (format) {
    case 'json':
      return writeJsonList(items, write);
    case 'ndjson':
      return eachOf(items, (item) => write(`${JSON.stringify(item)}\n`));
    case 'csv':
      write(csvLine(columns.map((column) => column.name)));
      return eachOf(items, (item) => write(csvLine(columns.map((column) => column.value(item)))));
    case 'table':
      return writeTable(items, columns, write);
  }
}

async function writeJsonList<T>(items: AsyncIterable<T>, write: Write): Promise<number> {
  let isFirst = true;
  const count = await eachOf(items, (item) => {
    write(`${isFirst ? '[\n' : ',\n'}${JSON.stringify(item)}`);
    isFirst = false;
  });
  write(isFirst ? '[]\n' : '\n]\n');
  return count;
}

async function writeTable<T>(
  items: AsyncIterable<T>,
  columns: readonly Column<T>[],
  write: Write,
): Promise<number> {
  const shown = columns.flatMap((column) => (column.table === undefined ? [] : [column.table]));
  const rows: Cell[][] = [];
  await eachOf(items, (item) => rows.push(shown.map((column) => column.cell(item))));
  write(
    formatTable(
      shown.map((column) => column.title),
      rows,
    ),
  );
  return rows.length;
}

async function eachOf<T>(items: AsyncIterable<T>, act: (item: T) => unknown): Promise<number> {
  let count = 0;
  for await (const item of items) {
    act(item);
    count += 1;
  }
  return count;
}
