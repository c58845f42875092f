import type { Candidate } from './candidate.ts';
import { type Concepts, pairKey } from './concepts.ts';

/** Bounds of a choice, in words and sentences. */
export interface ChoiceBounds {
  readonly maxWords: number;
  readonly maxSentences: number;
}

/** A chosen candidate and what it added per word when it was chosen. */
export interface Chosen {
  readonly candidate: Candidate;
  readonly gain: number;
}

// Tuned together on the training meetings; each is flat around its value.
const LENGTH_POWER = 0.7;
const PAIR_SHARE = 0.7;
const REPEATED_SHARE = 0.3;
// A word that is less likely than this to be one of a summary takes more room than it is worth.
const WORD_COST = 0.04;
// A figure is a fact that somebody may need, however rarely it is said.
const FIGURE_WEIGHT = 0.5;
const PERSONAL_COST = 0.17;
const FRAGMENT_FACTOR = 0.9;
const OPENING_FACTOR = 0.4;
const OPENING_SHARE = 0.2;
// Openings say what the meeting is for, but only longer turns do; short ones are greetings.
const OPENING_TURN_CHARACTERS = 120;

// A summary speaks of things; sentences full of these are about the moment of speaking.
const PERSONAL = new Set(
  "i you me my your i'm i've i'd i'll you're you've he she his her they them him it's that's ich du mir mich dir".split(
    ' ',
  ),
);

/**
 * Chooses the sentences that together cover most of what the meeting is about, within the bounds: greedy, each
 * step taking the most new weight per word. `prior` multiplies a candidate's gain (1 = no opinion). The answer is in
 * the order of choice; ties go to the earlier sentence, so the same meeting always gives the same answer.
 */
export function chooseSentences(
  candidates: readonly Candidate[],
  concepts: Concepts,
  prior: (candidate: Candidate) => number,
  bounds: ChoiceBounds,
): Chosen[] {
  const covered = new Map<string, number>();
  const coveredPairs = new Set<string>();
  const priors = candidates.map((candidate) => prior(candidate) * ownFactor(candidate));
  const open = new Set(candidates.keys());
  // What a sentence adds only shrinks as others are chosen: its last known gain bounds the present one.
  const lastGains: number[] = candidates.map(() => Number.POSITIVE_INFINITY);
  const chosen: Chosen[] = [];
  let wordsLeft = bounds.maxWords;
  while (chosen.length < bounds.maxSentences) {
    let best: { at: number; candidate: Candidate; gain: number } | null = null;
    for (const at of open) {
      const candidate = candidates[at];
      if (candidate === undefined || candidate.wordCount > wordsLeft) continue;
      if ((lastGains[at] ?? 0) <= (best?.gain ?? 0)) continue;
      const gain =
        (newWeight(candidate, concepts, covered, coveredPairs) * (priors[at] ?? 1)) /
        candidate.wordCount ** LENGTH_POWER;
      lastGains[at] = gain;
      if (gain > (best?.gain ?? 0)) best = { at, candidate, gain };
    }
    if (best === null) break;
    open.delete(best.at);
    chosen.push({ candidate: best.candidate, gain: best.gain });
    wordsLeft -= best.candidate.wordCount;
    let previous: string | undefined;
    for (const { stem } of best.candidate.words) {
      covered.set(stem, (covered.get(stem) ?? 0) + 1);
      if (previous !== undefined) coveredPairs.add(pairKey(previous, stem));
      previous = stem;
    }
  }
  return chosen;
}

function ownFactor(candidate: Candidate): number {
  const ending = /[.!?。！？]$/u.test(candidate.text) ? 1 : FRAGMENT_FACTOR;
  const opening = candidate.sentence.turn.text.length < OPENING_TURN_CHARACTERS ? 0 : OPENING_FACTOR;
  return ending * (1 + opening * Math.max(0, 1 - candidate.position / OPENING_SHARE));
}

function newWeight(
  candidate: Candidate,
  concepts: Concepts,
  covered: ReadonlyMap<string, number>,
  coveredPairs: ReadonlySet<string>,
): number {
  const here = new Map<string, number>();
  let weight = 0;
  candidate.words.forEach((word, at) => {
    const learnt = concepts.weights.get(word.stem) ?? 0;
    const own = /\d/u.test(word.lower) ? Math.max(learnt, FIGURE_WEIGHT) : learnt;
    if (word.isFunction) {
      if (PERSONAL.has(word.lower)) weight -= PERSONAL_COST;
    } else {
      const before = (covered.get(word.stem) ?? 0) + (here.get(word.stem) ?? 0);
      here.set(word.stem, (here.get(word.stem) ?? 0) + 1);
      weight += (own - WORD_COST) * REPEATED_SHARE ** before;
    }
    const next = candidate.words[at + 1];
    if (next === undefined) return;
    const key = pairKey(word.stem, next.stem);
    const said = concepts.pairs.get(key) ?? 0;
    if (said < 2 || coveredPairs.has(key)) return;
    if (word.isFunction && next.isFunction) return;
    const share = word.isFunction || next.isFunction ? 0.4 : 1;
    weight +=
      PAIR_SHARE *
      share *
      Math.sqrt(own * (concepts.weights.get(next.stem) ?? 0)) *
      Math.min(1, Math.log(said) / 2);
  });
  return weight;
}
