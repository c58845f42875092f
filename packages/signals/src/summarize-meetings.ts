import type { MeetingId } from '@handrail/core';
import {
  insertSummary,
  listCorrections,
  listTurns,
  listUnsummarized,
  saveMeetingMeasures,
} from '@handrail/database';
import type { NewActionItem, NewClaim, TurnRow, WorkspaceTransaction } from '@handrail/database';
import type { Claim } from './claim.ts';
import { applyCorrections } from './correct-summary.ts';
import { SUMMARY_ALGORITHM, summarizeMeeting } from './meeting-summary.ts';
import type { MeetingSummary } from './meeting-summary.ts';
import { meanSentiment } from './sentiment.ts';
import type { Turn } from './transcript.ts';

/**
 * Sums up the next meeting that has a transcript and no summary of this method, with what people corrected in earlier
 * ones; nothing when there is none.
 */
export async function summarizeNext(
  tx: WorkspaceTransaction,
  timeZone: string,
  now: Date,
): Promise<MeetingId | undefined> {
  const [meeting] = await listUnsummarized(tx, SUMMARY_ALGORITHM, 1);
  if (meeting === undefined) return undefined;
  const turns = (await listTurns(tx, meeting.id)).map(toTurn);
  const summary = summarizeMeeting({
    turns,
    language: meeting.language,
    startedAt: meeting.started_at,
    timeZone,
  });
  const corrections = await listCorrections(tx, meeting.id);
  const parts = { claims: toClaims(summary), actionItems: summary.actionItems.map(toActionItem) };
  await insertSummary(tx, {
    meetingId: meeting.id,
    algorithm: summary.version,
    language: summary.language,
    languageNote: summary.languageNote,
    ...applyCorrections(parts, corrections),
    isCorrected: corrections.length > 0,
    now,
  });
  const theirs = turns.filter((turn) => turn.side === 'theirs').map((turn) => turn.text);
  await saveMeetingMeasures(tx, meeting.id, {
    theirWords: countWords(theirs),
    ourWords: countWords(turns.filter((turn) => turn.side === 'ours').map((turn) => turn.text)),
    sentiment: meanSentiment(theirs, summary.language),
  });
  return meeting.id;
}

function toTurn(row: TurnRow): Turn {
  return {
    index: row.turn,
    speaker: row.speaker,
    side: row.side,
    text: row.text,
    startMs: row.start_ms,
    endMs: row.end_ms,
  };
}

function toClaims(summary: MeetingSummary): NewClaim[] {
  const claims = (kind: NewClaim['kind'], list: readonly Claim[]) =>
    list.map(({ text, evidence }) => ({
      kind,
      text,
      turn: evidence.turn,
      quote: evidence.quote,
      start_ms: evidence.startMs,
      sentiment: null,
    }));
  return [
    ...claims('headline', summary.headline === null ? [] : [summary.headline]),
    ...claims('point', summary.points),
    ...claims('decision', summary.decisions),
    ...claims('risk', summary.risks),
    ...claims('ask', summary.asks),
    ...summary.topics.map(({ topic, sentiment, evidence }) => ({
      kind: 'topic' as const,
      text: topic,
      turn: evidence.turn,
      quote: evidence.quote,
      start_ms: evidence.startMs,
      sentiment,
    })),
  ];
}

function toActionItem(item: MeetingSummary['actionItems'][number]): NewActionItem {
  return {
    text: item.text,
    owner: item.owner,
    due_on: item.due,
    side: item.side,
    turn: item.evidence.turn,
    quote: item.evidence.quote,
    start_ms: item.evidence.startMs,
    state: 'open',
  };
}

function countWords(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
}
