import type { AccountId, WritebackValue } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** A record that values are written to: the company of an account, or a relationship of it. */
export interface ValueTarget {
  /** The account's id for a company, the relationship's for a relationship. */
  readonly id: string;
  /** The account whose values it gets. */
  readonly accountId: AccountId;
  readonly gainsightId: string;
  readonly name: string;
}

/** The records of an object that are here, of these ids or of these accounts; all of them for null. */
export async function listValueTargets(
  tx: WorkspaceTransaction,
  object: WritebackValue['object'],
  of: { readonly ids: readonly string[] } | { readonly accountIds: readonly AccountId[] | null },
): Promise<ValueTarget[]> {
  const ids = 'ids' in of ? of.ids : null;
  const accountIds = 'ids' in of ? null : of.accountIds;
  const records =
    object === 'Company'
      ? sql`select a.id, a.id as account_id, a.gainsight_id, a.name from accounts a
          where a.workspace_id = ${tx.workspaceId} and a.presence = 'present'`
      : sql`select r.id, a.id as account_id, r.gainsight_id, r.name from relationships r
          join accounts a on a.workspace_id = r.workspace_id and a.connection_id = r.connection_id
            and a.gainsight_id = r.company_gainsight_id and a.presence = 'present'
          where r.workspace_id = ${tx.workspaceId} and r.presence = 'present'`;
  const result = await sql<ValueTarget>`
    select id, account_id as "accountId", gainsight_id as "gainsightId", name from (${records}) record
    where (${ids}::uuid[] is null or id = any(${ids})) and (${accountIds}::uuid[] is null or account_id = any(${accountIds}))
    order by gainsight_id
  `.execute(tx.db);
  return result.rows;
}
