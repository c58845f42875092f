import { GainsightError } from './errors.ts';
import { type Condition, MAX_QUERY_ROWS, type QueryPage, runQuery } from './query.ts';
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
}

/** A page and where it ends. */
export interface KeyedPage extends QueryPage {
  /** Gsid of the last row: hand it back as `afterGsid` to go on. Null on an empty page. */
  readonly lastGsid: string | null;
}

/**
 * Reads an object page by page, keyed by Gsid (`Gsid GT g` ordered by `Gsid`, reference 4.4): edits on the way can
 * neither hide nor repeat a row. The last page is the first one shorter than the limit, or that reaches `untilGsid`. Throws
 * `gainsight_unexpected_reply` when a page does not lead on, instead of reading it for ever.
 */
export async function* runQueryPages(
  transport: Transport,
  object: string,
  query: PagesQuery,
  options: CallOptions = {},
): AsyncGenerator<KeyedPage, void, undefined> {
  const limit = query.limit ?? MAX_QUERY_ROWS;
  const key = query.select.find((field) => field.toLowerCase() === 'gsid') ?? 'Gsid';
  const select = [key, ...query.select];
  const ends = new Set<string>();
  for (let after = query.afterGsid ?? null; ;) {
    const own: Condition[] = after === null ? [] : [{ name: 'Gsid', operator: 'GT', value: [after] }];
    const where = [...(query.where ?? []), ...own];
    const page = await runQuery(
      transport,
      object,
      { select, where, orderBy: [['Gsid', 'asc']], limit },
      options,
    );
    const last = page.rows.at(-1)?.[key];
    if (last === undefined) {
      if (page.rows.length > 0) throw strayed(object, page);
      yield { ...page, lastGsid: null };
      return;
    }
    if (typeof last !== 'string' || last === after || ends.has(last)) throw strayed(object, page);
    ends.add(last);
    yield { ...page, lastGsid: last };
    if (page.rows.length < limit || (query.untilGsid != null && last >= query.untilGsid)) return;
    after = last;
  }
}

function strayed(object: string, page: QueryPage): GainsightError {
  const text = `A page of ${object} does not lead to the next: its last row has no new Gsid.`;
  return new GainsightError('gainsight_unexpected_reply', text, {
    outcome: 'unknown',
    requestId: page.requestId,
  });
}
