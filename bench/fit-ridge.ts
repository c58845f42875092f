import type { LinearModel } from '@handrail/signals/training';
import { numberFeatures } from './number-features.ts';

/** A text's features, whether it belongs to the class, and how much it counts. */
export interface WeightedExample {
  readonly features: ReadonlySet<string>;
  readonly isIn: boolean;
  readonly weight: number;
}

const ROUNDS = 150;
const RIDGE = 3;
const MIN_EXAMPLES = 3;
const STEP = 0.05;
const LAST_STEP = 0.01;
const LAST_ROUNDS = 45;
const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.99;

/**
 * Fits a logistic regression with a ridge by steps over all examples at once (Adam): for features that are many and rare
 * beside the examples, where single steps would learn the examples by heart. The same examples give the same weights.
 */
export function fitRidge(examples: readonly WeightedExample[]): LinearModel {
  const places = numberFeatures(examples, MIN_EXAMPLES);
  const rows = examples.map(({ features, isIn, weight }) => ({
    at: Int32Array.from([0, ...[...features].flatMap((feature) => places.get(feature) ?? [])]),
    isIn,
    weight,
  }));
  const zeros = (): Float64Array => new Float64Array(places.size + 1);
  const [weights, slopes, means, squares] = [zeros(), zeros(), zeros(), zeros()];
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const index of slopes.keys()) slopes[index] = index === 0 ? 0 : RIDGE * (weights[index] ?? 0);
    for (const { at, isIn, weight } of rows) {
      let sum = 0;
      for (const index of at) sum += weights[index] ?? 0;
      const error = (1 / (1 + Math.exp(-sum)) - (isIn ? 1 : 0)) * weight;
      for (const index of at) slopes[index] = (slopes[index] ?? 0) + error;
    }
    const step = round > ROUNDS - LAST_ROUNDS ? LAST_STEP : STEP;
    for (const [index, slope] of slopes.entries()) {
      const mean = MEAN_DECAY * (means[index] ?? 0) + (1 - MEAN_DECAY) * slope;
      const square = SQUARE_DECAY * (squares[index] ?? 0) + (1 - SQUARE_DECAY) * slope * slope;
      means[index] = mean;
      squares[index] = square;
      const size = Math.sqrt(square / (1 - SQUARE_DECAY ** round)) + 1e-8;
      weights[index] = (weights[index] ?? 0) - (step * (mean / (1 - MEAN_DECAY ** round))) / size;
    }
  }
  return {
    bias: weights[0] ?? 0,
    weights: new Map([...places].map(([feature, place]) => [feature, weights[place] ?? 0])),
  };
}
