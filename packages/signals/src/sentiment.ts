import { ENGLISH_TONE, GERMAN_TONE } from './tone-words.ts';
import { wordsOf } from './words.ts';

const NEGATION =
  /^(?:not|no|never|nobody|none|nothing|neither|nor|without|hardly|barely|cannot|isn|aren|wasn|weren|don|doesn|didn|won|can|couldn|wouldn|shouldn|haven|hasn|hadn|nicht|kein|keine|keinen|keinem|keiner|nie|niemals|ohne|kaum|weder)$/u;
const STRONGER =
  /^(?:very|really|extremely|so|too|totally|absolutely|super|incredibly|highly|deeply|seriously|completely|sehr|wirklich|extrem|total|absolut|äußerst|ziemlich|völlig|besonders|richtig|zu)$/u;
const WEAKER =
  /^(?:slightly|somewhat|fairly|bit|little|kinda|rather|mildly|etwas|bisschen|leicht|eher|relativ)$/u;
const NEGATION_REACH = 3;
const SOFTNESS = 12;

/**
 * The tone of a text, -1 (bad) to 1 (good), 0 when its words have none; null for languages without a word list.
 * A count of toned words with negation and emphasis: a weak input, never a verdict (irony and facts escape it).
 */
export function scoreSentiment(text: string, language: string | null): number | null {
  const tones = language === 'en' ? ENGLISH_TONE : language === 'de' ? GERMAN_TONE : null;
  if (tones === null) return null;
  const words = wordsOf(text).map(({ lower }) => lower);
  let sum = 0;
  words.forEach((word, at) => {
    const tone = tones.get(word) ?? tones.get(word.replace(/(?:['’]s)$/u, ''));
    if (tone === undefined) return;
    let value = tone;
    for (let back = 1; back <= NEGATION_REACH; back += 1) {
      const before = words[at - back];
      if (before === undefined) break;
      if (isNegation(before)) value *= -0.6;
      else if (back === 1 && STRONGER.test(before)) value *= 1.35;
      else if (back <= 2 && WEAKER.test(before)) value *= 0.6;
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

/** The mean tone of several texts, weighted by their length in words; null when none has a tone at all. */
export function meanSentiment(texts: readonly string[], language: string | null): number | null {
  let sum = 0;
  let weight = 0;
  for (const text of texts) {
    const tone = scoreSentiment(text, language);
    if (tone === null || tone === 0) continue;
    const words = Math.min(60, wordsOf(text).length);
    sum += tone * words;
    weight += words;
  }
  return weight === 0 ? null : sum / weight;
}

function isNegation(word: string): boolean {
  return NEGATION.test(word) || /(?:n['’]t)$/u.test(word);
}
