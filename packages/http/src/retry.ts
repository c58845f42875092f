/** When and how often a failed try is made again. */
export interface RetryPolicy {
  /** Tries in all, the first one included. */
  readonly maxTries: number;
  /** The first wait is drawn from 0 to this many milliseconds, each later one from twice the range before. */
  readonly baseMs: number;
  /** No wait without a word of the other side is longer. */
  readonly capMs: number;
  /** A wait longer than this is not waited out here: the error goes up with its `retryAfterMs`. */
  readonly maxWaitMs: number;
  /** No try begins after this many milliseconds of tries and waits; time spent on the call budget is not counted. */
  readonly totalMs: number;
}

/** Four tries within two minutes; a minute's window can be waited out. */
export const fourTriesInTwoMinutes: RetryPolicy = {
  maxTries: 4,
  baseMs: 500,
  capMs: 20_000,
  maxWaitMs: 75_000,
  totalMs: 120_000,
};

/**
 * Milliseconds to wait before the next try: full jitter below a doubling cap; after a named wait never earlier
 * than told, and spread a little, since everyone else was told the same.
 */
export function retryDelayMs(
  policy: RetryPolicy,
  failedTries: number,
  toldMs: number | null,
  random: () => number,
): number {
  if (toldMs !== null) return toldMs + Math.ceil(random() * Math.min(5_000, 250 + toldMs / 10));
  return Math.floor(random() * Math.min(policy.capMs, policy.baseMs * 2 ** (failedTries - 1)));
}

/** Reads `Retry-After`, in seconds or as an HTTP date (RFC 9110, 10.2.3), as milliseconds from `now`; else null. */
export function readRetryAfterMs(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  if (/^\d{1,9}(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000);
  if (!/[a-z]/i.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

/** Limits repeats to a share of the calls made, so that an outage is not answered with a multiple of the load. */
export interface RetryBudget {
  /** Counts a first try. */
  earn(): void;
  /** Takes one repeat; false when there is none left. */
  spend(): boolean;
}

/** A budget of one repeat per ten calls, plus one a minute, kept up to ten. */
export function createRetryBudget(now: () => Date): RetryBudget {
  const [perCall, perMinute, most] = [0.1, 1, 10];
  let [left, countedAtMs] = [most / 2, now().getTime()];
  return {
    earn() {
      left = Math.min(most, left + perCall);
    },
    spend() {
      const nowMs = now().getTime();
      left = Math.min(most, left + (Math.max(0, nowMs - countedAtMs) / 60_000) * perMinute);
      countedAtMs = nowMs;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
