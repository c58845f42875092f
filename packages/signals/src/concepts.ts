import type { Candidate } from './candidate.ts';
import summaryWords from './summary-words.json' with { type: 'json' };
import type { Word } from './words.ts';

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
  /** Its uses right after a word that names a thing ("the budget") or a person who does something ("we agree"). */
  afterDeterminer: number;
  afterPronoun: number;
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
  base: -3.99,
  logCount: 0.15,
  logCountSquared: 0.05,
  perThousand: 1.19,
  spread: -1.27,
  speakers: 0.49,
  functionWord: 0.52,
  length: 1.45,
  digit: -0.36,
  opening: 0.58,
  early: 0.16,
  burst: -0.58,
  functionWordCount: -0.38,
  sentenceLength: 0.35,
  turnLength: 0.24,
  fixedPair: 0.71,
  afterDeterminer: 0.64,
  afterPronoun: -0.91,
} as const;

// What follows a determiner is mostly a thing, what follows a pronoun something done at the moment of speaking.
const DETERMINERS = new Set(
  'the this these those our their its der die das den dem des unser unsere'.split(' '),
);
const PRONOUNS = new Set(
  "i you we they he she it who that that's it's i'm we're you're they're ich du wir ihr sie er es wer".split(
    ' ',
  ),
);

/**
 * What people who sum up a meeting write rather, or less, than the use of a word tells: they name decisions, costs and
 * results, and leave out what keeps a talk going. `summary-words.json` says what it was fitted on and by which command;
 * a word is in it only if it is said in meetings of several kinds.
 */
const ENGLISH_WORDS: ReadonlyMap<string, number> = new Map(Object.entries(summaryWords.weights));
const NO_WORDS: ReadonlyMap<string, number> = new Map();

/** Key of a pair of neighbouring stems. */
export function pairKey(first: string, second: string): string {
  return `${first} ${second}`;
}

/**
 * Weighs the words of a meeting by how they are used across its candidates, in English also by which words they are:
 * a meeting in another language, or in none that is known, has its use alone.
 */
export function weighConcepts(candidates: readonly Candidate[], language: string | null): Concepts {
  const uses = new Map<string, Use>();
  const pairs = new Map<string, number>();
  const speakers = new Set<string>();
  let total = 0;
  for (const candidate of candidates) {
    const speaker = candidate.sentence.turn.speaker;
    speakers.add(speaker);
    const turnLength = Math.min(1, candidate.sentence.turn.text.length / LONG_TURN);
    const block = Math.min(BLOCKS - 1, Math.floor(candidate.position * BLOCKS));
    let previous: Word | undefined;
    for (const word of candidate.words) {
      const { stem, lower, isFunction } = word;
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
          afterDeterminer: 0,
          afterPronoun: 0,
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
        const key = pairKey(previous.stem, stem);
        pairs.set(key, (pairs.get(key) ?? 0) + 1);
        if (DETERMINERS.has(previous.lower)) use.afterDeterminer += 1;
        if (PRONOUNS.has(previous.lower)) use.afterPronoun += 1;
      }
      previous = word;
    }
  }
  const bonds = bondsOf(uses, pairs);
  const known = language === 'en' ? ENGLISH_WORDS : NO_WORDS;
  const weights = new Map<string, number>();
  for (const [stem, use] of uses) {
    const odds = oddsOf(use, bonds.get(stem) ?? 0, total, speakers.size) + (known.get(stem) ?? 0);
    weights.set(stem, 1 / (1 + Math.exp(-odds)));
  }
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

function oddsOf(use: Use, bond: number, totalWords: number, speakerCount: number): number {
  const logCount = Math.log(use.count);
  const busiest = Math.max(...use.blocks.values());
  return (
    MODEL.base +
    MODEL.logCount * logCount +
    (MODEL.logCountSquared * logCount * logCount) / 4 +
    MODEL.perThousand * Math.log((1000 * use.count) / totalWords + 0.1) +
    (MODEL.spread * use.blocks.size) / BLOCKS +
    (MODEL.speakers * Math.min(4, use.speakers.size)) / Math.min(4, speakerCount) +
    (MODEL.burst * Math.log(busiest)) / (1 + logCount) +
    (use.isFunction
      ? MODEL.functionWord + MODEL.functionWordCount * logCount
      : (MODEL.length * Math.min(12, use.lower.length)) / 12 +
        (MODEL.afterDeterminer * use.afterDeterminer + MODEL.afterPronoun * use.afterPronoun) /
          (use.count + 1)) +
    (/\d/u.test(use.lower) ? MODEL.digit : 0) +
    (use.firstAt < 0.05 ? MODEL.opening : 0) +
    (use.firstAt < 0.3 ? MODEL.early : 0) +
    MODEL.sentenceLength * Math.min(2, use.sentenceWords / use.sentences / 20) +
    (MODEL.turnLength * use.turnLengths) / use.count +
    MODEL.fixedPair * bond
  );
}
