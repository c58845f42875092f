import { setTimeout as pause } from 'node:timers/promises';

/** Between two looks whether somebody is served, in ms. */
const LOOK_MS = 5;
/** Nobody is served once so long no request was in hand, in ms: one is often followed by the next. */
const QUIET_MS = 5;
/** The longest that work waits for people, in ms: it goes on, slower, however much they ask. */
const LONGEST_MS = 250;
/** Who asked so long ago, in ms, may well ask again. */
const RECENT_MS = 1_000;

/** People come first where one process serves them and works runs: a run waits a moment before each of its steps. */
export interface Courtesy {
  /** A request is in hand until the answer is called. */
  serve(): () => void;
  /** Resolves when nobody is served, after 250 ms at the latest. */
  giveWay(): Promise<void>;
  /** Whether somebody was served in the last second. */
  isServing(): boolean;
}

/** Makes the courtesy of one process. */
export function createCourtesy(): Courtesy {
  let served = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  const wasServed = (withinMs: number) => served > 0 || performance.now() - lastMs < withinMs;
  return {
    serve() {
      served += 1;
      return () => {
        served -= 1;
        lastMs = performance.now();
      };
    },
    async giveWay() {
      const untilMs = performance.now() + LONGEST_MS;
      while (wasServed(QUIET_MS) && performance.now() < untilMs) await pause(LOOK_MS);
    },
    isServing: () => wasServed(RECENT_MS),
  };
}
