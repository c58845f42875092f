import { filterRules, findUnstorable, judge } from '@handrail/core';
import type { AccountRules, FilterContext, JsonObject } from '@handrail/core';
import { readKnownValues, readStoredRecords } from '@handrail/database';
import type { ConnectionRow, InventoryRow, StoredRecord, WorkspaceTransaction } from '@handrail/database';
import { parseDate } from '@handrail/gainsight';
import { COMPANY } from './inbound/account-context.ts';
import type { AccountContext } from './inbound/account-context.ts';
import { decideRecords, keptBy } from './inbound/decide-page.ts';
import type { Decided } from './inbound/decide-page.ts';
import { MODIFIED_DATE, valuesSchema } from './inbound/source-record.ts';
import { readInventoryRecords } from './inventory.ts';
import type { InventoryRecord } from './inventory.ts';
import { NO_SEEDS, readAccountsWith, readSeeds, withSeeds } from './preview-seeds.ts';

/** An inventory, and what its records are decided by. */
export interface InventoryToDecide {
  readonly connection: ConnectionRow;
  readonly inventory: InventoryRow;
  readonly context: AccountContext;
  /** Whether everything is read anew, and not only stored records decided again. */
  readonly isFull: boolean;
  /** Records that runs read, or found gone, later than the inventory did. */
  readonly later: ReadonlyMap<string, 'changed' | 'gone'>;
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
  const read = await readLatest(tx, of, page, lookedAt(context.rules));
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
  const whole = await readLatest(tx, of, page, context.sources);
  const records = whole
    .filter(({ gainsightId }) => others.has(gainsightId))
    .map(({ gainsightId, values }) => ({ record: { gainsightId, values, modifiedAt: null }, hash: UNKNOWN }));
  const seeds = of.isFull ? NO_SEEDS : await readSeeds(tx, of, { gainsightIds: [...others], now });
  const accounts = await readAccountsWith(seeds)(tx, connection.id, [...others]);
  const decided = await decideRecords(tx, deciding, { records, stored, accounts });
  return { ids, kept, decided: [...left, ...decided.map((one) => withSeeds(one, seeds))], sameContent };
}

/**
 * A page of the inventory with what runs have learnt since it was read: a later value in place of an earlier one, and no
 * record that is gone since. A field that the configuration in force does not read stays as the inventory has it.
 */
async function readLatest(
  tx: WorkspaceTransaction,
  { connection, inventory, later }: InventoryToDecide,
  page: number,
  fields: readonly string[],
): Promise<readonly InventoryRecord[]> {
  if (later.size === 0) return readInventoryRecords(tx, inventory, page, fields);
  const dates = inventory.fields.includes(MODIFIED_DATE) ? [MODIFIED_DATE] : [];
  const records = await readInventoryRecords(tx, inventory, page, [...fields, ...dates]);
  const changed = records.map(({ gainsightId }) => gainsightId).filter((id) => later.get(id) === 'changed');
  const known = await readKnownValues(tx, { connectionId: connection.id, object: COMPANY }, changed);
  return records
    .filter(({ gainsightId }) => later.get(gainsightId) !== 'gone')
    .map((record) => {
      const stored = known.get(record.gainsightId);
      const readAs = parseDate(record.values[MODIFIED_DATE]) ?? null;
      const isLater = stored !== undefined && isAfter(stored.modifiedAt, readAs);
      const values = isLater ? withKnown(record.values, valuesSchema.parse(stored.values)) : record.values;
      const asked = fields.map((field) => [field, values[field] ?? null] as const);
      return { ...record, hash: isLater ? null : record.hash, values: Object.fromEntries(asked) };
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
