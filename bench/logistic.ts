import type { LinearModel } from '@handrail/signals/training';
import { numberFeatures } from './number-features.ts';

/** A text's features and whether it belongs to the class. */
export interface Example {
  readonly features: ReadonlySet<string>;
  readonly isIn: boolean;
}

const EPOCHS = 12;
const STEP = 0.2;
const RIDGE = 1e-4;
const MIN_EXAMPLES = 6;
/** Weights nearer to 0 are left out: they are many and decide nothing. */
const MIN_WEIGHT = 0.8;

/**
 * Fits a logistic regression by stochastic gradient descent with steps that shrink by feature (AdaGrad). The order of
 * the examples is shuffled by a fixed seed: the same examples give the same weights.
 */
export function fitLogistic(examples: readonly Example[]): LinearModel {
  const places = numberFeatures(examples, MIN_EXAMPLES);
  const rows = examples.map(({ features, isIn }) => ({
    at: [0, ...[...features].flatMap((feature) => places.get(feature) ?? [])],
    isIn,
  }));
  const weights = new Float64Array(places.size + 1);
  const squares = new Float64Array(places.size + 1).fill(1e-6);
  const random = createRandom();
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (const row of shuffle(rows, random)) {
      const scale = 1 / Math.sqrt(row.at.length);
      let sum = 0;
      for (const index of row.at) sum += weights[index] ?? 0;
      const error = (1 / (1 + Math.exp(-sum * scale)) - (row.isIn ? 1 : 0)) * scale;
      for (const index of row.at) {
        const weight = weights[index] ?? 0;
        const gradient = error + RIDGE * weight;
        const square = (squares[index] ?? 0) + gradient * gradient;
        squares[index] = square;
        weights[index] = weight - (STEP * gradient) / Math.sqrt(square);
      }
    }
  }
  const round = (weight: number): number => Math.round(weight * 100) / 100;
  const kept = [...places]
    .map(([feature, place]) => [feature, round(weights[place] ?? 0)] as const)
    .filter(([, weight]) => Math.abs(weight) >= MIN_WEIGHT);
  return { bias: round(weights[0] ?? 0), weights: new Map(kept) };
}

function createRandom(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
