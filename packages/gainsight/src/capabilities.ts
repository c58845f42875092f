import { formatFilterDate, parseDate } from './dates.ts';
import { GainsightError } from './errors.ts';
import { type Condition, runQuery } from './query.ts';
import type { CallOptions, Transport } from './transport.ts';

/** What a tenant can do with an object beyond the documents' certainty; null where its rows did not tell. */
export interface Capabilities {
  /** Two conditions joined by AND both hold (reference 20, question 17). */
  readonly joinsConditions: boolean | null;
  /** `Gsid GT` goes on exactly where the order by Gsid does (reference 4.4). */
  readonly ordersByGsid: boolean | null;
  /** A filter value that ends in `Z` is read as UTC (reference 20, question 8). */
  readonly readsFilterDatesAsUtc: boolean | null;
}

/** Most calls of one probe, all of them queries of at most three rows; three without a date field. */
export const MAX_PROBE_CALLS = 6;

/** Far enough beyond an instant that rounding to seconds cannot reach it, and nearer than any zone, in ms. */
const BEYOND_MS = 2_000;

/**
 * Tries them on one object, in at most `MAX_PROBE_CALLS` calls of `sync`. What a tenant refuses to answer it cannot
 * do; every other failure is thrown. `dateField` is null for an object without one.
 */
export async function probeCapabilities(
  transport: Transport,
  { objectName, dateField }: { readonly objectName: string; readonly dateField: string | null },
  options: CallOptions,
): Promise<Capabilities> {
  const firstIds = (where: readonly Condition[], limit: number): Promise<readonly string[]> =>
    readColumn(transport, { objectName, field: 'Gsid', where, direction: 'asc', limit }, options);
  const [one, two, three] = (await orRefused(firstIds([], 3))) ?? [];
  const canTry = one !== undefined && two !== undefined;
  return {
    ordersByGsid: canTry ? await tryOrder(firstIds, one, two) : null,
    joinsConditions: canTry ? await tryJoin(firstIds, one, two, three) : null,
    readsFilterDatesAsUtc:
      dateField === null ? null : await tryZone(transport, { objectName, field: dateField }, options),
  };
}

type FirstIds = (where: readonly Condition[], limit: number) => Promise<readonly string[]>;

async function tryOrder(firstIds: FirstIds, one: string, two: string): Promise<boolean> {
  const [next] = (await orRefused(firstIds([after(one)], 1))) ?? [];
  // A record made in between may stand before the second.
  return next !== undefined && next > one && next <= two;
}

/** Each condition alone would show a row that both together hide. */
async function tryJoin(
  firstIds: FirstIds,
  one: string,
  two: string,
  three: string | undefined,
): Promise<boolean> {
  const both = [after(one), { name: 'Gsid', operator: 'NE', value: [two] }] as const;
  const found = await orRefused(firstIds(both, 1));
  if (found === null) return false;
  const [next] = found;
  if (next === undefined || three === undefined) return next === three;
  return next > two && next <= three;
}

/**
 * The newest record must answer to its own date and not to one just after it. Read in a zone west of UTC the first
 * filter finds nothing; read in one east of it the second still finds that record.
 */
async function tryZone(
  transport: Transport,
  column: { readonly objectName: string; readonly field: string },
  options: CallOptions,
): Promise<boolean | null> {
  const oneDate = async (since: Date, direction: 'asc' | 'desc'): Promise<Date | null | 'refused'> => {
    const where = [{ name: column.field, operator: 'GTE', value: [formatFilterDate(since)] }] as const;
    const found = await orRefused(readColumn(transport, { ...column, where, direction, limit: 1 }, options));
    return found === null ? 'refused' : (parseDate(found[0]) ?? null);
  };
  // The filter only keeps rows without a date from standing first.
  const newest = await oneDate(new Date(0), 'desc');
  if (newest === 'refused') return false;
  if (newest === null) return null;
  const at = new Date(Math.floor(newest.getTime() / 1_000) * 1_000);
  const own = await oneDate(at, 'asc');
  if (own === null || own === 'refused' || own < at) return false;
  const beyond = new Date(at.getTime() + BEYOND_MS);
  const later = await oneDate(beyond, 'asc');
  // A record that was edited since may answer, an older one may not.
  return later === null || (later !== 'refused' && later >= beyond);
}

interface Column {
  readonly objectName: string;
  readonly field: string;
  readonly where: readonly Condition[];
  readonly direction: 'asc' | 'desc';
  readonly limit: number;
}

/** One field of the first rows, ordered by itself. */
async function readColumn(
  transport: Transport,
  { objectName, field, where, direction, limit }: Column,
  options: CallOptions,
): Promise<readonly string[]> {
  const query = { select: [field], where, orderBy: [[field, direction]], limit } as const;
  const { rows } = await runQuery(transport, objectName, query, options);
  return rows.map((row) => String(row[field] ?? ''));
}

function after(gsid: string): Condition {
  return { name: 'Gsid', operator: 'GT', value: [gsid] };
}

/** The answer, or null when the tenant does not take such a query. */
async function orRefused<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (thrown) {
    if (thrown instanceof GainsightError && thrown.code === 'gainsight_bad_query') return null;
    throw thrown;
  }
}
