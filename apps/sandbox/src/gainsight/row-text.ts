import type { Switches } from '../switches.ts';
import type { Row, Value } from '../world.ts';
import { type Column, valueWriter } from './reply-row.ts';

/** So many different values of a column are remembered as text; a column that has more remembers none. */
const keptTexts = 64;

/** Makes the function that turns a row into the JSON text of its object in the reply. */
export function createRowTextWriter(
  columns: readonly Column[],
  switches: Readonly<Switches>,
): (row: Row) => string {
  const writers = columns.map((column) => ({
    read: column.path.read,
    write: createMemberWriter(column, switches),
  }));
  return (row) => {
    let text = '';
    for (const { read, write } of writers) text += write(read(row));
    // Every member brings its comma, which the first has for nothing.
    return text === '' ? '{}' : `{${text.slice(1)}}`;
  };
}

/** Makes the function that writes a column's value as `,"key":value`, or as nothing where it is left out. */
function createMemberWriter(column: Column, switches: Readonly<Switches>): (value: Value) => string {
  const key = `,${JSON.stringify(column.key)}:`;
  const format = valueWriter(column, switches);
  const omitsNull = switches.nullForm === 'omitted';
  const write = (value: Value): string => {
    const formatted = format(value);
    return formatted === null && omitsNull ? '' : key + valueText(formatted);
  };
  const known = new Map<Value, string>();
  let isRemembered = true;
  return (value) => {
    if (!isRemembered) return write(value);
    const remembered = known.get(value);
    if (remembered !== undefined) return remembered;
    const text = write(value);
    known.set(value, text);
    if (known.size > keptTexts) {
      isRemembered = false;
      known.clear();
    }
    return text;
  };
}

/** What a reply holds before and after its rows. */
export interface TextAround {
  readonly before: string;
  readonly after: string;
}

/**
 * Rows as a JSON array in UTF-8, with their number. Each row is read, written and forgotten before the next, and encoded
 * by itself: one name in another script would turn the text of the whole page into two bytes a letter.
 */
export function writeRows(
  rows: Iterable<Row>,
  write: (row: Row) => string,
  { before, after }: TextAround,
): { readonly count: number; readonly body: Buffer } {
  let buffer = Buffer.allocUnsafe(64 * 1024);
  let length = buffer.write(`${before}[`);
  let count = 0;
  const append = (text: string) => {
    // A letter takes three bytes at most.
    const needed = length + 3 * text.length;
    if (needed > buffer.length) {
      const bigger = Buffer.allocUnsafe(2 * needed);
      buffer.copy(bigger, 0, 0, length);
      buffer = bigger;
    }
    length += buffer.write(text, length);
  };
  for (const row of rows) {
    append(count === 0 ? write(row) : `,${write(row)}`);
    count += 1;
  }
  append(`]${after}`);
  return { count, body: buffer.subarray(0, length) };
}

/** What JSON must escape, and surrogates, of which a lone one is escaped too. */
// oxlint-disable-next-line no-control-regex -- control characters are what JSON must escape
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

function valueText(value: unknown): string {
  if (typeof value === 'string') return escaped.test(value) ? JSON.stringify(value) : `"${value}"`;
  return typeof value === 'number' && Number.isFinite(value) ? `${value}` : JSON.stringify(value);
}
