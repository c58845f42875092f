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
  readonly firstAt: number;
  readonly lower: string;
  readonly isFunction: boolean;
}

const BLOCKS = 20;

/**
 * Coefficients of a logistic model: the chance that somebody who sums up a meeting uses a word, from how the word
 * is used in that meeting alone. Fitted on meetings of three kinds; fitted on two kinds it ranks the words of the
 * third as well as its own fit does, so nothing of a subject is in it.
 */
const MODEL = {
  base: -3.48,
  logCount: 0.24,
  logCountSquared: 0.1,
  perThousand: 1.12,
  spread: -1.28,
  speakers: 0.25,
  functionWord: 0.65,
  length: 1.54,
  digit: -0.25,
  opening: 0.58,
  early: 0.19,
  burst: -0.6,
  tiny: -0.06,
  functionWordCount: -0.37,
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
          firstAt: candidate.position,
          lower,
          isFunction,
        };
        uses.set(stem, use);
      }
      use.count += 1;
      use.speakers.add(speaker);
      use.blocks.set(block, (use.blocks.get(block) ?? 0) + 1);
      if (previous !== undefined) {
        const key = pairKey(previous, stem);
        pairs.set(key, (pairs.get(key) ?? 0) + 1);
      }
      previous = stem;
    }
  }
  const weights = new Map<string, number>();
  for (const [stem, use] of uses) weights.set(stem, weightOf(use, total, speakers.size));
  return { weights, pairs };
}

function weightOf(use: Use, totalWords: number, speakerCount: number): number {
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
    (use.lower.length <= 2 ? MODEL.tiny : 0);
  return 1 / (1 + Math.exp(-sum));
}
