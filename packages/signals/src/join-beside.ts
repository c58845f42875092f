import type { Candidate } from './candidate.ts';
import { compress } from './compress.ts';
import { countWords, hasInvisible } from './transcript.ts';

/** A sentence, or some that stand beside each other in one turn, with the shortened text. */
export type Said = Pick<Candidate, 'sentence' | 'text' | 'wordCount'>;

/** Two sentences as one, verbatim; null unless the second follows the first in its turn and both have room. */
export function joinBeside(
  first: Said | undefined,
  last: Said | undefined,
  language: string,
  maxWords: number,
): Said | null {
  if (first === undefined || last === undefined) return null;
  const { turn, start, end } = first.sentence;
  // What lies between them may not be quoted.
  if (last.sentence.turn !== turn || turn.text.slice(end, last.sentence.start).trim() !== '') return null;
  const text = turn.text.slice(start, last.sentence.end);
  const short = compress(text, language);
  const wordCount = countWords(short);
  if (hasInvisible(text) || wordCount > maxWords) return null;
  return { sentence: { turn, start, end: last.sentence.end, text }, text: short, wordCount };
}
