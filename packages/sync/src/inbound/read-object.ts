import {
  addCounts,
  advanceCheckpoint,
  anchorAmong,
  anchorOf,
  beginCheckpoint,
  cursorAfter,
  floorToSecond,
  latestAnchor,
  reachedAfter,
} from '@handrail/core';
import { addRunCounts, addRunPage, NO_COUNTS, valueFaultOf } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { formatFilterDate, gsidOf, parseDate } from '@handrail/gainsight';
import type { Condition, GainsightReader, KeyedPage, QueryPage, Row } from '@handrail/gainsight';
import { SyncError } from '../errors.ts';
import type { OpenVendor } from '../vendors.ts';
import type { PageCounts } from './apply-page.ts';
import { decideAhead } from './decide-ahead.ts';
import type { DecidedAhead, Opened } from './decide-ahead.ts';
import { AT_BEGIN, findCursor, findPosition, saveCursor, savePosition } from './position.ts';
import type { Cursor, Position } from './position.ts';
import { readAhead } from './read-ahead.ts';
import { scopeOf } from './run-scope.ts';
import type { RunScope } from './run-scope.ts';
import { GSID } from './source-record.ts';
import type { Slice } from './stream.ts';
import { isAgreed, nextReading, withPage } from './tally.ts';
import { setAsideWithoutId, settleWithoutId } from './without-id.ts';

/** Readings in a row that bring nothing though more is known to stand, before a run gives up. */
const MAX_FRUITLESS = 3;
/** Readings by offset that did not agree, before a run ends without its end proven. */
const MAX_READINGS = 4;

/** How an object of the vendor is read, and what becomes of its rows. */
export interface ObjectReading {
  readonly object: string;
  /** The object's field of the last change. */
  readonly dateField: string;
  /** Id and date among them. */
  readonly select: readonly string[];
  readonly pageSizeRecords: number;
  /** By offset where the tenant does not let pages be keyed by Gsid. */
  readonly paging: 'gsid' | 'offset';
  /** How far before the anchor the next increment begins, in ms. */
  readonly lookbackMs: number;
  /** Reads these records alone, whenever they were modified. */
  readonly only?: readonly Condition[];
  /** Applies a page in the transaction given; `inParts` after some value of it could not be stored. */
  apply(tx: WorkspaceTransaction, rows: readonly Row[], inParts: boolean): Promise<PageCounts>;
  /** The same in two halves, where a page may be decided while the one before it is written. */
  decide?(tx: WorkspaceTransaction, rows: readonly Row[]): Promise<WriteDecided>;
}

/** Writes a page in the transaction in which it was decided. */
export type WriteDecided = (tx: WorkspaceTransaction) => Promise<PageCounts>;

/** The tenant that an object is read from. */
type Source = OpenVendor<Pick<GainsightReader, 'query' | 'queryPages'>>;

/**
 * Reads an object to its end (true), or to the end of the slice (false): from where the run stands in it, or from the
 * anchor on when it begins. The cursor is left to {@link finishObject}.
 */
export async function readObject(slice: Slice, source: Source, reading: ObjectReading): Promise<boolean> {
  const position = (await findPosition(slice, reading.object)) ?? (await begin(slice, source, reading));
  return readToEnd(slice, source, reading, position);
}

/** After a complete run: the cursor that the next increment of the object begins at, and up to where all was read. */
export async function finishObject(
  slice: Slice,
  tx: WorkspaceTransaction,
  reading: ObjectReading,
  position: Position,
) {
  const checkpoint = { object: reading.object, mode: slice.run.mode, ...position };
  const { lookbackMs } = reading;
  const cursor = cursorAfter(checkpoint, position.cursor, lookbackMs);
  const reached = reachedAfter(position.reached, position.anchor ?? position.firstPageTo, lookbackMs);
  await saveCursor(slice, tx, reading.object, { ...position, cursor, reached });
  await settleWithoutId(slice, tx, reading.object);
}

/** Reads the anchor before the first page, and saves the position that the run begins at. */
async function begin(slice: Slice, source: Source, reading: ObjectReading): Promise<Position> {
  const { object } = reading;
  const before = source.calls();
  const stood = await findCursor(slice, object);
  const scope = scopeOf(slice.run);
  if (scope !== null) return beginNarrowed(slice, object, stood, scope);
  const { cursor } = stood;
  const isAnchored = slice.run.mode === 'incremental' || cursor === null;
  const anchor = isAnchored ? await readAnchor(slice, source.client, reading) : null;
  const { since, gsidAfter } = beginCheckpoint({ object, mode: slice.run.mode, cursor, anchor });
  const calls = source.calls() - before;
  const until = slice.run.mode === 'full' ? await findLastGsid(slice, source, reading, null) : null;
  const position: Position = { ...stood, ...AT_BEGIN, since, anchor, gsidAfter, until };
  await slice.transaction(async (tx) => {
    await savePosition(slice, tx, object, position);
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls });
  });
  return position;
}

/** A narrowed run reads no anchor: it promises nothing of the rest, so the cursor stays where it is. */
async function beginNarrowed(
  slice: Slice,
  object: string,
  stood: Cursor,
  scope: RunScope,
): Promise<Position> {
  const since = scope.kind === 'since' ? floorToSecond(scope.since) : null;
  const position: Position = { ...AT_BEGIN, ...stood, since };
  await slice.transaction((tx) => savePosition(slice, tx, object, position));
  return position;
}

/** The object's greatest date; one that lies in the source's future does not count, then the next one is asked for. */
async function readAnchor(
  slice: Slice,
  client: Source['client'],
  reading: ObjectReading,
): Promise<Date | null> {
  const first = await askGreatest(slice, client, reading, null);
  const sourceNow = first.page.date ?? slice.clock.now();
  if (first.greatest === null) return null;
  const anchor = anchorOf(first.greatest, sourceNow);
  if (anchor !== null) return anchor;
  const second = await askGreatest(slice, client, reading, latestAnchor(sourceNow));
  return second.greatest === null ? null : anchorOf(second.greatest, sourceNow);
}

async function askGreatest(
  slice: Slice,
  client: Source['client'],
  { object, dateField }: ObjectReading,
  upTo: Date | null,
): Promise<{ readonly page: QueryPage; readonly greatest: Date | null }> {
  // A record without the date meets neither condition; without one it could stand before all that have it.
  const where: Condition =
    upTo === null
      ? { name: dateField, operator: 'GTE', value: [formatFilterDate(new Date(0))] }
      : { name: dateField, operator: 'LTE', value: [formatFilterDate(upTo)] };
  const page = await client.query(
    object,
    {
      select: [dateField],
      where: [where],
      orderBy: [[dateField, 'desc']],
      limit: 1,
    },
    { signal: slice.signal },
  );
  return { page, greatest: parseDate(page.rows[0]?.[dateField]) ?? null };
}

/**
 * Reads pages to the end of the object (true) or of the slice (false). A page with fewer rows than asked for, or
 * none, is the last one by the documents, but a cut reply looks the same: so the greatest id must have been read, in a
 * full run the one that stood as it began (what came later is the next increment's). An increment that read its anchor
 * and nothing new is spared that call. When no id is answered at all, the end is not proven and the cursor stays.
 */
async function readToEnd(
  slice: Slice,
  source: Source,
  reading: ObjectReading,
  start: Position,
): Promise<boolean> {
  let position = start;
  for (let fruitless = 0; fruitless < MAX_FRUITLESS;) {
    const read = await readPages(slice, source, reading, position);
    if (read.isOver) return false;
    if (slice.run.mode === 'incremental' && read.hasAnchor && !read.hasNews) return true;
    const end = await isAtEnd(slice, source, reading, read.position);
    if (end === 'unproven') {
      await leaveUnproven(slice, reading, read.position);
      return true;
    }
    if (end === 'reached') {
      if (reading.paging === 'gsid' || isAgreed(read.position.tally)) return true;
      if (read.position.tally.reading >= MAX_READINGS) {
        await leaveUnproven(slice, reading, read.position);
        return true;
      }
      position = await readAgain(slice, reading, read.position);
      continue;
    }
    fruitless = read.position.gsidAfter === position.gsidAfter ? fruitless + 1 : 0;
    position = read.position;
  }
  throw new SyncError({
    code: 'source_listing_cut',
    message: `The pages of ${reading.object} end before its last record.`,
    remedy: 'The list ended before its last record; Handrail reads on by itself.',
  });
}

async function isAtEnd(
  slice: Slice,
  source: Source,
  reading: ObjectReading,
  { gsidAfter, until, since }: Position,
): Promise<'reached' | 'not-yet' | 'unproven'> {
  if (gsidAfter !== null && until !== null && until <= gsidAfter) return 'reached';
  const last = await findLastGsid(slice, source, reading, since);
  if (last === null) return 'unproven';
  return gsidAfter !== null && last <= gsidAfter ? 'reached' : 'not-yet';
}

/** The end is not proven: without an anchor the cursor stays, and the next increment reads the same again. */
async function leaveUnproven(slice: Slice, reading: ObjectReading, position: Position): Promise<void> {
  await slice.transaction((tx) =>
    savePosition(slice, tx, reading.object, { ...position, anchor: null, firstPageTo: null }),
  );
}

/** Pages by offset can miss a row when others vanish: the whole is read again until two readings hold the same. */
async function readAgain(slice: Slice, reading: ObjectReading, read: Position): Promise<Position> {
  const position = { ...read, gsidAfter: null, tally: nextReading(read.tally) };
  await slice.transaction((tx) => savePosition(slice, tx, reading.object, position));
  return position;
}

/** The greatest id among the records that the run reads; null when there is none. */
async function findLastGsid(
  slice: Slice,
  source: Source,
  reading: ObjectReading,
  since: Date | null,
): Promise<string | null> {
  const before = source.calls();
  const page = await source.client.query(
    reading.object,
    { select: [GSID], where: conditionsOf(reading, since), orderBy: [[GSID, 'desc']], limit: 1 },
    { signal: slice.signal },
  );
  const calls = source.calls() - before;
  await slice.transaction((tx) => addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls, bytes: page.bytes }));
  const [last] = page.rows;
  return last === undefined ? null : gsidOf(last);
}

function conditionsOf({ only, dateField }: ObjectReading, since: Date | null): readonly Condition[] {
  if (only !== undefined) return only;
  return since === null ? [] : [{ name: dateField, operator: 'GTE', value: [formatFilterDate(since)] }];
}

/** Where a reading of pages ended. */
interface PagesRead {
  readonly position: Position;
  /** Whether a page held anything that was not known. */
  readonly hasNews: boolean;
  /** Whether a page held a record of the anchor's second: without one, rows are missing or moved on meanwhile. */
  readonly hasAnchor: boolean;
  /** Whether the slice ended before the pages did. */
  readonly isOver: boolean;
}

/** Reads and applies pages until one is short or the slice is over. */
async function readPages(
  slice: Slice,
  source: Source,
  reading: ObjectReading,
  start: Position,
): Promise<PagesRead> {
  let position = start;
  let hasNews = false;
  let hasAnchor = false;
  let calls = source.calls();
  const stop = new AbortController();
  const signal = AbortSignal.any([slice.signal, stop.signal]);
  const query = {
    select: reading.select,
    where: conditionsOf(reading, position.since),
    afterGsid: position.gsidAfter,
    untilGsid: position.until,
    limit: reading.pageSizeRecords,
    paging: reading.paging,
  };
  const ahead = decideAhead(slice);
  const pages = openPages(source.client.queryPages(reading.object, query, { signal }), reading, ahead);
  try {
    for await (const { page, opened } of readAhead(pages)) {
      const made = source.calls();
      // A page by offset may hold nothing but what the one before it held.
      if (page.rows.length === 0) {
        const counts = { ...NO_COUNTS, calls: made - calls, bytes: page.bytes };
        await slice.transaction((tx) => addRunCounts(tx, slice.run.id, counts));
        calls = made;
        continue;
      }
      const applied = await applyPage(slice, reading, position, { page, opened, calls: made - calls });
      position = applied.position;
      hasNews ||= applied.hasNews;
      hasAnchor ||= page.rows.some((row) => isOfSecond(row, reading, position.anchor));
      calls = made;
      if (slice.isOver()) return { position, hasNews, hasAnchor, isOver: true };
    }
    return { position, hasNews, hasAnchor, isOver: false };
  } finally {
    stop.abort();
    await ahead.close();
  }
}

/** A page with what is decided of it already. */
interface OpenedPage {
  readonly page: KeyedPage;
  /** Null where it is decided in its turn. */
  readonly opened: Opened<WriteDecided> | null;
}

/** Decides each page as soon as it is there, unless it repeats a record of the page before it. */
async function* openPages(
  pages: AsyncIterable<KeyedPage>,
  { decide }: ObjectReading,
  ahead: DecidedAhead,
): AsyncGenerator<OpenedPage, void, undefined> {
  let before: ReadonlySet<unknown> = new Set();
  for await (const page of pages) {
    const ids = idsOf(page.rows);
    const mayOpen = decide !== undefined && ids.length > 0 && !ids.some((id) => before.has(id));
    before = new Set(ids);
    yield { page, opened: mayOpen ? ahead.open((tx) => decide(tx, page.rows)) : null };
  }
}

function modifiedAt(row: Row, { dateField }: ObjectReading): Date | null {
  return parseDate(row[dateField]) ?? null;
}

/** Whether a row was modified in the very second of this instant. */
function isOfSecond(row: Row, reading: ObjectReading, second: Date | null): boolean {
  const at = modifiedAt(row, reading);
  return at !== null && floorToSecond(at).getTime() === second?.getTime();
}

/** One page in one transaction: rows, changes, counts, ids seen and the position after it. */
async function applyPage(
  slice: Slice,
  reading: ObjectReading,
  position: Position,
  { page, opened, calls }: OpenedPage & { readonly calls: number },
): Promise<{ readonly position: Position; readonly hasNews: boolean }> {
  const { object } = reading;
  const { gsidAfter } =
    page.lastGsid === null
      ? position
      : advanceCheckpoint({ object, mode: slice.run.mode, ...position }, page.lastGsid);
  const tally =
    reading.paging === 'gsid'
      ? position.tally
      : withPage(position.tally, settledIds(page, reading, position));
  const next: Position = {
    ...position,
    gsidAfter,
    page: position.page + 1,
    tally,
    firstPageTo: position.page === 0 ? greatestOf(slice, reading, page) : position.firstPageTo,
  };
  const isFirstReading = position.tally.reading === 1;
  const save = async (tx: WorkspaceTransaction, counts: PageCounts) => {
    if (slice.run.mode === 'full' && isFirstReading) {
      await addRunPage(tx, {
        runId: slice.run.id,
        object,
        page: next.page,
        gainsightIds: idsOf(page.rows),
      });
    }
    const counted = isFirstReading
      ? { ...counts, ...addCounts(counts, await setAsideWithoutId(slice, tx, object, page.rows)) }
      : withoutKnown(counts);
    await addRunCounts(tx, slice.run.id, { ...counted, calls, bytes: page.bytes });
    await savePosition(slice, tx, object, next);
    return counts.unchanged < counts.seen || counts.held > 0;
  };
  const apply = (inParts: boolean) =>
    opened === null || inParts
      ? slice.transaction(async (tx) => save(tx, await reading.apply(tx, page.rows, inParts)))
      : opened.write(async (tx, write) => save(tx, await write(tx)));
  const hasNews = await applyOrInParts(apply);
  return { position: next, hasNews };
}

/** The greatest date of a page of a full run that reads all; null of any other run, which promises nothing by it. */
function greatestOf(slice: Slice, reading: ObjectReading, page: KeyedPage): Date | null {
  if (slice.run.mode !== 'full' || scopeOf(slice.run) !== null) return null;
  const dates = page.rows.flatMap((row) => modifiedAt(row, reading) ?? []);
  return anchorAmong(dates, page.date ?? slice.clock.now());
}

/** Applies rows, or, when some value of them cannot be kept, all but the guilty ones: one must not keep 4,999 out. */
export async function applyOrInParts<T>(apply: (inParts: boolean) => Promise<T>): Promise<T> {
  return apply(false).catch((thrown: unknown) => {
    if (valueFaultOf(thrown) === null) throw thrown;
    return apply(true);
  });
}

/** Ids of rows that did not move since the run began: only these must be the same in two readings. */
function settledIds(page: KeyedPage, reading: ObjectReading, { anchor }: Position): readonly string[] {
  if (anchor === null) return idsOf(page.rows);
  const end = anchor.getTime() + 1_000;
  return idsOf(page.rows.filter((row) => (modifiedAt(row, reading)?.getTime() ?? 0) < end));
}

/** A record that a further reading shows again was counted by the first: what is as it was, and what stays out. */
function withoutKnown(counts: PageCounts): PageCounts {
  const out = Math.max(0, counts.filtered - counts.exits);
  return {
    ...counts,
    seen: counts.seen - counts.unchanged - out,
    unchanged: 0,
    filtered: counts.filtered - out,
  };
}

function idsOf(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => gsidOf(row)).filter((id) => id !== null);
}
