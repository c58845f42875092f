import type { Cues } from './cues.ts';
import { ENGLISH_CUES } from './cues-english.ts';
import { FRENCH_CUES } from './cues-french.ts';
import { GERMAN_CUES } from './cues-german.ts';
import { SPANISH_CUES } from './cues-spanish.ts';
import { SWEDISH_CUES } from './cues-swedish.ts';
import { primePatterns } from './prime-patterns.ts';

const CUES: ReadonlyMap<string, Cues> = new Map([
  ['en', ENGLISH_CUES],
  ['de', GERMAN_CUES],
  ['fr', FRENCH_CUES],
  ['es', SPANISH_CUES],
  ['sv', SWEDISH_CUES],
]);

const primed = new Set<Cues>();

/** The cues of a language, or null when only points can be given in it. */
export function cuesFor(language: string | null): Cues | null {
  const cues = language === null ? undefined : CUES.get(language);
  if (cues === undefined) return null;
  if (!primed.has(cues)) {
    primed.add(cues);
    primePatterns(Object.values(cues).filter((cue) => cue instanceof RegExp));
  }
  return cues;
}

/** The facts that can be told in any language: figures, and the names that it has for months and weekdays. */
export function plainCuesFor(language: string | null): Pick<Cues, 'date' | 'spelledNumber'> {
  return { date: calendarWords(language), spelledNumber: /(?!)/u };
}

function calendarWords(language: string | null): RegExp {
  const names = new Set<string>();
  try {
    for (let at = 0; at < 12; at += 1) {
      // 1 to 12 June 2026 has every weekday, the firsts every month.
      const [month, day] = [new Date(Date.UTC(2026, at, 1)), new Date(Date.UTC(2026, 5, at + 1))];
      names.add(new Intl.DateTimeFormat(language ?? 'en', { month: 'long', timeZone: 'UTC' }).format(month));
      names.add(new Intl.DateTimeFormat(language ?? 'en', { weekday: 'long', timeZone: 'UTC' }).format(day));
    }
  } catch {
    // A language code that the platform does not know has no calendar words to look for.
    return /(?!)/u;
  }
  const words = [...names].map((name) => name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '.'));
  return new RegExp(`(?<!\\p{L})(?:${words.join('|')})(?!\\p{L})`, 'iu');
}
