import type { ConnectionId, RunId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** A person on the team of a company, by the ids of the source. */
export interface AccountMember {
  readonly gainsightId: string;
  readonly company: string;
  readonly user: string;
  readonly role: string | null;
}

/** Stores places on teams and takes others away; answers how many were new, and how many changed or left. */
export async function saveAccountMembers(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  members: readonly AccountMember[],
  removed: readonly string[],
): Promise<{ readonly added: number; readonly changed: number }> {
  const result = await sql<{ isNew: boolean }>`
    insert into account_members as m (workspace_id, connection_id, gainsight_id, company_gainsight_id, user_gainsight_id, role)
    select ${tx.workspaceId}, ${connectionId}, "gainsightId", company, "user", role
    from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as t("gainsightId" text, company text, "user" text, role text)
    on conflict (workspace_id, connection_id, gainsight_id) do update set
      company_gainsight_id = excluded.company_gainsight_id, user_gainsight_id = excluded.user_gainsight_id,
      role = excluded.role
    where (m.company_gainsight_id, m.user_gainsight_id, m.role)
      is distinct from (excluded.company_gainsight_id, excluded.user_gainsight_id, excluded.role)
    returning xmax = 0 as "isNew"
  `.execute(tx.db);
  const added = result.rows.filter(({ isNew }) => isNew).length;
  const gone = await removeAccountMembers(tx, connectionId, removed);
  return { added, changed: result.rows.length - added + gone };
}

/** Takes places on teams away; answers how many there were. */
export async function removeAccountMembers(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<number> {
  if (gainsightIds.length === 0) return 0;
  const result = await sql`
    delete from account_members
    where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId} and gainsight_id = any(${gainsightIds})
  `.execute(tx.db);
  return Number(result.numAffectedRows ?? 0);
}

/** How many places there are, and those that a full run has not seen. */
export async function listUnseenMembers(
  tx: WorkspaceTransaction,
  of: { readonly connectionId: ConnectionId; readonly runId: RunId; readonly object: string },
): Promise<{
  readonly live: number;
  readonly unseen: readonly { readonly gainsightId: string; readonly name: null }[];
}> {
  const result = await sql<{ gainsightId: string; seen: boolean }>`
    select m.gainsight_id as "gainsightId", p.id is not null as seen
    from account_members m
    left join (select distinct unnest(gainsight_ids) collate "C" as id from run_pages
      where workspace_id = ${tx.workspaceId} and run_id = ${of.runId} and object = ${of.object}) p on p.id = m.gainsight_id
    where m.workspace_id = ${tx.workspaceId} and m.connection_id = ${of.connectionId}
  `.execute(tx.db);
  const unseen = result.rows.filter(({ seen }) => !seen);
  return {
    live: result.rows.length,
    unseen: unseen.map(({ gainsightId }) => ({ gainsightId, name: null })),
  };
}
