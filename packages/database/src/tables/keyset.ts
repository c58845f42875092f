import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/** How a list is ordered and where its page begins. */
export interface KeysetPage {
  readonly order: 'asc' | 'desc';
  /** Sort value (null when empty) and id of the last row of the page before. */
  readonly after: { readonly value: string | number | null; readonly id: string } | null;
  readonly limit: number;
}

/** One stretch of the index: what rows lie in it, their order, and how many are wanted. */
export interface KeysetRange {
  readonly condition: RawBuilder<boolean>;
  readonly order: RawBuilder<unknown>;
  readonly direction: 'asc' | 'desc';
  readonly limit: number;
}

/** One page of rows ordered by a column and id, empty values last, by whatever reads a stretch of them. */
export async function readKeyset<Row>(
  column: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  { order, after, limit }: KeysetPage,
  read: (range: KeysetRange) => Promise<Row[]>,
): Promise<Row[]> {
  const first = firstRange(column, id, { order, after, limit });
  const rows = await read(first);
  if (rows.length === limit || (after !== null && after.value === null)) return rows;
  return [...rows, ...(await read(emptyRange(column, id, sql<boolean>`true`, limit - rows.length)))];
}

/** The stretch of the index in which a page begins: behind `after`, filled values or empty ones. */
export function firstRange(
  column: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  { order, after, limit }: KeysetPage,
): KeysetRange {
  if (after !== null && after.value === null)
    return emptyRange(column, id, sql<boolean>`${id} > ${after.id}`, limit);
  // Two ranges of the index instead of one condition with "or", which would read every page before this one.
  const isAscending = order === 'asc';
  const beyond = isAscending ? sql`>` : sql`<`;
  const start =
    after === null
      ? sql<boolean>`true`
      : sql<boolean>`(${column}, ${id}) ${beyond} (${after.value}, ${after.id})`;
  return {
    condition: sql<boolean>`${column} is not null and ${start}`,
    order: isAscending ? sql`${column}, ${id}` : sql`${column} desc, ${id} desc`,
    direction: order,
    limit,
  };
}

function emptyRange(
  column: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  from: RawBuilder<boolean>,
  limit: number,
): KeysetRange {
  return { condition: sql<boolean>`${column} is null and ${from}`, order: id, direction: 'asc', limit };
}
