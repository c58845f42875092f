import { isFunctionWord } from './words.ts';

/**
 * Shortens a spoken sentence by deleting only: hesitation, repeated starts, leading discourse markers and asides.
 * No word is added or changed; the first letter becomes a capital. `language` is an ISO 639 code: what hesitates in
 * English is a word elsewhere ("um acht", "er kommt").
 */
export function compress(sentence: string, language: string | null): string {
  let text = sentence.replace(/\s+/gu, ' ').trim();
  text = text
    .replace(FILLERS.get(language) ?? OTHER_FILLERS, ' ')
    .replace(CUT_OFF, ' ')
    .replace(RESUMED, '');
  text = text.replace(ASIDES, (_match, before: string) => (before === ',' ? ', ' : ' '));
  text = dropRepeats(tidy(text));
  for (let pass = 0; pass < 6; pass += 1) {
    const shorter = tidy(text.replace(LEADING, ''));
    if (shorter === text || shorter.length < 8) break;
    text = shorter;
  }
  text = text.replace(TRAILING, (_match, end: string | undefined) => end ?? '');
  text = tidy(text).replace(/[\s,;:–-]+$/u, '');
  return text.replace(/^["'“„(]*\p{Ll}/u, capitalize);
}

// Letters whose capital is no single counterpart (ﬀ, ß) stay: a text never gains a character.
function capitalize(first: string): string {
  const upper = first.toUpperCase();
  return upper.toLowerCase() === first ? upper : first;
}

const OTHER_FILLERS = fillers('u+h+|uhm+|hm+|m+-?hm*|äh+m?|öh+m?|ähm+|hmm+|euh+');
const FILLERS: ReadonlyMap<string | null, RegExp> = new Map([
  ['en', fillers('u+h+|u+m+|uhm+|erm?|hm+|m+-?hm*|äh+m?|öh+m?|ähm+|hmm+')],
  ['es', fillers('u+h+|uhm+|hm+|m+-?hm*|hmm+|e+h+|e+m+')],
]);

function fillers(sounds: string): RegExp {
  return new RegExp(
    String.raw`(?:(?<=\s)-+\s+)?(?<![\p{L}\p{N}'’-])(?:${sounds})(?![\p{L}\p{N}'’-])[,.…]*(?:\s+-+(?=\s))?`,
    'giu',
  );
}

// A word broken off ("th- the"), as transcripts mark it, and a start taken up again ("I - I'll", "we could - we could").
const CUT_OFF =
  /(?<![\p{L}\p{N}'’-])[\p{L}'’]{1,12}-+(?=\s(?!(?:und|oder|and|or|bis|to)\s)|$)(?:\s+-+(?=\s))?/gu;
const RESUMED =
  /(?<![\p{L}\p{N}'’-])(?:([\p{L}\p{N}'’]+(?: [\p{L}\p{N}'’]+){0,3}) -+ (?=\1(?![\p{L}\p{N}-]))|(i|we|you|they|it) (?=\2['’]))/giu;

const ASIDES =
  /(^|,|\s)\s*(?:you know|i mean|sort of|kind of|if you will|so to speak|as i said|like i said|let's say|sozusagen|irgendwie|ich sag mal|sag ich mal|weißt du|wissen sie)(?:,|\s-|(?=\s|[.!?]|$))/giu;

// Words that open a spoken sentence and say nothing; hedges ("I think") and denials stay, they carry meaning.
const LEADING =
  /^(?:(?:(?:and then|but then|so|well|okay|ok|alright|all right|yeah|yep|ah|oh|and|but|anyway|anyways|actually|basically|also|because|'cause|cuz|plus|first of all|you know|i mean|mr\.? ?chair(?:man)?|madam chair|ja|naja|na ja|nun|tja|und|aber|denn|alles klar|sozusagen|im grunde)(?![\p{L}\p{N}'’-])(?!\s+(?:far|that|much|many|long|as|if|called|dass)(?![\p{L}]))|(?:right|now|then|yes|cool|great|good|perfect|fine|sure|exactly|like|firstly|finally|look|listen|hey|thanks|thank you|honestly|frankly|obviously|you see|let me see|genau|gut|dann|super|bueno|pues|vale|a ver|mira|mire|o sea|entonces|okay gut|wie gesagt|eigentlich|halt|also)(?=[,.;:!…–-]))\s*[,.;:!…–-]*\s*)/iu;

const TRAILING =
  /(?:,\s*)(?:right|okay|ok|yeah|you know|i think|i guess|i mean|so|and|but|or|oder|ne|nicht wahr|gell)([.?!])?\s*$/iu;

function tidy(text: string): string {
  return text
    .replace(/\s+([,.;:!?])/gu, '$1')
    .replace(/,(?:\s*,)+/gu, ',')
    .replace(/^[\s,.;:!?–…-]+/u, '')
    .replace(/\s{2,}/gu, ' ')
    .trim();
}

/** Drops a word or a run of up to four words said twice in a row ("we could we could"), and cut-off starts ("th the"). */
function dropRepeats(text: string): string {
  const words = text.split(' ');
  const bare = words.map((word) => word.toLowerCase().replace(/[^\p{L}\p{N}'’]/gu, ''));
  const kept: string[] = [];
  let at = 0;
  while (at < words.length) {
    const skip = repeatLength(bare, at);
    if (skip > 0 && !(skip === 1 && endsClause(words, bare, at))) {
      at += skip;
      continue;
    }
    kept.push(words[at] ?? '');
    at += 1;
  }
  return kept.join(' ');
}

/** "I want to come back. Back to rain", "They trust it, it works", "den behöver vi, vi har": what the mark ends is whole, nobody stammers. */
function endsClause(words: readonly string[], bare: readonly string[], at: number): boolean {
  const before = bare[at - 1] ?? '';
  if (/[.!?…]$/u.test(words[at] ?? '')) return true;
  return at > 0 && words[at]?.endsWith(',') === true && before !== '' && !isFunctionWord(before);
}

function repeatLength(bare: readonly string[], at: number): number {
  for (let size = 4; size >= 1; size -= 1) {
    if (at + 2 * size > bare.length) continue;
    let isSame = true;
    for (let k = 0; k < size && isSame; k += 1) {
      const word = bare[at + k];
      // "had had", "1 1" and spelled numbers may be meant.
      isSame = word === bare[at + size + k] && word !== '' && !/\d/u.test(word ?? '');
    }
    if (isSame && (size > 1 || !/^(?:had|that|very|really|sehr|die|der|das)$/u.test(bare[at] ?? '')))
      return size;
  }
  const word = bare[at] ?? '';
  const next = bare[at + 1] ?? '';
  const isCutOff =
    word.length > 0 &&
    word.length < 4 &&
    next.length > word.length &&
    next.startsWith(word) &&
    /^(?:th|wh|s|w|d|b|p|f|l|r|n|g|c|k|t|st|sh|ch|re|y)$/u.test(word);
  return isCutOff ? 1 : 0;
}
