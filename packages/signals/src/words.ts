import { ENGLISH_FUNCTION_WORDS, GERMAN_FUNCTION_WORDS } from './function-words.ts';

/** One word of a text: as written, its lower-case form, its stem, its kind, and where it stands. */
export interface Word {
  readonly text: string;
  readonly lower: string;
  readonly stem: string;
  /** Carries grammar or small talk rather than a subject. */
  readonly isFunction: boolean;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}]+(?:['’.,:-][\p{L}\p{N}]+)*/gu;

/** The words of a text in order, with offsets. Numbers keep their inner separators ("54,000", "09:30"). */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const lower = match[0].toLowerCase();
    words.push({
      text: match[0],
      lower,
      stem: stemOf(lower),
      isFunction: isFunctionWord(lower),
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  return words;
}

const SUFFIXES = [
  'ations',
  'ation',
  'ungen',
  'ments',
  'ment',
  'ings',
  'ing',
  'ung',
  'ies',
  'ied',
  'ely',
  'ion',
  'ed',
  'es',
  'ly',
  'en',
  'er',
  'em',
  'e',
  's',
  'n',
  'y',
];

/** A light stem for English and German: forms of one word mostly meet; it is never shown. */
export function stemOf(lower: string): string {
  if (lower.length <= 3 || /\d/u.test(lower)) return lower;
  for (const suffix of SUFFIXES) {
    if (lower.length - suffix.length >= 3 && lower.endsWith(suffix)) {
      const cut = lower.slice(0, -suffix.length);
      // "planned" and "plan": a doubled last consonant is spelling, not meaning.
      return cut.length > 3 && cut.at(-1) === cut.at(-2) && !/[aeiousl]$/u.test(cut) ? cut.slice(0, -1) : cut;
    }
  }
  return lower;
}

/** True for words that carry grammar or small talk rather than a subject, in English or German. */
export function isFunctionWord(lower: string): boolean {
  const bare = lower.replace(/['’].*$/u, '');
  return ENGLISH_FUNCTION_WORDS.has(bare) || GERMAN_FUNCTION_WORDS.has(bare);
}
