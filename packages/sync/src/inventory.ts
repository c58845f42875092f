import type { JsonObject, JsonValue } from '@handrail/core';
import { findConnection, findInventory, readInventoryPage, upsertStream } from '@handrail/database';
import type { ConnectionRow, InventoryRow, RunRow, WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import { SyncError } from './errors.ts';
import { GSID } from './inbound/source-record.ts';
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

/** The values of some fields on one page of an inventory. Throws inventory_too_narrow for a field that was not read. */
export async function readInventoryValues(
  tx: WorkspaceTransaction,
  inventory: InventoryRow,
  page: number,
  fields: readonly string[],
): Promise<ReadonlyMap<string, readonly JsonValue[]>> {
  const spelled = fields.map((field) => [field, spellingOf(inventory, field)] as const);
  const held = spelled.map(([, name]) => name);
  const listOf = await readColumns(tx, inventory, page, held);
  return new Map(spelled.map(([field, name]) => [field, listOf(name)]));
}

/** One page of an inventory, by record. Throws inventory_too_narrow for a field that was not read. */
export async function readInventoryRecords(
  tx: WorkspaceTransaction,
  inventory: InventoryRow,
  page: number,
  fields: readonly string[],
): Promise<readonly InventoryRecord[]> {
  const spelled = fields.map((field) => [field, spellingOf(inventory, field)] as const);
  const held = spelled.map(([, name]) => name);
  const listOf = await readColumns(tx, inventory, page, [GSID, CONTENT_HASH, ...held]);
  const lists = spelled.map(([field, name]) => [field, listOf(name)] as const);
  const hashes = listOf(CONTENT_HASH);
  return listOf(GSID).map((id, at) => {
    const values: Record<string, JsonValue> = {};
    for (const [field, list] of lists) values[field] = list[at] ?? null;
    const hash = hashes[at];
    return { gainsightId: String(id), hash: typeof hash === 'string' ? hash : null, values };
  });
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
