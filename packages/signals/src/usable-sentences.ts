import { createPlantedCheck, hasAddress, hasMarkup, plantedTurns } from './planted.ts';
import { type Sentence, splitSentences, type Turn } from './transcript.ts';

/** The sentences that may be quoted, in order: without addresses, markup and words that try to steer the machine. */
export function usableSentences(turns: readonly Turn[]): Sentence[] {
  const isPlanted = createPlantedCheck();
  const planted = plantedTurns(turns, isPlanted);
  return turns
    .filter((turn) => !planted.has(turn.index))
    .flatMap(splitSentences)
    .filter(({ text }) => !hasAddress(text) && !hasMarkup(text) && !isPlanted(text));
}
