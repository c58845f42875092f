import { countPage, dayOf, findUnstorable, relativeDateFields } from '@handrail/core';
import type { JsonObject, JsonValue, Outcome, SourceRecord } from '@handrail/core';
import {
  addChanges,
  dropHeldExits,
  EXPLAINED_BY,
  holdExits,
  markAccounts,
  NO_COUNTS,
  resolveSetAside,
  restampSourceRecords,
  restampStandingRecords,
  setAsideRecords,
  updateAccounts,
  upsertAccounts,
  upsertSourceRecords,
} from '@handrail/database';
import type {
  ConnectionRow,
  HeldExit,
  NewChange,
  NewSourceRecord,
  RunCounts,
  RunRow,
  WorkspaceTransaction,
} from '@handrail/database';
import type { AccountContext } from './account-context.ts';
import { COMPANY } from './account-context.ts';
import { changedColumns, toAccountRow } from './account-row.ts';
import { decidePageToWrite, exitKindOf } from './decide-page.ts';
import type { Decided, DecidedPage, Kept } from './decide-page.ts';
import { refuseEmptied } from './field-drift.ts';

/** What one page of accounts is applied with. */
export interface AccountPage {
  readonly run: RunRow;
  readonly connection: ConnectionRow;
  readonly context: AccountContext;
  readonly records: readonly SourceRecord[];
  readonly now: Date;
  /** What the deletion guard, or a person, let go. Left out: every exit is held that no saved configuration explains. */
  readonly released?: ReleasedExits;
  /** Whether the records are what is stored of them, and not read just now. */
  readonly isStored?: boolean;
}

/** Exits that may take effect, each as the kind that it was shown as. */
export interface ReleasedExits {
  readonly kinds: ReadonlyMap<string, HeldExit['kind']>;
  /** Whether a person let them go: then they do not use up what the guard allows. */
  readonly isApproved: boolean;
}

/** The counts of a page. What is held counts as unchanged, because it is, until it is let go. */
export interface PageCounts extends RunCounts {
  readonly held: number;
}

/**
 * Applies a page of accounts in the transaction given: one read, the decisions of `core`, and a fixed number of
 * statements whatever the page's size. What is unchanged is not written at all, and exits are held for the guard.
 * Answers the page's counts.
 */
export async function applyAccountPage(tx: WorkspaceTransaction, page: AccountPage): Promise<PageCounts> {
  return writeAccountPage(tx, page, await decidePageToWrite(tx, page));
}

/** The second half of {@link applyAccountPage}, in the transaction in which the page was decided. */
export async function writeAccountPage(
  tx: WorkspaceTransaction,
  page: AccountPage,
  { standing, kept, decided }: DecidedPage,
): Promise<PageCounts> {
  const { connection, records, now } = page;
  const of = { connectionId: connection.id, object: COMPANY };
  const ids = records.map((record) => record.gainsightId);
  // What was let go was looked at with its page, where it stood among all others, and what is stored when it was read.
  const isReadNow = page.released === undefined && page.isStored !== true;
  const { sources: fields } = page.context;
  if (isReadNow) await refuseEmptied(tx, { ...page, object: COMPANY, fields }, decided.length);
  const outcomes: Outcome[] = Array.from({ length: standing + kept.length }, () => 'unchanged');
  const [held, free] = partition(decided, (one) => isHeld(one, page.released));
  outcomes.push(...held.map(() => 'unchanged' as const), ...free.map(countedAs));
  await hold(tx, page, held);
  const stamp = {
    rulesVersion: page.context.rules.version,
    on: dayOf(now, page.context.zone),
    runId: page.run.id,
    now,
  };
  await restampSourceRecords(tx, of, stamp, kept.map(toKeptRecord));
  if (free.length > 0) await write(tx, page, free, stamp);
  // Whatever is not set aside now is so no longer, also a record that went back to what is stored of it.
  const aside = new Set(
    free.filter(({ decision }) => decision.outcome === 'set-aside').map(({ record }) => record.gainsightId),
  );
  const fine = ids.filter((id) => !aside.has(id));
  await resolveSetAside(tx, { ...of, now, byProjection: page.isStored === true }, fine);
  return { ...NO_COUNTS, ...countPage(records.length, outcomes), pages: 1, held: held.length };
}

/** The outcome that a run counts: what only the source shows otherwise, in a field that is not mapped, is as it was. */
function countedAs({ decision, wasHere, shown }: Decided): Outcome {
  const isAsItWas = decision.outcome === 'changed' && wasHere && Object.keys(shown).length === 0;
  return isAsItWas ? 'unchanged' : decision.outcome;
}

function isHeld(one: Decided, released: ReleasedExits | undefined): boolean {
  const kind = exitKindOf(one);
  if (kind === null || one.isExplained) return false;
  return released?.kinds.get(one.record.gainsightId) !== kind;
}

/** Puts exits by until the whole of the event is known; what was held and is no exit now is let go of. */
async function hold(tx: WorkspaceTransaction, page: AccountPage, held: readonly Decided[]): Promise<void> {
  const by = { runId: page.run.id, object: COMPANY };
  const exits = held.flatMap((one): HeldExit[] => {
    const kind = exitKindOf(one);
    if (kind === null || one.decision.outcome === 'set-aside') return [];
    const name = 'projection' in one.decision ? one.decision.projection.name : one.decision.name;
    return [{ gainsightId: one.record.gainsightId, kind, name, record: JSON.stringify(one.record) }];
  });
  const stays = new Set(exits.map((exit) => exit.gainsightId));
  const others = page.records.map((record) => record.gainsightId).filter((id) => !stays.has(id));
  await dropHeldExits(tx, by, others);
  await holdExits(tx, by, exits);
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

async function write(
  tx: WorkspaceTransaction,
  page: AccountPage,
  decided: readonly Decided[],
  stamp: Parameters<typeof upsertSourceRecords>[2],
): Promise<void> {
  const { run, connection, now } = page;
  const of = { connectionId: connection.id, object: COMPANY };
  // Who is filtered out loses the content; who stays with the same keeps it where it is.
  const [same, other] = partition(decided, (one) => one.isStored && one.decision.outcome !== 'filtered');
  const [standing, moved] = partition(same, (one) => page.isStored === true && one.isAsJudged);
  await restampStandingRecords(
    tx,
    of,
    stamp,
    standing.map(({ record }) => record.gainsightId),
  );
  await restampSourceRecords(
    tx,
    of,
    stamp,
    moved.flatMap((one) => toSourceRecord(one, page.context)),
  );
  await upsertSourceRecords(
    tx,
    of,
    stamp,
    other.flatMap((one) => toSourceRecord(one, page.context)),
  );
  const rowsOf = (outcome: 'added' | 'changed') =>
    decided.flatMap(({ decision, accountId }) =>
      decision.outcome === outcome
        ? [toAccountRow(accountId, decision.gainsightId, decision.projection)]
        : [],
    );
  await upsertAccounts(tx, connection.id, rowsOf('added'), stamp);
  const columns = changedColumns(
    decided.flatMap(({ decision }) => (decision.outcome === 'changed' ? [decision.changes] : [])),
  );
  await updateAccounts(tx, rowsOf('changed'), columns, { ...stamp, returns: true });
  const exits = decided.flatMap(({ decision }) =>
    decision.outcome === 'filtered' && decision.exits ? [decision.gainsightId] : [],
  );
  const gone = await markAccounts(tx, connection.id, exits, { presence: 'filtered', now });
  const byId = new Map(decided.map((one) => [one.record.gainsightId, one]));
  const explanationOf = (one: Decided | undefined) => explain(page, one);
  const changes = decided.flatMap((one) => toChange(one, explanationOf));
  const left = gone.map(({ id, gainsightId }): NewChange => ({
    recordId: id,
    event: 'filtered',
    fields: explanationOf(byId.get(gainsightId)),
  }));
  await addChanges(tx, { recordKind: 'account', runId: run.id, now }, [...changes, ...left]);
  const aside = decided.flatMap(({ decision }) => (decision.outcome === 'set-aside' ? [decision] : []));
  await setAsideRecords(tx, { ...of, runId: run.id, now }, aside);
}

function toKeptRecord({ record, name, verdict }: Kept) {
  return { gainsightId: record.gainsightId, name, modifiedAt: record.modifiedAt, verdict };
}

function toSourceRecord(one: Decided, context: AccountContext): NewSourceRecord[] {
  const { record, decision } = one;
  if (decision.outcome === 'set-aside') return [];
  if (decision.outcome === 'filtered' && decision.isSame) return [];
  const isIn = decision.outcome !== 'filtered';
  const name = decision.outcome === 'filtered' ? decision.name : decision.projection.name;
  return [
    {
      gainsightId: decision.gainsightId,
      name,
      payload: isIn ? record.values : null,
      contentHash: decision.contentHash,
      modifiedAt: record.modifiedAt,
      verdict: decision.verdict,
      isChanged: countedAs(one) === 'changed',
      datedValues: isIn ? null : datedValues(record, context),
    },
  ];
}

/** What is kept of a record that is out: what a new day may decide otherwise. A text that cannot be stored names no day. */
function datedValues({ values }: SourceRecord, { rules }: AccountContext): JsonObject | null {
  const fields = relativeDateFields(rules.filter);
  if (fields.length === 0) return null;
  const known = (field: string): JsonValue => values[field] ?? null;
  return Object.fromEntries(
    fields.map((field) => [field, findUnstorable({ [field]: known(field) }) === null ? known(field) : null]),
  );
}

/** What explains an exit, so that the guard does not count it: a saved configuration or a person's approval. */
function explain({ run, released }: AccountPage, one: Decided | undefined): NewChange['fields'] {
  if (one?.isExplained === true) return { [EXPLAINED_BY.configuration]: [null, run.config_version] };
  return released?.isApproved === true ? { [EXPLAINED_BY.approval]: [null, run.number] } : {};
}

function toChange(one: Decided, explanationOf: (one: Decided) => NewChange['fields']): NewChange[] {
  const { decision, accountId, wasHere, shown } = one;
  if (decision.outcome === 'added') return [{ recordId: accountId, event: 'added', fields: {} }];
  if (decision.outcome !== 'changed') return [];
  if (!wasHere) return [{ recordId: accountId, event: 'returned', fields: shown }];
  if (countedAs(one) === 'unchanged') return [];
  const why = decision.churns ? explanationOf(one) : {};
  return [{ recordId: accountId, event: 'changed', fields: { ...shown, ...why } }];
}
