/**
 * What models are fitted with, outside of the product: how a sentence and a word look to the code that uses the fitted
 * weights. Nothing of the product imports this.
 */
import { makeCandidates } from './candidate.ts';
import { weighConcepts } from './concepts.ts';
import type { Turn } from './transcript.ts';
import { usableSentences } from './usable-sentences.ts';

export { actFeatures } from './act-features.ts';
export { makeCandidates } from './candidate.ts';
export { cuesFor } from './cues-by-language.ts';
export { languageCode } from './language.ts';
export { type LinearModel, scoreLinear } from './linear-model.ts';
export { textFeatures } from './text-features.ts';
export type { Sentence } from './transcript.ts';
export { usableSentences } from './usable-sentences.ts';
export { wordsOf } from './words.ts';

/** The log odds that each subject word of an English meeting is one of its summary, by its use alone: to fit words on. */
export function oddsByUse(turns: readonly Turn[]): ReadonlyMap<string, number> {
  const candidates = makeCandidates(usableSentences(turns), 'en');
  const { weights } = weighConcepts(candidates, null);
  const subjects = candidates.flatMap(({ words }) => words.filter(({ isFunction }) => !isFunction));
  return new Map(
    subjects.map(({ stem }) => {
      const weight = weights.get(stem) ?? 0;
      return [stem, Math.log(weight / (1 - weight))] as const;
    }),
  );
}
