import type { MeetingDetail } from '@handrail/contract';
import { findOpenReview, listParticipants, listTurns, readSummaries } from '@handrail/database';
import type { MeetingRow, WorkspaceTransaction } from '@handrail/database';
import { notFound } from '../../errors.ts';
import { presentMeetings } from './meeting.ts';
import { presentReviewReasons } from './review-reason.ts';
import { presentSummary } from './summary.ts';

/** A meeting with all that its page shows: who took part, summary, transcript, and why it waits if it does. */
export async function presentMeetingDetail(
  tx: WorkspaceTransaction,
  row: MeetingRow,
): Promise<MeetingDetail> {
  const [meeting] = await presentMeetings(tx, [row]);
  if (meeting === undefined) throw notFound('meeting');
  const summary = (await readSummaries(tx, [row.id])).get(row.id);
  return {
    ...meeting,
    participants: (await listParticipants(tx, [row.id])).map(({ name, email, title, side }) => ({
      name,
      email,
      title,
      side,
    })),
    summary: summary === undefined ? null : presentSummary(summary),
    turns: (await listTurns(tx, row.id)).map(({ turn, speaker, side, text, start_ms, end_ms }) => ({
      turn,
      speaker,
      side,
      text,
      startMs: start_ms,
      endMs: end_ms,
    })),
    review: await readReview(tx, row),
  };
}

async function readReview(tx: WorkspaceTransaction, row: MeetingRow): Promise<MeetingDetail['review']> {
  const review = await findOpenReview(tx, row.id);
  if (review === undefined) return null;
  const [presented] = await presentReviewReasons(tx, [review]);
  return presented ?? null;
}
