import { LOOKBACK_MS, LOOKBACK_UNPROVEN_ZONE_MS } from '@handrail/core';
import {
  findRun,
  listSourceFields,
  reopenAttributionOfStakeholders,
  saveSourceFields,
} from '@handrail/database';
import { MAX_QUERY_ROWS } from '@handrail/gainsight';
import type { GainsightReader } from '@handrail/gainsight';
import { readCapabilities } from '../../probe-gainsight.ts';
import { toStoredField } from '../../source-fields.ts';
import { openGainsightReader } from '../../vendors.ts';
import type { OpenVendor, Vendors } from '../../vendors.ts';
import { applyStakeholderPage } from '../apply-stakeholder-page.ts';
import { findPosition } from '../position.ts';
import { finishObject, readObject } from '../read-object.ts';
import type { ObjectReading } from '../read-object.ts';
import { GSID, MODIFIED_DATE, toSourceRecord } from '../source-record.ts';
import { COMPANY_PERSON, PERSON, readStakeholderContext } from '../stakeholder-context.ts';
import type { StakeholderContext } from '../stakeholder-context.ts';
import type { Slice, SliceOutcome, Stream } from '../stream.ts';
import { startOf } from '../sweep.ts';
import { sweepStakeholders } from '../sweep-stakeholders.ts';

/** In this order a new person is known before the tie that names them, most of the time; either order is right. */
const OBJECTS = [PERSON, COMPANY_PERSON] as const;

/**
 * Persons of Gainsight at their companies as stakeholders of ours: two objects, each with its own position, kept as they
 * are read and joined from the stored rows whenever either changes.
 */
export function createStakeholdersStream(vendors: Vendors): Stream {
  return {
    name: 'stakeholders',
    label: 'Stakeholders',
    direction: 'in',
    followedBy: ['signals'],
    async slice(slice) {
      const open = await openGainsightReader(vendors, slice.workspaceId);
      try {
        return await readStakeholders(slice, open);
      } finally {
        await open.close();
      }
    },
  };
}

async function readStakeholders(slice: Slice, open: OpenVendor<GainsightReader>): Promise<SliceOutcome> {
  const isNew = (await findPosition(slice, PERSON)) === undefined;
  for (const object of OBJECTS) if (isNew) await refreshFields(slice, open, object);
  const context = await slice.transaction((tx) =>
    readStakeholderContext(tx, open.connection, slice.run.config_version),
  );
  const readings = OBJECTS.map((object) => readingOf(slice, open, context, object));
  for (const reading of readings) if (!(await readObject(slice, open, reading))) return { kind: 'more' };
  // By offset a listing may have missed a record: then nobody is gone by it.
  const isListed = slice.run.mode === 'full' && readings.every(({ paging }) => paging === 'gsid');
  const withheld = isListed ? await sweepStakeholders(slice, open) : null;
  await finish(slice, readings);
  return { kind: 'complete', withheld };
}

/** Describes an object before a full run, and before the very first one. */
async function refreshFields(slice: Slice, open: OpenVendor<GainsightReader>, object: string): Promise<void> {
  const known = await slice.transaction((tx) => listSourceFields(tx, open.connection.id, object));
  if (slice.run.mode === 'incremental' && known.length > 0) return;
  const described = await open.client.objects.describe(object, { signal: slice.signal });
  await slice.transaction((tx) =>
    saveSourceFields(tx, open.connection.id, object, described.fields.map(toStoredField), slice.clock.now()),
  );
}

function readingOf(
  slice: Slice,
  { connection }: OpenVendor<GainsightReader>,
  context: StakeholderContext,
  object: (typeof OBJECTS)[number],
): ObjectReading {
  const can = readCapabilities(connection);
  const sources = context.sources[object];
  return {
    object,
    dateField: MODIFIED_DATE,
    select: [GSID, MODIFIED_DATE, ...sources],
    pageSizeRecords: MAX_QUERY_ROWS,
    paging: can.pagesByGsid === false ? 'offset' : 'gsid',
    lookbackMs: can.readsFilterDatesAsUtc === true ? LOOKBACK_MS : LOOKBACK_UNPROVEN_ZONE_MS,
    apply(tx, rows) {
      const records = rows.map((row) => toSourceRecord(row, sources)).filter((record) => record !== null);
      const page = { run: slice.run, connection, context, object, records, now: slice.clock.now() };
      return applyStakeholderPage(tx, page);
    },
  };
}

async function finish(slice: Slice, readings: readonly ObjectReading[]): Promise<void> {
  const positions = new Map<ObjectReading, Awaited<ReturnType<typeof findPosition>>>();
  for (const reading of readings) positions.set(reading, await findPosition(slice, reading.object));
  await slice.transaction(async (tx) => {
    for (const [reading, position] of positions) {
      if (position !== undefined) await finishObject(slice, tx, reading, position);
    }
    const run = await findRun(tx, slice.run.id);
    if (run !== undefined && run.added + run.changed + run.exits > 0) {
      await reopenAttributionOfStakeholders(tx, startOf(slice.run));
    }
  });
}
