import { accountSources, contentHash, isEmptyValue } from '@handrail/core';
import type { JsonObject, JsonValue } from '@handrail/core';
import {
  addInventoryPage,
  addRunCounts,
  beginInventory,
  completeInventory,
  countSourceRecords,
  deleteInventoriesBefore,
  deleteInventory,
  NO_COUNTS,
  setRunTotal,
} from '@handrail/database';
import type { InventoryColumn, InventoryRow } from '@handrail/database';
import type { GainsightReader, KeyedPage } from '@handrail/gainsight';
import { z } from 'zod';
import { readConfiguration } from '../../configuration.ts';
import { CONTENT_HASH, INVENTORY_LIFE_MS, spellingOf } from '../../inventory.ts';
import { openGainsightReader } from '../../vendors.ts';
import type { OpenVendor, Vendors } from '../../vendors.ts';
import { COMPANY } from '../account-context.ts';
import { describeNow, isQueryRefused, isRefusal, refusedFields } from '../describe-object.ts';
import { listStandingFields } from '../described-fields.ts';
import { pagingOf } from '../paging-of.ts';
import { openingOf } from '../run-priority.ts';
import { sampleFields } from '../sample-fields.ts';
import { GSID } from '../source-record.ts';
import type { Slice, SliceOutcome, Stream } from '../stream.ts';
import { isDirectoryEmpty, readUserDirectory } from '../user-directory.ts';

/**
 * Reads every company with every field that can be asked for, column by column, for drafts to be held against; and samples
 * of people, for those who map their fields.
 */
export function createInventoryStream(vendors: Vendors): Stream {
  return {
    name: 'inventory',
    label: 'Inventory for drafts',
    direction: 'in',
    followedBy: [],
    async slice(slice) {
      const open = await openGainsightReader(vendors, slice.workspaceId, openingOf(slice));
      try {
        return await readAround(slice, open, []);
      } finally {
        await open.close();
      }
    },
  };
}

/** Reads without the fields that Gainsight refuses: gone, or taken from us, since it described them last. */
async function readAround(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  unread: readonly string[],
): Promise<SliceOutcome> {
  try {
    return await readInventory(slice, open, unread);
  } catch (refusal) {
    if (!isQueryRefused(refusal)) throw refusal;
    const more = refusedFields(refusal).filter((field) => !unread.includes(field));
    if (more.length === 0) throw refusal;
    if (unread.length === 0) await describeNow(slice, open, COMPANY);
    // It begins anew, since all its pages hold the same fields.
    await slice.transaction((tx) => deleteInventory(tx, slice.run.id));
    return readAround(slice, open, [...unread, ...more]);
  }
}

async function readInventory(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  unread: readonly string[],
): Promise<SliceOutcome> {
  const { inventory, sources } = await begin(slice, open, unread);
  let number = inventory.pages;
  let calls = open.calls();
  if (number === 0) await readUsersOnce(slice, open);
  const { paging } = pagingOf(open.connection);
  const query = { select: inventory.fields, afterGsid: inventory.after_gainsight_id, paging };
  for await (const page of open.client.queryPages(COMPANY, query, { signal: slice.signal })) {
    number += 1;
    const made = open.calls();
    const columns = [...fieldColumns(page.rows, inventory), ...hashColumn(page.rows, inventory, sources)];
    await keepPage(slice, { page, columns, number, calls: made - calls });
    calls = made;
    if (slice.isOver()) return { kind: 'more' };
  }
  await sampleFields(slice, open);
  await slice.transaction((tx) => completeInventory(tx, slice.run.id, slice.clock.now()));
  return { kind: 'complete', withheld: null };
}

/** A first configuration may name users by their addresses; their own stream begins with it. */
async function readUsersOnce(slice: Slice, open: OpenVendor<GainsightReader>): Promise<void> {
  if (!(await isDirectoryEmpty(slice, open))) return;
  try {
    await readUserDirectory(slice, open);
  } catch (error) {
    // Whoever may not read users can still count accounts.
    if (!isRefusal(error)) throw error;
  }
}

interface Begun {
  readonly inventory: InventoryRow;
  /** What the configuration in force reads. */
  readonly sources: readonly string[];
}

async function begin(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  unread: readonly string[],
): Promise<Begun> {
  const now = slice.clock.now();
  return slice.transaction(async (tx) => {
    await deleteInventoriesBefore(tx, new Date(now.getTime() - INVENTORY_LIFE_MS));
    const { present } = await countSourceRecords(tx, { connectionId: open.connection.id, object: COMPANY });
    if (present > 0) await setRunTotal(tx, slice.run.id, present);
    const described = (await listStandingFields(tx, open.connection.id, COMPANY)).map((field) => field.name);
    const { configuration } = await readConfiguration(tx, slice.run.config_version);
    const sources = accountSources(configuration);
    // A path through a lookup is not described with the object itself; any other name that is not described is gone.
    const paths = sources.filter((name) => name.includes('.'));
    const leftOut = new Set([GSID, ...unread].map((name) => name.toLowerCase()));
    const others = [...described, ...paths].filter((name) => !leftOut.has(name.toLowerCase()));
    const fields = [GSID, ...others];
    const inventory = await beginInventory(tx, {
      runId: slice.run.id,
      connectionId: open.connection.id,
      fields,
      now: slice.run.started_at ?? now,
    });
    return { inventory, sources };
  });
}

/** What a reply holds is JSON; this only gives it its type. */
const valuesSchema = z.custom<readonly JsonValue[]>((values) => Array.isArray(values));
const recordSchema = z.custom<JsonObject>((values) => typeof values === 'object' && values !== null);

function fieldColumns(rows: KeyedPage['rows'], { fields }: InventoryRow): readonly InventoryColumn[] {
  return fields.map((field) => {
    const values = valuesSchema.parse(rows.map((row) => row[field] ?? null));
    return { field, values, filled: values.filter((value) => !isEmptyValue(value)).length };
  });
}

/**
 * Taken once here and not by each preview: whether a record still is what is stored of it. None where a field of it could
 * not be read.
 */
function hashColumn(
  rows: KeyedPage['rows'],
  inventory: InventoryRow,
  sources: readonly string[],
): readonly InventoryColumn[] {
  const fields = new Set(inventory.fields.map((field) => field.toLowerCase()));
  if (!sources.every((source) => fields.has(source.toLowerCase()))) return [];
  const spelled = sources.map((source) => [source, spellingOf(inventory, source)] as const);
  const values = rows.map((row) => {
    const content = spelled.map(([source, held]) => [source, row[held] ?? null] as const);
    return contentHash(recordSchema.parse(Object.fromEntries(content)));
  });
  return [{ field: CONTENT_HASH, values, filled: values.length }];
}

async function keepPage(
  slice: Slice,
  {
    page,
    columns,
    number,
    calls,
  }: {
    readonly page: KeyedPage;
    readonly columns: readonly InventoryColumn[];
    readonly number: number;
    readonly calls: number;
  },
): Promise<void> {
  const seen = page.rows.length;
  await slice.transaction(async (tx) => {
    if (page.lastGsid !== null) {
      const { lastGsid } = page;
      await addInventoryPage(tx, slice.run.id, { number, records: seen, lastGainsightId: lastGsid, columns });
    }
    // Nothing that is stored changes by being looked at.
    const counts = { ...NO_COUNTS, seen, unchanged: seen, pages: 1, calls, bytes: page.bytes };
    await addRunCounts(tx, slice.run.id, counts);
  });
}
