/**
 * Calls allowed per fixed clock window (reference section 14); null lifts a limit. One count per tenant,
 * shared by all keys and tokens.
 */
export interface LimitSettings {
  /** Data, metadata and people calls, and Timeline reads. */
  perMinute: number | null;
  perDay: number | null;
  /** Timeline save, update and delete. */
  timelinePerMinute: number | null;
  /** Timeline bulk save and update; older copies of the page say 4. */
  timelineBulkPerHour: number | null;
  /** Started bulk exports. */
  bulkPerHour: number | null;
  bulkPerDay: number | null;
  /** User management. */
  usersPerHour: number | null;
  usersPerDay: number | null;
  /** The recorder's limits. */
  gongPerSecond: number | null;
  gongPerDay: number | null;
}

/** The documented limits. */
export const documentedLimits: Readonly<LimitSettings> = {
  perMinute: 100,
  perDay: 50_000,
  timelinePerMinute: 200,
  timelineBulkPerHour: 12,
  bulkPerHour: 10,
  bulkPerDay: 100,
  usersPerHour: 100,
  usersPerDay: 1_000,
  gongPerSecond: 3,
  gongPerDay: 10_000,
};

/** No limit at all; for tests and benches that measure something else. */
export const noLimits: Readonly<LimitSettings> = {
  perMinute: null,
  perDay: null,
  timelinePerMinute: null,
  timelineBulkPerHour: null,
  bulkPerHour: null,
  bulkPerDay: null,
  usersPerHour: null,
  usersPerDay: null,
  gongPerSecond: null,
  gongPerDay: null,
};
