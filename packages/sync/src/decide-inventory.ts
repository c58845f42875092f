import { filterRules, findUnstorable, judge } from '@handrail/core';
import type { AccountRules, FilterContext } from '@handrail/core';
import { readStoredRecords } from '@handrail/database';
import type { ConnectionRow, StoredRecord, WorkspaceTransaction } from '@handrail/database';
import { COMPANY } from './inbound/account-context.ts';
import type { AccountContext } from './inbound/account-context.ts';
import { decideRecords, keptBy } from './inbound/decide-page.ts';
import type { Decided } from './inbound/decide-page.ts';
import { readInventoryRecords } from './inventory.ts';
import type { LatestInventory } from './inventory.ts';
import { NO_SEEDS, readAccountsWith, readSeeds, withSeeds } from './preview-seeds.ts';

/** An inventory, and what its records are decided by. */
export interface InventoryToDecide extends LatestInventory {
  readonly connection: ConnectionRow;
  readonly context: AccountContext;
  /** Whether everything is read anew, and not only stored records decided again. */
  readonly isFull: boolean;
}

/** A page of an inventory as decided. */
export interface DecidedInventory {
  readonly ids: readonly string[];
  /** How many the filter keeps in of whom nothing else can differ. */
  readonly kept: number;
  /** All others; of those that are out `accountId` is not told. */
  readonly decided: readonly Decided[];
  /** Those whose content is known to be what is stored of them; of others it may be, too. */
  readonly sameContent: ReadonlySet<string>;
}

type Seen = Parameters<typeof decideRecords>[2]['records'][number];

/** What a draft reads was never hashed, unless it is what the configuration in force reads. */
const UNKNOWN = '';

/**
 * The decisions of a page. Where only the filter looks otherwise at what is stored already, what it keeps in has nothing
 * that could change; who is out is decided by what the filter looked at; only of the others every field is read.
 */
export async function decideInventoryPage(
  tx: WorkspaceTransaction,
  of: InventoryToDecide,
  page: number,
  { now, judging }: { readonly now: Date; readonly judging: FilterContext },
): Promise<DecidedInventory> {
  const { connection, context } = of;
  const read = await readInventoryRecords(tx, of, page, lookedAt(context.rules));
  const ids = read.map(({ gainsightId }) => gainsightId);
  const stored = await readStoredRecords(tx, { connectionId: connection.id, object: COMPANY }, ids);
  const out: Seen[] = [];
  const others = new Set<string>();
  const sameContent = new Set<string>();
  let kept = 0;
  for (const { hash, ...held } of read) {
    const record = { ...held, modifiedAt: null };
    const known = stored.get(record.gainsightId);
    if (hash !== null && hash === known?.contentHash) sameContent.add(record.gainsightId);
    const seen = { record, hash: hash ?? UNKNOWN, today: judging.today };
    if (!judge(context.rules.filter, record.values, judging).in) out.push({ record, hash: seen.hash });
    else if (known !== undefined && isKept(known, seen, context)) kept += 1;
    else others.add(record.gainsightId);
  }
  const deciding = { connection, context, now };
  const left = await decideRecords(tx, deciding, { records: out, stored, accounts: new Map() });
  if (others.size === 0) return { ids, kept, decided: left, sameContent };
  const whole = await readInventoryRecords(tx, of, page, context.sources);
  const records = whole
    .filter(({ gainsightId }) => others.has(gainsightId))
    .map(({ gainsightId, values }) => ({ record: { gainsightId, values, modifiedAt: null }, hash: UNKNOWN }));
  const seeds = of.isFull ? NO_SEEDS : await readSeeds(tx, of, { gainsightIds: [...others], now });
  const accounts = await readAccountsWith(seeds)(tx, connection.id, [...others]);
  const decided = await decideRecords(tx, deciding, { records, stored, accounts });
  return { ids, kept, decided: [...left, ...decided.map((one) => withSeeds(one, seeds))], sameContent };
}

/** What the filter looks at and what lists show: without more, a record is told in or out. */
function lookedAt({ filter, mapping }: AccountRules): readonly string[] {
  const name = mapping.standard.name?.source;
  const fields = filterRules(filter).map((rule) => rule.field);
  return [...new Set(name === undefined ? fields : [...fields, name])];
}

/** Whether nothing of the account can differ: its content is what is stored, and only another filter looks at it. */
function isKept(known: StoredRecord, seen: Parameters<typeof keptBy>[1], context: AccountContext): boolean {
  return (
    known.presence === 'present' &&
    keptBy(known, seen, context) !== null &&
    // What the filter alone looks at may not have been read before.
    findUnstorable(seen.record.values) === null
  );
}
