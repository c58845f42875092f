/** What has an age of its own: the kinds of data that are promised. */
export const DATA_TYPES = [
  'accounts',
  'relationships',
  'hierarchy',
  'stakeholders',
  'users',
  'meetings',
  'timeline',
  'writeback',
  'deletions',
] as const;

/** One of {@link DATA_TYPES}. */
export type DataType = (typeof DATA_TYPES)[number];

/** A stream is late when this many of its intervals passed without a complete run. */
export const LATE_INTERVALS = 2;

/** Whether a kind of data is as fresh as was promised. */
export const FRESHNESS_STATES = ['in-time', 'late', 'never', 'off'] as const;

/** One of {@link FRESHNESS_STATES}. */
export type FreshnessState = (typeof FRESHNESS_STATES)[number];

/** What the freshness of a kind of data is judged by. */
export interface Age {
  /** All that was at the source then is here (or, for what goes out, there); null before the first complete run. */
  readonly asOf: Date | null;
  /** The promise. */
  readonly intervalMinutes: number;
  readonly enabled: boolean;
}

/** Holds the age of a kind of data against its promise. */
export function judgeFreshness({ asOf, intervalMinutes, enabled }: Age, now: Date): FreshnessState {
  if (!enabled) return 'off';
  if (asOf === null) return 'never';
  return now.getTime() > lateAfter(asOf, intervalMinutes).getTime() ? 'late' : 'in-time';
}

/** The instant from which on something that is done every `intervalMinutes`, and was done at `at`, is late. */
export function lateAfter(at: Date, intervalMinutes: number): Date {
  return new Date(at.getTime() + LATE_INTERVALS * intervalMinutes * 60_000);
}
