import { GainsightError } from './errors.ts';
import { type Condition, MAX_QUERY_ROWS, type QueryPage, runQuery } from './query.ts';
import { gsidOf } from './row.ts';
import type { CallOptions, Transport } from './transport.ts';

/** What to read to the end. */
export interface PagesQuery {
  /** `Gsid` is added when missing. */
  readonly select: readonly string[];
  /** Joined by AND with the paging's own condition: keep to one, two terms are all that is known to work. */
  readonly where?: readonly Condition[];
  /** Begin after this Gsid; null or left out: from the first. */
  readonly afterGsid?: string | null;
  /** Ask for no further page after one that reaches this Gsid; null or left out: until a page is short. */
  readonly untilGsid?: string | null;
  /** Rows a page, 1 to 5,000. Default 5,000. */
  readonly limit?: number;
  /** `offset` for a tenant whose `Gsid GT` does not work (see `Capabilities`). Default `gsid`. */
  readonly paging?: 'gsid' | 'offset';
}

/** A page and where it ends. */
export interface KeyedPage extends QueryPage {
  /** Gsid of the last row that has one: hand it back as `afterGsid` to go on. Null on a page without any. */
  readonly lastGsid: string | null;
}

/** What both ways of paging need. */
interface Reading {
  readonly object: string;
  readonly query: PagesQuery;
  /** How the select spells Gsid. */
  readonly key: string;
  readonly limit: number;
  /** One page in order of Gsid, of the query's conditions and further ones. */
  read(further: readonly Condition[], offset: number): Promise<QueryPage>;
}

/**
 * Reads an object page by page in order of Gsid. The last page is the first one shorter than the limit, or that reaches
 * `untilGsid`. Throws `gainsight_unexpected_reply` when a page does not lead on, instead of reading it for ever.
 */
export function runQueryPages(
  transport: Transport,
  object: string,
  query: PagesQuery,
  options: CallOptions = {},
): AsyncGenerator<KeyedPage, void, undefined> {
  // A page by offset needs a row to repeat beside a new one.
  const limit = Math.max(query.limit ?? MAX_QUERY_ROWS, query.paging === 'offset' ? 2 : 1);
  const key = query.select.find((field) => field.toLowerCase() === 'gsid') ?? 'Gsid';
  const select = [key, ...query.select];
  const orderBy = [['Gsid', 'asc']] as const;
  const reading: Reading = {
    object,
    query,
    key,
    limit,
    read: (further, offset) => {
      const where = [...(query.where ?? []), ...further];
      return runQuery(transport, object, { select, where, orderBy, limit, offset }, options);
    },
  };
  return query.paging === 'offset' ? readByOffset(reading) : readByGsid(reading);
}

/** Keyed by Gsid (`Gsid GT g`, reference 4.4): edits on the way can neither hide nor repeat a row. */
async function* readByGsid(reading: Reading): AsyncGenerator<KeyedPage, void, undefined> {
  const { query, limit } = reading;
  const ends = new Set<string>();
  for (let after = query.afterGsid ?? null; ;) {
    const page = await reading.read(
      after === null ? [] : [{ name: 'Gsid', operator: 'GT', value: [after] }],
      0,
    );
    const last = lastGsidOf(page, reading);
    if (last !== null && (last === after || ends.has(last))) throw strayed(reading.object, page);
    yield { ...page, lastGsid: last };
    if (last === null) return;
    ends.add(last);
    if (page.rows.length < limit || isPast(query.untilGsid, last)) return;
    after = last;
  }
}

/** Rows that a page read by offset repeats of the one before: so many may be deleted in between without a gap. */
const OVERLAP_ROWS = 100;

/**
 * By offset. Records made on the way move rows on, which shows them twice; deleted ones move them back, which could
 * hide some. So each page begins in the one before: what is repeated is dropped, and a page that repeats nothing
 * is refused, as is the end of a reading that did not come by the row to go on after.
 */
async function* readByOffset(reading: Reading): AsyncGenerator<KeyedPage, void, undefined> {
  const { query, key, limit } = reading;
  // Two rows on at least: a page gets on even where the tenant counts offsets from one (reference 20, question 9).
  const overlap = Math.min(OVERLAP_ROWS, Math.max(1, limit - 2));
  let after = query.afterGsid ?? null;
  let before: ReadonlySet<unknown> | null = null;
  for (let offset = 0; ;) {
    const page = await reading.read([], offset);
    const last = lastGsidOf(page, reading);
    const fresh = before === null ? page.rows : freshRows(page, before, reading);
    const at = after === null ? -1 : fresh.findIndex((row) => row[key] === after);
    if (at !== -1) after = null;
    if (after === null) yield { ...page, rows: fresh.slice(at + 1), lastGsid: last };
    if (last === null || page.rows.length < limit || isPast(query.untilGsid, last)) break;
    before = new Set(page.rows.map((row) => row[key]));
    offset += page.rows.length - overlap;
  }
  if (after !== null) throw strayed(reading.object, null);
}

function freshRows(page: QueryPage, before: ReadonlySet<unknown>, { object, key, limit }: Reading) {
  const fresh = page.rows.filter((row) => !before.has(row[key]));
  // One row of the page before is enough, wherever it stands: what precedes it was made on the way.
  const leadsOn = fresh.length < page.rows.length && (fresh.length > 0 || page.rows.length < limit);
  if (!leadsOn) throw strayed(object, page);
  return fresh;
}

function isPast(untilGsid: string | null | undefined, last: string): boolean {
  return untilGsid !== null && untilGsid !== undefined && last >= untilGsid;
}

/** The Gsid a page ends with; null when no row of it has one, which only a last page may be. */
function lastGsidOf(page: QueryPage, { object, key, limit }: Reading): string | null {
  for (const row of page.rows.toReversed()) {
    const id = gsidOf(row, key);
    if (id !== null) return id;
  }
  if (page.rows.length >= limit) throw strayed(object, page);
  return null;
}

function strayed(object: string, page: QueryPage | null): GainsightError {
  const text = `The pages of ${object} do not lead on from one to the next by Gsid.`;
  return new GainsightError('gainsight_unexpected_reply', text, {
    outcome: 'unknown',
    requestId: page?.requestId ?? null,
  });
}
