import type { ConnectionId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { forgetPayloads } from './source-records.ts';

/** The objects whose stored records belong together. */
export interface RelationshipObjects {
  readonly connectionId: ConnectionId;
  readonly relationship: string;
  readonly company: string;
  /** The rule by which a relationship is out with its account; its value is the company's id. */
  readonly rule: string;
}

/** Present relationships whose account the filter keeps out by now. */
export async function listRelationshipsToLeave(
  tx: WorkspaceTransaction,
  of: RelationshipObjects,
  limit: number,
): Promise<{ readonly gainsightId: string; readonly company: string }[]> {
  const result = await sql<{ gainsightId: string; company: string }>`
    select r.gainsight_id as "gainsightId", r.company_gainsight_id as company
    from relationships r
    join source_records c on c.workspace_id = r.workspace_id and c.connection_id = r.connection_id
      and c.object = ${of.company} and c.gainsight_id = r.company_gainsight_id
    where r.workspace_id = ${tx.workspaceId} and r.connection_id = ${of.connectionId}
      and r.presence = 'present' and c.verdict = 'filtered'
    order by r.gainsight_id limit ${limit}
  `.execute(tx.db);
  return result.rows;
}

/** Relationships that were left out with their account, which is in by now: only the source still has their values. */
export async function listRelationshipsToReturn(
  tx: WorkspaceTransaction,
  of: RelationshipObjects,
  limit: number,
): Promise<string[]> {
  const result = await sql<{ id: string }>`
    select r.gainsight_id as id
    from source_records r
    join source_records c on c.workspace_id = r.workspace_id and c.connection_id = r.connection_id
      and c.object = ${of.company} and c.gainsight_id = r.rule_value #>> '{}'
    where r.workspace_id = ${tx.workspaceId} and r.connection_id = ${of.connectionId}
      and r.object = ${of.relationship} and r.presence = 'present' and r.verdict = 'filtered'
      and r.rule = ${of.rule} and c.presence = 'present' and c.verdict = 'in'
    order by r.gainsight_id limit ${limit}
  `.execute(tx.db);
  return result.rows.map((row) => row.id);
}

/** Keeps of records nothing but id, name and why they are out. */
export async function forgetFilteredRecords(
  tx: WorkspaceTransaction,
  of: RelationshipObjects,
  left: readonly { readonly gainsightId: string; readonly company: string }[],
  now: Date,
): Promise<void> {
  await sql`
    update source_records s set verdict = 'filtered', rule = ${of.rule}, rule_field = null,
      rule_value = to_jsonb(l.company), run_id = null, decided_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(left)}::jsonb) as l("gainsightId" text, company text)
    where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${of.connectionId}
      and s.object = ${of.relationship} and s.gainsight_id = l."gainsightId"
  `.execute(tx.db);
  await forgetPayloads(
    tx,
    { connectionId: of.connectionId, object: of.relationship },
    left.map(({ gainsightId }) => gainsightId),
  );
}
