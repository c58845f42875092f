import type { HeldAnswerId, MeetingId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { newId } from '../new-id.ts';
import type { HeldAnswersTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** An answer of a model that was not used. */
export type HeldAnswerRow = Selectable<HeldAnswersTable>;

/** The newest so many of a workspace are kept. */
const MOST_HELD = 200;
/** Longest answer that is kept, in characters. */
const MAX_ANSWER = 20_000;

/** Keeps an answer for review as it came, cut at its longest; the oldest beyond two hundred go. */
export async function holdAnswer(
  tx: WorkspaceTransaction,
  answer: Pick<HeldAnswerRow, 'meeting_id' | 'model' | 'code' | 'message' | 'answer' | 'held_at'>,
): Promise<void> {
  const text = answer.answer.slice(0, MAX_ANSWER).toWellFormed().replaceAll('\0', '');
  await tx.db
    .insertInto('held_answers')
    .values({ ...answer, answer: text, id: newId<HeldAnswerId>(), workspace_id: tx.workspaceId })
    .execute();
  await sql`
    delete from held_answers where workspace_id = ${tx.workspaceId} and id in (
      select id from held_answers where workspace_id = ${tx.workspaceId}
      order by held_at desc, id desc offset ${MOST_HELD})
  `.execute(tx.db);
}

/** Held answers with the titles of their meetings, the newest first. */
export async function listHeldAnswers(
  tx: WorkspaceTransaction,
): Promise<(HeldAnswerRow & { readonly title: string })[]> {
  return tx.db
    .selectFrom('held_answers')
    .innerJoin('meetings', 'meetings.id', 'held_answers.meeting_id')
    .selectAll('held_answers')
    .select('meetings.title')
    .orderBy('held_answers.held_at', 'desc')
    .orderBy('held_answers.id', 'desc')
    .limit(MOST_HELD)
    .execute();
}

/** Lets go of one; false when there is none. */
export async function dismissHeldAnswer(tx: WorkspaceTransaction, id: HeldAnswerId): Promise<boolean> {
  const gone = await tx.db.deleteFrom('held_answers').where('id', '=', id).returning('id').executeTakeFirst();
  return gone !== undefined;
}

/** Lets go of what is held of a meeting: its summary was made anew. */
export async function dismissHeldAnswersOf(tx: WorkspaceTransaction, meetingId: MeetingId): Promise<void> {
  await tx.db.deleteFrom('held_answers').where('meeting_id', '=', meetingId).execute();
}
