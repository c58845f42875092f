import { LOOKBACK_MS, LOOKBACK_UNPROVEN_ZONE_MS } from '@handrail/core';
import {
  addRunCounts,
  countSourceRecords,
  findRun,
  hastenStream,
  listSourceFields,
  NO_COUNTS,
  reopenAttribution,
  saveSourceFields,
  setRunTotal,
} from '@handrail/database';
import { MAX_QUERY_ROWS } from '@handrail/gainsight';
import type { GainsightReader } from '@handrail/gainsight';
import { readCapabilities } from '../../probe-gainsight.ts';
import { toStoredField } from '../../source-fields.ts';
import { openGainsightReader } from '../../vendors.ts';
import type { OpenVendor, Vendors } from '../../vendors.ts';
import { COMPANY, readAccountContext } from '../account-context.ts';
import type { AccountContext } from '../account-context.ts';
import { applyAccountPage, applyAccountPageInParts } from '../apply-page.ts';
import { findPosition } from '../position.ts';
import { linkHierarchy } from '../link-hierarchy.ts';
import { projectStored } from '../project-stored.ts';
import { finishObject, readObject } from '../read-object.ts';
import type { ObjectReading } from '../read-object.ts';
import { settleExits } from '../settle-exits.ts';
import { GSID, MODIFIED_DATE, toSourceRecord } from '../source-record.ts';
import type { Slice, SliceOutcome, Stream } from '../stream.ts';
import { readUserDirectory } from '../user-directory.ts';

/** A description this young is taken for the first run: connecting made it. */
const JUST_DESCRIBED_MS = 3_600_000;

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
      if (slice.run.mode === 'projection') return projectStored(slice);
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
  { pageSizeRecords }: AccountsReading,
): Promise<SliceOutcome> {
  const can = readCapabilities(open.connection);
  const isNew = (await findPosition(slice, COMPANY)) === undefined;
  if (isNew) await refreshFields(slice, open);
  const context = await slice.transaction((tx) =>
    readAccountContext(tx, open.connection, slice.run.config_version),
  );
  if (isNew) await prepare(slice, open);
  const paging = can.pagesByGsid === false ? ('offset' as const) : ('gsid' as const);
  const reading = companyReading(slice, open, context, {
    pageSizeRecords,
    paging,
    lookbackMs: can.readsFilterDatesAsUtc === true ? LOOKBACK_MS : LOOKBACK_UNPROVEN_ZONE_MS,
  });
  if (!(await readObject(slice, open, reading))) return { kind: 'more' };
  const settled = await settleExits(slice, open, context, { mayMiss: paging === 'offset' });
  await finish(slice, reading);
  await slice.transaction((tx) => linkHierarchy(tx, open.connection.id, slice.clock.now()));
  return settled;
}

function companyReading(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
  context: AccountContext,
  how: Pick<ObjectReading, 'pageSizeRecords' | 'paging' | 'lookbackMs'>,
): ObjectReading {
  return {
    ...how,
    object: COMPANY,
    dateField: MODIFIED_DATE,
    select: [GSID, MODIFIED_DATE, ...context.sources],
    apply(tx, rows, inParts) {
      const records = rows
        .map((row) => toSourceRecord(row, context.sources))
        .filter((record) => record !== null);
      const page = { run: slice.run, connection, context, records, now: slice.clock.now() };
      return inParts ? applyAccountPageInParts(tx, page) : applyAccountPage(tx, page);
    },
  };
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

/** Before the first page: the users whom accounts point to, and how many accounts to expect. */
async function prepare(slice: Slice, open: OpenVendor<GainsightReader>): Promise<void> {
  await readUserDirectory(slice, open);
  const calls = open.calls();
  await slice.transaction(async (tx) => {
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls });
    if (slice.run.mode !== 'full') return;
    const { present } = await countSourceRecords(tx, { connectionId: open.connection.id, object: COMPANY });
    if (present > 0) await setRunTotal(tx, slice.run.id, present);
  });
}

async function finish(slice: Slice, reading: ObjectReading): Promise<void> {
  const position = await findPosition(slice, COMPANY);
  if (position === undefined) return;
  await slice.transaction(async (tx) => {
    await finishObject(slice, tx, reading, position);
    // Meetings that found no account may find one now.
    const run = await findRun(tx, slice.run.id);
    if (run !== undefined && run.added + run.changed > 0) await reopenAttribution(tx);
    // Relationships come and go with their accounts.
    if (run !== undefined && run.added + run.changed + run.filtered > 0) {
      await hastenStream(tx, 'relationships', slice.clock.now());
    }
  });
}
