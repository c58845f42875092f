import { setImmediate as letOthers } from 'node:timers/promises';
import {
  contentHash,
  dayOf,
  decideAccount,
  explainsExit,
  isRelativeStatus,
  isStillDecided,
  judge,
  sameJson,
} from '@handrail/core';
import type { AccountId, CalendarDay, Changes, Decision, SourceRecord, Verdict } from '@handrail/core';
import {
  lockAccounts,
  newId,
  readAccounts,
  readOverrides,
  readPayloads,
  readStoredRecords,
} from '@handrail/database';
import type {
  ConnectionRow,
  HeldExit,
  MappedAccount,
  StoredRecord,
  WorkspaceTransaction,
} from '@handrail/database';
import { COMPANY, isSameConfiguration, isSameProjection } from './account-context.ts';
import type { AccountContext } from './account-context.ts';
import { fromAccountRow } from './account-row.ts';
import { valuesSchema } from './source-record.ts';

/** A record with what is to become of it. */
export interface Decided {
  readonly record: SourceRecord;
  readonly decision: Decision;
  readonly accountId: AccountId;
  /** What changes to who looks at the account: with the day of its churn, which is ours where the source names none. */
  readonly shown: Changes;
  readonly wasHere: boolean;
  /** Whether it was read before, whatever was decided of it. */
  readonly wasSeen: boolean;
  /** Whether its content is stored just as it was read: then only what was decided need be written. */
  readonly isStored: boolean;
  /** Whether it also has the name and the verdict that stand. */
  readonly isAsJudged: boolean;
  /** Whether it stood decided by another configuration until now. */
  readonly hasNewRules: boolean;
  /** Whether it leaves by that configuration, and not by what changed at the source. */
  readonly isExplained: boolean;
}

/** A record that only another filter has looked at, and that stays in: nothing of its account can differ. */
export interface Kept {
  readonly record: SourceRecord;
  readonly name: string | null;
  readonly verdict: Verdict;
}

/** A record with the hash of its content. */
interface Hashed {
  readonly record: SourceRecord;
  readonly hash: string;
}

/** Reads what stands of accounts by their source ids. */
type TakeAccounts = (
  tx: WorkspaceTransaction,
  connectionId: ConnectionRow['id'],
  gainsightIds: readonly string[],
) => Promise<ReadonlyMap<string, MappedAccount>>;

/** A page as decided: what stands as it is, what the filter keeps, and what had to be decided whole. */
export interface DecidedPage {
  readonly standing: number;
  readonly kept: readonly Kept[];
  readonly decided: readonly Decided[];
}

/** What a page is decided with. */
export interface PageToDecide {
  readonly connection: ConnectionRow;
  readonly context: AccountContext;
  readonly records: readonly SourceRecord[];
  readonly now: Date;
  /** Hashes that are known of some of the records, by id. */
  readonly hashes?: ReadonlyMap<string, string>;
  /** What stands of the records, by id, where that was read in this transaction; else it is read here. */
  readonly stored?: ReadonlyMap<string, StoredRecord>;
}

/**
 * Decides a page of accounts against what is stored of them, or against what `take` says would be; nothing is written or
 * locked. The preview asks here.
 */
export function decidePage(
  tx: WorkspaceTransaction,
  page: PageToDecide,
  take: TakeAccounts = readAccounts,
): Promise<DecidedPage> {
  return decideWith(tx, page, take);
}

/**
 * Decides a page that is about to be written, as {@link decidePage} does. The accounts of records that are new, changed
 * or under new rules are locked to the end of the transaction and decided by what stands under the lock: a value set by
 * hand since is not overwritten. Accounts of records that stand as they were decided are neither read nor locked.
 */
export function decidePageToWrite(tx: WorkspaceTransaction, page: PageToDecide): Promise<DecidedPage> {
  return decideWith(tx, page, lockAccounts);
}

async function decideWith(
  tx: WorkspaceTransaction,
  page: PageToDecide,
  take: TakeAccounts,
): Promise<DecidedPage> {
  const { connection, context, records, now } = page;
  const today = dayOf(now, context.zone);
  const of = { connectionId: connection.id, object: COMPANY };
  const stored = page.stored ?? (await readStoredRecords(tx, of, idsOf(records)));
  const kept: Kept[] = [];
  const undecided: Hashed[] = [];
  for (const [at, record] of records.entries()) {
    if (isTurnOver(at)) await letOthers();
    const known = stored.get(record.gainsightId);
    const hash = page.hashes?.get(record.gainsightId) ?? contentHash(record.values);
    const isHere = known?.presence === 'present';
    if (isHere && isStillDecided(known, hash, context.rules, today)) continue;
    const verdict = isHere ? keptBy(known, { record, hash, today }, context) : null;
    if (verdict === null) undecided.push({ record, hash });
    else kept.push({ record, name: known?.name ?? null, verdict });
  }
  const accounts = await take(
    tx,
    connection.id,
    undecided.map(({ record }) => record.gainsightId),
  );
  const decided = await decideRecords(tx, page, { records: undecided, stored, accounts });
  return { standing: records.length - undecided.length - kept.length, kept, decided };
}

/** The verdict of a record whose content, mapping and status are those it was decided by, where the filter keeps it in. */
export function keptBy(
  known: StoredRecord,
  seen: Hashed & { readonly today: string },
  { rules, zone }: AccountContext,
): Verdict | null {
  const isSame =
    known.verdict.in &&
    known.contentHash === seen.hash &&
    isSameProjection(known.rulesVersion, rules.version) &&
    (known.decidedOn === seen.today || !isRelativeStatus(rules.status));
  if (!isSame) return null;
  const verdict = judge(rules.filter, seen.record.values, { today: seen.today, fields: rules.fields, zone });
  return verdict.in ? verdict : null;
}

/** Decides records one by one against what is known of them. */
export async function decideRecords(
  tx: WorkspaceTransaction,
  { connection, context, now }: Omit<PageToDecide, 'records'>,
  known: {
    readonly records: readonly Hashed[];
    readonly stored: ReadonlyMap<string, StoredRecord>;
    readonly accounts: ReadonlyMap<string, MappedAccount>;
  },
): Promise<readonly Decided[]> {
  const today = dayOf(now, context.zone);
  const ids = known.records.map(({ record }) => record.gainsightId);
  const overrides = await readOverrides(tx, connection.id, ids);
  const { untold = [] } = context;
  const decided: Decided[] = [];
  for (const [at, { record, hash }] of known.records.entries()) {
    if (isTurnOver(at)) await letOthers();
    const { gainsightId } = record;
    const stored = known.stored.get(gainsightId);
    const account = known.accounts.get(gainsightId);
    const projection = account === undefined ? null : fromAccountRow(account);
    const overridden = [...(overrides.get(gainsightId) ?? []), ...untold];
    const decision = decideAccount({
      record,
      hash,
      stored: stored === undefined ? null : { ...stored, projection, overridden },
      rules: context.rules,
      today,
    });
    decided.push({
      record,
      decision,
      accountId: account?.id ?? newId<AccountId>(),
      shown: shownChanges(decision, account, today),
      wasHere: stored?.presence === 'present',
      wasSeen: stored !== undefined,
      isStored: stored?.verdict.in === true && stored.contentHash === decision.contentHash,
      isAsJudged: stored !== undefined && isAsJudged(decision, stored),
      hasNewRules: stored !== undefined && !isSameConfiguration(stored.rulesVersion, context.rules.version),
      isExplained: false,
    });
  }
  return explainExits(tx, decided, { connection, context, today });
}

/** How a decision would leave, when it would: by the filter, or by turning to Churned. */
export function exitKindOf({
  decision,
  wasHere,
}: Pick<Decided, 'decision' | 'wasHere'>): HeldExit['kind'] | null {
  if (!wasHere) return null;
  if (decision.outcome === 'filtered') return decision.exits ? 'filtered' : null;
  return decision.outcome === 'changed' && decision.churns ? 'churned' : null;
}

/**
 * Notes of those that leave under another configuration whether they do so by what was read of them before. Whose content
 * is what was read before does.
 */
async function explainExits(
  tx: WorkspaceTransaction,
  decided: readonly Decided[],
  {
    connection,
    context,
    today,
  }: Pick<PageToDecide, 'connection' | 'context'> & { readonly today: CalendarDay },
): Promise<readonly Decided[]> {
  const leaving = decided.filter((one) => one.hasNewRules && exitKindOf(one) !== null);
  if (leaving.length === 0) return decided;
  const edited = leaving.filter(({ isStored }) => !isStored);
  const of = { connectionId: connection.id, object: COMPANY };
  const payloads = await readPayloads(
    tx,
    of,
    edited.map(({ record }) => record.gainsightId),
  );
  return decided.map((one) => {
    const kind = one.hasNewRules ? exitKindOf(one) : null;
    if (kind !== 'filtered' && kind !== 'churned') return one;
    if (one.isStored) return { ...one, isExplained: true };
    const before = valuesSchema.parse(payloads.get(one.record.gainsightId) ?? {});
    return { ...one, isExplained: explainsExit(kind, before, context.rules, today) };
  });
}

function shownChanges(decision: Decision, account: MappedAccount | undefined, today: CalendarDay): Changes {
  if (decision.outcome !== 'changed') return {};
  const { churnedOn: _, ...others } = decision.changes;
  const before = account?.churned_on ?? account?.turned_churned_on ?? null;
  const after = decision.projection.churnedOn ?? turnedChurnedOn(decision.projection.status, account, today);
  return before === after ? others : { ...others, churnedOn: [before, after] };
}

/** The day on which an account turned to Churned, as it will be stored: of one that already was it stays. */
function turnedChurnedOn(
  status: MappedAccount['status'],
  account: MappedAccount | undefined,
  today: CalendarDay,
): CalendarDay | null {
  if (status !== 'churned') return null;
  return account?.status === 'churned' ? account.turned_churned_on : today;
}

function isAsJudged(decision: Decision, { name, verdict }: StoredRecord): boolean {
  if (!('projection' in decision) || decision.projection.name !== name) return false;
  const { rule, field, value } = decision.verdict;
  return verdict.in && verdict.rule === rule && verdict.field === field && sameJson(verdict.value, value);
}

/** Records decided in one go: about one ms of work, for which a person who asks, or a page that is written, waits. */
const TURN = 50;

function isTurnOver(at: number): boolean {
  return at % TURN === TURN - 1;
}

function idsOf(records: readonly SourceRecord[]): readonly string[] {
  return records.map((record) => record.gainsightId);
}
