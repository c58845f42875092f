import { checkTextValues } from '@handrail/core';
import type { Configuration, Issue } from '@handrail/core';
import { findConnection } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { readForeseenContext } from './inbound/account-context.ts';
import type { AccountContext } from './inbound/account-context.ts';
import { findCurrentInventory, readInventoryRecords, withLater } from './inventory.ts';
import type { LatestInventory } from './inventory.ts';

/** What the values of the tenant say against a draft that Save takes; nothing where none were read within a day. */
export async function warnOfDraft(
  tx: WorkspaceTransaction,
  draft: Configuration,
  now: Date,
): Promise<readonly Issue[]> {
  const connection = await findConnection(tx, 'gainsight');
  const inventory = connection === undefined ? undefined : await findCurrentInventory(tx, connection, now);
  if (connection === undefined || inventory === undefined) return [];
  return warnOfText(
    tx,
    await withLater(tx, inventory),
    (await readForeseenContext(tx, connection, draft)).context,
  );
}

/** Warns of text that is to fill a number or a date, by every record of an inventory. */
export async function warnOfText(
  tx: WorkspaceTransaction,
  latest: LatestInventory,
  { rules: { mapping, fields }, zone }: AccountContext,
): Promise<readonly Issue[]> {
  const check = checkTextValues(mapping, { fields, zone });
  const { inventory } = latest;
  const held = new Set(inventory.fields.map((field) => field.toLowerCase()));
  const sources = check.sources.filter((source) => held.has(source.toLowerCase()));
  if (sources.length === 0) return [];
  for (let page = 1; page <= inventory.pages; page += 1) {
    for (const { values } of await readInventoryRecords(tx, latest, page, sources)) check.add(values);
  }
  return check.issues('fields.account');
}
