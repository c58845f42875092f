import { actFeatures } from './act-features.ts';
import actWeights from './act-weights.json' with { type: 'json' };
import type { Cues } from './cues.ts';
import { type LinearModel, scoreLinear } from './linear-model.ts';
import type { Sentence } from './transcript.ts';

/** The log odds that a sentence does each: above 0 it rather does. */
export interface ActOdds {
  readonly promise: number;
  readonly decision: number;
  readonly risk: number;
  readonly ask: number;
  /** That a summary must keep what it says. */
  readonly fact: number;
}

const ACTS = ['promise', 'decision', 'risk', 'ask', 'fact'] as const;
const [PROMISE, DECISION, RISK, ASK, FACT] = ACTS.map(modelOf);

function modelOf(act: (typeof ACTS)[number]): LinearModel {
  const at = ACTS.indexOf(act);
  const weights = new Map<string, number>();
  for (const [feature, row] of Object.entries<readonly number[]>(actWeights.weights)) {
    const weight = row[at] ?? 0;
    if (weight !== 0) weights.set(feature, weight);
  }
  return { bias: actWeights.bias[at] ?? 0, weights };
}

/**
 * What each sentence of a talk does, in order: five logistic regressions over its words, its cues and its neighbours.
 * `act-weights.json` says what they were fitted on and by which command.
 */
export function readActOdds(sentences: readonly Sentence[], cues: Cues, language: string): ActOdds[] {
  return actFeatures(sentences, cues, language).map((features) => ({
    promise: odds(PROMISE, features),
    decision: odds(DECISION, features),
    risk: odds(RISK, features),
    ask: odds(ASK, features),
    fact: odds(FACT, features),
  }));
}

function odds(model: LinearModel | undefined, features: ReadonlySet<string>): number {
  return model === undefined ? Number.NEGATIVE_INFINITY : scoreLinear(model, features);
}
