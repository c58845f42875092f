/** Weight of each feature of a text, and of none (`bias`): {@link scoreLinear} is the log odds of the class. */
export interface LinearModel {
  readonly bias: number;
  readonly weights: ReadonlyMap<string, number>;
}

/** The log odds that a text with these features is of the model's class: above 0 it rather is. */
export function scoreLinear(model: LinearModel, features: Iterable<string>): number {
  let sum = model.bias;
  for (const feature of features) sum += model.weights.get(feature) ?? 0;
  return sum;
}
