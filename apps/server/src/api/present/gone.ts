import type { Account, AccountDetail, Failure } from '@handrail/contract';
import { exitKindOf, keepDaysOf, removalDueAt } from '@handrail/core';
import type { AccountId, KeepDays } from '@handrail/core';
import {
  findStream,
  listAccountsById,
  listRuns,
  readLegalHolds,
  readMerges,
  readUserEmails,
} from '@handrail/database';
import type { AccountRow, LegalHoldRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from '@handrail/sync';
import { presentFailure } from './failure.ts';

/** Codes with which the source says that it does not let companies be read. */
const UNREADABLE_CODES = new Set([
  'gainsight_object_refused',
  'gainsight_object_not_found',
  'gainsight_unauthorized',
  'gainsight_ip_refused',
]);

/** What tells how accounts are gone. */
export interface Absence {
  readonly keep: KeepDays | null;
  readonly holds: ReadonlyMap<AccountId, LegalHoldRow>;
  /** Since when companies cannot be read, and why; null while they can. */
  readonly unreadable: { readonly since: Date; readonly failure: Failure } | null;
}

/** Reads it for some accounts. */
export async function readAbsence(tx: WorkspaceTransaction, rows: readonly AccountRow[]): Promise<Absence> {
  const gone = rows.filter((row) => row.presence !== 'present').map((row) => row.id);
  return {
    keep: gone.length === 0 ? null : keepDaysOf((await readConfiguration(tx)).configuration),
    holds: await readLegalHolds(tx, gone),
    unreadable: await findUnreadable(tx),
  };
}

async function findUnreadable(tx: WorkspaceTransaction): Promise<Absence['unreadable']> {
  const stream = await findStream(tx, 'accounts');
  if (stream === undefined) return null;
  const [run] = await listRuns(tx, { streamId: stream.id, limit: 1 });
  const failure = run?.state === 'failed' ? presentFailure(run.failure) : null;
  if (run === undefined || failure === null || !UNREADABLE_CODES.has(failure.code)) return null;
  return { since: stream.last_completed_at ?? run.created_at, failure };
}

/** How and since when an account is gone, and until when it is kept; null while it stands and is read. */
export function presentGone(row: AccountRow, { keep, holds, unreadable }: Absence): Account['gone'] {
  const kind = exitKindOf({ presence: row.presence, isMerged: row.merged_into !== null });
  if (kind === null) {
    if (unreadable === null) return null;
    return { kind: 'unreadable', since: unreadable.since.toISOString(), until: null, isHeld: false };
  }
  const since = row.left_at ?? row.updated_at;
  const isHeld = holds.has(row.id);
  const until = keep === null || isHeld ? null : removalDueAt(since, keep[kind]);
  return { kind, since: since.toISOString(), until: until?.toISOString() ?? null, isHeld };
}

/** What the account page says beside it: the merge, the hold, the refusal. */
export async function readGoneDetail(
  tx: WorkspaceTransaction,
  row: AccountRow,
): Promise<Pick<AccountDetail, 'merge' | 'hold' | 'unreadable'>> {
  const merge = (await readMerges(tx, [row.id])).get(row.id);
  const [into] = merge === undefined ? [] : await listAccountsById(tx, [merge.into_account_id]);
  const hold = (await readLegalHolds(tx, [row.id])).get(row.id);
  const emails = await readUserEmails(tx, hold?.set_by == null ? [] : [hold.set_by]);
  return {
    merge:
      merge === undefined || into === undefined
        ? null
        : {
            into: { id: into.id, name: into.name },
            evidence: merge.evidence,
            people: merge.people,
            peopleThere: merge.people_there,
            state: merge.state,
          },
    hold:
      hold === undefined
        ? null
        : {
            reason: hold.reason,
            setAt: hold.set_at.toISOString(),
            setBy: hold.set_by === null ? null : (emails.get(hold.set_by) ?? null),
          },
    unreadable: (await findUnreadable(tx))?.failure ?? null,
  };
}
