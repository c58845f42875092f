import type { CallBudget } from './budget.ts';
import { type HttpClock, waitOn } from './clock.ts';

/**
 * Makes a budget of this process alone that lets calls through evenly, so many a second at most, and none while the
 * other side has asked to wait. It knows no hosts and families: make one per vendor company.
 */
export function createPace(perSecond: number, clock: HttpClock): CallBudget {
  const apartMs = Math.ceil(1_000 / perSecond);
  let nextAtMs = 0;
  return {
    async take({ signal }) {
      signal?.throwIfAborted();
      const nowMs = clock.now().getTime();
      const atMs = Math.max(nowMs, nextAtMs);
      nextAtMs = atMs + apartMs;
      if (atMs > nowMs) await waitOn(clock, atMs - nowMs, signal);
    },
    async learn({ limited, retryAfterMs }) {
      if (limited) nextAtMs = Math.max(nextAtMs, clock.now().getTime() + (retryAfterMs ?? 1_000));
    },
  };
}
