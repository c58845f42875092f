import { makesPromise } from './action-items.ts';
import { createAskCheck } from './asks.ts';
import { cuesFor } from './cues-by-language.ts';
import { type Tone, toneOf } from './sentiment.ts';
import type { Turn } from './transcript.ts';
import { usableSentences } from './usable-sentences.ts';

/** What is done by saying something: promising to do a thing, asking for one. */
export const TURN_ACTS = ['commit', 'ask'] as const;
export type TurnAct = (typeof TURN_ACTS)[number];

/** What a turn does and how it sounds; `sentiment` is null for languages without a word list. */
export interface TurnMarks {
  readonly acts: readonly TurnAct[];
  readonly sentiment: Tone | null;
}

/**
 * Marks every turn by itself, in order: all that the action items and asks of a summary are chosen from. Words that
 * try to steer the machine do nothing.
 */
export function markTurns(turns: readonly Turn[], language: string | null): TurnMarks[] {
  const cues = cuesFor(language);
  const acts = new Map<number, Set<TurnAct>>();
  if (cues !== null) {
    const isAsked = createAskCheck(turns, language, cues);
    for (const sentence of usableSentences(turns)) {
      const here = acts.get(sentence.turn.index) ?? new Set();
      if (makesPromise(sentence, cues, language)) here.add('commit');
      if (isAsked(sentence)) here.add('ask');
      acts.set(sentence.turn.index, here);
    }
  }
  return turns.map(({ index, text }) => ({
    acts: TURN_ACTS.filter((act) => acts.get(index)?.has(act) === true),
    sentiment: toneOf(text, language),
  }));
}
