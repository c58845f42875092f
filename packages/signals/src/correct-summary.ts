import type { Configuration, MeetingId, UserId } from '@handrail/core';
import {
  insertSummary,
  listCorrections,
  readSummaries,
  saveCorrection,
  setActionItemState,
} from '@handrail/database';
import type {
  CorrectablePart,
  NewActionItem,
  NewClaim,
  PartChange,
  SummaryCorrection,
  WholeSummary,
  WorkspaceTransaction,
} from '@handrail/database';
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
 * next version, which goes to the Timeline like every new version. Answers false when there is no such part.
 */
export async function correctSummary(
  tx: WorkspaceTransaction,
  configuration: Configuration,
  { meetingId, partId, change, by, now }: CorrectionOrder,
): Promise<boolean> {
  const whole = (await readSummaries(tx, [meetingId])).get(meetingId);
  const item = whole?.actionItems.find(({ id }) => id === partId);
  const claim = whole?.claims.find(({ id, kind }) => id === partId && kind !== 'topic');
  const rest = item ?? claim;
  const part: CorrectablePart | undefined =
    item !== undefined
      ? 'action-item'
      : claim === undefined || claim.kind === 'topic'
        ? undefined
        : claim.kind;
  if (whole === undefined || rest === undefined || part === undefined) return false;
  await saveCorrection(tx, meetingId, { part, turn: rest.turn, quote: rest.quote, change }, by, now);
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
  const corrected = applyCorrections(newParts(whole), await listCorrections(tx, meetingId));
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
  const changes = new Map(corrections.map((one) => [keyOf(one.part, one), one.change]));
  return {
    claims: claims.flatMap((claim) => {
      const change = changes.get(keyOf(claim.kind, claim));
      if (change?.isRemoved === true) return [];
      return [{ ...claim, text: change?.text ?? claim.text }];
    }),
    actionItems: actionItems.flatMap((item) => {
      const change = changes.get(keyOf('action-item', item));
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

function keyOf(part: string, { turn, quote }: { readonly turn: number; readonly quote: string }): string {
  return `${part} ${turn} ${quote}`;
}
