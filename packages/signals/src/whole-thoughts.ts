import { type Candidate, makeCandidates } from './candidate.ts';
import { type Claim, claimOf } from './claim.ts';
import { joinBeside, type Said } from './join-beside.ts';

/** A sentence of fewer words tells its thought only beside its neighbour: "Three came. Out of fourteen." */
const SHORT_WORDS = 7;
const MAX_WORDS = 24;
/** Opens with a word that points back to what was said before. */
export const POINTS_BACK =
  /^(?:it|its|it's|this|that|that's|these|those|they|them|then|not|because|before(?=,)|he|she|das|dies\p{L}*|da(?:ran|für|mit|von|zu|bei|gegen|rum|rauf|durch|nach)?|dann|denn|deshalb|deswegen|ohne (?:die|das|den|sie)|der|die andere\p{L}*|er|es|nicht|cela|ça|c'est|ce|il|elle|ils|elles|alors|sinon|sans (?:ça|cela|eux)|eso|esto|esa|ese|entonces|él|ella|ellos|sin (?:eso|ello)|det|den|då|han|hon|annars)(?!\p{L})/iu;

const MAX_JOINED_WORDS = 32;

/** Sentences that together tell one thought, with those that it is made of. */
export interface Thought {
  readonly whole: Candidate;
  readonly parts: readonly Candidate[];
}

/** The sentences of a meeting with the short ones beside their neighbours in the same turn; each is verbatim. */
export function wholeThoughts(candidates: readonly Candidate[], language: string): Thought[] {
  const groups: { said: Said; parts: Candidate[] }[] = [];
  for (const one of candidates) {
    const last = groups.at(-1);
    const isShort = one.wordCount < SHORT_WORDS || (last !== undefined && last.said.wordCount < SHORT_WORDS);
    const joined = isShort ? joinBeside(last?.said, one, language, MAX_WORDS) : null;
    if (joined === null || last === undefined) groups.push({ said: one, parts: [one] });
    else groups[groups.length - 1] = { said: joined, parts: [...last.parts, one] };
  }
  const made = makeCandidates(
    groups.map(({ said }) => said.sentence),
    language,
  );
  return groups.flatMap(({ parts }, at) => {
    const whole = made[at];
    return whole === undefined ? [] : [{ whole, parts }];
  });
}

/**
 * Makes what tells a sentence as a claim: with what stands beside it in its turn where it is short or points back, so
 * that a reader who has nothing but the claim knows what is meant.
 */
export function createTelling(
  candidates: readonly Candidate[],
  thoughts: readonly Thought[],
  language: string,
): (candidate: Candidate) => Claim {
  const places = new Map(candidates.map((one, at) => [one, at]));
  const thoughtOf = new Map(
    thoughts.flatMap((thought) => [thought.whole, ...thought.parts].map((one) => [one, thought] as const)),
  );
  return (one) => {
    const thought = thoughtOf.get(one);
    const { whole, parts } =
      thought !== undefined && (one === thought.whole || one.wordCount < SHORT_WORDS)
        ? thought
        : { whole: one, parts: [one] };
    const before = candidates[(places.get(parts[0] ?? one) ?? 0) - 1];
    const told = POINTS_BACK.test(whole.text) ? joinBeside(before, whole, language, MAX_JOINED_WORDS) : null;
    return claimOf((told ?? whole).sentence, (told ?? whole).text);
  };
}
