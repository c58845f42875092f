/** Limits of one family of calls to one host, as the vendor states them. */
export interface CallLimits {
  /** Where the vendor counts by the second: calls are then spaced evenly, so no second holds a burst. */
  readonly perSecond?: number;
  readonly perMinute: number;
  readonly perHour?: number;
  readonly perDay: number;
}

/** Calls made in one bucket of time. */
export interface BucketCount {
  readonly bucket: number;
  readonly calls: number;
}

/** Windows that calls are counted in. */
export const WINDOW_NAMES = ['minute', 'hour', 'day'] as const;
export type WindowName = (typeof WINDOW_NAMES)[number];

/** The limits that a vendor's replies state, in calls; null where they state none. */
export type StatedLimits = Readonly<Record<WindowName, number | null>>;

/** One sliding window: the sum of its buckets must stay below the allowance before a call is made. */
export interface BudgetWindow {
  readonly name: WindowName;
  readonly grain: 'second' | 'minute';
  readonly grainMs: number;
  /** Length in buckets, without the one that is being filled. */
  readonly buckets: number;
  readonly allowance: number;
}

/** A family's limits as set, but nowhere above what the vendor's replies state. */
export function correctedLimits(limits: CallLimits, stated: StatedLimits): CallLimits {
  const lower = (limit: number, told: number | null): number => Math.min(limit, told ?? limit);
  const perHour = limits.perHour ?? stated.hour;
  return {
    ...limits,
    perMinute: lower(limits.perMinute, stated.minute),
    perDay: lower(limits.perDay, stated.day),
    ...(perHour === null ? {} : { perHour: lower(perHour, stated.hour) }),
  };
}

/** The limit that is set for a window; null without one. */
export function limitOf(limits: CallLimits, window: WindowName): number | null {
  return { minute: limits.perMinute, hour: limits.perHour ?? null, day: limits.perDay }[window];
}

/**
 * The window that a stated limit means: by its length, else the shortest in which the vendor counts the family. Null for
 * lengths that are not counted here, and without a length where the vendor counts by the second.
 */
export function statedWindow(limits: CallLimits, windowSeconds: number | null): WindowName | null {
  if (windowSeconds !== null) return WINDOW_NAMES.find((name) => SECONDS[name] === windowSeconds) ?? null;
  if (limits.perSecond !== undefined) return null;
  return limits.perHour === undefined ? 'minute' : 'hour';
}

const SECONDS: Readonly<Record<WindowName, number>> = { minute: 60, hour: 3_600, day: 86_400 };

/**
 * The windows of the limits under a share. Whole buckets are counted, so a window covers at least 61 s, 1 h or
 * 24 h before any instant: no fixed window of the vendor, wherever it starts and whatever a call's travel time
 * up to a second, can hold more than the allowance. An allowance is never below one call.
 */
export function budgetWindows(limits: CallLimits, share: number): readonly BudgetWindow[] {
  // 0.7 of 90 is a little below 63 in floating point.
  const allowance = (limit: number): number => Math.max(1, Math.floor(limit * share + 1e-9));
  const windows: BudgetWindow[] = [
    { name: 'minute', grain: 'second', grainMs: 1_000, buckets: 61, allowance: allowance(limits.perMinute) },
    { name: 'day', grain: 'minute', grainMs: 60_000, buckets: 24 * 60, allowance: allowance(limits.perDay) },
  ];
  if (limits.perHour !== undefined) {
    windows.push({
      name: 'hour',
      grain: 'minute',
      grainMs: 60_000,
      buckets: 60,
      allowance: allowance(limits.perHour),
    });
  }
  return windows;
}

/**
 * Milliseconds from one call to the next that keep our share of a limit per second; 0 without such a limit. Evenly
 * spaced calls stay within it also where their travel times differ by less than this.
 */
export function spacingMs({ perSecond }: CallLimits, share: number): number {
  return perSecond === undefined ? 0 : Math.ceil(1_000 / (perSecond * share));
}

/** The calls of a window at an instant (epoch milliseconds). Buckets may come in any order. */
export function countWindow(window: BudgetWindow, counts: readonly BucketCount[], nowMs: number): number {
  return within(window, counts, nowMs).reduce((sum, { calls }) => sum + calls, 0);
}

/** The first instant, `nowMs` or later, at which the window has room for one more call. */
export function windowOpensAt(window: BudgetWindow, counts: readonly BucketCount[], nowMs: number): number {
  let left = countWindow(window, counts, nowMs);
  if (left < window.allowance) return nowMs;
  const oldestFirst = within(window, counts, nowMs).toSorted((a, b) => a.bucket - b.bucket);
  for (const { bucket, calls } of oldestFirst) {
    left -= calls;
    // The bucket leaves when the window's far edge has passed its end.
    if (left < window.allowance) return (bucket + window.buckets + 1) * window.grainMs;
  }
  return nowMs;
}

function within(window: BudgetWindow, counts: readonly BucketCount[], nowMs: number): readonly BucketCount[] {
  const oldest = Math.floor(nowMs / window.grainMs) - window.buckets;
  return counts.filter(({ bucket }) => bucket >= oldest);
}
