import askWeights from './ask-weights.json' with { type: 'json' };
import { type LinearModel, scoreLinear } from './linear-model.ts';
import { textFeatures } from './text-features.ts';

const MODEL: LinearModel = { bias: askWeights.bias, weights: new Map(Object.entries(askWeights.weights)) };

/**
 * Whether a sentence of an English mail or note asks for, or proposes, something to be done. A logistic regression
 * over words and pairs of words; `ask-weights.json` says what it was fitted on and by which command.
 */
export function isWrittenAsk(text: string): boolean {
  return scoreLinear(MODEL, textFeatures(text)) > 0;
}
