import type { ConnectionId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** A kind of relationship that a tenant has. */
export interface RelationshipType {
  readonly gainsightId: string;
  readonly name: string;
}

/** Stores the types that are new or renamed; one that is no longer listed keeps the name it had. */
export async function saveRelationshipTypes(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  types: readonly RelationshipType[],
  now: Date,
): Promise<void> {
  if (types.length === 0) return;
  const rows = types.map((type) => ({ g: type.gainsightId, n: type.name }));
  await sql`
    insert into relationship_types (workspace_id, connection_id, gainsight_id, name, updated_at)
    select ${tx.workspaceId}, ${connectionId}, g, n, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(g text, n text)
    on conflict (workspace_id, connection_id, gainsight_id) do update
      set name = excluded.name, updated_at = excluded.updated_at
      where relationship_types.name <> excluded.name
  `.execute(tx.db);
}
