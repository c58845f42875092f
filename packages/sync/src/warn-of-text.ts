import { checkTextValues, triedSources } from '@handrail/core';
import type { Configuration, Issue } from '@handrail/core';
import { findConnection } from '@handrail/database';
import type { InventoryRow, WorkspaceTransaction } from '@handrail/database';
import { readForeseenContext } from './inbound/account-context.ts';
import type { AccountContext } from './inbound/account-context.ts';
import { findCurrentInventory, readInventoryRecords } from './inventory.ts';

/** What the values of the tenant say against a draft that Save takes; nothing where none were read within a day. */
export async function warnOfDraft(
  tx: WorkspaceTransaction,
  draft: Configuration,
  now: Date,
): Promise<readonly Issue[]> {
  const connection = await findConnection(tx, 'gainsight');
  const inventory = connection === undefined ? undefined : await findCurrentInventory(tx, connection, now);
  if (connection === undefined || inventory === undefined) return [];
  return warnOfText(tx, inventory, (await readForeseenContext(tx, connection, draft)).context);
}

/** Warns of text that is to fill a number or a date, by the first page of an inventory. */
export async function warnOfText(
  tx: WorkspaceTransaction,
  inventory: InventoryRow,
  { rules: { mapping, fields }, zone }: AccountContext,
): Promise<readonly Issue[]> {
  const held = new Set(inventory.fields.map((field) => field.toLowerCase()));
  const sources = triedSources(mapping, { fields }).filter((source) => held.has(source.toLowerCase()));
  if (sources.length === 0) return [];
  const records = await readInventoryRecords(tx, inventory, 1, sources);
  const values = records.map((record) => record.values);
  return checkTextValues(mapping, { fields, zone }, values, 'fields.account');
}
