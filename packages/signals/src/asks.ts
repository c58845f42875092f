import { compress } from './compress.ts';
import { type Cues, isAsk } from './cues.ts';
import type { Sentence, Turn } from './transcript.ts';
import { isWrittenAsk } from './written-asks.ts';

/** Whether all is of one voice: a mail or a note, in which asking is not the way to keep a talk going. */
export function isMessage(turns: readonly Turn[]): boolean {
  return new Set(turns.map(({ speaker }) => speaker)).size === 1;
}

/** Makes the check of whether a sentence asks for something to be done, in a talk or in a written message. */
export function createAskCheck(
  turns: readonly Turn[],
  language: string | null,
  cues: Cues,
): (sentence: Sentence) => boolean {
  return language === 'en' && isMessage(turns)
    ? ({ text }) => isWrittenAsk(text)
    : ({ text }) => isAsk(compress(text, language), cues);
}
