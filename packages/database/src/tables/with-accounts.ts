import type { ConnectionId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** How many records of others stand with accounts. */
export interface WithAccounts {
  readonly relationships: number;
  /** Each at an account: a person at two of the accounts counts twice. */
  readonly stakeholders: number;
}

/**
 * Counts the relationships and stakeholders that the filter takes out with these accounts: of stakeholders also those who
 * are not shown, as set inactive; not people whom the source does not know. In one statement.
 */
export async function countWithAccounts(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<WithAccounts> {
  if (gainsightIds.length === 0) return { relationships: 0, stakeholders: 0 };
  const result = await sql<WithAccounts>`
    select
      (select count(*)::int from relationships
        where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId} and presence = 'present'
          and company_gainsight_id = any(${gainsightIds})) as relationships,
      (select count(*)::int from stakeholders
        where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId} and presence <> 'filtered'
          and gainsight_id is not null and company_gainsight_id = any(${gainsightIds})) as stakeholders
  `.execute(tx.db);
  return result.rows[0] ?? { relationships: 0, stakeholders: 0 };
}
