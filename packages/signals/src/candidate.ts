import { compress } from './compress.ts';
import { OTHER_FUNCTION_WORDS } from './function-words.ts';
import { countWords, type Sentence } from './transcript.ts';
import { type Word, wordsOf } from './words.ts';

/** A sentence prepared for choosing: its shortened text, that text's words, and where it stands (0 start, 1 end). */
export interface Candidate {
  readonly sentence: Sentence;
  readonly text: string;
  readonly words: readonly Word[];
  readonly wordCount: number;
  readonly position: number;
}

/** Languages that have a list of function words. */
const LISTED = new Set(['en', 'de']);

/**
 * Prepares the sentences of a meeting, in order. In languages without a list of function words the commonest and the
 * shortest words of the meeting itself stand in for it.
 */
export function makeCandidates(sentences: readonly Sentence[], language: string | null): Candidate[] {
  const total = sentences.reduce((sum, { text }) => sum + text.length, 0);
  let before = 0;
  const candidates = sentences.map((sentence) => {
    const text = compress(sentence.text, language);
    const position = before / Math.max(1, total);
    before += sentence.text.length;
    return { sentence, text, words: wordsOf(text), wordCount: countWords(text), position };
  });
  return language !== null && LISTED.has(language)
    ? candidates
    : withOwnFunctionWords(candidates, OTHER_FUNCTION_WORDS.get(language ?? ''));
}

const COMMONEST = 60;
const LONGEST_FUNCTION_WORD = 6;

function withOwnFunctionWords(
  candidates: readonly Candidate[],
  known: ReadonlySet<string> | undefined,
): Candidate[] {
  const counts = new Map<string, number>();
  for (const { words } of candidates) {
    for (const { lower } of words) counts.set(lower, (counts.get(lower) ?? 0) + 1);
  }
  const commonest = [...counts].sort((a, b) => b[1] - a[1]).slice(0, COMMONEST);
  const common = new Set(commonest.filter(([, count]) => count > 2).map(([lower]) => lower));
  const isFunction = (lower: string): boolean =>
    !/\d/u.test(lower) &&
    /\p{Script=Latin}/u.test(lower) &&
    (known?.has(lower) === true ||
      lower.length <= 3 ||
      (lower.length <= LONGEST_FUNCTION_WORD && common.has(lower)));
  return candidates.map((candidate) => ({
    ...candidate,
    words: candidate.words.map((word) => ({ ...word, isFunction: isFunction(word.lower) })),
  }));
}

/** The stems of the words that carry the subject of a text. */
export function contentStems(words: readonly Word[]): ReadonlySet<string> {
  return new Set(words.filter(({ isFunction }) => !isFunction).map(({ stem }) => stem));
}
