import { setTimeout as pause } from 'node:timers/promises';

/** Between two looks whether somebody is served, in ms. */
const LOOK_MS = 5;
/** Nobody is served once so long no request was in hand, in ms: one is often followed by the next. */
const QUIET_MS = 5;
/** The longest that work waits for people, in ms: it goes on, slower, however much they ask. */
const LONGEST_MS = 250;

/** People come first where one process serves them and works runs: a run waits a moment before each of its steps. */
export interface Courtesy {
  /** A request is in hand until the answer is called. */
  serve(): () => void;
  /** Resolves when nobody is served, after 250 ms at the latest. */
  giveWay(): Promise<void>;
}

/** Makes the courtesy of one process. */
export function createCourtesy(): Courtesy {
  let served = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  const isQuiet = () => served === 0 && performance.now() - lastMs >= QUIET_MS;
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
      while (!isQuiet() && performance.now() < untilMs) await pause(LOOK_MS);
    },
  };
}
