import type { Random } from '../seed/random.ts';
import type { WorldCall } from '../world.ts';
import { splitSentences } from './split-sentences.ts';

/** One turn before it has times. */
export interface Turn {
  readonly speakerId: string;
  readonly topic: string | null;
  readonly words: string;
}

/** 150 words a minute. */
const WORD_MS = 400;

/**
 * Gives every sentence its time in milliseconds: about 150 words a minute, short pauses between sentences, longer ones
 * between turns, and now and then somebody who begins before the other has ended.
 */
export function speak(turns: readonly Turn[], language: string, random: Random): WorldCall['monologues'] {
  let atMs = random.int(1200, 6000);
  return turns.map(({ speakerId, topic, words }) => {
    const sentences = splitSentences(words, language).map((text) => {
      const startMs = atMs;
      const count = text.split(/\s+/).length;
      const endMs = startMs + Math.max(350, Math.round((count * WORD_MS * random.int(85, 115)) / 100));
      atMs = endMs + random.int(120, 420);
      return { startMs, endMs, text };
    });
    const overlaps = words.length > 60 && random.chance(0.06);
    atMs += overlaps ? -random.int(300, 600) : random.int(150, 900);
    return { speakerId, topic, sentences };
  });
}
