import { summarizeThroughModel } from '../model.ts';
import type { Fallback, ModelCaps } from '../model.ts';
import type { Turn } from '../transcript.ts';
import type { ModelNetwork, ModelSettings } from './model-client.ts';

/** A meeting that nobody held: nothing of a workspace leaves the house for a try. */
const MADE_UP: readonly Turn[] = [
  ['Alex Vega', 'ours', 'Thank you for joining. Shall we look at the rollout of the reporting module?'],
  ['Kim Osei', 'theirs', 'Yes. We decided to start with the finance team on the first of March.'],
  ['Alex Vega', 'ours', 'Good. I will send the training plan for the finance team by Friday.'],
  ['Kim Osei', 'theirs', 'Please do. Our one worry is that the import of old invoices is still slow.'],
].map(([speaker = '', side, text = ''], index) => ({
  index,
  speaker,
  side: side === 'ours' ? 'ours' : 'theirs',
  text,
  startMs: index * 8_000,
  endMs: index * 8_000 + 7_000,
}));

/** Has a model sum up a made-up meeting, within the caps. Answers why it does not do; null when it does. */
export async function tryModel(
  settings: ModelSettings,
  place: { readonly network: ModelNetwork; readonly caps: ModelCaps; readonly signal: AbortSignal },
): Promise<Fallback | null> {
  const startedAt = place.network.clock.now();
  const meeting = { turns: MADE_UP, language: 'en', startedAt };
  const { summary, fallback } = await summarizeThroughModel(meeting, { settings, ...place });
  if (fallback !== null || summary.headline !== null || summary.points.length > 0) return fallback;
  const message = 'The model answered a summary without a single statement.';
  return { code: 'model_answer_unfounded', message, answer: null, isAway: false };
}
