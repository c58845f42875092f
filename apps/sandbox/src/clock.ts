/** The sandbox's own time: it runs with the wall clock and can be pushed forward, never back. */
export interface SandboxClock {
  now(): Date;
  /** Moves the time forward by so many milliseconds; negative amounts are ignored. */
  advance(ms: number): void;
  /** Milliseconds by which this clock is ahead of the wall clock. */
  aheadMs(): number;
}

/** Makes a clock that is `aheadMs` in front of the wall clock; a state file keeps that number. */
export function createClock(aheadMs = 0): SandboxClock {
  let ahead = aheadMs;
  return {
    now: () => new Date(Date.now() + ahead),
    advance: (ms) => {
      ahead += Math.max(0, ms);
    },
    aheadMs: () => ahead,
  };
}

/** Makes a clock that stands still until it is pushed; for tests of windows and retention. */
export function createStillClock(start: string): SandboxClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    advance: (ms) => {
      at += Math.max(0, ms);
    },
    aheadMs: () => at - Date.now(),
  };
}
