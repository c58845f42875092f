import { sql, type RawBuilder } from 'kysely';

/** Rows that one statement stores. */
const ROWS_AT_ONCE = 1_000;

/**
 * Rows in slices, each for a statement of its own: while one is under way its values stand in memory as text, as a part of
 * the statement and as bytes on their way, which for a whole page were more than the page itself.
 */
export function* inSlices<Row>(rows: readonly Row[]): Generator<readonly Row[], void, undefined> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) yield rows.slice(from, from + ROWS_AT_ONCE);
}

/** The types that a column of {@link rowsAsColumns} can have. */
export type ColumnType =
  'uuid' | 'text' | 'boolean' | 'numeric' | 'integer' | 'date' | 'timestamptz' | 'json' | 'jsonb' | 'text[]';

/**
 * Rows for a statement that stores many, as one array a column: the part of a query that stands behind `from`, with the
 * columns' names. PostgreSQL reads it with about half the work of JSON of the rows, whose nested values it would parse
 * twice (docs/decisions/0003).
 */
export function rowsAsColumns<Row extends object>(
  alias: string,
  rows: readonly Row[],
  columns: Readonly<Record<keyof Row & string, ColumnType>>,
): RawBuilder<unknown> {
  const named = Object.entries<ColumnType>(columns);
  const arrays = named.map(([name, type]) =>
    toArray(
      rows.map((row): unknown => Reflect.get(row, name)),
      type,
    ),
  );
  const names = named.map(([name]) => sql.ref(name));
  const read = named.map(([name, type]) =>
    isNested(type) ? sql`${sql.ref(name)}::${sql.raw(type)} as ${sql.ref(name)}` : sql.ref(name),
  );
  return sql`(select ${sql.join(read)} from unnest(${sql.join(arrays)}) as columns(${sql.join(names)}))
    as ${sql.ref(alias)}`;
}

/** An array of arrays has one shape for all in PostgreSQL, and JSON is quoted once: both travel as text. */
function isNested(type: ColumnType): boolean {
  return type === 'json' || type === 'jsonb' || type === 'text[]';
}

/** The column as an expression. The driver would quote each value, which costs more than all else of a large page. */
function toArray(values: readonly unknown[], type: ColumnType): RawBuilder<unknown> {
  switch (type) {
    // JSON holds no line break of its own and is never empty.
    case 'json':
    case 'jsonb':
      return sql`string_to_array(${values.map(toJson).join('\n')}, ${'\n'}, '')`;
    case 'text[]':
      return sql`${literal(values.map((value) => (Array.isArray(value) ? quoted(literal(value.map(quoted))) : 'NULL')))}::text[]`;
    case 'text':
    case 'date':
      return sql`${literal(values.map(quoted))}::${sql.raw(type)}[]`;
    case 'uuid':
    case 'boolean':
    case 'numeric':
    case 'integer':
    case 'timestamptz':
      return sql`${literal(values.map(bare))}::${sql.raw(type)}[]`;
  }
}

function toJson(value: unknown): string {
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

/** The values of an array as PostgreSQL writes it. */
function literal(values: readonly string[]): string {
  return `{${values.join(',')}}`;
}

function bare(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  return value instanceof Date ? value.toISOString() : String(value);
}

const TO_ESCAPE = /[\\"]/;
const EACH_TO_ESCAPE = /[\\"]/g;

function quoted(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  const text = String(value);
  return TO_ESCAPE.test(text) ? `"${text.replaceAll(EACH_TO_ESCAPE, String.raw`\$&`)}"` : `"${text}"`;
}
