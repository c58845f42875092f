import type { MeetingId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import type { WholeSummary } from './summaries.ts';
import type { SummaryCorrection } from './summary-corrections.ts';

/** That a person took a part out of a meeting's summary, and every later one. */
export interface Removal extends Omit<SummaryCorrection, 'change'> {
  readonly removedAt: Date;
  /** Null: somebody who is gone. */
  readonly removedBy: string | null;
}

/** What people took out of a meeting's summary, the latest first. */
export async function listRemovals(tx: WorkspaceTransaction, meetingId: MeetingId): Promise<Removal[]> {
  const result = await sql<Removal>`
    select c.part, c.turn, c.quote, c.corrected_at as "removedAt", u.name as "removedBy"
    from summary_corrections c
    left join users u on u.workspace_id = c.workspace_id and u.id = c.corrected_by
    where c.workspace_id = ${tx.workspaceId} and c.meeting_id = ${meetingId} and c.change->>'isRemoved' = 'true'
    order by c.corrected_at desc, c.part, c.turn, c.quote
  `.execute(tx.db);
  return result.rows;
}

/** The parts of all versions of a meeting's summary, those of the newest first. */
export async function listEveryPart(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
): Promise<Omit<WholeSummary, 'summary'>> {
  const claims = await tx.db
    .selectFrom('claims')
    .innerJoin('summaries', 'summaries.id', 'claims.summary_id')
    .leftJoin('users', 'users.id', 'claims.added_by')
    .selectAll('claims')
    .select('users.name as added_by_name')
    .where('summaries.meeting_id', '=', meetingId)
    .orderBy('summaries.version', 'desc')
    .orderBy('claims.position')
    .execute();
  const actionItems = await tx.db
    .selectFrom('action_items')
    .innerJoin('summaries', 'summaries.id', 'action_items.summary_id')
    .leftJoin('users', 'users.id', 'action_items.added_by')
    .selectAll('action_items')
    .select('users.name as added_by_name')
    .where('summaries.meeting_id', '=', meetingId)
    .orderBy('summaries.version', 'desc')
    .orderBy('action_items.position')
    .execute();
  return { claims, actionItems };
}
