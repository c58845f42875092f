import type { Configuration, MeetingId, UserId } from '@handrail/core';
import {
  insertSummary,
  listCorrections,
  listTurns,
  readSummaries,
  saveCorrection,
  setActionItemState,
} from '@handrail/database';
import type {
  CorrectablePart,
  NewActionItem,
  PartChange,
  WholeSummary,
  WorkspaceTransaction,
} from '@handrail/database';
import { applyCorrections, fits, newParts, placeOf } from './corrected-parts.ts';
import { measureMeeting } from './measure-meeting.ts';
import { orderActivities } from './order-activities.ts';

/** A person's correction of one part of a meeting's newest summary. */
export interface CorrectionOrder {
  readonly meetingId: MeetingId;
  /** Id of the claim or action item. */
  readonly partId: string;
  readonly change: PartChange;
  readonly by: UserId;
  readonly now: Date;
}

/** What a person adds to a meeting's newest summary. */
export interface AdditionOrder {
  readonly meetingId: MeetingId;
  readonly kind: CorrectablePart;
  readonly text: string;
  /** Of an action item. */
  readonly item?: Pick<NewActionItem, 'owner' | 'due_on' | 'side'>;
  readonly by: UserId;
  readonly now: Date;
}

/**
 * Corrects one part of the newest summary. Ticking an item off changes only its state; any other correction makes the
 * next version, which goes to the Timeline like every new version. Of a topic its tone can be corrected, of no other part;
 * the meeting's own tone follows. Answers false when there is no such part.
 */
export async function correctSummary(
  tx: WorkspaceTransaction,
  configuration: Configuration,
  { meetingId, partId, change, by, now }: CorrectionOrder,
): Promise<boolean> {
  const whole = (await readSummaries(tx, [meetingId])).get(meetingId);
  const item = whole?.actionItems.find(({ id }) => id === partId);
  const claim = whole?.claims.find(({ id }) => id === partId);
  const place =
    item !== undefined
      ? placeOf('action-item', item)
      : claim === undefined
        ? undefined
        : placeOf(claim.kind, claim);
  if (whole === undefined || place === undefined || !fits(change, place.part)) return false;
  await saveCorrection(tx, meetingId, { ...place, change }, by, now);
  const { state, ...other } = change;
  if (item !== undefined && state !== undefined) await setActionItemState(tx, item.id, state);
  if (Object.keys(other).length === 0) return true;
  await storeCorrected(tx, configuration, whole, now);
  if (place.part === 'topic') {
    const { language } = whole.summary;
    const corrections = await listCorrections(tx, meetingId);
    await measureMeeting(tx, meetingId, { turns: await listTurns(tx, meetingId), language, corrections });
  }
  return true;
}

/**
 * Adds to the newest summary what a person says of the meeting, as its next version. It rests on no words of the
 * transcript and is marked as theirs. The same words once more are the same part. Answers false when there is no summary.
 */
export async function addSummaryPart(
  tx: WorkspaceTransaction,
  configuration: Configuration,
  { meetingId, kind, text, item, by, now }: AdditionOrder,
): Promise<boolean> {
  const whole = (await readSummaries(tx, [meetingId])).get(meetingId);
  if (whole === undefined) return false;
  const place = placeOf(kind, { turn: null, quote: text, text });
  // Said whole: the same words may have been added, corrected and removed before.
  const change: PartChange = {
    text,
    ...(item === undefined ? {} : { owner: item.owner, dueOn: item.due_on, side: item.side, state: 'open' }),
    isRemoved: false,
    added: { by, at: now.toISOString() },
  };
  await saveCorrection(tx, meetingId, { ...place, change }, by, now);
  await storeCorrected(tx, configuration, whole, now);
  return true;
}

/** Makes the next version of a summary: the one that stands, with all that people corrected. */
async function storeCorrected(
  tx: WorkspaceTransaction,
  configuration: Configuration,
  whole: WholeSummary,
  now: Date,
): Promise<void> {
  const { summary } = whole;
  const meetingId = summary.meeting_id;
  await insertSummary(tx, {
    meetingId,
    algorithm: summary.algorithm,
    language: summary.language,
    languageNote: summary.language_note,
    ...applyCorrections(newParts(whole), await listCorrections(tx, meetingId)),
    isCorrected: true,
    model: summary.model,
    fallbackCode: summary.fallback_code,
    now,
  });
  await orderActivities(tx, configuration, [meetingId], now);
}
