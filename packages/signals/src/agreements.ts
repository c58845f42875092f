import type { Candidate } from './candidate.ts';
import { type Cues, factCount, isAsk, isConditional, isDecision } from './cues.ts';

const MIN_WORDS = 4;

/** Says of a day that it can be. */
const SUITS =
  /(?<!\p{L})(?<!(?:not|nicht|pas|no|inte) )(?:works|suits|is (?:fine|good|perfect)|passt|geht|ist (?:gut|prima|perfekt)|convient|ça (?:marche|me va|nous va)|va bien|(?:me|nos) viene bien|funkar|passar)(?! (?:not|nicht|pas|inte))(?!\p{L})/iu;
/** Answers something itself. */
const NO = /^(?:no|nope|nein|nee|non|nej)(?:[,.]|$)/iu;
/** An offer with a figure is settled by its answer, also under a condition: "If it's two years, £102 per user." */
const isOpen = (text: string, cues: Cues): boolean =>
  text.endsWith('?') || NO.test(text) || (isConditional(text) && factCount(text, cues) === 0);

/**
 * Makes the check of whether a sentence is settled by the answer: the last words of a turn, to which the next voice says
 * "agreed"; or a decision put as a question ("…, right?") that the next voice takes on; or the answer itself, where it
 * takes on a day that was put as a question and names it: "The 24th works."
 */
export function createAgreementCheck(
  candidates: readonly Candidate[],
  cues: Cues,
): (candidate: Candidate) => boolean {
  const settled = new Set<Candidate>();
  candidates.forEach((answer, at) => {
    const before = candidates[at - 1];
    if (before === undefined || before.sentence.turn.speaker === answer.sentence.turn.speaker) return;
    const said = before.sentence.text.replace(cues.tagQuestion, '.');
    const isPut = said !== before.sentence.text;
    if (isPut && cues.acceptance.test(answer.sentence.text) && isDecision(said, cues)) settled.add(before);
    const isDayPut = before.sentence.text.endsWith('?') && cues.date.test(before.sentence.text);
    if (isDayPut && SUITS.test(answer.text) && cues.date.test(answer.text) && !isOpen(answer.text, cues))
      settled.add(answer);
    if (!cues.agreement.test(answer.sentence.text)) return;
    // "None." alone says nothing: what is agreed to is the last whole sentence of the turn.
    const whole = candidates
      .slice(Math.max(0, at - 3), at)
      .findLast(
        ({ sentence, wordCount }) => sentence.turn === before.sentence.turn && wordCount >= MIN_WORDS,
      );
    if (whole !== undefined && !isOpen(whole.text, cues) && !isAsk(whole.text, cues)) settled.add(whole);
  });
  return (candidate) => settled.has(candidate);
}
