import type { MeetingDetail } from '@handrail/contract';
import { exclusionInWords } from '@handrail/core';
import { findOpenReview, listParticipants, listTurns, readSummaries } from '@handrail/database';
import type { MeetingRow, TurnRow, WorkspaceTransaction } from '@handrail/database';
import { markTurns, readRemovedParts } from '@handrail/signals';
import { readConfiguration, readSendings, readTimelineStandstill } from '@handrail/sync';
import { notFound } from '../../errors.ts';
import { instant, presentFailure } from './failure.ts';
import { presentMeetings } from './meeting.ts';
import { presentReviewReasons } from './review-reason.ts';
import { presentRuleOffers } from './rule-offers.ts';
import { presentSummary } from './summary.ts';

/** A meeting with all that its page shows: who took part, summary, transcript, and why it waits if it does. */
export async function presentMeetingDetail(
  tx: WorkspaceTransaction,
  row: MeetingRow,
): Promise<MeetingDetail> {
  const [meeting] = await presentMeetings(tx, [row]);
  if (meeting === undefined) throw notFound('meeting');
  const summary = (await readSummaries(tx, [row.id])).get(row.id);
  const participants = await listParticipants(tx, [row.id]);
  const offers = await presentRuleOffers(tx, [{ id: row.id, crmId: row.crm_account_id, participants }]);
  return {
    ...meeting,
    sendings: [...(await readSendings(tx, row, summary !== undefined))],
    participants: participants.map(({ name, email, title, side }) => ({
      name,
      email,
      title,
      side,
    })),
    summary: summary === undefined ? null : presentSummary(summary),
    removedParts: (await readRemovedParts(tx, row.id)).map(({ part, row: stood, removedBy, removedAt }) => ({
      id: stood.id,
      kind: part,
      text: stood.text,
      removedBy,
      removedAt: removedAt.toISOString(),
    })),
    summaryAskedAt: instant(row.resummarize_at),
    turns: presentTurns(await listTurns(tx, row.id), summary?.summary.language ?? null),
    review: await readReview(tx, row),
    ruleOffers: offers.get(row.id) ?? [],
    timelineStandstill: await readStandstill(tx),
    exclusionInWords: await readExclusion(tx, row),
  };
}

async function readStandstill(tx: WorkspaceTransaction): Promise<MeetingDetail['timelineStandstill']> {
  const standstill = await readTimelineStandstill(tx);
  return standstill === null ? null : { why: standstill.why, failure: presentFailure(standstill.failure) };
}

async function readExclusion(tx: WorkspaceTransaction, row: MeetingRow): Promise<string | null> {
  if (row.exclusion_rule === null) return null;
  const { configuration } = await readConfiguration(tx);
  return exclusionInWords(row.exclusion_rule, configuration.meetings.exclude);
}

function presentTurns(rows: readonly TurnRow[], language: string | null): MeetingDetail['turns'] {
  const turns = rows.map(({ turn, speaker, side, text, start_ms, end_ms }) => ({
    index: turn,
    speaker,
    side,
    text,
    startMs: start_ms,
    endMs: end_ms,
  }));
  const marks = markTurns(turns, language);
  return turns.map(({ index, ...turn }, at) => ({
    turn: index,
    ...turn,
    acts: [...(marks[at]?.acts ?? [])],
    sentiment: marks[at]?.sentiment ?? null,
  }));
}

async function readReview(tx: WorkspaceTransaction, row: MeetingRow): Promise<MeetingDetail['review']> {
  const review = await findOpenReview(tx, row.id);
  if (review === undefined) return null;
  const [presented] = await presentReviewReasons(tx, [review]);
  return presented ?? null;
}
