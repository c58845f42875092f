import { ENGLISH_TONE } from './tone-words-english.ts';
import { GERMAN_TONE } from './tone-words-german.ts';
import { wordsOf } from './words.ts';

const NEGATION =
  /^(?:not|no|never|nobody|none|nothing|neither|nor|without|hardly|barely|cannot|isn|aren|wasn|weren|don|doesn|didn|won|can|couldn|wouldn|shouldn|haven|hasn|hadn|nicht|kein|keine|keinen|keinem|keiner|nie|niemals|ohne|kaum|weder)$/u;
const STRONGER =
  /^(?:very|really|extremely|so|too|totally|absolutely|super|incredibly|highly|deeply|seriously|completely|sehr|wirklich|extrem|total|absolut|äußerst|ziemlich|völlig|besonders|richtig|zu)$/u;
const WEAKER =
  /^(?:slightly|somewhat|fairly|bit|little|kinda|rather|mildly|etwas|bisschen|leicht|eher|relativ)$/u;
const CLAUSE_END = /[.,;:!?]/u;
const NEGATION_REACH = 3;
const SOFTNESS = 12;
/** From here on a tone is one: the weakest single word of the lists is just above. */
const CLEAR_TONE = 0.2;

/** How English sounds pleased or displeased in phrases and outcries whose single words have no tone. */
const ENGLISH_PHRASES: readonly (readonly [number, RegExp])[] = [
  [
    -2,
    /\boh,? no\b|\bno,? no\b|\b(?:shut up|get out|leave me alone|go away|back off|come on|how could you|how dare you|what(?:'s| is) wrong with|what the hell|are you (?:crazy|insane|kidding|out of your mind)|got to be kidding|i can't (?:believe|take)|i don't care|not fair|give me a break|big deal)\b/giu,
  ],
  [-2, /\b(?:e+w+|u+gh+|o+w+|ouch|oh (?:man|god|dear|boy)|whatever|damn(?:ed|it)?|dammit|hell|crap)\b/giu],
  [-1.5, /[?!]*(?:\?!|!\?)[?!]*/gu],
  [
    2,
    /\b(?:yay+|woo+ ?-?(?:hoo+)?|hooray|wow|congratulations|good for you|can't wait|the best|good luck|thank you|thanks|i love)\b/giu,
  ],
];

/** The tone of a text in a word. */
export type Tone = 'positive' | 'neutral' | 'negative';

/**
 * The tone of a text, -1 (bad) to 1 (good), 0 when its words have none; null for languages without a word list.
 * A count of toned words with negation and emphasis: a weak input, never a verdict (irony and facts escape it).
 */
export function scoreSentiment(text: string, language: string | null): number | null {
  const tones = language === 'en' ? ENGLISH_TONE : language === 'de' ? GERMAN_TONE : null;
  if (tones === null) return null;
  const plain = text.replaceAll('’', "'");
  const words = wordsOf(plain);
  let sum = language === 'en' ? phraseTone(plain) : 0;
  words.forEach(({ lower, start }, at) => {
    const tone = tones.get(lower) ?? tones.get(lower.replace(/'s$/u, ''));
    if (tone === undefined) return;
    let value = tone;
    for (let back = 1; back <= NEGATION_REACH; back += 1) {
      const before = words[at - back];
      if (before === undefined || CLAUSE_END.test(plain.slice(before.end, start))) break;
      if (isNegation(before.lower)) value *= -0.6;
      else if (back === 1 && STRONGER.test(before.lower)) value *= 1.35;
      else if (back <= 2 && WEAKER.test(before.lower)) value *= 0.6;
    }
    sum += value;
  });
  // German puts the negation behind ("gefällt uns nicht"), which the backward look cannot see.
  if (
    language === 'de' &&
    /(?<!\p{L})(?:gefällt|gefallen|überzeugt|passt|funktioniert|klappt|hilft|läuft|reicht)(?!\p{L})[^.,;!?]{0,24}(?<!\p{L})(?:nicht|kaum)(?!\p{L})/iu.test(
      text,
    )
  )
    sum -= 3;
  return sum === 0 ? 0 : sum / Math.sqrt(sum * sum + SOFTNESS);
}

/** {@link scoreSentiment} as a word; null for languages without a word list. */
export function toneOf(text: string, language: string | null): Tone | null {
  const score = scoreSentiment(text, language);
  if (score === null) return null;
  return score > CLEAR_TONE ? 'positive' : score < -CLEAR_TONE ? 'negative' : 'neutral';
}

function phraseTone(text: string): number {
  let sum = 0;
  for (const [tone, pattern] of ENGLISH_PHRASES) sum += tone * (text.match(pattern)?.length ?? 0);
  return sum;
}

/**
 * The mean tone of several texts, weighted by their length in words; null when none has a tone at all. One that speaks of
 * a topic whose tone is known otherwise has that tone, a neutral one included.
 */
export function meanSentiment(
  texts: readonly string[],
  language: string | null,
  known: readonly { readonly topic: string; readonly tone: number }[] = [],
): number | null {
  let sum = 0;
  let weight = 0;
  for (const text of texts) {
    const lower = text.toLowerCase();
    const told = known.filter(({ topic }) => lower.includes(topic.toLowerCase()));
    const scored = scoreSentiment(text, language);
    const tone =
      told.length > 0
        ? told.reduce((total, topic) => total + topic.tone, 0) / told.length
        : scored === 0
          ? null
          : scored;
    if (tone === null) continue;
    const words = Math.min(60, wordsOf(text).length);
    sum += tone * words;
    weight += words;
  }
  return weight === 0 ? null : sum / weight;
}

function isNegation(word: string): boolean {
  return NEGATION.test(word) || word.endsWith("n't");
}
