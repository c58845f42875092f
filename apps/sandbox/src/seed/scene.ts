import { dayText, instantText } from './instant-text.ts';
import type { Picklists } from './picklists.ts';

/** What every part of the made-up world is built from. */
export interface Scene {
  readonly seed: number;
  readonly nowMs: number;
  readonly picklists: Picklists;
}

/** A day in milliseconds. */
export const DAY_MS = 86_400_000;

/** Instant as an ISO string. */
export function instant(ms: number): string {
  return instantText(ms);
}

/** Calendar day (UTC) of an instant. */
export function day(ms: number): string {
  return dayText(ms);
}
