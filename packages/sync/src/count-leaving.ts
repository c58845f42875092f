import {
  ACCOUNT_LIMITS,
  accountSources,
  dayOf,
  exceeds,
  filterRules,
  importChange,
  judge,
} from '@handrail/core';
import type { Configuration, Filter, FilterContext, JsonObject } from '@handrail/core';
import { countImported, countSourceRecords, listStoredPayloads } from '@handrail/database';
import type {
  ConnectionRow,
  InventoryRow,
  SourceObject,
  WorkspaceHandle,
  WorkspaceTransaction,
} from '@handrail/database';
import { MAX_QUERY_ROWS } from '@handrail/gainsight';
import { readConfiguration } from './configuration.ts';
import { COMPANY, readForeseenContext } from './inbound/account-context.ts';
import { valuesSchema } from './inbound/source-record.ts';
import {
  findCurrentInventory,
  findSpelling,
  getGainsight,
  readInventoryRecords,
  withLater,
} from './inventory.ts';

/** How far the filter of a draft reaches into what is imported. */
export interface Leaving {
  /** Accounts that stand here and that it keeps out; null where what it looks at was never read. */
  readonly accounts: number | null;
  /** All that stand here. */
  readonly imported: number;
  /** Whether they are so many, or so little is known, that a person is to confirm it first. */
  readonly isToConfirm: boolean;
}

/**
 * Counts the accounts that a draft would take out by its filter, on the inventory or else on what is stored. The deletion
 * guard lets these go, for a saved configuration explains them: beyond its limits a person is asked before, and not after.
 * Throws not_connected.
 */
export async function countLeaving(
  workspace: WorkspaceHandle,
  draft: Configuration,
  now: Date,
): Promise<Leaving> {
  const base = await workspace.transaction(async (tx) => {
    const connection = await getGainsight(tx);
    const { configuration: before } = await readConfiguration(tx);
    const { live } = await countSourceRecords(tx, { connectionId: connection.id, object: COMPANY });
    const inventory = await findCurrentInventory(tx, connection, now);
    return { connection, before, live, inventory, ...(await readForeseenContext(tx, connection, draft)) };
  });
  const { before, live, inventory, context } = base;
  const { filter, fields } = context.rules;
  if (filter === null || live === 0 || importChange(before, draft).filter === 'none')
    return leavingOf(0, live);
  const judging: FilterContext = { today: dayOf(now, context.zone), fields, zone: context.zone };
  const looked = [...new Set(filterRules(filter).map(({ field }) => field))];
  const by = { connection: base.connection, filter, judging };
  if (inventory !== undefined && looked.every((field) => findSpelling(inventory, field) !== undefined)) {
    return leavingOf(await countOnInventory(workspace, by, inventory, looked), live);
  }
  const isStored = looked.every((field) => accountSources(before).includes(field));
  return leavingOf(isStored ? await countOnStored(workspace, by) : null, live);
}

function leavingOf(accounts: number | null, imported: number): Leaving {
  const isMany =
    accounts === null ||
    (accounts > 0 && (accounts === imported || exceeds(accounts, imported, ACCOUNT_LIMITS)));
  return { accounts, imported, isToConfirm: isMany };
}

interface Judged {
  readonly connection: ConnectionRow;
  readonly filter: Filter;
  readonly judging: FilterContext;
}

/** One page, one transaction: counting a large tenant must not hold the database for seconds. */
async function countOnInventory(
  workspace: WorkspaceHandle,
  { connection, filter, judging }: Judged,
  inventory: InventoryRow,
  fields: readonly string[],
): Promise<number> {
  const of = { connectionId: connection.id, object: COMPANY };
  const latest = await workspace.transaction((tx) => withLater(tx, inventory));
  let leaving = 0;
  for (let page = 1; page <= inventory.pages; page += 1) {
    leaving += await workspace.transaction(async (tx) => {
      const records = await readInventoryRecords(tx, latest, page, fields);
      const out = records.filter(({ values }) => !judge(filter, values, judging).in);
      return countImported(
        tx,
        of,
        out.map(({ gainsightId }) => gainsightId),
      );
    });
  }
  return leaving;
}

async function countOnStored(
  workspace: WorkspaceHandle,
  { connection, filter, judging }: Judged,
): Promise<number> {
  const of = { connectionId: connection.id, object: COMPANY };
  let leaving = 0;
  for (let after: string | null = ''; after !== null;) {
    const page: StoredPage = await workspace.transaction((tx) => readStoredPage(tx, of, after));
    leaving += page.payloads.filter((payload) => !judge(filter, payload, judging).in).length;
    after = page.last;
  }
  return leaving;
}

interface StoredPage {
  readonly payloads: readonly JsonObject[];
  /** Null at the end. */
  readonly last: string | null;
}

async function readStoredPage(
  tx: WorkspaceTransaction,
  of: SourceObject,
  after: string | null,
): Promise<StoredPage> {
  const stored = await listStoredPayloads(tx, of, { after, limit: MAX_QUERY_ROWS });
  return {
    payloads: stored.map(({ payload }) => valuesSchema.parse(payload)),
    last: stored.at(-1)?.gainsightId ?? null,
  };
}
