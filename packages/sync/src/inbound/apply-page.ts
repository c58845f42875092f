import { addCounts, contentHash, countPage, dayOf, decideAccount, isStillDecided } from '@handrail/core';
import type { AccountId, Decision, Outcome, SourceRecord } from '@handrail/core';
import {
  addChanges,
  markAccounts,
  newId,
  NO_COUNTS,
  readAccounts,
  readStoredRecords,
  resolveSetAside,
  setAsideRecords,
  tryInSavepoint,
  upsertAccounts,
  upsertSourceRecords,
} from '@handrail/database';
import type {
  ConnectionRow,
  NewChange,
  NewSourceRecord,
  RunCounts,
  RunRow,
  WorkspaceTransaction,
} from '@handrail/database';
import type { AccountContext } from './account-context.ts';
import { COMPANY } from './account-context.ts';
import { fromAccountRow, toAccountRow } from './account-row.ts';

/** What one page of accounts is applied with. */
export interface AccountPage {
  readonly run: RunRow;
  readonly connection: ConnectionRow;
  readonly context: AccountContext;
  readonly records: readonly SourceRecord[];
  readonly now: Date;
}

/**
 * Applies a page of accounts in the transaction given: one read, the decisions of `core`, and a fixed number of
 * statements whatever the page's size. What is unchanged is not written at all. Answers the page's counts.
 */
export async function applyAccountPage(tx: WorkspaceTransaction, page: AccountPage): Promise<RunCounts> {
  const { connection, context, records, now } = page;
  const of = { connectionId: connection.id, object: COMPANY };
  const today = dayOf(now, context.zone);
  const ids = records.map((record) => record.gainsightId);
  const stored = await readStoredRecords(tx, of, ids);
  const undecided: SourceRecord[] = [];
  const outcomes: Outcome[] = [];
  for (const record of records) {
    const known = stored.get(record.gainsightId);
    const stands =
      known?.presence === 'present' &&
      isStillDecided(known, contentHash(record.values), context.rules, today);
    if (stands) outcomes.push('unchanged');
    else undecided.push(record);
  }
  const accounts = await readAccounts(
    tx,
    connection.id,
    undecided.map((record) => record.gainsightId),
  );
  const decided = undecided.map((record) => {
    const known = stored.get(record.gainsightId);
    const account = accounts.get(record.gainsightId);
    const decision = decideAccount({
      record,
      stored:
        known === undefined
          ? null
          : { ...known, projection: account === undefined ? null : fromAccountRow(account) },
      rules: context.rules,
      today,
    });
    return {
      record,
      decision,
      accountId: account?.id ?? newId<AccountId>(),
      wasHere: known?.presence === 'present',
      hasNewRules: known !== undefined && known.rulesVersion !== context.rules.version,
    };
  });
  outcomes.push(...decided.map(({ decision }) => decision.outcome));
  if (decided.length > 0) await write(tx, page, decided);
  // Whatever is not set aside now is so no longer, also a record that went back to what is stored of it.
  const aside = new Set(
    decided
      .filter(({ decision }) => decision.outcome === 'set-aside')
      .map(({ record }) => record.gainsightId),
  );
  const fine = ids.filter((id) => !aside.has(id));
  await resolveSetAside(tx, { ...of, now }, fine);
  return { ...NO_COUNTS, ...countPage(records.length, outcomes), pages: 1 };
}

/**
 * Applies a page of which some value cannot be kept: halves it until the guilty records stand alone, and sets those
 * aside. Slow, and only called after the page as a whole has failed.
 */
export async function applyAccountPageInParts(
  tx: WorkspaceTransaction,
  page: AccountPage,
): Promise<RunCounts> {
  const tried = await tryInSavepoint(tx, () => applyAccountPage(tx, page));
  if (tried.ok) return tried.value;
  const [only, ...others] = page.records;
  if (only !== undefined && others.length === 0) {
    const from = { connectionId: page.connection.id, object: COMPANY, runId: page.run.id, now: page.now };
    const { gainsightId } = only;
    await setAsideRecords(tx, from, [{ gainsightId, field: null, reason: 'cannot-be-stored' }]);
    return { ...NO_COUNTS, ...countPage(1, ['set-aside']) };
  }
  const half = Math.ceil(page.records.length / 2);
  const first = await applyAccountPageInParts(tx, { ...page, records: page.records.slice(0, half) });
  const second = await applyAccountPageInParts(tx, { ...page, records: page.records.slice(half) });
  return { ...NO_COUNTS, ...addCounts(first, second), pages: 1 };
}

interface Decided {
  readonly record: SourceRecord;
  readonly decision: Decision;
  readonly accountId: AccountId;
  readonly wasHere: boolean;
  /** Whether it stood decided by another configuration until now. */
  readonly hasNewRules: boolean;
}

async function write(
  tx: WorkspaceTransaction,
  { run, connection, context, now }: AccountPage,
  decided: readonly Decided[],
): Promise<void> {
  const of = { connectionId: connection.id, object: COMPANY };
  const stamp = { rulesVersion: context.rules.version, on: dayOf(now, context.zone), now };
  await upsertSourceRecords(tx, of, stamp, decided.flatMap(toSourceRecord));
  const written = decided.flatMap(({ decision, accountId }) =>
    decision.outcome === 'added' || decision.outcome === 'changed'
      ? [toAccountRow(accountId, decision.gainsightId, decision.projection)]
      : [],
  );
  await upsertAccounts(tx, connection.id, written, now);
  const exits = decided.flatMap(({ decision }) =>
    decision.outcome === 'filtered' && decision.exits ? [decision.gainsightId] : [],
  );
  const gone = await markAccounts(tx, connection.id, exits, { presence: 'filtered', now });
  const changes = decided.flatMap(toChange);
  const isExplained = new Set(
    decided.filter((one) => one.hasNewRules).map(({ record }) => record.gainsightId),
  );
  const left = gone.map(({ id, gainsightId }): NewChange => {
    // An exit that a saved configuration explains is no surprise, and the deletion guard does not count it.
    const fields = isExplained.has(gainsightId) ? { configuration: [null, run.config_version] as const } : {};
    return { recordId: id, event: 'filtered', fields };
  });
  await addChanges(tx, { recordKind: 'account', runId: run.id, now }, [...changes, ...left]);
  const aside = decided.flatMap(({ decision }) =>
    decision.outcome === 'set-aside'
      ? [{ gainsightId: decision.gainsightId, field: decision.field, reason: decision.reason }]
      : [],
  );
  await setAsideRecords(tx, { ...of, runId: run.id, now }, aside);
}

function toSourceRecord({ record, decision }: Decided): NewSourceRecord[] {
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
    },
  ];
}

function toChange({ decision, accountId, wasHere }: Decided): NewChange[] {
  if (decision.outcome === 'added') return [{ recordId: accountId, event: 'added', fields: {} }];
  if (decision.outcome !== 'changed') return [];
  if (!wasHere) return [{ recordId: accountId, event: 'returned', fields: decision.changes }];
  // A source field that is not mapped moved: the account itself did not.
  if (Object.keys(decision.changes).length === 0) return [];
  return [{ recordId: accountId, event: 'changed', fields: decision.changes }];
}
