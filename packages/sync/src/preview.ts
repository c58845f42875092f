import { dayOf, filterAt, isAlmostIn, sentence } from '@handrail/core';
import type {
  AccountId,
  Changes,
  Configuration,
  FilterContext,
  JsonValue,
  PreviewKind,
} from '@handrail/core';
import { countSetAside, findStream, listImportedNames } from '@handrail/database';
import type { ConnectionRow, InventoryRow, WorkspaceHandle, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from './configuration.ts';
import { COMPANY, readDraftContext } from './inbound/account-context.ts';
import type { AccountContext } from './inbound/account-context.ts';
import { decidePage } from './inbound/decide-page.ts';
import type { Decided } from './inbound/decide-page.ts';
import { getCurrentInventory, getGainsight, readInventoryRecords } from './inventory.ts';
import { estimateCost } from './preview-cost.ts';
import type { PreviewCost } from './preview-cost.ts';
import { NO_SEEDS, readAccountsWith, readSeeds, withSeeds } from './preview-seeds.ts';

/** One account of a preview. */
export interface PreviewRow {
  readonly gainsightId: string;
  /** Ours, where the account stands already. */
  readonly accountId: AccountId | null;
  readonly name: string | null;
  /** The rule that decided, as a sentence; for a record set aside the reason. */
  readonly rule: string | null;
  /** The source field that the rule looked at, and what stands there. */
  readonly field: string | null;
  readonly value: JsonValue;
  readonly changes: Changes;
}

/** What a draft would do, to the record, for a source that stays as the inventory read it. */
export interface Preview {
  /** The day that relative dates were counted from. */
  readonly today: string;
  readonly inventory: { readonly records: number; readonly readAt: Date };
  readonly totals: Readonly<Record<PreviewKind, number>>;
  /** Accounts that stand as they are. */
  readonly unchanged: number;
  readonly rows: Readonly<Record<PreviewKind, readonly PreviewRow[]>>;
  readonly cost: PreviewCost;
}

/** What is asked of a preview. */
export interface PreviewAsked {
  readonly configuration: Configuration;
  /** Rows listed of each kind; totals count all. */
  readonly limit: number;
  /** Only rows whose name holds this text, or whose id it is; null for all. */
  readonly search: string | null;
  readonly now: Date;
}

/**
 * Says what saving a draft would do, by the decisions of the run itself: `decidePage` on every record of the inventory,
 * and nothing is written. Throws not_connected, inventory_missing, inventory_too_narrow.
 */
export async function previewConfiguration(
  workspace: WorkspaceHandle,
  asked: PreviewAsked,
): Promise<Preview> {
  const base = await workspace.transaction((tx) => readBase(tx, asked));
  const rows = createRows(asked);
  let unchanged = 0;
  for (let page = 1; page <= base.inventory.pages; page += 1) {
    // One page, one transaction: a preview of a large tenant must not hold the database for seconds.
    unchanged += await workspace.transaction((tx) => previewPage(tx, base, page, asked.now, rows));
  }
  if (base.cost.isFull) {
    for (const [gainsightId, name] of base.unseen) {
      const nothing = { accountId: null, rule: null, field: null, value: null, changes: {} };
      rows.add('missing', { gainsightId, name, ...nothing });
    }
  }
  return {
    today: dayOf(asked.now, base.context.zone),
    inventory: {
      records: base.inventory.records,
      readAt: base.inventory.completed_at ?? base.inventory.started_at,
    },
    totals: rows.totals,
    unchanged,
    rows: rows.lists,
    cost: base.cost,
  };
}

interface Base {
  readonly connection: ConnectionRow;
  readonly inventory: InventoryRow;
  readonly context: AccountContext;
  readonly cost: PreviewCost;
  /** Accounts that stand and were not yet met in the inventory. */
  readonly unseen: Map<string, string | null>;
}

async function readBase(tx: WorkspaceTransaction, { configuration, now }: PreviewAsked): Promise<Base> {
  const connection = await getGainsight(tx);
  const inventory = await getCurrentInventory(tx, connection, now);
  const context = await readDraftContext(tx, connection, configuration);
  const { configuration: saved, version } = await readConfiguration(tx);
  const stream = await findStream(tx, 'accounts');
  return {
    connection,
    inventory,
    context,
    cost: estimateCost({
      saved: version === 0 ? null : saved,
      draft: configuration,
      stream,
      openSetAside: await countSetAside(tx, COMPANY),
      records: inventory.records,
      now,
    }),
    unseen: await listImportedNames(tx, { connectionId: connection.id, object: COMPANY }),
  };
}

/** Decides one page and answers how many of its accounts stand as they are. */
async function previewPage(
  tx: WorkspaceTransaction,
  base: Base,
  page: number,
  now: Date,
  rows: Rows,
): Promise<number> {
  const { connection, context, inventory } = base;
  const read = await readInventoryRecords(tx, inventory, page, context.sources);
  const records = read.map((record) => ({ ...record, modifiedAt: null }));
  const seeds = base.cost.isFull
    ? NO_SEEDS
    : await readSeeds(tx, base, { gainsightIds: read.map(({ gainsightId }) => gainsightId), now });
  const { standing, kept, decided } = await decidePage(
    tx,
    { connection, context, records, now },
    readAccountsWith(seeds),
  );
  for (const { gainsightId } of read) base.unseen.delete(gainsightId);
  const judging = { today: dayOf(now, context.zone), fields: context.rules.fields, zone: context.zone };
  let unchanged = standing + kept.length;
  for (const found of decided) {
    const one = withSeeds(found, seeds);
    const kinds = kindsOf(one, context, judging);
    if (one.decision.outcome === 'unchanged') unchanged += 1;
    if (kinds.length === 0) continue;
    const row = toRow(one, context);
    for (const kind of kinds) rows.add(kind, row);
  }
  return unchanged;
}

const PEOPLE = ['owner', 'csm'];

/** Under which kinds a decision is listed. */
function kindsOf(
  { decision, wasHere, record }: Decided,
  context: AccountContext,
  judging: FilterContext,
): readonly PreviewKind[] {
  switch (decision.outcome) {
    case 'unchanged':
      return [];
    case 'set-aside':
      return ['set-aside'];
    case 'filtered': {
      if (decision.exits) return ['leaving'];
      const { filter } = context.rules;
      return filter !== null && isAlmostIn(filter, record.values, judging) ? ['almost-in'] : [];
    }
    case 'added':
      return ['entering'];
    case 'changed': {
      if (!wasHere) return ['entering'];
      const fields = Object.keys(decision.changes);
      const isOf = (names: readonly string[]) => fields.some((field) => names.includes(field));
      return [
        ...(isOf(['status']) ? (['status'] as const) : []),
        ...(isOf(PEOPLE) ? (['people'] as const) : []),
        ...(fields.some((field) => field !== 'status' && !PEOPLE.includes(field))
          ? (['fields'] as const)
          : []),
      ];
    }
  }
}

function toRow({ decision, accountId, wasHere, record }: Decided, context: AccountContext): PreviewRow {
  const at = { gainsightId: record.gainsightId, accountId: wasHere ? accountId : null };
  if (decision.outcome === 'set-aside') {
    const { field, reason } = decision;
    return { ...at, name: nameIn(record.values, context), rule: reason, field, value: null, changes: {} };
  }
  const { rule, field, value } = decision.verdict;
  const { filter, fields } = context.rules;
  const node = filter === null ? null : filterAt(filter, rule);
  return {
    ...at,
    name: decision.outcome === 'filtered' ? decision.name : decision.projection.name,
    rule: node === null ? null : sentence(node, fields),
    field,
    value,
    changes: decision.outcome === 'changed' ? decision.changes : {},
  };
}

function nameIn(values: Decided['record']['values'], context: AccountContext): string | null {
  const name = values[context.rules.mapping.standard.name?.source ?? ''];
  return typeof name === 'string' && name.isWellFormed() ? name.replaceAll('\0', '') : null;
}

interface Rows {
  readonly totals: Record<PreviewKind, number>;
  readonly lists: Record<PreviewKind, PreviewRow[]>;
  add(kind: PreviewKind, row: PreviewRow): void;
}

function createRows({ limit, search }: PreviewAsked): Rows {
  const of = <T>(make: () => T): Record<PreviewKind, T> => ({
    entering: make(),
    leaving: make(),
    'almost-in': make(),
    status: make(),
    people: make(),
    fields: make(),
    'set-aside': make(),
    missing: make(),
  });
  const totals = of(() => 0);
  const lists = of((): PreviewRow[] => []);
  const wanted = search?.trim().toLowerCase() ?? '';
  const isWanted = (row: PreviewRow) =>
    wanted === '' ||
    row.gainsightId.toLowerCase() === wanted ||
    (row.name ?? '').toLowerCase().includes(wanted);
  return {
    totals,
    lists,
    add(kind, row) {
      totals[kind] += 1;
      if (lists[kind].length < limit && isWanted(row)) lists[kind].push(row);
    },
  };
}
