import { ownersOf } from '@handrail/core';
import type { Changes, JsonValue } from '@handrail/core';
import { readAccounts, readPayloads } from '@handrail/database';
import type { AccountRow, ConnectionRow, WorkspaceTransaction } from '@handrail/database';
import { COMPANY } from './inbound/account-context.ts';
import type { AccountContext } from './inbound/account-context.ts';
import { fromAccountRow, toAccountRow } from './inbound/account-row.ts';
import { decidePage } from './inbound/decide-page.ts';
import type { Decided } from './inbound/decide-page.ts';
import { toRecord } from './inbound/project-stored.ts';

/** By the account's id at Gainsight: what a projection of its stored record puts into fields that are seeded once. */
export type Seeds = ReadonlyMap<string, Changes>;

/** Of a draft that seeds nothing, or whose run reads everything anew. */
export const NO_SEEDS: Seeds = new Map();

/**
 * Where Save decides the stored records, these seed what is seeded once, and not what was edited at Gainsight since they
 * were read: the next increment then finds the field filled.
 */
export async function readSeeds(
  tx: WorkspaceTransaction,
  { connection, context }: { readonly connection: ConnectionRow; readonly context: AccountContext },
  { gainsightIds, now }: { readonly gainsightIds: readonly string[]; readonly now: Date },
): Promise<Seeds> {
  const owners = ownersOf(context.rules.mapping);
  const isSeed = (name: string) => owners.get(name) === 'seed-once';
  if (![...owners.keys()].some(isSeed)) return NO_SEEDS;
  const decided = await decideStored(tx, { connection, context }, { gainsightIds, now });
  const seeds = new Map<string, Changes>();
  for (const { record, decision } of decided) {
    if (decision.outcome !== 'changed') continue;
    const seeded = Object.entries(decision.changes).filter(([name]) => isSeed(name));
    if (seeded.length > 0) seeds.set(record.gainsightId, Object.fromEntries(seeded));
  }
  return seeds;
}

/** What Save makes of records as they are stored, where it does not read them anew; of those that cannot stand. */
export async function decideStored(
  tx: WorkspaceTransaction,
  { connection, context }: { readonly connection: ConnectionRow; readonly context: AccountContext },
  { gainsightIds, now }: { readonly gainsightIds: readonly string[]; readonly now: Date },
): Promise<readonly Decided[]> {
  const of = { connectionId: connection.id, object: COMPANY };
  const payloads = await readPayloads(tx, of, gainsightIds);
  const records = [...payloads].flatMap(
    ([gainsightId, payload]) => toRecord({ gainsightId, payload, modifiedAt: null }, context.sources) ?? [],
  );
  return (await decidePage(tx, { connection, context, records, now })).decided;
}

/** The accounts as they stand once the seeds are in. */
export function readAccountsWith(seeds: Seeds): typeof readAccounts {
  return async (tx, connectionId, gainsightIds) => {
    const accounts = new Map(await readAccounts(tx, connectionId, gainsightIds));
    for (const [gainsightId, changes] of seeds) {
      const row = accounts.get(gainsightId);
      if (row !== undefined) accounts.set(gainsightId, seededRow(row, gainsightId, changes));
    }
    return accounts;
  };
}

function seededRow(row: AccountRow, gainsightId: string, changes: Changes): AccountRow {
  const account = fromAccountRow(row);
  const standard: Record<string, JsonValue> = {};
  const fields: Record<string, JsonValue> = { ...account.fields };
  for (const [name, [, value]] of Object.entries(changes)) {
    if (name.startsWith('fields.')) fields[name.slice('fields.'.length)] = value;
    else standard[name] = value;
  }
  const seeded = toAccountRow(row.id, gainsightId, { ...account, ...standard, fields });
  return { ...row, ...seeded, domains: [...seeded.domains] };
}

/** The decision with what was seeded before it among its changes. */
export function withSeeds(one: Decided, seeds: Seeds): Decided {
  const { decision } = one;
  const seeded = seeds.get(one.record.gainsightId);
  if (seeded === undefined || decision.outcome !== 'changed') return one;
  return {
    ...one,
    decision: { ...decision, changes: { ...seeded, ...decision.changes } },
    shown: { ...seeded, ...one.shown },
  };
}
