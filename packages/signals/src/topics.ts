import { type Evidence, evidenceOf } from './claim.ts';
import type { Candidate } from './candidate.ts';
import { type Concepts, pairKey } from './concepts.ts';
import type { Cues } from './cues.ts';
import { findNouns } from './nouns.ts';
import { scoreSentiment } from './sentiment.ts';

/** A subject of the meeting in words that were said, the tone of the sentences about it (-1…1), and one of them. */
export interface Topic {
  readonly topic: string;
  /** Null when no sentence about it has a tone. */
  readonly sentiment: number | null;
  readonly evidence: Evidence;
}

const MAX_TOPICS = 5;

// Units, money, forms of address and greetings are counted or said, never spoken about.
const MEASURES =
  /^(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|euros?|dollars?|pounds?|morning|afternoon|evening|guten|sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?n?|quartale?|jahre?n?|vormittag|nachmittag|abend|herrn?|frau|secondes?|minutes?|heures?|jours?|semaines?|mois|années?|ans|matin|soir|bonjour|merci|monsieur|madame|sekunder|minuter|timm\p{L}*|dagar|veck\p{L}*|månad\p{L}*|kronor|tack)$/u;

/** The subjects that come up most: pairs of words that are said together, then single words. */
export function findTopics(
  candidates: readonly Candidate[],
  concepts: Concepts,
  language: string | null,
  cues: Pick<Cues, 'date' | 'spelledNumber'>,
): Topic[] {
  const speakers = new Set(
    candidates.flatMap(
      ({ sentence }) => sentence.turn.speaker.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [],
    ),
  );
  const judged = new Map<string, boolean>();
  const isSubject = (lower: string): boolean => {
    const known = judged.get(lower);
    if (known !== undefined) return known;
    const isNot = [MEASURES, cues.date, cues.spelledNumber].some((pattern) => pattern.test(lower));
    const is = !isNot && !speakers.has(lower);
    judged.set(lower, is);
    return is;
  };
  const nouns = findNouns(candidates, language, (lower) => cues.spelledNumber.test(lower));
  const ranked = rankTerms(candidates, concepts, { isSubject, nouns, language });
  const topics: Topic[] = [];
  const taken = new Set<string>();
  for (const { stems, phrase, where } of ranked) {
    if (topics.length === MAX_TOPICS) break;
    if (stems.some((stem) => taken.has(stem))) continue;
    const first = where.find((candidate) => candidate.wordCount >= 5) ?? where[0];
    if (first === undefined) continue;
    for (const stem of stems) taken.add(stem);
    const tones = where
      .map(({ sentence }) => scoreSentiment(sentence.text, language))
      .filter((tone): tone is number => tone !== null && tone !== 0);
    const sum = tones.reduce((total, tone) => total + tone, 0);
    const sentiment = tones.length === 0 ? null : Math.round((100 * sum) / tones.length) / 100;
    topics.push({ topic: phrase, sentiment, evidence: evidenceOf(first.sentence) });
  }
  return topics;
}

interface Term {
  readonly stems: readonly string[];
  readonly phrase: string;
  readonly where: Candidate[];
}

function rankTerms(
  candidates: readonly Candidate[],
  concepts: Concepts,
  told: {
    readonly isSubject: (lower: string) => boolean;
    readonly nouns: ReadonlySet<string> | null;
    readonly language: string | null;
  },
): Term[] {
  const { isSubject, nouns, language } = told;
  const terms = new Map<string, Term>();
  const add = (key: string, stems: readonly string[], phrase: string, candidate: Candidate): void => {
    const term = terms.get(key);
    if (term === undefined) terms.set(key, { stems, phrase, where: [candidate] });
    else if (term.where.at(-1) !== candidate) term.where.push(candidate);
  };
  for (const candidate of candidates) {
    candidate.words.forEach((word, at) => {
      if (word.isFunction || word.lower.length < 4 || /\d/u.test(word.lower) || !isSubject(word.lower))
        return;
      // "Hear", "later" and "agreed" come up, and are no subject; nor is "nutzen" where "Nutzen" is.
      const isSmall = language === 'de' && !/^\p{Lu}/u.test(word.text);
      if (nouns?.has(word.lower) !== false && !isSmall) add(word.stem, [word.stem], word.text, candidate);
      const next = candidate.words[at + 1];
      if (next === undefined || next.isFunction || next.lower.length < 3 || /\d/u.test(next.lower)) return;
      if (!isSubject(next.lower)) return;
      const phrase = candidate.text.slice(word.start, next.end);
      if (/^[\p{L}\p{N}'’-]+ [\p{L}\p{N}'’-]+$/u.test(phrase)) {
        add(pairKey(word.stem, next.stem), [word.stem, next.stem], phrase, candidate);
      }
    });
  }
  const weightOf = ({ stems, where }: Term): number => {
    const mean = stems.reduce((sum, stem) => sum + (concepts.weights.get(stem) ?? 0), 0) / stems.length;
    return mean * Math.log(1 + where.length) * (stems.length === 2 ? 1.6 : 1);
  };
  return [...terms.values()]
    .filter(({ where }) => where.length >= 2)
    .map((term) => ({ term, weight: weightOf(term) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ term }) => term);
}
