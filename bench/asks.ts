import { scoreLinear, textFeatures } from '@handrail/signals/training';
import { z } from 'zod';
import { type Example, fitLogistic } from './logistic.ts';

const FOLDS = 5;

const lineSchema = z.object({ text: z.string(), label: z.enum(['ask', 'none']) });

/** The sentences of a file of JSON lines as examples of an ask. */
export function askExamples(content: string): Example[] {
  return content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)))
    .map(({ text, label }) => ({ features: textFeatures(text), isIn: label === 'ask' }));
}

/** For each example whether it is taken for an ask by the weights fitted on the four fifths (i mod 5) without it. */
export function crossValidate(examples: readonly Example[]): boolean[] {
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    fitLogistic(examples.filter((_example, at) => at % FOLDS !== fold)),
  );
  return examples.map(({ features }, at) => {
    const model = models[at % FOLDS];
    return model !== undefined && scoreLinear(model, features) > 0;
  });
}
