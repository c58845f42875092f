import type { JsonValue, SourceRecord } from '@handrail/core';
import {
  addRunCounts,
  findCheckpoint,
  listStoredPayloads,
  saveCheckpoint,
  scheduleStream,
} from '@handrail/database';
import type { ConnectionRow, StoredPayload, WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import { getGainsight } from '../inventory.ts';
import type { Vendors } from '../vendors.ts';
import { COMPANY, readAccountContext } from './account-context.ts';
import type { AccountContext } from './account-context.ts';
import { applyInParts } from './apply-in-parts.ts';
import { applyAccountPage, writeAccountPage } from './apply-page.ts';
import type { AccountPage } from './apply-page.ts';
import { decideAhead } from './decide-ahead.ts';
import type { DecidedAhead, Opened } from './decide-ahead.ts';
import { decidePageToWrite } from './decide-page.ts';
import type { DecidedPage } from './decide-page.ts';
import { linkIfMoved } from './link-hierarchy.ts';
import { applyOrInParts } from './read-object.ts';
import { readAhead } from './read-ahead.ts';
import { readNewcomers } from './read-newcomers.ts';
import type { Asked } from './read-newcomers.ts';
import { settleEvent } from './settle-exits.ts';
import { valuesSchema } from './source-record.ts';
import type { Slice, SliceOutcome } from './stream.ts';
import { wakeFollowers } from './wake-followers.ts';

/** Records decided in one transaction; fewer while people are served, since a page that was begun holds them up. */
const PAGE_SIZE = 2_500;
const SHORT_PAGE_SIZE = 1_000;

const positionSchema = z.object({
  after: z.string().nullable(),
  hasGaps: z.boolean(),
  /** Whether all stored accounts were decided. */
  isDecided: z.boolean().default(false),
  /** The greatest id of those asked for that a new day may let in. */
  askedAfter: z.string().nullable().default(null),
});
type Position = z.infer<typeof positionSchema>;

/**
 * Decides the stored accounts again by the run's configuration, without a single call: what a new mapping, status or
 * narrower filter makes of what was read already, or a new day of rules with relative dates. A record that was read without
 * a field now asked for stays as it is, and a full run is asked for. At a day change, those who may come in are read by id.
 */
export async function projectStored(slice: Slice, vendors: Vendors): Promise<SliceOutcome> {
  const { connection, context } = await slice.transaction(async (tx) => {
    const found = await getGainsight(tx);
    return { connection: found, context: await readAccountContext(tx, found, slice.run.config_version) };
  });
  let position = await slice.transaction((tx) => findProjection(tx, slice));
  position = await decideAll(slice, { connection, context }, position);
  if (!position.isDecided) return { kind: 'more' };
  // Who leaves does not wait for the source to answer about who comes.
  const withheld = await settleEvent(slice, connection, context, []);
  if (slice.run.cause === 'day-change') {
    const decided = position;
    const asked: Asked = {
      after: position.askedAfter,
      save: (tx, askedAfter) => saveProjection(tx, slice, { ...decided, askedAfter }),
    };
    const isRead = await readNewcomers(slice, vendors, context, { connectionId: connection.id, asked });
    if (!isRead) return { kind: 'more' };
  }
  const { hasGaps } = position;
  await slice.transaction(async (tx) => {
    const now = slice.clock.now();
    await linkIfMoved(tx, slice, connection.id);
    if (hasGaps) await scheduleStream(tx, slice.stream.id, { fullDueAt: now });
    await wakeFollowers(tx, slice);
  });
  return { kind: 'complete', withheld };
}

/** What stored accounts are decided with. */
interface Decider {
  readonly connection: ConnectionRow;
  readonly context: AccountContext;
}

/** Decides the stored accounts page by page and answers where the run stands: at their end, or at that of the slice. */
async function decideAll(slice: Slice, decider: Decider, start: Position): Promise<Position> {
  let position = start;
  if (position.isDecided || slice.isOver()) return position;
  const ahead = decideAhead(slice);
  try {
    // While one is written the next is decided and the one after it read.
    for await (const opened of readAhead(readAhead(openPages(slice, decider, ahead, start.after)))) {
      const from = position;
      position = await applyOrInParts((inParts) =>
        inParts
          ? slice.transaction(async (tx) => writeStored(tx, slice, await opened.decided, from, inParts))
          : opened.write((tx, page) => writeStored(tx, slice, page, from, inParts)),
      );
      if (slice.isOver()) break;
    }
  } finally {
    await ahead.close();
  }
  return position;
}

/** Opens page after page, each as soon as it is known where the one before it ends. */
async function* openPages(
  slice: Slice,
  decider: Decider,
  ahead: DecidedAhead,
  start: string | null,
): AsyncGenerator<Opened<StoredPage>, void, undefined> {
  for (let from = start; ;) {
    const read = Promise.withResolvers<PageEnd>();
    const opened = ahead.open((tx) =>
      decideStored(tx, slice, decider, { after: from, onRead: read.resolve }),
    );
    const { after, isLast } = await Promise.race([read.promise, opened.decided]);
    yield opened;
    if (isLast) return;
    from = after;
  }
}

/** Where a page of stored accounts ends. */
interface PageEnd {
  /** The greatest id in it. */
  readonly after: string | null;
  readonly isLast: boolean;
}

/** A page of stored accounts as decided. */
interface StoredPage extends PageEnd {
  readonly page: AccountPage;
  readonly decided: DecidedPage;
  readonly hasGaps: boolean;
}

async function decideStored(
  tx: WorkspaceTransaction,
  slice: Slice,
  { connection, context }: Decider,
  { after, onRead }: Pick<PageEnd, 'after'> & { readonly onRead: (end: PageEnd) => void },
): Promise<StoredPage> {
  const of = { connectionId: connection.id, object: COMPANY };
  const limit = slice.isServing() ? SHORT_PAGE_SIZE : PAGE_SIZE;
  const stored = await listStoredPayloads(tx, of, { after, limit });
  const end = { after: stored.at(-1)?.gainsightId ?? after, isLast: stored.length < limit };
  onRead(end);
  const records: SourceRecord[] = [];
  const hashes = new Map<string, string>();
  for (const row of stored) {
    const record = toRecord(row, context.sources);
    if (record === null) continue;
    records.push(record);
    // With every value that is stored of it a record has the hash that stands.
    if (record.values === row.payload) hashes.set(row.gainsightId, row.contentHash);
  }
  const now = slice.clock.now();
  const page = { run: slice.run, connection, context, records, now, isStored: true };
  const standing = new Map(stored.map((row) => [row.gainsightId, row]));
  return {
    page,
    decided: await decidePageToWrite(tx, { ...page, hashes, stored: standing }),
    ...end,
    hasGaps: records.length < stored.length,
  };
}

/** Writes a page, `inParts` once it has failed as a whole, and answers where the run stands after it. */
async function writeStored(
  tx: WorkspaceTransaction,
  slice: Slice,
  { page, decided, after, isLast, hasGaps }: StoredPage,
  position: Position,
  inParts: boolean,
): Promise<Position> {
  const counts = inParts
    ? await applyInParts(tx, COMPANY, page, applyAccountPage)
    : await writeAccountPage(tx, page, decided);
  await addRunCounts(tx, slice.run.id, counts);
  const next = { ...position, after, hasGaps: position.hasGaps || hasGaps, isDecided: isLast };
  await saveProjection(tx, slice, next);
  return next;
}

const keyOf = ({ stream }: Slice) => ({
  streamId: stream.id,
  object: COMPANY,
  mode: 'projection' as const,
});

/** Where the run stands; at the beginning when it has not begun. */
async function findProjection(tx: WorkspaceTransaction, slice: Slice): Promise<Position> {
  const saved = await findCheckpoint(tx, keyOf(slice));
  return saved?.runId === slice.run.id
    ? positionSchema.parse(saved.position)
    : { after: null, hasGaps: false, isDecided: false, askedAfter: null };
}

async function saveProjection(tx: WorkspaceTransaction, slice: Slice, position: Position): Promise<void> {
  const now = slice.clock.now();
  await saveCheckpoint(tx, keyOf(slice), { runId: slice.run.id, position, now });
}

/** The record as a run would read it now; null when a field was never read. */
export function toRecord(
  { gainsightId, payload, modifiedAt }: Pick<StoredPayload, 'gainsightId' | 'payload' | 'modifiedAt'>,
  sources: readonly string[],
): SourceRecord | null {
  const held = valuesSchema.parse(payload);
  if (sources.length === Object.keys(held).length && sources.every((source) => Object.hasOwn(held, source)))
    return { gainsightId, modifiedAt, values: held };
  const values: Record<string, JsonValue> = {};
  for (const source of sources) {
    const value = held[source];
    if (value === undefined) return null;
    values[source] = value;
  }
  return { gainsightId, modifiedAt, values };
}
