import { compress } from './compress.ts';
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

/** Prepares the sentences of a meeting, in order. */
export function makeCandidates(sentences: readonly Sentence[]): Candidate[] {
  const total = sentences.reduce((sum, { text }) => sum + text.length, 0);
  let before = 0;
  return sentences.map((sentence) => {
    const text = compress(sentence.text);
    const position = before / Math.max(1, total);
    before += sentence.text.length;
    return { sentence, text, words: wordsOf(text), wordCount: countWords(text), position };
  });
}

/** The stems of the words that carry the subject of a text. */
export function contentStems(words: readonly Word[]): ReadonlySet<string> {
  return new Set(words.filter(({ isFunction }) => !isFunction).map(({ stem }) => stem));
}
