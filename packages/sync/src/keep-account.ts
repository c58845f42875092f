import type { UserId } from '@handrail/core';
import {
  addChanges,
  deleteMerge,
  holdStream,
  keepAccount,
  mergeAccounts,
  readMerges,
  releaseKeptAccount,
  reopenAttribution,
  undoMerge,
} from '@handrail/database';
import type { AccountMergeRow, AccountRow, WorkspaceTransaction } from '@handrail/database';
import { SyncError } from './errors.ts';
import { linkHierarchy } from './inbound/link-hierarchy.ts';

/** Who decides, and when. */
interface Decided {
  readonly by: UserId | null;
  readonly now: Date;
}

/**
 * Puts an account that went missing back into the lists, with the history that a merge took from it. It stays until it
 * is let go, or answers at the source again. Throws account_not_gone, and account_filtered: there the filter decides.
 */
export async function restoreAccount(
  tx: WorkspaceTransaction,
  account: AccountRow,
  decided: Decided,
): Promise<void> {
  if (account.presence === 'present') throw notGone(account);
  if (account.presence === 'filtered') {
    throw new SyncError({
      code: 'account_filtered',
      message: 'The saved filter keeps this account out.',
      remedy: 'Change the filter so that it matches; all of its history comes back.',
      facts: { accountId: account.id },
    });
  }
  await holdStream(tx, 'signals');
  const merge = (await readMerges(tx, [account.id])).get(account.id);
  if (merge?.state === 'merged' || merge?.state === 'proposed') await undoMerge(tx, merge, decided);
  await keepAccount(tx, account.id, decided);
  await addChange(tx, account, 'returned', decided);
  await linkHierarchy(tx, account.connection_id, decided.now);
  await reopenAttribution(tx);
}

/**
 * Lets an account go again that a person had put back, and with it what that decided about a merge: the next run finds
 * the merge again. Throws account_not_gone.
 */
export async function releaseAccount(
  tx: WorkspaceTransaction,
  account: AccountRow,
  decided: Decided,
): Promise<void> {
  if (account.kept_at === null) throw notGone(account);
  const merge = (await readMerges(tx, [account.id])).get(account.id);
  if (merge?.decided_at?.getTime() === account.kept_at.getTime()) await deleteMerge(tx, account.id);
  await releaseKeptAccount(tx, account.id, decided.now);
  await addChange(tx, account, 'missing', decided);
  await linkHierarchy(tx, account.connection_id, decided.now);
}

/** Confirms or turns down a merge that was found by its people. Throws merge_not_proposed. */
export async function decideMerge(
  tx: WorkspaceTransaction,
  account: AccountRow,
  decision: 'confirm' | 'reject',
  decided: Decided,
): Promise<void> {
  const merge = (await readMerges(tx, [account.id])).get(account.id);
  if (merge?.state !== 'proposed' || account.presence !== 'missing') {
    throw new SyncError({
      code: 'merge_not_proposed',
      message: 'No merge of this account waits for a decision.',
      remedy: 'Reload the account; it was decided meanwhile.',
      facts: { accountId: account.id },
    });
  }
  await holdStream(tx, 'signals');
  if (decision === 'reject') return undoMerge(tx, merge, decided);
  await mergeAccounts(tx, toFound(merge), decided);
  await linkHierarchy(tx, account.connection_id, decided.now);
  await reopenAttribution(tx);
}

function toFound(merge: AccountMergeRow) {
  return {
    accountId: merge.account_id,
    intoAccountId: merge.into_account_id,
    evidence: merge.evidence,
    people: merge.people,
    peopleThere: merge.people_there,
  };
}

/** A person's word: the guard does not count it. */
async function addChange(
  tx: WorkspaceTransaction,
  account: AccountRow,
  event: 'returned' | 'missing',
  { by, now }: Decided,
): Promise<void> {
  const fields = { approval: [null, by] as const };
  await addChanges(tx, { recordKind: 'account', runId: null, now }, [
    { recordId: account.id, event, fields },
  ]);
}

function notGone(account: AccountRow): SyncError {
  return new SyncError({
    code: 'account_not_gone',
    message: 'This account did not leave the lists, or was not put back by hand.',
    remedy: 'Reload the account; it changed meanwhile.',
    facts: { accountId: account.id },
  });
}
