import { setTimeout as delay } from 'node:timers/promises';

/** The time, and a wait that a test may shorten. */
export interface HttpClock {
  now(): Date;
  /** Resolves after `waitMs`; rejects when `signal` aborts. Left out: real timers. */
  wait?(waitMs: number, signal?: AbortSignal): Promise<void>;
}

/** Waits on the clock given, or on real timers when it has no wait of its own. */
export async function waitOn(
  clock: HttpClock,
  waitMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (clock.wait !== undefined) return clock.wait(waitMs, signal);
  await delay(waitMs, undefined, signal === undefined ? {} : { signal });
}
