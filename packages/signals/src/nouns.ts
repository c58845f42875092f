import type { Candidate } from './candidate.ts';

/** Words before a noun. What may as well stand before a verb ("that works", "to send", "det går") is left out. */
const BEFORE: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    en: 'a an the these those my your our their his her its some any every each many of for with about on in at from into per without',
    fr: 'le la les un une des du de au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs en sur avec sans par chaque quelques',
    sv: 'en ett den min mitt mina din ditt vår vårt våra ert deras hans hennes i på av för till med från hos per varje',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
);
/** In these what stands between such a word and the noun comes before it ("the northern routes"). */
const ADJECTIVES_FIRST = new Set(['en', 'sv']);
/** Swedish puts its article behind the noun. */
const ARTICLE_BEHIND = /(?:[aeo]rna|[^n]en|et|ning|tion)$/u;
const MIN_WITH_ARTICLE = 6;
const ELISION = /^[ldcs]['’]/u;
/** After these it may be a verb: "de préparer", "les corriger". */
const INFINITIVE = /(?:er|ir)$/u;
const BEFORE_INFINITIVE = new Set(['de', 'la', 'les', 'en', 'sans']);

/**
 * Which words of a meeting, in lower case, are used as nouns somewhere in it: after an article or its like, or as a name;
 * in German by their capital. Null for a language in which that cannot be told.
 */
export function findNouns(
  candidates: readonly Candidate[],
  language: string | null,
  isNumber: (lower: string) => boolean,
): ReadonlySet<string> | null {
  const before = BEFORE.get(language ?? '');
  if (before === undefined && language !== 'de') return null;
  const nouns = new Set<string>();
  for (const { words, text } of candidates) {
    words.forEach((word, at) => {
      const isName = /^\p{Lu}\p{Ll}/u.test(word.text) && !isOpening(text, word.start);
      if (isName) nouns.add(word.lower);
      if (before === undefined || isName) return;
      const previous = words[at - 1];
      const isAfter =
        previous !== undefined &&
        isBeside(text, previous.end, word.start) &&
        (before.has(previous.lower) || /^\d/u.test(previous.lower) || isNumber(previous.lower));
      const next = words[at + 1];
      const isLast = next === undefined || next.isFunction || !isBeside(text, word.end, next.start);
      const isPlain =
        isAfter &&
        (isLast || !ADJECTIVES_FIRST.has(language ?? '')) &&
        !(language === 'fr' && INFINITIVE.test(word.lower) && BEFORE_INFINITIVE.has(previous.lower));
      const isInflected =
        language === 'sv' && word.lower.length >= MIN_WITH_ARTICLE && ARTICLE_BEHIND.test(word.lower);
      if (isPlain || isInflected || (language === 'fr' && ELISION.test(word.lower))) nouns.add(word.lower);
    });
  }
  return nouns;
}

/** Whether a sentence or what is quoted or listed begins there, where any word has a capital. */
function isOpening(text: string, start: number): boolean {
  return start === 0 || /[.!?…:"“„«»(–-]\s*$/u.test(text.slice(Math.max(0, start - 3), start));
}

function isBeside(text: string, from: number, to: number): boolean {
  return text.slice(from, to).trim() === '';
}
