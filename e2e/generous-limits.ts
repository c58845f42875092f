/** A person clicks for hours, or waits for a minute, through what a test does at once: the budget would only make it wait. */
const PLENTY = { perMinute: 100_000, perDay: 1_000_000 };

/** Calls to the vendors without a limit of ours, for tests of anything else. */
export const GENEROUS_LIMITS = {
  gainsight: { sync: PLENTY, timeline: PLENTY, users: PLENTY, bulk: PLENTY },
  gong: { calls: PLENTY },
};
