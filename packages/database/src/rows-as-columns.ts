import { sql, type RawBuilder } from 'kysely';

/** The types that a column of {@link rowsAsColumns} can have. */
export type ColumnType =
  'uuid' | 'text' | 'numeric' | 'integer' | 'date' | 'timestamptz' | 'jsonb' | 'text[]';

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
  const arrays = named.map(([name, type]) => {
    const column = rows.map((row) => toParameter(Reflect.get(row, name), type));
    return sql`${column}::${sql.raw(isNested(type) ? 'text' : type)}[]`;
  });
  const names = named.map(([name]) => sql.ref(name));
  const read = named.map(([name, type]) =>
    isNested(type) ? sql`${sql.ref(name)}::${sql.raw(type)} as ${sql.ref(name)}` : sql.ref(name),
  );
  return sql`(select ${sql.join(read)} from unnest(${sql.join(arrays)}) as columns(${sql.join(names)}))
    as ${sql.ref(alias)}`;
}

/** An array of arrays has one shape for all in PostgreSQL, and JSON is quoted once: both travel as text. */
function isNested(type: ColumnType): boolean {
  return type === 'jsonb' || type === 'text[]';
}

function toParameter(value: unknown, type: ColumnType): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'jsonb') return JSON.stringify(value);
  if (type === 'text[]' && Array.isArray(value)) return `{${value.map(quoted).join(',')}}`;
  return value;
}

function quoted(text: unknown): string {
  return `"${String(text).replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
}
