import type { Configuration, MeetingId, SummaryPart, UserId } from '@handrail/core';
import {
  insertSummary,
  listCorrections,
  listTurns,
  readSummaries,
  saveCorrection,
  setActionItemState,
} from '@handrail/database';
import type { NewActionItem, PartChange, WholeSummary, WorkspaceTransaction } from '@handrail/database';
import { applyCorrections, fits, newParts, placeOf, withPart } from './corrected-parts.ts';
import type { SummaryParts } from './corrected-parts.ts';
import { measureMeeting } from './measure-meeting.ts';
import { orderActivities } from './order-activities.ts';
import { readRemovedParts } from './removed-parts.ts';

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
  readonly kind: SummaryPart;
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
  await storeCorrected(tx, configuration, whole, newParts(whole), now);
  if (place.part === 'topic') await measureTone(tx, whole);
  return true;
}

/** A part that a person had taken out, by the id that it had when it stood last. */
export type RestoreOrder = Omit<CorrectionOrder, 'change'>;

/**
 * Puts back what a person took out of the summary, with all that was corrected in it, as its next version. Answers false
 * when no such part was taken out.
 */
export async function restoreSummaryPart(
  tx: WorkspaceTransaction,
  configuration: Configuration,
  { meetingId, partId, by, now }: RestoreOrder,
): Promise<boolean> {
  const whole = (await readSummaries(tx, [meetingId])).get(meetingId);
  const removed = (await readRemovedParts(tx, meetingId)).find(({ row }) => row.id === partId);
  if (whole === undefined || removed === undefined) return false;
  const { part, turn, quote, row } = removed;
  await saveCorrection(tx, meetingId, { part, turn, quote, change: { isRemoved: false } }, by, now);
  await storeCorrected(tx, configuration, whole, withPart(newParts(whole), row), now);
  if (part === 'topic') await measureTone(tx, whole);
  return true;
}

/** The meeting's own tone follows those of its topics. */
async function measureTone(tx: WorkspaceTransaction, { summary }: WholeSummary): Promise<void> {
  const { meeting_id: meetingId, language } = summary;
  const corrections = await listCorrections(tx, meetingId);
  await measureMeeting(tx, meetingId, { turns: await listTurns(tx, meetingId), language, corrections });
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
  await storeCorrected(tx, configuration, whole, newParts(whole), now);
  return true;
}

/** Makes the next version of a summary: these parts, with all that people corrected. */
async function storeCorrected(
  tx: WorkspaceTransaction,
  configuration: Configuration,
  { summary }: WholeSummary,
  parts: SummaryParts,
  now: Date,
): Promise<void> {
  const meetingId = summary.meeting_id;
  await insertSummary(tx, {
    meetingId,
    algorithm: summary.algorithm,
    language: summary.language,
    languageNote: summary.language_note,
    ...applyCorrections(parts, await listCorrections(tx, meetingId)),
    isCorrected: true,
    model: summary.model,
    fallbackCode: summary.fallback_code,
    now,
  });
  await orderActivities(tx, configuration, [meetingId], now);
}
