/** The side a speaker is on: the workspace's own people, the account's people, or not known. */
export const SIDES = ['ours', 'theirs', 'unknown'] as const;
export type Side = (typeof SIDES)[number];

/** One uninterrupted stretch of speech. `index` is its 0-based place in the transcript; times are ms from the start. */
export interface Turn {
  readonly index: number;
  readonly speaker: string;
  readonly side: Side;
  readonly text: string;
  readonly startMs: number | null;
  readonly endMs: number | null;
}

/** A stretch of one turn: `text` is exactly `turn.text.slice(start, end)`. */
export interface Sentence {
  readonly turn: Turn;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

// Format, control, surrogate-half and private characters: nothing a reader sees, so nothing we may quote.
// The joiners stay where scripts need them to spell words.
const INVISIBLE =
  /(?:(?![\t\n\r\u200C\u200D])[\p{Cf}\p{Cc}\p{Cs}\p{Co}\u115F\u1160\u3164\uFFA0]|\u034F|\u17B4|\u17B5|[\u{E0100}-\u{E01EF}]|(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Sinhala}\p{Script=Malayalam}])[\u200C\u200D])+/gu;
const INVISIBLE_ONCE = new RegExp(INVISIBLE.source, 'u');

/** True if the text holds characters that a reader cannot see (zero width, bidirectional, control, tags). */
export function hasInvisible(text: string): boolean {
  return INVISIBLE_ONCE.test(text);
}

/** Removes zero-width, bidirectional, control and tag characters; line breaks and tabs stay. */
export function stripInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

// After these a full stop ends no sentence. Lower case, without the final stop.
const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof st no vs etc e.g i.e approx inc ltd co corp dept fig hon jan feb mar apr jun jul aug sep sept ' +
    'oct nov dec z.b d.h u.a bzw ca nr str usw ggf inkl exkl evtl mio mrd tsd hr fr z abs vgl'
  ).split(' '),
);
const TERMINATOR = /[.!?…]+["'”’»)\]]*(?=\s|$)|[。！？]+|\n+/gu;
const LONG_SENTENCE_WORDS = 38;

/**
 * Cuts a turn into sentences, long run-on ones into clauses. Offsets are exact, so each sentence is a verbatim
 * substring of the turn; no sentence spans a character that a reader cannot see.
 */
export function splitSentences(turn: Turn): Sentence[] {
  const sentences: Sentence[] = [];
  const push = (start: number, end: number): void => {
    const raw = turn.text.slice(start, end);
    const from = start + (raw.length - raw.trimStart().length);
    const to = start + raw.trimEnd().length;
    if (to > from) sentences.push({ turn, start: from, end: to, text: turn.text.slice(from, to) });
  };
  for (const [from, to] of visibleStretches(turn.text)) {
    let start = from;
    const stretch = turn.text.slice(from, to);
    for (const match of stretch.matchAll(TERMINATOR)) {
      const end = from + match.index + match[0].length;
      if (isAbbreviated(turn.text.slice(start, end), turn.text.slice(end, end + 12))) continue;
      for (const [a, b] of splitLong(turn.text, start, end)) push(a, b);
      start = end;
    }
    for (const [a, b] of splitLong(turn.text, start, to)) push(a, b);
  }
  return sentences;
}

function* visibleStretches(text: string): Generator<readonly [number, number]> {
  let from = 0;
  for (const match of text.matchAll(INVISIBLE)) {
    if (match.index > from) yield [from, match.index];
    from = match.index + match[0].length;
  }
  if (from < text.length) yield [from, text.length];
}

function isAbbreviated(sentence: string, rest: string): boolean {
  if (!sentence.endsWith('.') || sentence.endsWith('..')) return false;
  const last = /(\S+)\.$/u
    .exec(sentence)?.[1]
    ?.toLowerCase()
    .replace(/^["'(„“]+/u, '');
  if (last === undefined) return false;
  if (ABBREVIATIONS.has(last)) return true;
  // "am 3. März", "the 2. of May": an ordinal, unless a capitalised non-month begins something new.
  if (/^\d{1,2}$/u.test(last)) {
    return /^\s+(\p{Ll}|Jan|Feb|M[äa]r|Apr|Ma[iy]|Ju[nl]|Aug|Sep|O[kc]t|Nov|De[zc]|Quartal)/u.test(rest);
  }
  return /^\p{Lu}$/u.test(last) && last !== 'i';
}

/** Cuts a run-on sentence at clause borders into pieces of a readable length. */
function splitLong(text: string, start: number, end: number): (readonly [number, number])[] {
  const sentence = text.slice(start, end);
  if (countWords(sentence) <= LONG_SENTENCE_WORDS) return [[start, end]];
  const pieces: (readonly [number, number])[] = [];
  let from = 0;
  const border =
    /[,;:–-]\s+(?=(?:and|but|so|because|which|or|then|und|aber|also|denn|weil|oder|dann)\b)|;\s+|\s[-–—]\s/giu;
  for (const match of sentence.matchAll(border)) {
    const cut = match.index + match[0].length;
    if (countWords(sentence.slice(from, cut)) < 12 || countWords(sentence.slice(cut)) < 8) continue;
    pieces.push([start + from, start + cut]);
    from = cut;
  }
  pieces.push([start + from, end]);
  return pieces;
}

/** Number of words separated by white space. */
export function countWords(text: string): number {
  let words = 0;
  for (const _ of text.matchAll(/\S+/gu)) words += 1;
  return words;
}

/** Joins neighbouring sentences of one turn up to a number of words; each result is verbatim like a sentence. */
export function joinSentences(sentences: readonly Sentence[], maxWords: number): Sentence[] {
  const joined: Sentence[] = [];
  for (const sentence of sentences) {
    const last = joined.at(-1);
    const { turn, end } = sentence;
    const isNext = last?.turn === turn && turn.text.slice(last.end, sentence.start).trim() === '';
    const text = last === undefined ? '' : turn.text.slice(last.start, end);
    if (last === undefined || !isNext || hasInvisible(text) || countWords(text) > maxWords)
      joined.push(sentence);
    else joined[joined.length - 1] = { turn, start: last.start, end, text };
  }
  return joined;
}
