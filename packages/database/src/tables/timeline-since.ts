import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** Notes the moment at which the Timeline is switched on; it stays while it is on, and is forgotten when it is off. */
export async function noteTimelineSwitch(
  tx: WorkspaceTransaction,
  enabled: boolean,
  now: Date,
): Promise<void> {
  await tx.db
    .updateTable('workspaces')
    .set({ timeline_since: enabled ? sql<Date>`coalesce(timeline_since, ${now})` : null })
    .where('id', '=', tx.workspaceId)
    .execute();
}

/**
 * Has meetings sent that were held since `since`, or since the earliest that was read, on top of those that are sent
 * already. Answers whether the Timeline is on.
 */
export async function backfillTimeline(tx: WorkspaceTransaction, since: Date | null): Promise<boolean> {
  const result = await sql`
    update workspaces set timeline_since = least(timeline_since, coalesce(${since}::timestamptz, (
      select min(coalesce(started_at, created_at)) from meetings where workspace_id = ${tx.workspaceId})))
    where id = ${tx.workspaceId} and timeline_since is not null
  `.execute(tx.db);
  return result.numAffectedRows === 1n;
}

/** Meetings that belong to an account, were held before the Timeline's time, and were never ordered. */
export async function countEarlierMeetings(tx: WorkspaceTransaction): Promise<number> {
  const result = await sql<{ count: number }>`
    select count(*)::int as count
    from meetings m join workspaces w on w.id = m.workspace_id
    where m.workspace_id = ${tx.workspaceId} and m.attribution = 'attributed' and m.state = 'transcribed'
      and coalesce(m.started_at, m.created_at) < w.timeline_since
      and not exists (
        select 1 from outbox o
        where o.workspace_id = m.workspace_id and o.kind = 'timeline-activity' and o.subject_id = m.id)
  `.execute(tx.db);
  return result.rows[0]?.count ?? 0;
}
