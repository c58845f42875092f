/** Why somebody may not enter. */
export const NO_ACCESS = [
  /** Known from Gainsight; nobody invited them, and Gainsight does not govern yet. */
  'not-invited',
  'inactive',
  'no-licence',
  /** A guest from a customer. */
  'external',
  /** No longer listed at Gainsight. */
  'gone',
  /** Licensed, and the role map gives no role. */
  'no-role',
  /** Invited here, and unknown at Gainsight, which governs now. */
  'not-at-gainsight',
  'by-hand',
] as const;

/** One of {@link NO_ACCESS}. */
export type NoAccess = (typeof NO_ACCESS)[number];
