import { createPlantedCheck, hasAddress, hasMarkup, plantedTurns, SPREAD_CHARACTERS } from './planted.ts';
import type { PlantedCheck } from './planted.ts';
import { splitSentences } from './transcript.ts';
import type { Sentence, Turn } from './transcript.ts';

/** The sentences that may be quoted, in order: without addresses, markup and words that try to steer the machine. */
export function usableSentences(turns: readonly Turn[]): Sentence[] {
  const isPlanted = createPlantedCheck();
  const planted = plantedTurns(turns, isPlanted);
  return turns
    .flatMap((turn) => (planted.has(turn.index) ? besideOrders(turn, isPlanted) : splitSentences(turn)))
    .filter(({ text }) => !hasAddress(text) && !hasMarkup(text) && !isPlanted(text));
}

/**
 * What a turn says beside an order that stands in whole sentences. What comes right after is the rest of the order; where
 * the order is spread over sentences or turns, nothing of the turn is taken.
 */
function besideOrders(turn: Turn, isPlanted: PlantedCheck): Sentence[] {
  const sentences = splitSentences(turn);
  const orders = sentences.filter(({ text }) => isPlanted(text));
  if (orders.length === 0) return [];
  const isOfOrder = ({ start }: Sentence) =>
    orders.some((order) => start >= order.start && start < order.end + SPREAD_CHARACTERS);
  const rest = sentences.filter((sentence) => !isOfOrder(sentence));
  return isPlanted(rest.map(({ text }) => text).join(' ')) ? [] : rest;
}
