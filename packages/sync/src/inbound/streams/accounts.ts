import {
  addRunCounts,
  countSourceRecords,
  listPresentRecords,
  NO_COUNTS,
  setRunTotal,
} from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { MAX_QUERY_ROWS } from '@handrail/gainsight';
import type { GainsightReader, Row } from '@handrail/gainsight';
import { openGainsightReader } from '../../vendors.ts';
import type { OpenVendor, Vendors } from '../../vendors.ts';
import { COMPANY, decidesAccounts, readAccountContext } from '../account-context.ts';
import type { AccountContext } from '../account-context.ts';
import { applyInParts } from '../apply-in-parts.ts';
import { applyAccountPage, writeAccountPage } from '../apply-page.ts';
import type { AccountPage } from '../apply-page.ts';
import { decidePageToWrite } from '../decide-page.ts';
import { describeObject } from '../describe-object.ts';
import { followMerges } from '../follow-merges.ts';
import { observeValues, readWatchedFields } from '../observe-values.ts';
import type { WatchedFields } from '../observe-values.ts';
import { pagingOf } from '../paging-of.ts';
import { findPosition } from '../position.ts';
import { linkIfMoved } from '../link-hierarchy.ts';
import { projectStored } from '../project-stored.ts';
import { endRefusals, readAround, readOrDescribe } from '../read-around.ts';
import type { RefusedFields } from '../read-around.ts';
import { finishObject } from '../read-object.ts';
import type { ObjectReading } from '../read-object.ts';
import { readByIds, readRun } from '../read-by-ids.ts';
import type { ReadByIds } from '../read-by-ids.ts';
import { openingOf } from '../run-priority.ts';
import { scopeOf } from '../run-scope.ts';
import { settleEvent, settleExits } from '../settle-exits.ts';
import { GSID, MODIFIED_DATE } from '../source-record.ts';
import type { Slice, SliceOutcome, Stream } from '../stream.ts';
import { wakeFollowers } from '../wake-followers.ts';
import { leaveOut, readableSources, toReadRecords } from '../unread-fields.ts';
import { isDirectoryEmpty, readUserDirectory } from '../user-directory.ts';

/** How accounts are read. */
export interface AccountsReading {
  /** Rows asked for in one call; the vendor's own most, 5,000, when left out. */
  readonly pageSizeRecords: number;
}

/**
 * Companies of Gainsight as accounts of ours: incremental by ModifiedDate, full with a sweep, both keyed by Gsid. Where
 * a tenant does not let them be, pages go by offset, and no absence is concluded from them.
 */
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
      if (slice.run.mode === 'projection') return projectStored(slice, vendors);
      const open = await openGainsightReader(vendors, slice.workspaceId, openingOf(slice));
      try {
        return await readAround(slice, open, {
          objects: [COMPANY],
          read: (refused) => readAccounts(slice, open, reading, refused),
          async decider() {
            const context = await readContext(slice, open);
            return (field) => decidesAccounts(context, field);
          },
        });
      } finally {
        await open.close();
      }
    },
  };
}

async function readAccounts(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  { pageSizeRecords }: AccountsReading,
  refused: RefusedFields,
): Promise<SliceOutcome> {
  const isNew = (await findPosition(slice, COMPANY)) === undefined;
  if (isNew) await describeObject(slice, open, COMPANY);
  const unread = refused.get(COMPANY) ?? [];
  const context = { ...(await readOrDescribe(slice, open, () => readContext(slice, open))), unread };
  if (isNew) await prepare(slice, open);
  const watched = await slice.transaction((tx) =>
    readWatchedFields(tx, open.connection.id, COMPANY, slice.run.config_version),
  );
  const readableWatched = { ...watched, fields: leaveOut(watched.fields, unread) };
  const reading = companyReading(slice, open, { context, watched: readableWatched, pageSizeRecords });
  const read = await readScope(slice, open, reading);
  if (!read.isDone) return { kind: 'more' };
  const mayMiss = reading.paging === 'offset';
  const settled =
    read.absent.length > 0
      ? await letAbsentGo(slice, open, context, read.absent)
      : await settleExits(slice, open, context, { mayMiss });
  await finish(slice, open, reading, refused);
  // Trees are placed in one statement over all accounts: without their counts its plan may look at every pair.
  await slice.tellPlanner();
  await slice.transaction((tx) => linkIfMoved(tx, slice, open.connection.id));
  await slice.transaction((tx) => followMerges(tx, open.connection.id, slice.clock.now()));
  return settled;
}

function readContext(slice: Slice, { connection }: OpenVendor<GainsightReader>): Promise<AccountContext> {
  return slice.transaction((tx) => readAccountContext(tx, connection, slice.run.config_version));
}

/** Reads what the run is to read, and tries again what was set aside. */
async function readScope(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  reading: ObjectReading,
): Promise<ReadByIds> {
  const scope = scopeOf(slice.run);
  if (scope?.kind === 'account') return readByIds(slice, open, reading, [scope.gainsightId]);
  return readRun(slice, open, reading);
}

/** Asked for by its id and not there: such an account is gone, if the guard allows. */
async function letAbsentGo(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
  context: AccountContext,
  absent: readonly string[],
): Promise<SliceOutcome> {
  const of = { connectionId: connection.id, object: COMPANY };
  const known = await slice.transaction((tx) => listPresentRecords(tx, of, absent));
  return { kind: 'complete', withheld: await settleEvent(slice, connection, context, known) };
}

function companyReading(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
  by: {
    readonly context: AccountContext;
    readonly watched: WatchedFields;
    readonly pageSizeRecords: number;
  },
): ObjectReading {
  const { context, watched, pageSizeRecords } = by;
  const toPage = async (tx: WorkspaceTransaction, rows: readonly Row[]): Promise<AccountPage> => {
    const of = { connectionId: connection.id, object: COMPANY };
    const records = await toReadRecords(tx, of, context, rows);
    return { run: slice.run, connection, context, records, now: slice.clock.now() };
  };
  return {
    ...pagingOf(connection),
    pageSizeRecords,
    object: COMPANY,
    dateField: MODIFIED_DATE,
    select: [GSID, MODIFIED_DATE, ...readableSources(context), ...watched.fields],
    async apply(tx, rows, inParts) {
      await observeValues(tx, watched, rows, slice.clock.now());
      const page = await toPage(tx, rows);
      return inParts ? applyInParts(tx, COMPANY, page, applyAccountPage) : applyAccountPage(tx, page);
    },
    async decide(tx, rows) {
      const page = await toPage(tx, rows);
      const decided = await decidePageToWrite(tx, page);
      return async (writing) => {
        await observeValues(writing, watched, rows, page.now);
        return writeAccountPage(writing, page, decided);
      };
    },
  };
}

/** Before the first page: the users whom accounts point to, and how many accounts to expect. */
async function prepare(slice: Slice, open: OpenVendor<GainsightReader>): Promise<void> {
  const before = open.calls();
  // Only before the first run of the users' own stream accounts would show ids for names.
  if (await isDirectoryEmpty(slice, open)) await readUserDirectory(slice, open);
  const calls = open.calls() - before;
  await slice.transaction(async (tx) => {
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls });
    if (slice.run.mode !== 'full') return;
    const { present } = await countSourceRecords(tx, { connectionId: open.connection.id, object: COMPANY });
    if (present > 0) await setRunTotal(tx, slice.run.id, present);
  });
}

async function finish(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  reading: ObjectReading,
  refused: RefusedFields,
): Promise<void> {
  const position = await findPosition(slice, COMPANY);
  await slice.transaction(async (tx) => {
    if (position !== undefined) {
      await finishObject(slice, tx, reading, position);
      await endRefusals(slice, tx, open, { object: COMPANY, refused });
    }
    await wakeFollowers(tx, slice);
  });
}
