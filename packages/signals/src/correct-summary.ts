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
  NewActionItem,
  NewClaim,
  PartChange,
  SummaryCorrection,
  WholeSummary,
  WorkspaceTransaction,
} from '@handrail/database';
import { measureMeeting } from './measure-meeting.ts';
import { orderActivities } from './order-activities.ts';

/** The parts of a summary as they are stored. */
export interface SummaryParts {
  readonly claims: readonly NewClaim[];
  readonly actionItems: readonly NewActionItem[];
}

/** A person's correction of one part of a meeting's newest summary. */
export interface CorrectionOrder {
  readonly meetingId: MeetingId;
  /** Id of the claim or action item. */
  readonly partId: string;
  readonly change: PartChange;
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
  const {
    algorithm,
    language,
    language_note: languageNote,
    model,
    fallback_code: fallbackCode,
  } = whole.summary;
  const corrections = await listCorrections(tx, meetingId);
  const corrected = applyCorrections(newParts(whole), corrections);
  await insertSummary(tx, {
    meetingId,
    algorithm,
    language,
    languageNote,
    ...corrected,
    isCorrected: true,
    model,
    fallbackCode,
    now,
  });
  if (place.part === 'topic') {
    await measureMeeting(tx, meetingId, { turns: await listTurns(tx, meetingId), language, corrections });
  }
  await orderActivities(tx, configuration, [meetingId], now);
  return true;
}

/** The parts of a stored summary as those of another are stored. */
export function newParts({ claims, actionItems }: Omit<WholeSummary, 'summary'>): SummaryParts {
  return {
    claims: claims.map(({ kind, text, turn, quote, start_ms, sentiment }) => ({
      kind,
      text,
      turn,
      quote,
      start_ms,
      sentiment,
    })),
    actionItems: actionItems.map(({ text, owner, due_on, side, turn, quote, start_ms, state }) => ({
      text,
      owner,
      due_on,
      side,
      turn,
      quote,
      start_ms,
      state,
    })),
  };
}

/** Does to the parts of a summary what people corrected in parts that rest on the same words. */
export function applyCorrections(
  { claims, actionItems }: SummaryParts,
  corrections: readonly SummaryCorrection[],
): SummaryParts {
  const changes = new Map(corrections.map((one) => [keyOf(one), one.change]));
  return {
    claims: claims.flatMap((claim) => {
      const change = changes.get(keyOf(placeOf(claim.kind, claim)));
      if (change?.isRemoved === true) return [];
      const { text, sentiment } = claim;
      return [{ ...claim, text: change?.text ?? text, sentiment: change?.sentiment ?? sentiment }];
    }),
    actionItems: actionItems.flatMap((item) => {
      const change = changes.get(keyOf(placeOf('action-item', item)));
      if (change?.isRemoved === true) return [];
      return [
        {
          ...item,
          text: change?.text ?? item.text,
          owner: change?.owner === undefined ? item.owner : change.owner,
          due_on: change?.dueOn === undefined ? item.due_on : change.dueOn,
          state: change?.state ?? item.state,
        },
      ];
    }),
  };
}

/** What of a part a correction is kept by. Several topics may rest on one sentence, and each stays one wherever it is found. */
function placeOf(
  part: SummaryCorrection['part'],
  { turn, quote, text }: { readonly turn: number; readonly quote: string; readonly text: string },
): Omit<SummaryCorrection, 'change'> {
  return part === 'topic' ? { part, turn: 0, quote: text } : { part, turn, quote };
}

function keyOf({ part, turn, quote }: Omit<SummaryCorrection, 'change'>): string {
  return `${part} ${turn} ${quote}`;
}

/** A topic is known by its words, so that they stay; nothing else has a tone of its own. */
function fits(change: PartChange, part: SummaryCorrection['part']): boolean {
  const isOfTopic = Object.keys(change).every((key) => key === 'sentiment' || key === 'isRemoved');
  return part === 'topic' ? isOfTopic : change.sentiment === undefined;
}
