import { sql } from 'kysely';
import type { RunRow } from './runs.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** Of each stream the run that ended last, cancelled ones left out: what a person would call its state. */
export async function listLastEndedRuns(tx: WorkspaceTransaction): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select r.* from streams s, lateral (
      select * from runs where workspace_id = s.workspace_id and stream_id = s.id
        and state in ('done', 'partial', 'failed', 'awaiting-approval')
      order by created_at desc, number desc limit 1
    ) r where s.workspace_id = ${tx.workspaceId}
  `.execute(tx.db);
  return rows;
}

/** Runs that wait for a person's decision, newest first. */
export async function listRunsAwaitingApproval(tx: WorkspaceTransaction): Promise<RunRow[]> {
  return tx.db
    .selectFrom('runs')
    .selectAll()
    .where('workspace_id', '=', tx.workspaceId)
    .where('state', '=', 'awaiting-approval')
    .orderBy('number', 'desc')
    .limit(50)
    .execute();
}

/** Runs that are queued or under way, oldest first. */
export async function listOpenRuns(tx: WorkspaceTransaction): Promise<RunRow[]> {
  return tx.db
    .selectFrom('runs')
    .selectAll()
    .where('workspace_id', '=', tx.workspaceId)
    .where('state', 'in', ['queued', 'running'])
    .orderBy('created_at')
    .execute();
}
