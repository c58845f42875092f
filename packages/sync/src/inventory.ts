import type { JsonObject, JsonValue } from '@handrail/core';
import {
  findConnection,
  findInventory,
  listLaterRecords,
  readInventoryPage,
  readKnownValues,
  upsertStream,
} from '@handrail/database';
import type {
  ConnectionRow,
  InventoryRow,
  LaterRecord,
  RunRow,
  WorkspaceTransaction,
} from '@handrail/database';
import { parseDate } from '@handrail/gainsight';
import { z } from 'zod';
import { SyncError } from './errors.ts';
import { COMPANY } from './inbound/account-context.ts';
import { GSID, MODIFIED_DATE, valuesSchema } from './inbound/source-record.ts';
import { queueRun } from './schedule.ts';

/** How long an inventory is kept for drafts, in ms. */
export const INVENTORY_LIFE_MS = 24 * 3_600_000;

/** The connection that the configuration is about. Throws not_connected. */
export async function getGainsight(tx: WorkspaceTransaction): Promise<ConnectionRow> {
  const connection = await findConnection(tx, 'gainsight');
  if (connection !== undefined && connection.state !== 'disconnected') return connection;
  throw new SyncError({
    code: 'not_connected',
    message: 'Gainsight is not connected.',
    remedy: 'Connect it under Settings > Integrations > Gainsight first.',
  });
}

/** Asks for an inventory to be read, or answers the reading that is under way. Throws not_connected. */
export async function requestInventory(tx: WorkspaceTransaction, now: Date): Promise<RunRow> {
  const connection = await getGainsight(tx);
  // Read only when asked for: it has no cadence.
  const stream = await upsertStream(tx, {
    name: 'inventory',
    direction: 'in',
    connectionId: connection.id,
    intervalMinutes: 1440,
    offsetSeconds: 0,
    enabled: false,
    nextDueAt: null,
    nextFullDueAt: null,
  });
  return queueRun(tx, stream, { mode: 'full', cause: 'manual', now });
}

/** Asks for an inventory where there is none of this tenant, or only one that is too old. Throws not_connected. */
export async function ensureInventory(tx: WorkspaceTransaction, now: Date): Promise<void> {
  const connection = await getGainsight(tx);
  if ((await findCurrentInventory(tx, connection, now)) === undefined) await requestInventory(tx, now);
}

/** The inventory that drafts are held against: complete, of this connection, and not older than 24 h; or nothing. */
export async function findCurrentInventory(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  now: Date,
): Promise<InventoryRow | undefined> {
  const inventory = await findInventory(tx, new Date(now.getTime() - INVENTORY_LIFE_MS));
  return inventory?.connection_id === connection.id ? inventory : undefined;
}

/** The same. Throws inventory_missing. */
export async function getCurrentInventory(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  now: Date,
): Promise<InventoryRow> {
  const inventory = await findCurrentInventory(tx, connection, now);
  if (inventory !== undefined) return inventory;
  throw new SyncError({
    code: 'inventory_missing',
    message: 'There is no inventory of this tenant to count and preview on, or it is older than a day.',
    remedy:
      'Read it: the button on the card, or handrail config preview --read. It takes one call for 5,000 accounts.',
  });
}

const columnSchema = z.custom<readonly JsonValue[]>((values) => Array.isArray(values));

/** Where the hash of each record's content stands among the columns of an inventory; no field can be named so. */
export const CONTENT_HASH = '#content';

/** A record of the inventory with the fields asked for, keyed as they were asked for. */
export interface InventoryRecord {
  readonly gainsightId: string;
  /**
   * The hash of what the configuration in force read of it when the inventory was taken; null in an inventory that has none.
   */
  readonly hash: string | null;
  readonly values: JsonObject;
}

/** An inventory, and what runs have learnt since it was read. */
export interface LatestInventory {
  readonly inventory: InventoryRow;
  /** Records that runs read, or found gone, later than the inventory did. */
  readonly later: ReadonlyMap<string, LaterRecord>;
}

/** How far the vendor's clock may be behind ours; who is looked at for this alone is held against its own dates. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** The inventory with what is known later than it. */
export async function withLater(tx: WorkspaceTransaction, inventory: InventoryRow): Promise<LatestInventory> {
  const of = { connectionId: inventory.connection_id, object: COMPANY };
  const than = new Date(inventory.started_at.getTime() - CLOCK_SKEW_MS);
  return { inventory, later: await listLaterRecords(tx, of, than) };
}

/** The inventory as it was read. */
export function asRead(inventory: InventoryRow): LatestInventory {
  return { inventory, later: new Map() };
}

/**
 * One page of an inventory, by record, with what runs have learnt since: a later value in place of an earlier one, and no
 * record that is gone since. A field that the configuration in force does not read stays as the inventory has it. Throws
 * inventory_too_narrow for a field that was not read.
 */
export async function readInventoryRecords(
  tx: WorkspaceTransaction,
  { inventory, later }: LatestInventory,
  page: number,
  fields: readonly string[],
): Promise<readonly InventoryRecord[]> {
  const spelled = fields.map((field) => [field, spellingOf(inventory, field)] as const);
  const held = spelled.map(([, name]) => name);
  const dated = later.size > 0 ? [MODIFIED_DATE] : [];
  const listOf = await readColumns(tx, inventory, page, [GSID, CONTENT_HASH, ...dated, ...held]);
  const lists = spelled.map(([field, name]) => [field, listOf(name)] as const);
  const [hashes, dates] = [listOf(CONTENT_HASH), listOf(MODIFIED_DATE)];
  const ids = listOf(GSID).map(String);
  // Many are touched at the source and hold what they held: these need not be read.
  const changed = ids.filter((id, at) => {
    const known = later.get(id);
    return known !== undefined && known !== 'gone' && known.contentHash !== hashes[at];
  });
  const of = { connectionId: inventory.connection_id, object: COMPANY };
  const known = await readKnownValues(tx, of, changed);
  return ids.flatMap((gainsightId, at) => {
    if (later.get(gainsightId) === 'gone') return [];
    const values: Record<string, JsonValue> = {};
    for (const [field, list] of lists) values[field] = list[at] ?? null;
    const stored = known.get(gainsightId);
    if (stored !== undefined && isAfter(stored.modifiedAt, parseDate(dates[at]) ?? null))
      return [{ gainsightId, hash: null, values: withKnown(values, valuesSchema.parse(stored.values)) }];
    const hash = hashes[at];
    return [{ gainsightId, hash: typeof hash === 'string' ? hash : null, values }];
  });
}

function isAfter(modifiedAt: Date | null, other: Date | null): boolean {
  return modifiedAt !== null && (other === null || modifiedAt > other);
}

/** The spelling of a field may have changed since it was stored. */
function withKnown(values: JsonObject, known: JsonObject): JsonObject {
  const byName = new Map(Object.entries(known).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const later = byName.get(name.toLowerCase());
      return [name, later === undefined ? value : later];
    }),
  );
}

/** Columns of a page, by the name that the inventory has for them; of one that it does not have no values. */
async function readColumns(
  tx: WorkspaceTransaction,
  inventory: InventoryRow,
  page: number,
  held: readonly string[],
): Promise<(name: string) => readonly JsonValue[]> {
  const columns = await readInventoryPage(tx, inventory.run_id, page, [...new Set(held)]);
  return (name) => columnSchema.parse(JSON.parse(columns.get(name) ?? '[]'));
}

/** The field as the inventory spells it; undefined for one that was not read. */
export function findSpelling({ fields }: InventoryRow, field: string): string | undefined {
  return fields.find((name) => name.toLowerCase() === field.toLowerCase());
}

/** The same. Throws inventory_too_narrow for a field that was not read. */
export function spellingOf(inventory: InventoryRow, field: string): string {
  const held = findSpelling(inventory, field);
  if (held !== undefined) return held;
  throw new SyncError({
    code: 'inventory_too_narrow',
    message: `The inventory was read without ${field}.`,
    remedy: 'Read the inventory again; the field was made, or named through a lookup, after it was read.',
    facts: { field },
  });
}
