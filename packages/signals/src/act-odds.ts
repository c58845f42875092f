import { actFeatures } from './act-features.ts';
import actWeights from './act-weights.json' with { type: 'json' };
import type { Candidate } from './candidate.ts';
import type { Cues } from './cues.ts';

/** The log odds that a sentence does each: above 0 it rather does. */
export interface ActOdds {
  readonly promise: number;
  readonly decision: number;
  readonly risk: number;
  readonly ask: number;
  /** That a summary must keep what it says. */
  readonly fact: number;
}

/** By feature its weight for each act, in the order in which the file names them. */
const WEIGHTS = new Map(Object.entries<readonly number[]>(actWeights.weights));

/**
 * What each sentence of a talk does, in order: five logistic regressions over its words, its cues and its neighbours.
 * `act-weights.json` says what they were fitted on and by which command.
 */
export function readActOdds(candidates: readonly Candidate[], cues: Cues, language: string): ActOdds[] {
  return actFeatures(candidates, cues, language).map((features) => {
    const sums = [...actWeights.bias];
    for (const feature of features)
      WEIGHTS.get(feature)?.forEach((weight, at) => {
        sums[at] = (sums[at] ?? 0) + weight;
      });
    const [promise = 0, decision = 0, risk = 0, ask = 0, fact = 0] = sums;
    return { promise, decision, risk, ask, fact };
  });
}
