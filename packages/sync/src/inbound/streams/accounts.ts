import {
  advanceCheckpoint,
  anchorOf,
  beginCheckpoint,
  cursorAfter,
  floorToSecond,
  latestAnchor,
  LOOKBACK_MS,
  LOOKBACK_UNPROVEN_ZONE_MS,
} from '@handrail/core';
import type { Checkpoint } from '@handrail/core';
import {
  addRunCounts,
  addRunPage,
  countSourceRecords,
  findCheckpoint,
  findRun,
  listSourceFields,
  NO_COUNTS,
  reopenAttribution,
  saveCheckpoint,
  saveSourceFields,
  setRunTotal,
  valueFaultOf,
} from '@handrail/database';
import { formatFilterDate, MAX_QUERY_ROWS, parseDate } from '@handrail/gainsight';
import type { Condition, GainsightReader, KeyedPage, QueryPage } from '@handrail/gainsight';
import { z } from 'zod';
import { SyncError } from '../../errors.ts';
import { readCapabilities } from '../../probe-gainsight.ts';
import { toStoredField } from '../../source-fields.ts';
import { openGainsightReader } from '../../vendors.ts';
import type { OpenVendor, Vendors } from '../../vendors.ts';
import { COMPANY, readAccountContext } from '../account-context.ts';
import type { AccountContext } from '../account-context.ts';
import { applyAccountPage, applyAccountPageInParts } from '../apply-page.ts';
import { readAhead } from '../read-ahead.ts';
import { GSID, MODIFIED_DATE, toSourceRecord } from '../source-record.ts';
import type { Slice, SliceOutcome, Stream } from '../stream.ts';
import { settleExits } from '../settle-exits.ts';
import { readUserDirectory } from '../user-directory.ts';

/** Readings in a row that bring nothing though more is known to stand, before a run gives up. */
const MAX_FRUITLESS = 3;
/** A description this young is taken for the first run: connecting made it. */
const JUST_DESCRIBED_MS = 3_600_000;

const dateSchema = z.iso
  .datetime()
  .transform((text) => new Date(text))
  .nullable();

/** The saved position: of the run that is under way, and the cursor that the next increment begins at. */
const positionSchema = z.object({
  cursor: dateSchema,
  since: dateSchema,
  anchor: dateSchema,
  gsidAfter: z.string().nullable(),
  /** The greatest id that stood when a full run began: its pages reach to it. */
  until: z.string().nullable().default(null),
  page: z.number().int(),
});
type Position = z.infer<typeof positionSchema>;

/** How accounts are read. */
export interface AccountsReading {
  /** Rows asked for in one call; the vendor's own most, 5,000, when left out. */
  readonly pageSizeRecords: number;
}

/** Companies of Gainsight as accounts of ours: incremental by ModifiedDate, full with a sweep, both keyed by Gsid. */
export function createAccountsStream(
  vendors: Vendors,
  reading: AccountsReading = { pageSizeRecords: MAX_QUERY_ROWS },
): Stream {
  return {
    name: 'accounts',
    label: 'Account & company data',
    direction: 'in',
    followedBy: ['signals'],
    async slice(slice) {
      const open = await openGainsightReader(vendors, slice.workspaceId);
      try {
        return await readAccounts(slice, open, reading);
      } finally {
        await open.close();
      }
    },
  };
}

async function readAccounts(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  reading: AccountsReading,
): Promise<SliceOutcome> {
  const can = readCapabilities(open.connection);
  if (can.pagesByGsid === false) throw pagingRefused();
  const saved = await findPosition(slice);
  if (saved === undefined) await refreshFields(slice, open);
  const context = await slice.transaction((tx) =>
    readAccountContext(tx, open.connection, slice.run.config_version),
  );
  const position = saved ?? (await beginRun(slice, open));
  if (!(await readToEnd(slice, open, context, position, reading))) return { kind: 'more' };
  const settled = await settleExits(slice, open, context);
  await finishRun(slice, can.readsFilterDatesAsUtc === true ? LOOKBACK_MS : LOOKBACK_UNPROVEN_ZONE_MS);
  return settled;
}

function pagingRefused(): SyncError {
  return new SyncError({
    code: 'paging_not_supported',
    message: 'This tenant does not let Company be read page by page.',
    remedy: 'Ask Gainsight to allow GT on Gsid in queries of Company, then connect again.',
  });
}

/** Describes the object before a full run, and before the very first one; not again right after connecting. */
async function refreshFields(slice: Slice, open: OpenVendor<GainsightReader>): Promise<void> {
  const known = await slice.transaction((tx) => listSourceFields(tx, open.connection.id, COMPANY));
  if (slice.run.mode === 'incremental' && known.length > 0) return;
  const describedAt = Math.max(0, ...known.map((field) => field.seen_at.getTime()));
  const isFirst = slice.stream.last_completed_at === null;
  if (isFirst && slice.clock.now().getTime() - describedAt < JUST_DESCRIBED_MS) return;
  const described = await open.client.objects.describe(COMPANY, { signal: slice.signal });
  await slice.transaction((tx) =>
    saveSourceFields(tx, open.connection.id, COMPANY, described.fields.map(toStoredField), slice.clock.now()),
  );
}

async function findPosition(slice: Slice): Promise<Position | undefined> {
  const key = { streamId: slice.stream.id, object: COMPANY, mode: slice.run.mode };
  const saved = await slice.transaction((tx) => findCheckpoint(tx, key));
  if (saved === undefined || saved.runId !== slice.run.id) return undefined;
  return positionSchema.parse(saved.position);
}

/** Where the last complete run left the cursor of increments. */
async function findCursor(slice: Slice): Promise<Date | null> {
  const key = { streamId: slice.stream.id, object: COMPANY, mode: 'incremental' as const };
  const saved = await slice.transaction((tx) => findCheckpoint(tx, key));
  return saved === undefined ? null : positionSchema.parse(saved.position).cursor;
}

/** Reads users and the anchor before the first page, and saves the position that the run begins at. */
async function beginRun(slice: Slice, open: OpenVendor<GainsightReader>): Promise<Position> {
  await readUserDirectory(slice, open);
  const cursor = await findCursor(slice);
  const isAnchored = slice.run.mode === 'incremental' || cursor === null;
  const anchor = isAnchored ? await readAnchor(slice, open.client) : null;
  const checkpoint = beginCheckpoint({ object: COMPANY, mode: slice.run.mode, cursor, anchor });
  const calls = open.calls();
  const until = slice.run.mode === 'full' ? await findLastGsid(slice, open, null) : null;
  const position: Position = { ...positionOf(checkpoint, cursor, 0), until };
  await slice.transaction(async (tx) => {
    await savePosition(slice, tx, position);
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls });
    if (slice.run.mode === 'full') {
      const { present } = await countSourceRecords(tx, { connectionId: open.connection.id, object: COMPANY });
      if (present > 0) await setRunTotal(tx, slice.run.id, present);
    }
  });
  return position;
}

/** The object's greatest date; one that lies in the source's future does not count, then the next one is asked for. */
async function readAnchor(slice: Slice, client: GainsightReader): Promise<Date | null> {
  const first = await askGreatest(slice, client, null);
  const sourceNow = first.page.date ?? slice.clock.now();
  if (first.greatest === null) return null;
  const anchor = anchorOf(first.greatest, sourceNow);
  if (anchor !== null) return anchor;
  const second = await askGreatest(slice, client, latestAnchor(sourceNow));
  return second.greatest === null ? null : anchorOf(second.greatest, sourceNow);
}

async function askGreatest(
  slice: Slice,
  client: GainsightReader,
  upTo: Date | null,
): Promise<{ readonly page: QueryPage; readonly greatest: Date | null }> {
  const page = await client.query(
    COMPANY,
    {
      select: [MODIFIED_DATE],
      ...(upTo === null
        ? {}
        : { where: [{ name: MODIFIED_DATE, operator: 'LTE' as const, value: [formatFilterDate(upTo)] }] }),
      orderBy: [[MODIFIED_DATE, 'desc']],
      limit: 1,
    },
    { signal: slice.signal },
  );
  return { page, greatest: parseDate(page.rows[0]?.[MODIFIED_DATE]) ?? null };
}

/**
 * Reads pages to the end of the object (true) or of the slice (false). A page with fewer rows than asked for, or
 * none, is the last one by the documents, but a cut reply looks the same: so the greatest id must have been read, in a
 * full run the one that stood as it began (what came later is the next increment's). An increment that read its anchor
 * and nothing new is spared that call. When no id is answered at all, the end is not proven and the cursor stays.
 */
async function readToEnd(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: AccountContext,
  start: Position,
  reading: AccountsReading,
): Promise<boolean> {
  let position = start;
  for (let fruitless = 0; fruitless < MAX_FRUITLESS;) {
    const read = await readPages(slice, open, context, position, reading);
    if (read.isOver) return false;
    if (slice.run.mode === 'incremental' && read.hasAnchor && !read.hasNews) return true;
    const { gsidAfter, until } = read.position;
    if (gsidAfter !== null && until !== null && until <= gsidAfter) return true;
    const last = await findLastGsid(slice, open, position.since);
    if (last === null) {
      await slice.transaction((tx) => savePosition(slice, tx, { ...read.position, anchor: null }));
      return true;
    }
    if (gsidAfter !== null && last <= gsidAfter) return true;
    fruitless = read.position.gsidAfter === position.gsidAfter ? fruitless + 1 : 0;
    position = read.position;
  }
  throw new SyncError({
    code: 'source_listing_cut',
    message: 'The pages of Company end before the last company.',
    remedy: 'The list ended before its last record; Handrail reads on by itself.',
  });
}

/** The greatest id among the records that the run reads; null when there is none. */
async function findLastGsid(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  since: Date | null,
): Promise<string | null> {
  const before = open.calls();
  const page = await open.client.query(
    COMPANY,
    { select: [GSID], where: modifiedSince(since), orderBy: [[GSID, 'desc']], limit: 1 },
    { signal: slice.signal },
  );
  const calls = open.calls() - before;
  await slice.transaction((tx) => addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls, bytes: page.bytes }));
  const last = page.rows[0]?.[GSID];
  return typeof last === 'string' ? last : null;
}

function modifiedSince(since: Date | null): readonly Condition[] {
  return since === null ? [] : [{ name: MODIFIED_DATE, operator: 'GTE', value: [formatFilterDate(since)] }];
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
  open: OpenVendor<GainsightReader>,
  context: AccountContext,
  start: Position,
  { pageSizeRecords }: AccountsReading,
): Promise<PagesRead> {
  let position = start;
  let hasNews = false;
  let hasAnchor = false;
  let calls = open.calls();
  const stop = new AbortController();
  const signal = AbortSignal.any([slice.signal, stop.signal]);
  const select = [GSID, MODIFIED_DATE, ...context.sources];
  const where = modifiedSince(position.since);
  const query = {
    select,
    where,
    afterGsid: position.gsidAfter,
    untilGsid: position.until,
    limit: pageSizeRecords,
  };
  try {
    for await (const page of readAhead(open.client.queryPages(COMPANY, query, { signal }))) {
      const made = open.calls();
      if (page.lastGsid === null) {
        await slice.transaction((tx) =>
          addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls: made - calls, bytes: page.bytes }),
        );
        break;
      }
      const applied = await applyPage(slice, open, context, position, page, made - calls);
      position = applied.position;
      hasNews ||= applied.hasNews;
      hasAnchor ||= holdsSecond(page, position.anchor);
      calls = made;
      if (slice.isOver()) return { position, hasNews, hasAnchor, isOver: true };
    }
    return { position, hasNews, hasAnchor, isOver: false };
  } finally {
    stop.abort();
  }
}

/** Whether a row was modified in the very second of this instant. */
function holdsSecond(page: KeyedPage, second: Date | null): boolean {
  return page.rows.some((row) => {
    const modifiedAt = parseDate(row[MODIFIED_DATE]) ?? null;
    return modifiedAt !== null && floorToSecond(modifiedAt).getTime() === second?.getTime();
  });
}

/** One page in one transaction: rows, changes, counts, ids seen and the position after it. */
async function applyPage(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: AccountContext,
  position: Position,
  page: KeyedPage,
  calls: number,
): Promise<{ readonly position: Position; readonly hasNews: boolean }> {
  const records = page.rows
    .map((row) => toSourceRecord(row, context.sources))
    .filter((record) => record !== null);
  const checkpoint = advanceCheckpoint(
    { object: COMPANY, mode: slice.run.mode, ...position },
    page.lastGsid ?? '',
  );
  const next: Position = {
    ...positionOf(checkpoint, position.cursor, position.page + 1),
    until: position.until,
  };
  const apply = (applyRecords: typeof applyAccountPage) =>
    slice.transaction(async (tx) => {
      const counts = await applyRecords(tx, {
        run: slice.run,
        connection: open.connection,
        context,
        records,
        now: slice.clock.now(),
      });
      if (slice.run.mode === 'full') {
        await addRunPage(tx, {
          runId: slice.run.id,
          object: COMPANY,
          page: next.page,
          gainsightIds: records.map((record) => record.gainsightId),
        });
      }
      await addRunCounts(tx, slice.run.id, { ...counts, calls, bytes: page.bytes });
      await savePosition(slice, tx, next);
      return counts.unchanged < counts.seen || counts.held > 0;
    });
  const hasNews = await apply(applyAccountPage).catch((thrown: unknown) => {
    // One value that PostgreSQL cannot keep must not keep the other 4,999 records out.
    if (valueFaultOf(thrown) === null) throw thrown;
    return apply(applyAccountPageInParts);
  });
  return { position: next, hasNews };
}

/** After a complete run: the cursor that the next increment begins at. */
async function finishRun(slice: Slice, lookbackMs: number): Promise<void> {
  const position = await findPosition(slice);
  if (position === undefined) return;
  const checkpoint: Checkpoint = { object: COMPANY, mode: slice.run.mode, ...position };
  const cursor = cursorAfter(checkpoint, position.cursor, lookbackMs);
  const done: Position = { ...position, cursor };
  await slice.transaction(async (tx) => {
    await saveCheckpoint(
      tx,
      { streamId: slice.stream.id, object: COMPANY, mode: 'incremental' },
      { runId: slice.run.id, position: toJson(done), now: slice.clock.now() },
    );
    // Meetings that found no account may find one now.
    const run = await findRun(tx, slice.run.id);
    if (run !== undefined && run.added + run.changed > 0) await reopenAttribution(tx);
  });
}

function positionOf(checkpoint: Checkpoint, cursor: Date | null, page: number): Omit<Position, 'until'> {
  const { since, anchor, gsidAfter } = checkpoint;
  return { cursor, since, anchor, gsidAfter, page };
}

async function savePosition(
  slice: Slice,
  tx: Parameters<typeof saveCheckpoint>[0],
  position: Position,
): Promise<void> {
  const key = { streamId: slice.stream.id, object: COMPANY, mode: slice.run.mode };
  await saveCheckpoint(tx, key, { runId: slice.run.id, position: toJson(position), now: slice.clock.now() });
}

function toJson(position: Position): object {
  return {
    ...position,
    cursor: position.cursor?.toISOString() ?? null,
    since: position.since?.toISOString() ?? null,
    anchor: position.anchor?.toISOString() ?? null,
  };
}
