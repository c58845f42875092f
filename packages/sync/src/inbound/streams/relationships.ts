import { LOOKBACK_MS, LOOKBACK_UNPROVEN_ZONE_MS } from '@handrail/core';
import {
  addRunCounts,
  countSourceRecords,
  NO_COUNTS,
  saveRelationshipTypes,
  saveSourceFields,
  setRunTotal,
} from '@handrail/database';
import { GainsightError, MAX_QUERY_ROWS } from '@handrail/gainsight';
import type { GainsightReader } from '@handrail/gainsight';
import { readCapabilities } from '../../probe-gainsight.ts';
import { toStoredField } from '../../source-fields.ts';
import { openGainsightReader } from '../../vendors.ts';
import type { OpenVendor, Vendors } from '../../vendors.ts';
import { followAccounts } from '../follow-accounts.ts';
import { findPosition } from '../position.ts';
import { finishObject, readObject } from '../read-object.ts';
import type { ObjectReading } from '../read-object.ts';
import { areRelationshipsDescribed, readRelationshipContext, RELATIONSHIP } from '../relationship-context.ts';
import type { RelationshipContext } from '../relationship-context.ts';
import { settleRelationshipExits } from '../relationship-exits.ts';
import { applyRelationshipPage, applyRelationshipPageInParts } from '../relationship-page.ts';
import { GSID, MODIFIED_DATE, toSourceRecord } from '../source-record.ts';
import type { Slice, SliceOutcome, Stream } from '../stream.ts';

/**
 * Relationships under accounts, with their types: hourly by ModifiedDate, daily in full with a sweep. A tenant without
 * relationships has none to read, which is no failure.
 */
export function createRelationshipsStream(vendors: Vendors): Stream {
  return {
    name: 'relationships',
    label: 'Relationships',
    direction: 'in',
    followedBy: [],
    async slice(slice) {
      const open = await openGainsightReader(vendors, slice.workspaceId);
      try {
        return await readRelationships(slice, open);
      } finally {
        await open.close();
      }
    },
  };
}

async function readRelationships(slice: Slice, open: OpenVendor<GainsightReader>): Promise<SliceOutcome> {
  const isNew = (await findPosition(slice, RELATIONSHIP)) === undefined;
  if (isNew && !(await describe(slice, open))) return { kind: 'complete', withheld: null };
  const context = await slice.transaction((tx) => readRelationshipContext(tx, open.connection));
  if (isNew) await prepare(slice, open, context);
  const reading = relationshipReading(slice, open, context);
  if (!(await readObject(slice, open, reading))) return { kind: 'more' };
  const isListed = slice.run.mode === 'full' && reading.paging === 'gsid';
  const settled: SliceOutcome = isListed
    ? await settleRelationshipExits(slice, open)
    : { kind: 'complete', withheld: null };
  const position = await findPosition(slice, RELATIONSHIP);
  if (position !== undefined) await slice.transaction((tx) => finishObject(slice, tx, reading, position));
  return settled;
}

/** Describes the object before a full run, and before the very first; false when the tenant has no such object. */
async function describe(slice: Slice, open: OpenVendor<GainsightReader>): Promise<boolean> {
  const isKnown = await slice.transaction((tx) => areRelationshipsDescribed(tx, open.connection));
  if (slice.run.mode === 'incremental' && isKnown) return true;
  try {
    const { fields } = await open.client.objects.describe(RELATIONSHIP, { signal: slice.signal });
    const stored = fields.map(toStoredField);
    await slice.transaction((tx) =>
      saveSourceFields(tx, open.connection.id, RELATIONSHIP, stored, slice.clock.now()),
    );
    return true;
  } catch (error) {
    const isAbsent = error instanceof GainsightError && error.code === 'gainsight_object_not_found';
    if (isAbsent && !isKnown) return false;
    throw error;
  } finally {
    const calls = open.calls();
    await slice.transaction((tx) => addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls }));
  }
}

/** Before the first page: the types, those who follow their accounts, and how many to expect. */
async function prepare(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: RelationshipContext,
): Promise<void> {
  await readTypes(slice, open);
  await followAccounts(slice, open, context);
  if (slice.run.mode !== 'full') return;
  await slice.transaction(async (tx) => {
    const of = { connectionId: open.connection.id, object: RELATIONSHIP };
    const { present } = await countSourceRecords(tx, of);
    if (present > 0) await setRunTotal(tx, slice.run.id, present);
  });
}

/** All types, one call: there are few, and their names are all that is kept. */
async function readTypes(slice: Slice, open: OpenVendor<GainsightReader>): Promise<void> {
  const before = open.calls();
  const fields = ['Gsid', 'Name'];
  for await (const page of open.client.relationshipTypes.list({ fields }, { signal: slice.signal })) {
    const types = page.items.flatMap(({ gsid, name }) =>
      name === null ? [] : [{ gainsightId: gsid, name }],
    );
    await slice.transaction((tx) => saveRelationshipTypes(tx, open.connection.id, types, slice.clock.now()));
  }
  const calls = open.calls() - before;
  await slice.transaction((tx) => addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls }));
}

function relationshipReading(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
  context: RelationshipContext,
): ObjectReading {
  const can = readCapabilities(connection);
  return {
    object: RELATIONSHIP,
    dateField: MODIFIED_DATE,
    select: [GSID, MODIFIED_DATE, ...context.select],
    pageSizeRecords: MAX_QUERY_ROWS,
    paging: can.pagesByGsid === false ? 'offset' : 'gsid',
    lookbackMs: can.readsFilterDatesAsUtc === true ? LOOKBACK_MS : LOOKBACK_UNPROVEN_ZONE_MS,
    apply(tx, rows, inParts) {
      const records = rows
        .map((row) => toSourceRecord(row, context.select))
        .filter((record) => record !== null);
      const page = { run: slice.run, connection, context, records, now: slice.clock.now() };
      return inParts ? applyRelationshipPageInParts(tx, page) : applyRelationshipPage(tx, page);
    },
  };
}
