import type { ConnectionId, RunId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** Remembers the ids that a page of a full run saw; one row a page. */
export async function addRunPage(
  tx: WorkspaceTransaction,
  page: {
    readonly runId: RunId;
    readonly object: string;
    readonly page: number;
    readonly gainsightIds: readonly string[];
  },
): Promise<void> {
  await sql`
    insert into run_pages (workspace_id, run_id, object, page, gainsight_ids)
    values (${tx.workspaceId}, ${page.runId}, ${page.object}, ${page.page}, ${page.gainsightIds})
  `.execute(tx.db);
}

/** A record that a full run did not see. */
export interface UnseenRecord {
  readonly gainsightId: string;
  readonly name: string | null;
  /** Whether the filter had let it in: only then is there an account that would leave. */
  readonly isIn: boolean;
}

/**
 * Records that stand as present, were first stored before the run began, and stand on none of its pages,
 * in order of their id from `after` on. `except` has no quadratic plan: an anti-join of freshly filled tables, which
 * the planner knows nothing of yet, became a nested loop over all pairs.
 */
export async function listUnseenRecords(
  tx: WorkspaceTransaction,
  query: {
    readonly runId: RunId;
    readonly connectionId: ConnectionId;
    readonly object: string;
    readonly storedBefore: Date;
    readonly after: string;
    readonly limit: number;
  },
): Promise<UnseenRecord[]> {
  const result = await sql<UnseenRecord>`
    with gone as materialized (
      select gainsight_id
      from source_records
      where workspace_id = ${tx.workspaceId}
        and connection_id = ${query.connectionId}
        and object = ${query.object}
        and presence = 'present'
        and first_stored_at < ${query.storedBefore}
        and gainsight_id > ${query.after}
      except
      select unnest(gainsight_ids) collate "C"
      from run_pages
      where workspace_id = ${tx.workspaceId} and run_id = ${query.runId} and object = ${query.object}
      order by 1
      limit ${query.limit}
    )
    select s.gainsight_id as "gainsightId", s.name, s.verdict = 'in' as "isIn"
    from gone
    join source_records s on s.workspace_id = ${tx.workspaceId} and s.connection_id = ${query.connectionId}
      and s.object = ${query.object} and s.gainsight_id = gone.gainsight_id
    order by s.gainsight_id
  `.execute(tx.db);
  return result.rows;
}

/** Which of these ids are records that stand as present. */
export async function listPresentRecords(
  tx: WorkspaceTransaction,
  of: { readonly connectionId: ConnectionId; readonly object: string },
  gainsightIds: readonly string[],
): Promise<UnseenRecord[]> {
  if (gainsightIds.length === 0) return [];
  const result = await sql<UnseenRecord>`
    select gainsight_id as "gainsightId", name, verdict = 'in' as "isIn"
    from source_records
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.object}
      and presence = 'present' and gainsight_id = any(${gainsightIds})
    order by gainsight_id
  `.execute(tx.db);
  return result.rows;
}

/** Drops what a run saw, once it is swept or given up. */
export async function deleteRunPages(tx: WorkspaceTransaction, runId: RunId): Promise<void> {
  await tx.db.deleteFrom('run_pages').where('run_id', '=', runId).execute();
}
