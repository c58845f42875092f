import type { FileTurn } from './file-meeting.ts';
import { findPrefixes, splitPrefix } from './speaker-prefix.ts';

/** One line of subtitles: who (when the file marks it), what, and when in ms. */
export interface Cue {
  readonly speaker: string | null;
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Successive cues of one speaker belong together when no more than this lies between them. */
const LONGEST_PAUSE_MS = 2_000;
const UNKNOWN_SPEAKER = 'Unknown speaker';

/**
 * Cues of subtitles as turns: captions that the next one repeats are dropped, a speaker is found by the file's mark or
 * by a name before a colon that stands at least twice, and successive cues of one speaker are joined.
 */
export function cuesToTurns(cues: readonly Cue[]): FileTurn[] {
  const spoken = dropRolling(cues.filter(({ text }) => text !== ''));
  const names = findPrefixes(spoken.map(({ text }) => text));
  const turns: FileTurn[] = [];
  for (const cue of spoken) {
    const { speaker, text } = nameSpeaker(cue, names, turns.at(-1));
    const last = turns.at(-1);
    if (last?.speaker === speaker && cue.startMs - (last.endMs ?? 0) < LONGEST_PAUSE_MS) {
      last.text = `${last.text} ${text}`;
      last.endMs = Math.max(last.endMs ?? 0, cue.endMs);
    } else {
      turns.push({ speaker, text, startMs: cue.startMs, endMs: Math.max(cue.startMs, cue.endMs) });
    }
  }
  return turns;
}

/** Rolling captions write the same words again with the next ones behind them. */
function dropRolling(cues: readonly Cue[]): Cue[] {
  return cues.filter((cue, index) => {
    const next = cues[index + 1];
    return next?.speaker !== cue.speaker || !next.text.startsWith(cue.text);
  });
}

/** In a file that names speakers before colons, a cue without a name goes on with who spoke last. */
function nameSpeaker(
  cue: Cue,
  names: ReadonlySet<string>,
  last: FileTurn | undefined,
): { readonly speaker: string; readonly text: string } {
  if (cue.speaker !== null) return { speaker: cue.speaker, text: cue.text };
  const prefix = splitPrefix(cue.text);
  if (prefix !== null && names.has(prefix.name)) return { speaker: prefix.name, text: prefix.rest };
  return { speaker: names.size === 0 ? UNKNOWN_SPEAKER : (last?.speaker ?? UNKNOWN_SPEAKER), text: cue.text };
}
