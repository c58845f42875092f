import { CoreError } from './errors.ts';
import type { RunMode } from './run.ts';

/** How far back of the anchor the next increment begins, in ms, when filter values with `Z` are read as UTC. */
export const LOOKBACK_MS = 15 * 60_000;

/** The same where the zone of filter values is not proven: more than any zone's distance from UTC. */
export const LOOKBACK_UNPROVEN_ZONE_MS = 26 * 3_600_000;

/** How far a date may lie beyond the source's own `Date` header and still count. */
export const FUTURE_TOLERANCE_MS = 5 * 60_000;

/**
 * Where a run stands in one object. Saved in the transaction of the page it stands after, so that it is never
 * ahead of the rows. A new run begins a new one.
 */
export interface Checkpoint {
  /** The source's object, such as `Company`. */
  readonly object: string;
  readonly mode: RunMode;
  /** Incremental: records modified at or after this are read, by whole seconds. Null: no bound, all are read. */
  readonly since: Date | null;
  /** The object's greatest date as read before the first page, floored to the second; null when it has none. */
  readonly anchor: Date | null;
  /** The last id of the last applied page; null before the first. Pages are `Gsid GT gsidAfter`, ordered by Gsid. */
  readonly gsidAfter: string | null;
}

/** The instant without its fraction of a second: filters of the source know whole seconds only. */
export function floorToSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}

/**
 * The anchor of the greatest date read, or null when that lies beyond the source's `Date` header by more than
 * five minutes: then ask again for the greatest date at or before {@link latestAnchor}, so that one record
 * dated in the future does not hold every later increment back.
 */
export function anchorOf(greatest: Date, sourceNow: Date): Date | null {
  return greatest.getTime() > latestAnchor(sourceNow).getTime() ? null : floorToSecond(greatest);
}

/** The latest date that counts as an anchor. */
export function latestAnchor(sourceNow: Date): Date {
  return new Date(sourceNow.getTime() + FUTURE_TOLERANCE_MS);
}

/** Begins a run's checkpoint. `cursor` is what {@link cursorAfter} gave after the last complete run, if any. */
export function beginCheckpoint(start: {
  readonly object: string;
  readonly mode: RunMode;
  readonly cursor: Date | null;
  readonly anchor: Date | null;
}): Checkpoint {
  const since = start.mode === 'full' ? null : start.cursor;
  return { object: start.object, mode: start.mode, since, anchor: start.anchor, gsidAfter: null };
}

/**
 * The checkpoint after a page that ended with this id. Throws `core_cursor_stuck` when the id is not past the
 * one before: going on would read the same page for ever.
 */
export function advanceCheckpoint(checkpoint: Checkpoint, lastGsid: string): Checkpoint {
  if (checkpoint.gsidAfter !== null && lastGsid <= checkpoint.gsidAfter) {
    throw new CoreError({
      code: 'core_cursor_stuck',
      message: `A page of ${checkpoint.object} did not go past the record it began after.`,
      remedy: 'Probe the connection again: paging by Gsid does not hold for this object.',
      facts: { object: checkpoint.object, mode: checkpoint.mode },
    });
  }
  return { ...checkpoint, gsidAfter: lastGsid };
}

/**
 * The object's cursor after a *complete* run: anchor − lookback, never before the cursor that stood. A full run
 * sets it only where there is none yet, since only increments promise to have read all that is older. Without
 * an anchor the cursor stays.
 */
export function cursorAfter(checkpoint: Checkpoint, cursor: Date | null, lookbackMs: number): Date | null {
  if (checkpoint.anchor === null) return cursor;
  if (checkpoint.mode === 'full' && cursor !== null) return cursor;
  const next = floorToSecond(new Date(checkpoint.anchor.getTime() - lookbackMs));
  return cursor !== null && cursor.getTime() > next.getTime() ? cursor : next;
}

/**
 * Up to where complete runs have read an object, after one more: all that was modified before then. It goes by full runs
 * too, which leave the cursor where it stands; `anchor` may be any date that was there before the run read its first page.
 */
export function reachedAfter(reached: Date | null, anchor: Date | null, lookbackMs: number): Date | null {
  if (anchor === null) return reached;
  const next = floorToSecond(new Date(anchor.getTime() - lookbackMs));
  return reached !== null && reached.getTime() > next.getTime() ? reached : next;
}

/**
 * The greatest of these dates that counts as an anchor; null without one. Read of a page, it stands for the anchor of what
 * is read from that page on.
 */
export function anchorAmong(dates: readonly Date[], sourceNow: Date): Date | null {
  const latest = latestAnchor(sourceNow).getTime();
  const times = dates.map((date) => date.getTime()).filter((time) => time <= latest);
  return times.length === 0 ? null : floorToSecond(new Date(Math.max(...times)));
}
