import { contentHash, countPage, dayOf, decideAccount, isStillDecided } from '@handrail/core';
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
    };
  });
  outcomes.push(...decided.map(({ decision }) => decision.outcome));
  await write(tx, page, decided, stored.size > 0);
  return { ...NO_COUNTS, ...countPage(records.length, outcomes), pages: 1 };
}

interface Decided {
  readonly record: SourceRecord;
  readonly decision: Decision;
  readonly accountId: AccountId;
  readonly wasHere: boolean;
}

async function write(
  tx: WorkspaceTransaction,
  { run, connection, context, now }: AccountPage,
  decided: readonly Decided[],
  hasKnown: boolean,
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
  const left = gone.map(({ id }): NewChange => ({ recordId: id, event: 'filtered', fields: {} }));
  await addChanges(tx, { recordKind: 'account', runId: run.id, now }, [...changes, ...left]);
  const aside = decided.flatMap(({ decision }) =>
    decision.outcome === 'set-aside'
      ? [{ gainsightId: decision.gainsightId, field: decision.field, reason: decision.reason }]
      : [],
  );
  await setAsideRecords(tx, { ...of, runId: run.id, now }, aside);
  // Only a record that was known before can have been set aside before and not be so now.
  const fine = decided.filter(({ decision }) => decision.outcome !== 'set-aside');
  if (hasKnown || aside.length > 0 || run.mode === 'full') {
    await resolveSetAside(
      tx,
      { ...of, now },
      fine.map(({ record }) => record.gainsightId),
    );
  }
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
