import type { AccountId, ConnectionId, UserId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** A field of an account that a person took over. */
export interface AccountOverride {
  /** Our field name; a custom one as `fields.<name>`. */
  readonly field: string;
  readonly setBy: UserId | null;
  readonly setAt: Date;
}

/** The fields of one account that persons took over, by name. */
export async function listOverrides(
  tx: WorkspaceTransaction,
  accountId: AccountId,
): Promise<AccountOverride[]> {
  const rows = await tx.db
    .selectFrom('account_overrides')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('field')
    .execute();
  return rows.map((row) => ({ field: row.field, setBy: row.set_by, setAt: row.set_at }));
}

/** The fields that persons took over, of the accounts with these source ids: source id → field names. */
export async function readOverrides(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  if (gainsightIds.length === 0) return new Map();
  const result = await sql<{ gainsight_id: string; fields: string[] }>`
    select a.gainsight_id, array_agg(o.field) as fields
    from account_overrides o join accounts a on a.workspace_id = o.workspace_id and a.id = o.account_id
    where o.workspace_id = ${tx.workspaceId} and a.connection_id = ${connectionId}
      and a.gainsight_id = any(${gainsightIds})
    group by a.gainsight_id
  `.execute(tx.db);
  return new Map(result.rows.map((row) => [row.gainsight_id, row.fields]));
}

/** Marks a field as taken over by a person. */
export async function saveOverride(
  tx: WorkspaceTransaction,
  accountId: AccountId,
  override: AccountOverride,
): Promise<void> {
  const row = {
    workspace_id: tx.workspaceId,
    account_id: accountId,
    field: override.field,
    set_by: override.setBy,
    set_at: override.setAt,
  };
  await tx.db
    .insertInto('account_overrides')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'account_id', 'field'])
        .doUpdateSet({ set_by: row.set_by, set_at: row.set_at }),
    )
    .execute();
}

/** Gives a field back to its source; answers whether it was taken over. */
export async function deleteOverride(
  tx: WorkspaceTransaction,
  accountId: AccountId,
  field: string,
): Promise<boolean> {
  const result = await tx.db
    .deleteFrom('account_overrides')
    .where('account_id', '=', accountId)
    .where('field', '=', field)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
