import type { Candidate } from './candidate.ts';

/** How likely each stem is a subject of this meeting (0…1), and how often each pair of neighbouring stems is said. */
export interface Concepts {
  readonly weights: ReadonlyMap<string, number>;
  readonly pairs: ReadonlyMap<string, number>;
}

interface Use {
  count: number;
  readonly speakers: Set<string>;
  readonly blocks: Map<number, number>;
  /** Sum over its uses of how long the turn is, 0 … 1. */
  turnLengths: number;
  /** The sentences that it is in, and the words of these. */
  sentences: number;
  sentenceWords: number;
  lastIn: Candidate | null;
  readonly firstAt: number;
  readonly lower: string;
  readonly isFunction: boolean;
}

const BLOCKS = 20;

// A turn of this many characters is a talk rather than an answer.
const LONG_TURN = 600;

/**
 * Coefficients of a logistic model: the chance that somebody who sums up a meeting uses a word, from how the word
 * is used in that meeting alone. Fitted on meetings of three kinds, the words that few summaries share counting most;
 * fitted on two kinds it chooses sentences of the third as well as its own fit does, so nothing of a subject is in it.
 */
const MODEL = {
  base: -4.12,
  logCount: 0.15,
  logCountSquared: 0.05,
  perThousand: 1.19,
  spread: -1.27,
  speakers: 0.49,
  functionWord: 0.65,
  length: 1.45,
  digit: -0.36,
  opening: 0.58,
  early: 0.16,
  burst: -0.58,
  functionWordCount: -0.38,
  sentenceLength: 0.35,
  turnLength: 0.24,
  fixedPair: 0.71,
} as const;

/** Key of a pair of neighbouring stems. */
export function pairKey(first: string, second: string): string {
  return `${first} ${second}`;
}

/** Weighs the words of a meeting by how they are used across its candidates. */
export function weighConcepts(candidates: readonly Candidate[]): Concepts {
  const uses = new Map<string, Use>();
  const pairs = new Map<string, number>();
  const speakers = new Set<string>();
  let total = 0;
  for (const candidate of candidates) {
    const speaker = candidate.sentence.turn.speaker;
    speakers.add(speaker);
    const turnLength = Math.min(1, candidate.sentence.turn.text.length / LONG_TURN);
    const block = Math.min(BLOCKS - 1, Math.floor(candidate.position * BLOCKS));
    let previous: string | undefined;
    for (const { stem, lower, isFunction } of candidate.words) {
      total += 1;
      let use = uses.get(stem);
      if (use === undefined) {
        use = {
          count: 0,
          speakers: new Set(),
          blocks: new Map(),
          turnLengths: 0,
          sentences: 0,
          sentenceWords: 0,
          lastIn: null,
          firstAt: candidate.position,
          lower,
          isFunction,
        };
        uses.set(stem, use);
      }
      use.count += 1;
      use.speakers.add(speaker);
      use.blocks.set(block, (use.blocks.get(block) ?? 0) + 1);
      use.turnLengths += turnLength;
      if (use.lastIn !== candidate) {
        use.lastIn = candidate;
        use.sentences += 1;
        use.sentenceWords += candidate.wordCount;
      }
      if (previous !== undefined) {
        const key = pairKey(previous, stem);
        pairs.set(key, (pairs.get(key) ?? 0) + 1);
      }
      previous = stem;
    }
  }
  const bonds = bondsOf(uses, pairs);
  const weights = new Map<string, number>();
  for (const [stem, use] of uses)
    weights.set(stem, weightOf(use, bonds.get(stem) ?? 0, total, speakers.size));
  return { weights, pairs };
}

/** How much of its use each stem has beside one same neighbour that tells something ("battery life"), 0 … 1. */
function bondsOf(uses: ReadonlyMap<string, Use>, pairs: ReadonlyMap<string, number>): Map<string, number> {
  const bonds = new Map<string, number>();
  for (const [key, said] of pairs) {
    if (said < 2) continue;
    const both = key.split(' ').map((stem) => ({ stem, use: uses.get(stem) }));
    if (both.some(({ use }) => use?.isFunction !== false)) continue;
    for (const { stem, use } of both) {
      const share = said / ((use?.count ?? 0) + 1);
      bonds.set(stem, Math.max(share, bonds.get(stem) ?? 0));
    }
  }
  return bonds;
}

function weightOf(use: Use, bond: number, totalWords: number, speakerCount: number): number {
  const logCount = Math.log(use.count);
  const busiest = Math.max(...use.blocks.values());
  const sum =
    MODEL.base +
    MODEL.logCount * logCount +
    (MODEL.logCountSquared * logCount * logCount) / 4 +
    MODEL.perThousand * Math.log((1000 * use.count) / totalWords + 0.1) +
    (MODEL.spread * use.blocks.size) / BLOCKS +
    (MODEL.speakers * Math.min(4, use.speakers.size)) / Math.min(4, speakerCount) +
    (MODEL.burst * Math.log(busiest)) / (1 + logCount) +
    (use.isFunction
      ? MODEL.functionWord + MODEL.functionWordCount * logCount
      : (MODEL.length * Math.min(12, use.lower.length)) / 12) +
    (/\d/u.test(use.lower) ? MODEL.digit : 0) +
    (use.firstAt < 0.05 ? MODEL.opening : 0) +
    (use.firstAt < 0.3 ? MODEL.early : 0) +
    MODEL.sentenceLength * Math.min(2, use.sentenceWords / use.sentences / 20) +
    (MODEL.turnLength * use.turnLengths) / use.count +
    MODEL.fixedPair * bond;
  return 1 / (1 + Math.exp(-sum));
}
