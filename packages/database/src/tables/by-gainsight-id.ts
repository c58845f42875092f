import type { ConnectionId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** The tables whose rows are each one record of the source, known by its id there. */
type SourceTable = 'accounts' | 'relationships';

/** The rows of a table with these source ids, by them. */
export async function readByGainsightId<Row extends { readonly gainsight_id: string }>(
  tx: WorkspaceTransaction,
  table: SourceTable,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<Map<string, Row>> {
  if (gainsightIds.length === 0) return new Map();
  const result = await sql<Row>`
    select * from ${sql.table(table)}
    where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId}
      and gainsight_id = any(${gainsightIds})
  `.execute(tx.db);
  return new Map(result.rows.map((row) => [row.gainsight_id, row]));
}

/** How rows leave the lists: no longer at the source, or kept out by the filter. */
export interface PresenceMark {
  readonly presence: 'missing' | 'filtered';
  readonly now: Date;
}

/** Takes rows out of the lists; answers which were not out in this way before. */
export async function markPresence<Id extends string>(
  tx: WorkspaceTransaction,
  table: SourceTable,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
  { presence, now }: PresenceMark,
): Promise<{ readonly id: Id; readonly gainsightId: string }[]> {
  if (gainsightIds.length === 0) return [];
  const result = await sql<{ id: Id; gainsightId: string }>`
    update ${sql.table(table)} set presence = ${presence},
      left_at = coalesce(left_at, ${now}::timestamptz), updated_at = ${now}
    where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId}
      and gainsight_id = any(${gainsightIds}) and presence <> ${presence}
    returning id, gainsight_id as "gainsightId"
  `.execute(tx.db);
  return result.rows;
}
