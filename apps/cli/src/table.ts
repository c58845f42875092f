import { plainText } from './plain-text.ts';

/** A cell that stands to the right when it is a number. */
export type Cell = string | number | null;

/** Lines of a table with its titles on top; null shows as a dash, numbers with separators. */
export function formatTable(titles: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => row.map(cellText));
  const widths = titles.map((title, column) =>
    texts.reduce((width, row) => Math.max(width, lengthOf(row[column] ?? '')), lengthOf(title)),
  );
  const line = (cells: readonly string[], isRight: (column: number) => boolean): string =>
    cells
      .map((text, column) => {
        const fill = ' '.repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(text)));
        return isRight(column) ? fill + text : text + fill;
      })
      .join('  ')
      .trimEnd();
  const head = line(titles, (column) => rows.every((row) => typeof row[column] === 'number'));
  const body = texts.map((cells, index) =>
    line(cells, (column) => typeof rows[index]?.[column] === 'number'),
  );
  return [rows.length === 0 ? titles.join('  ') : head, ...body].map((text) => `${text}\n`).join('');
}

const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** A number as people read it: `12,345.6`. */
export function formatNumber(value: number): string {
  return NUMBER.format(value);
}

function cellText(cell: Cell): string {
  if (cell === null || cell === '') return '–';
  return typeof cell === 'number' ? formatNumber(cell) : plainText(cell);
}

function lengthOf(text: string): number {
  return [...text].length;
}
