import { type Candidate, contentStems } from './candidate.ts';
import { type Claim, claimOf, overlapOf, withoutRepeats } from './claim.ts';
import type { Concepts } from './concepts.ts';
import { type Cues, factCount } from './cues.ts';

const MAX_CLAIMS = 7;
const MIN_SUBJECTS = 2;
const MIN_WORDS = 4;
const MAX_WORDS = 48;
const SAME_CLAIM_OVERLAP = 0.6;
const FACT_BONUS = 0.4;
const WEIGHTY_FACTOR = 4;

/** Which candidates are picked. */
export interface ClaimRules {
  readonly matches: (candidate: Candidate) => boolean;
  /** How many words of a subject each needs at least. */
  readonly minSubjects?: number;
  /** What comes before all others, be it about one subject alone. */
  readonly isWeighty?: (candidate: Candidate) => boolean;
  /** How what is picked is told; by its own words unless told otherwise. */
  readonly tell?: (candidate: Candidate) => Claim;
}

/**
 * The weightiest of the candidates that match, each saying something new, in the order of the meeting; at most seven.
 * Weight is what a sentence says of the meeting's subjects, more when it names money, figures or dates.
 */
export function pickClaims(
  candidates: readonly Candidate[],
  concepts: Concepts,
  cues: Cues,
  { matches, minSubjects = MIN_SUBJECTS, isWeighty = () => false, tell = ownClaim }: ClaimRules,
): Claim[] {
  const matching = candidates
    .filter(({ wordCount }) => wordCount >= MIN_WORDS && wordCount <= MAX_WORDS)
    .filter(matches)
    .map((candidate) => ({ candidate, stems: contentStems(candidate.words) }))
    .filter(({ candidate, stems }) => stems.size >= (isWeighty(candidate) ? 1 : minSubjects))
    .map((one) => ({
      ...one,
      weight:
        weightOf(one.candidate, one.stems, concepts, cues) * (isWeighty(one.candidate) ? WEIGHTY_FACTOR : 1),
    }))
    .sort((a, b) => b.weight - a.weight);
  const picked: typeof matching = [];
  for (const one of matching) {
    if (picked.length === MAX_CLAIMS) break;
    if (picked.every((other) => overlapOf(one.stems, other.stems) < SAME_CLAIM_OVERLAP)) picked.push(one);
  }
  const told = picked
    .sort((a, b) => a.candidate.position - b.candidate.position)
    .map(({ candidate }) => tell(candidate));
  return withoutRepeats(told);
}

function ownClaim({ sentence, text }: Candidate): Claim {
  return claimOf(sentence, text);
}

function weightOf(
  { text, wordCount }: Candidate,
  stems: ReadonlySet<string>,
  concepts: Concepts,
  cues: Cues,
): number {
  let sum = 0;
  for (const stem of stems) sum += concepts.weights.get(stem) ?? 0;
  return ((sum + 0.1) / Math.sqrt(wordCount)) * (1 + FACT_BONUS * factCount(text, cues));
}
