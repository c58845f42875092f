import { dayText, instantText } from './instant-text.ts';
import type { Picklists } from './picklists.ts';

/** What every part of the made-up world is built from. */
export interface Scene {
  readonly seed: number;
  readonly nowMs: number;
  readonly picklists: Picklists;
  /** How many companies share one instant of change, from {@link FIRST_ALIKE} on; absent = none. */
  readonly sameSecond?: number;
}

/** Number of the first of the companies that share one instant of change where a world is made so. */
export const FIRST_ALIKE = 98;

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
