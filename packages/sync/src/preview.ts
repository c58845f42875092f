import { dayOf, decidingPart, isAlmostIn, sentence, setAsideInWords } from '@handrail/core';
import type {
  AccountId,
  AccountRules,
  Changes,
  Configuration,
  ConnectionId,
  FilterContext,
  Issue,
  JsonValue,
  PreviewKind,
  Verdict,
} from '@handrail/core';
import { countSourceRecords, listImportedNames, readAccounts } from '@handrail/database';
import type { WorkspaceHandle, WorkspaceTransaction } from '@handrail/database';
import { MAX_QUERY_ROWS } from '@handrail/gainsight';
import { COMPANY, readForeseenContext } from './inbound/account-context.ts';
import type { AccountContext, ForeseenContext } from './inbound/account-context.ts';
import type { Decided } from './inbound/decide-page.ts';
import { pagingOf } from './inbound/paging-of.ts';
import { SyncError } from './errors.ts';
import { asRead, getCurrentInventory, getGainsight, readInventoryRecords, withLater } from './inventory.ts';
import { decideInventoryPage } from './decide-inventory.ts';
import type { InventoryToDecide } from './decide-inventory.ts';
import { costOf, readCostBasis } from './preview-cost.ts';
import type { CostBasis, PreviewCost } from './preview-cost.ts';
import { gatherCrossings, judgePreview, noCrossings } from './preview-guard.ts';
import type { Crossings, PreviewHeld } from './preview-guard.ts';
import { foreseeOtherValues } from './preview-other-values.ts';
import type { PreviewOtherValues } from './preview-other-values.ts';
import { readOutgoingCosts } from './preview-outgoing-cost.ts';
import { readPreviewWaiting } from './preview-waiting.ts';
import type { PreviewWaiting } from './preview-waiting.ts';
import { readWithAccounts } from './preview-with-accounts.ts';
import type { PreviewWithAccounts } from './preview-with-accounts.ts';
import { warnOfText } from './warn-of-text.ts';

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

/** What a draft would do, to the record, for a source that stays as the inventory, and runs after it, read it. */
export interface Preview extends PreviewWithAccounts {
  /** The day that relative dates were counted from. */
  readonly today: string;
  readonly inventory: { readonly records: number; readonly readAt: Date };
  readonly totals: Readonly<Record<PreviewKind, number>>;
  /** Accounts that stand as they are. */
  readonly unchanged: number;
  readonly rows: Readonly<Record<PreviewKind, readonly PreviewRow[]>>;
  /** What the deletion guard will hold for approval; null when it will let everything go. */
  readonly held: PreviewHeld | null;
  /** The fields that the draft reads and Gainsight does not have; null when it has them all. */
  readonly unforeseen: PreviewUnforeseen | null;
  /** What runs before hold for approval already, by run; who is gone is counted here also where nothing is read anew. */
  readonly waiting: readonly PreviewWaiting[];
  readonly cost: PreviewCost;
  readonly otherValues: PreviewOtherValues;
  /** What the values that were read say against the draft, by path of the document; Save takes it all the same. */
  readonly warnings: readonly Issue[];
}

/** Fields that are gone: runs of accounts stop at them before they decide. */
export interface PreviewUnforeseen {
  readonly fields: readonly string[];
  /** Whether accounts are decided all the same, as they would be once only what is read from these is mended. */
  readonly isDecided: boolean;
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
 * Says what saving a draft would do, by the decisions of the run itself on every record of the inventory, and nothing is
 * written. Throws not_connected, inventory_missing, inventory_too_narrow.
 */
export async function previewConfiguration(
  workspace: WorkspaceHandle,
  asked: PreviewAsked,
): Promise<Preview> {
  const base = await workspace.transaction((tx) => readBase(tx, asked, true));
  const rows = createRows({ ...asked, kind: null });
  const crossings = noCrossings();
  const pages = base.isDecided ? base.inventory.pages : 0;
  let unchanged = base.isDecided ? 0 : await workspace.transaction((tx) => countStanding(tx, base));
  for (let page = 1; page <= pages; page += 1) {
    // One page, one transaction: a preview of a large tenant must not hold the database for seconds.
    unchanged += await workspace.transaction((tx) => previewPage(tx, base, page, asked.now, rows, crossings));
  }
  addMissing(rows, base.unseen);
  const lists = await workspace.transaction((tx) => withAccountIds(tx, base.connection.id, rows.lists));
  const held = await workspace.transaction((tx) =>
    judgePreview(tx, base, { crossings, missing: base.unseen }, asked.now),
  );
  const { withAccounts, waiting, outgoing, warnings } = await workspace.transaction(async (tx) => ({
    withAccounts: await readWithAccounts(tx, base.connection.id, crossings),
    waiting: await readPreviewWaiting(tx, base.connection.id),
    outgoing: await readOutgoingCosts(tx, asked.configuration, asked.now),
    warnings: await warnOfText(tx, base, base.context),
  }));
  const { connection, costBasis } = base;
  const otherValues = await foreseeOtherValues({ workspace, connection, ...asked }, costBasis.reach);
  return {
    today: dayOf(asked.now, base.context.zone),
    inventory: {
      records: base.inventory.records,
      readAt: base.inventory.completed_at ?? base.inventory.started_at,
    },
    totals: rows.totals,
    ...withAccounts,
    unchanged,
    rows: lists,
    held,
    unforeseen: base.gone.length === 0 ? null : { fields: base.gone, isDecided: base.isDecided },
    waiting,
    cost: costOf(costBasis, rows.totals, outgoing),
    otherValues,
    warnings,
  };
}

/** How many accounts stand that no run decides otherwise. */
async function countStanding(tx: WorkspaceTransaction, { connection }: Base): Promise<number> {
  return (await countSourceRecords(tx, { connectionId: connection.id, object: COMPANY })).live;
}

/** Where a list of rows goes on: behind so many rows of a page of that inventory. */
export interface PreviewPosition {
  readonly inventory: string;
  readonly page: number;
  readonly skip: number;
}

/** What is asked of the rows of one kind. */
export interface PreviewRowsAsked extends PreviewAsked {
  readonly kind: PreviewKind;
  /** Null at the begin. */
  readonly from: PreviewPosition | null;
}

/**
 * The rows of one kind of a preview, some at a time; each part decides no more of the inventory than it lists, or passes
 * over. Throws as the preview does, and inventory_replaced when the list began on another one.
 */
export async function listPreviewRows(
  workspace: WorkspaceHandle,
  asked: PreviewRowsAsked,
): Promise<{ readonly rows: readonly PreviewRow[]; readonly next: PreviewPosition | null }> {
  const base = await workspace.transaction((tx) => readBase(tx, asked, false));
  if (!base.isDecided) return { rows: [], next: null };
  const inventory = base.inventory.run_id;
  const from = asked.from ?? { inventory, page: 1, skip: 0 };
  if (from.inventory !== inventory) throw inventoryReplaced();
  const pages = asked.kind === 'missing' ? pagesOfMissing(base) : base.inventory.pages;
  const listed: PreviewRow[] = [];
  let next: PreviewPosition | null = from;
  while (next !== null && listed.length < asked.limit) {
    const at: PreviewPosition = next;
    const found = await listPageRows(workspace, base, asked, at.page);
    const end = at.skip + asked.limit - listed.length;
    listed.push(...found.slice(at.skip, end));
    if (found.length > end) next = { ...at, skip: end };
    else next = at.page < pages ? { inventory, page: at.page + 1, skip: 0 } : null;
    // A page that would be cut is decided twice.
    if (listed.length > 0 && listed.length + MAX_QUERY_ROWS > asked.limit) break;
  }
  const lists = { ...mapKinds((): PreviewRow[] => []), [asked.kind]: listed };
  const rows = await workspace.transaction((tx) => withAccountIds(tx, base.connection.id, lists));
  return { rows: rows[asked.kind], next };
}

async function listPageRows(
  workspace: WorkspaceHandle,
  base: Base,
  asked: PreviewRowsAsked,
  page: number,
): Promise<readonly PreviewRow[]> {
  const { kind, now } = asked;
  const rows = createRows({ ...asked, limit: Infinity });
  if (kind === 'missing') await addMissingOfPage(workspace, base, page, rows);
  else await workspace.transaction((tx) => previewPage(tx, base, page, now, rows));
  return rows.lists[kind];
}

/** Pages keyed by id each tell of their own stretch of ids; of others all are needed to tell who is in none. */
function pagesOfMissing({ connection, inventory }: Base): number {
  return pagingOf(connection).paging === 'gsid' ? inventory.pages : 1;
}

async function addMissingOfPage(
  workspace: WorkspaceHandle,
  base: Base,
  page: number,
  rows: Rows,
): Promise<void> {
  if (!base.isFull) return;
  const { connection, inventory } = base;
  const idsOf = (at: number) =>
    workspace.transaction(async (tx) =>
      (await readInventoryRecords(tx, asRead(inventory), at, [])).map(({ gainsightId }) => gainsightId),
    );
  const last = pagesOfMissing(base);
  const stretch = {
    after: page === 1 ? null : ((await idsOf(page - 1)).at(-1) ?? null),
    until: page < last ? ((await idsOf(page)).at(-1) ?? null) : null,
  };
  const of = { connectionId: connection.id, object: COMPANY };
  const unseen = await workspace.transaction((tx) =>
    listImportedNames(tx, of, { by: inventory.started_at, ...stretch }),
  );
  const end = page < last ? page : inventory.pages;
  for (let at = page; at <= end; at += 1) for (const id of await idsOf(at)) unseen.delete(id);
  addMissing(rows, unseen);
}

function inventoryReplaced(): SyncError {
  return new SyncError({
    code: 'inventory_replaced',
    message: 'Gainsight was read again since this list began.',
    remedy: 'Begin again at the first page: leave the cursor out.',
  });
}

/** Lists who stands and is in no page, in the order of their ids. */
function addMissing(rows: Rows, unseen: Base['unseen']): void {
  for (const [gainsightId, name] of unseen) {
    rows.add('missing', () => ({ gainsightId, name, accountId: null, ...NOTHING }));
  }
}

const NOTHING = { rule: null, field: null, value: null, changes: {} };

interface Base extends InventoryToDecide {
  readonly gone: ForeseenContext['gone'];
  readonly isDecided: boolean;
  readonly costBasis: CostBasis;
  /**
   * Accounts that stand and were not yet met in the inventory; none where only stored records are decided, or none is
   * asked for.
   */
  readonly unseen: Map<string, string | null>;
  /** The rule at a verdict's path, as a sentence. */
  readonly sentenceOf: (verdict: Verdict) => string | null;
}

async function readBase(
  tx: WorkspaceTransaction,
  { configuration, now }: PreviewAsked,
  listsMissing: boolean,
): Promise<Base> {
  const connection = await getGainsight(tx);
  const inventory = await getCurrentInventory(tx, connection, now);
  const { context, gone, deciding } = await readForeseenContext(tx, connection, configuration);
  const isDecided = deciding.length === 0;
  const costBasis = await readCostBasis(
    tx,
    { connection, draft: configuration, accounts: inventory.records },
    now,
  );
  const { isFull } = costBasis;
  const of = { connectionId: connection.id, object: COMPANY };
  return {
    ...(await withLater(tx, inventory)),
    connection,
    context,
    gone,
    isDecided,
    costBasis,
    unseen:
      isFull && isDecided && listsMissing
        ? await listImportedNames(tx, of, { by: inventory.started_at, after: null, until: null })
        : new Map(),
    isFull,
    sentenceOf: sentencesOf(context.rules),
  };
}

/** Each is made once: thousands of rows are decided by the same few rules. */
function sentencesOf({ filter, fields }: AccountRules): Base['sentenceOf'] {
  const made = new Map<string, string | null>();
  return (verdict) => {
    const key = `${verdict.in} ${verdict.rule}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const node = filter === null ? null : decidingPart(filter, verdict);
    const said = node === null ? null : sentence(node, fields);
    made.set(key, said);
    return said;
  };
}

/** Decides one page and answers how many of its accounts stand as they are. */
async function previewPage(
  tx: WorkspaceTransaction,
  base: Base,
  page: number,
  now: Date,
  rows: Rows,
  crossings: Crossings | null = null,
): Promise<number> {
  const { context } = base;
  const judging = { today: dayOf(now, context.zone), fields: context.rules.fields, zone: context.zone };
  const { ids, kept, decided, sameContent } = await decideInventoryPage(tx, base, page, { now, judging });
  for (const id of ids) base.unseen.delete(id);
  if (crossings !== null) await gatherCrossings(tx, base, { decided, sameContent, now }, crossings);
  let unchanged = kept;
  for (const one of decided) {
    const kinds = kindsOf(one, context, judging);
    if (kinds.length === 0 && one.decision.outcome !== 'filtered') unchanged += 1;
    for (const kind of kinds) rows.add(kind, () => toRow(one, base));
  }
  return unchanged;
}

const PEOPLE = ['owner', 'csm'];

/** Under which kinds a decision is listed. */
function kindsOf(
  { decision, shown, wasHere, record }: Decided,
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
      return filter !== null && isAlmostIn(filter, record.values, judging) ? ['almost-in'] : ['stays-out'];
    }
    case 'added':
      return ['entering'];
    case 'changed': {
      if (!wasHere) return ['entering'];
      const fields = Object.keys(shown);
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

function toRow({ decision, record, shown }: Decided, { context, sentenceOf }: Base): PreviewRow {
  const at = { gainsightId: record.gainsightId, accountId: null };
  if (decision.outcome === 'set-aside') {
    const { field, reason, value = null } = decision;
    const label = context.rules.fields.get(field)?.label ?? null;
    return {
      ...at,
      name: nameIn(record.values, context),
      rule: setAsideInWords({ field, label, reason, value }).cause,
      field,
      value: null,
      changes: {},
    };
  }
  const { field, value } = decision.verdict;
  return {
    ...at,
    name: decision.outcome === 'filtered' ? decision.name : decision.projection.name,
    rule: sentenceOf(decision.verdict),
    field,
    value,
    changes: shown,
  };
}

function nameIn(values: Decided['record']['values'], context: AccountContext): string | null {
  const name = values[context.rules.mapping.standard.name?.source ?? ''];
  return typeof name === 'string' && name.isWellFormed() ? name.replaceAll('\0', '') : null;
}

type Lists = Record<PreviewKind, PreviewRow[]>;

/** The rows with our ids of those accounts that stand. */
async function withAccountIds(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  lists: Lists,
): Promise<Preview['rows']> {
  const listed = Object.values(lists).flat();
  const ids = [...new Set(listed.map(({ gainsightId }) => gainsightId))];
  const accounts = await readAccounts(tx, connectionId, ids);
  return mapKinds((kind) =>
    lists[kind].map((row) => {
      const account = accounts.get(row.gainsightId);
      return account?.presence === 'present' ? { ...row, accountId: account.id } : row;
    }),
  );
}

interface Rows {
  readonly totals: Record<PreviewKind, number>;
  readonly lists: Lists;
  /** Counts the row, and makes it where it is listed. */
  add(kind: PreviewKind, make: () => PreviewRow): void;
}

function mapKinds<T>(make: (kind: PreviewKind) => T): Record<PreviewKind, T> {
  return {
    entering: make('entering'),
    leaving: make('leaving'),
    'almost-in': make('almost-in'),
    'stays-out': make('stays-out'),
    status: make('status'),
    people: make('people'),
    fields: make('fields'),
    'set-aside': make('set-aside'),
    missing: make('missing'),
  };
}

function createRows({
  kind: asked,
  limit,
  search,
}: Pick<PreviewAsked, 'limit' | 'search'> & { readonly kind: PreviewKind | null }): Rows {
  const totals = mapKinds(() => 0);
  const lists = mapKinds((): PreviewRow[] => []);
  const wanted = search?.trim().toLowerCase() ?? '';
  const isWanted = (row: PreviewRow) =>
    wanted === '' ||
    row.gainsightId.toLowerCase() === wanted ||
    (row.name ?? '').toLowerCase().includes(wanted);
  return {
    totals,
    lists,
    add(kind, make) {
      totals[kind] += 1;
      if (lists[kind].length >= limit || (asked ?? kind) !== kind) return;
      const row = make();
      if (isWanted(row)) lists[kind].push(row);
    },
  };
}
