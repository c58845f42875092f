import { floorToSecond } from '@handrail/core';
import { addRunCounts, findStream, listPresentRecords, NO_COUNTS, scheduleStream } from '@handrail/database';
import type { UnseenRecord } from '@handrail/database';
import { DELETE_LOG_DAYS } from '@handrail/gainsight';
import type { Deletion, GainsightReader } from '@handrail/gainsight';
import { openGainsightReader } from '../../vendors.ts';
import type { OpenVendor, Vendors } from '../../vendors.ts';
import { COMPANY, readAccountContext } from '../account-context.ts';
import { linkHierarchy } from '../link-hierarchy.ts';
import { pagingOf } from '../paging-of.ts';
import { findCursor, saveCursor } from '../position.ts';
import { settleEvent } from '../settle-exits.ts';
import type { Slice, SliceOutcome, Stream } from '../stream.ts';
import { confirmAbsent } from '../sweep.ts';
import { FIRST_READING } from '../tally.ts';

/** What its checkpoint is kept under. */
const DELETE_LOG = 'record_delete_log';
const DAY_MS = 24 * 3_600_000;

/**
 * Deleted companies, from the delete log: hourly, just before the increment of accounts. A line of the log is a witness and
 * no proof: each company is asked for by its id before it counts as gone, and the deletion guard judges all of them
 * together with every other exit. The log goes back 15 days: after a longer gap a full run of accounts finds the rest.
 */
export function createDeletionsStream(vendors: Vendors): Stream {
  return {
    name: 'deletions',
    label: 'Deleted companies',
    direction: 'in',
    followedBy: [],
    async slice(slice) {
      const open = await openGainsightReader(vendors, slice.workspaceId);
      try {
        return await readDeletions(slice, open);
      } finally {
        await open.close();
      }
    },
  };
}

async function readDeletions(slice: Slice, open: OpenVendor<GainsightReader>): Promise<SliceOutcome> {
  const oldest = new Date(slice.clock.now().getTime() - DELETE_LOG_DAYS * DAY_MS);
  const cursor = await findCursor(slice, DELETE_LOG);
  await coverGap(slice, oldest);
  const since = cursor !== null && cursor > oldest ? cursor : oldest;
  const deleted = await listDeleted(slice, open, since);
  const known = await slice.transaction((tx) =>
    listPresentRecords(
      tx,
      { connectionId: open.connection.id, object: COMPANY },
      deleted.map((deletion) => deletion.recordId),
    ),
  );
  const withheld = await letGo(slice, open, known);
  if (known.length > 0) {
    await slice.transaction((tx) => linkHierarchy(tx, open.connection.id, slice.clock.now()));
  }
  await moveCursor(slice, open, cursor, deleted);
  return { kind: 'complete', withheld };
}

/** What was deleted while nobody looked for longer than the log reaches back, only a full listing shows. */
async function coverGap(slice: Slice, oldest: Date): Promise<void> {
  const last = slice.stream.last_completed_at;
  if (last === null || last >= oldest) return;
  await slice.transaction(async (tx) => {
    const accounts = await findStream(tx, 'accounts');
    if (accounts !== undefined) await scheduleStream(tx, accounts.id, { fullDueAt: slice.clock.now() });
  });
}

async function listDeleted(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  since: Date,
): Promise<readonly Deletion[]> {
  const deleted: Deletion[] = [];
  const before = open.calls();
  const pages = open.client.deletions.list({ objectName: COMPANY, since }, { signal: slice.signal });
  for await (const page of pages) deleted.push(...page);
  const calls = open.calls() - before;
  const counts = { ...NO_COUNTS, seen: deleted.length, unchanged: deleted.length, calls, pages: 1 };
  await slice.transaction((tx) => addRunCounts(tx, slice.run.id, counts));
  return deleted;
}

/** Has those go missing who are confirmed absent, if the guard allows; answers what it withholds. */
async function letGo(slice: Slice, open: OpenVendor<GainsightReader>, known: readonly UnseenRecord[]) {
  if (known.length === 0) return null;
  const context = await slice.transaction((tx) =>
    readAccountContext(tx, open.connection, slice.run.config_version),
  );
  const { absent } = await confirmAbsent(slice, open, context, known);
  return settleEvent(slice, open.connection, context, absent);
}

/** The next run begins a little before the newest line of this one; without a line the cursor stays. */
async function moveCursor(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
  cursor: Date | null,
  deleted: readonly Deletion[],
): Promise<void> {
  const newest = Math.max(...deleted.map((deletion) => deletion.deletedOn.getTime()));
  if (deleted.length === 0) return;
  const reached = floorToSecond(new Date(newest - pagingOf(connection).lookbackMs));
  const next = cursor !== null && cursor > reached ? cursor : reached;
  const position = { since: null, anchor: null, gsidAfter: null, until: null, page: 0, tally: FIRST_READING };
  await slice.transaction((tx) => saveCursor(slice, tx, DELETE_LOG, { ...position, cursor: next }));
}
