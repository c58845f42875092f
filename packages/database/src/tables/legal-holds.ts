import type { AccountId } from '@handrail/core';
import type { Selectable } from 'kysely';
import type { LegalHoldsTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** Why an account must not be removed, who said so and when. */
export type LegalHoldRow = Selectable<LegalHoldsTable>;

/** Puts a hold on an account, or gives a standing one another reason. */
export async function setLegalHold(
  tx: WorkspaceTransaction,
  hold: Omit<LegalHoldRow, 'workspace_id'>,
): Promise<void> {
  await tx.db
    .insertInto('legal_holds')
    .values({ ...hold, workspace_id: tx.workspaceId })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'account_id'])
        .doUpdateSet({ reason: hold.reason, set_by: hold.set_by, set_at: hold.set_at }),
    )
    .execute();
}

/** Lifts the hold on an account; does nothing where none stands. */
export async function liftLegalHold(tx: WorkspaceTransaction, accountId: AccountId): Promise<void> {
  await tx.db.deleteFrom('legal_holds').where('account_id', '=', accountId).execute();
}

/** The holds on these accounts. */
export async function readLegalHolds(
  tx: WorkspaceTransaction,
  accountIds: readonly AccountId[],
): Promise<Map<AccountId, LegalHoldRow>> {
  if (accountIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('legal_holds')
    .selectAll()
    .where('account_id', 'in', accountIds)
    .execute();
  return new Map(rows.map((row) => [row.account_id, row]));
}
