import { evidenceOf } from '../claim.ts';
import type { ActionItem, Claim } from '../claim.ts';
import { findDueDay } from '../due-date.ts';
import type { MeetingToSummarize } from '../meeting-summary.ts';
import type { Topic } from '../topics.ts';
import { hasInvisible } from '../transcript.ts';
import type { Sentence, Turn } from '../transcript.ts';
import { createSafeTextCheck } from './is-safe-text.ts';
import type { PartAnswer } from './prompt.ts';

/** What of an answer stands: every statement's quote is in the transcript, every text is safe. */
export interface CheckedAnswer {
  readonly headline: Claim | null;
  readonly points: readonly Claim[];
  readonly decisions: readonly Claim[];
  readonly actionItems: readonly ActionItem[];
  readonly risks: readonly Claim[];
  readonly asks: readonly Claim[];
  readonly topics: readonly Topic[];
  /** Statements that were answered, and those of them that were dropped. */
  readonly stated: number;
  readonly dropped: number;
}

/** Makes a check that holds an answer against a meeting, and drops each statement that does not stand. */
export function createAnswerCheck(
  meeting: MeetingToSummarize,
  language: string | null,
): (answer: PartAnswer) => CheckedAnswer {
  const turns = new Map(meeting.turns.map((turn) => [turn.index, turn]));
  const isSafe = createSafeTextCheck(meeting.turns);
  type Stated = { readonly text: string; readonly turn: number; readonly quote: string };
  const check = ({ text, turn, quote }: Stated): Claim | null => {
    const spoken = turns.get(turn);
    const sentence = spoken === undefined ? null : findQuote(spoken, quote);
    const trimmed = text.trim();
    return sentence === null || trimmed === '' || !isSafe(trimmed)
      ? null
      : { text: trimmed, evidence: evidenceOf(sentence) };
  };
  const some = (stated: readonly Stated[]): Claim[] => stated.map(check).filter((claim) => claim !== null);
  return (answer) => {
    const actionItems = answer.actionItems.flatMap((item): ActionItem[] => {
      const claim = check(item);
      if (claim === null) return [];
      const owner = findOwner(item.owner, meeting.turns);
      const turn = turns.get(claim.evidence.turn);
      const side = owner?.side ?? turn?.side ?? 'unknown';
      const due = findDue(item.due, claim.evidence.quote, meeting, language);
      return [{ ...claim, owner: owner?.name ?? null, due, side }];
    });
    const topics = answer.topics.flatMap((topic): Topic[] => {
      const claim = check(topic);
      return claim === null
        ? []
        : [{ topic: claim.text, sentiment: topic.sentiment, evidence: claim.evidence }];
    });
    const checked = {
      headline: answer.headline === null ? null : check(answer.headline),
      points: some(answer.points),
      decisions: some(answer.decisions),
      actionItems,
      risks: some(answer.risks),
      asks: some(answer.asks),
      topics,
    };
    const stated = countOf(answer);
    return { ...checked, stated, dropped: stated - countOf(checked) };
  };
}

function countOf(answer: {
  readonly headline: unknown;
  readonly points: readonly unknown[];
  readonly decisions: readonly unknown[];
  readonly actionItems: readonly unknown[];
  readonly risks: readonly unknown[];
  readonly asks: readonly unknown[];
  readonly topics: readonly unknown[];
}): number {
  const { headline, points, decisions, actionItems, risks, asks, topics } = answer;
  const lists = [points, decisions, actionItems, risks, asks, topics];
  return lists.reduce((sum, list) => sum + list.length, headline === null ? 0 : 1);
}

/** Fewer words are found everywhere and say nothing. */
const LEAST_QUOTE_WORDS = 2;

/** The words of a turn that a quote names, verbatim; case and what stands between words may differ. Null: not there. */
function findQuote(turn: Turn, quote: string): Sentence | null {
  const words = quote.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < LEAST_QUOTE_WORDS) return null;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])${words.join('[^\\p{L}\\p{N}]{1,12}')}(?![\\p{L}\\p{N}])[.!?…]?`,
    'iu',
  );
  const match = pattern.exec(turn.text);
  if (match === null || hasInvisible(match[0])) return null;
  return { turn, start: match.index, end: match.index + match[0].length, text: match[0] };
}

/** Whom an item names: a speaker, with their side, or a name that was said; null for anybody else. */
function findOwner(
  named: string | null,
  turns: readonly Turn[],
): { readonly name: string; readonly side: Turn['side'] | null } | null {
  const name = named?.trim() ?? '';
  if (!/^[\p{L}][\p{L}\p{M} .'’-]{1,80}$/u.test(name)) return null;
  const lower = name.toLowerCase();
  const speaker = turns.find((turn) => turn.speaker.toLowerCase() === lower);
  if (speaker !== undefined) return { name: speaker.speaker, side: speaker.side };
  const first = turns.find((turn) => turn.speaker.toLowerCase().split(/\s+/u)[0] === lower);
  if (first !== undefined) return { name: first.speaker, side: first.side };
  return turns.some((turn) => turn.text.includes(name)) ? { name, side: null } : null;
}

const MOST_DAYS_AHEAD = 730;

/**
 * The day of an item. In English and German it is read from the quote itself; in other languages the model's word
 * counts when it is a day within two years of the meeting.
 */
function findDue(
  due: string | null,
  quote: string,
  { startedAt, timeZone = 'UTC' }: MeetingToSummarize,
  language: string | null,
): string | null {
  if (due === null || startedAt === null) return null;
  if (language === 'en' || language === 'de') return findDueDay(quote, language, startedAt, timeZone);
  const at = /^\d{4}-\d{2}-\d{2}$/u.test(due) ? Date.parse(due) : Number.NaN;
  const daysAhead = (at - startedAt.getTime()) / 86_400_000;
  return daysAhead >= -1 && daysAhead <= MOST_DAYS_AHEAD ? due : null;
}
