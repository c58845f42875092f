import type { WorldCall } from '../world.ts';

type Monologues = WorldCall['monologues'];

/** By how much the third speaker begins before the second has ended. */
const OVERLAP_MS = 1_500;

/** What poor sound does to a transcript: after the first turn one of nothing, and a third that begins too early. */
export function garble(monologues: Monologues): Monologues {
  return monologues.flatMap((monologue, at) => {
    if (at === 0) return [monologue, { ...monologue, topic: null, sentences: [] }];
    if (at !== 2) return [monologue];
    const [first] = monologue.sentences;
    const beforeEndMs = monologues[1]?.sentences.at(-1)?.endMs ?? 0;
    if (first === undefined) return [monologue];
    const sooner = { ...first, startMs: Math.max(0, beforeEndMs - OVERLAP_MS) };
    return [{ ...monologue, sentences: [sooner, ...monologue.sentences.slice(1)] }];
  });
}
