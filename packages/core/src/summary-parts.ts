/** What a summary consists of, and what of it can be corrected. */
export const SUMMARY_PARTS = [
  'headline',
  'point',
  'decision',
  'risk',
  'ask',
  'topic',
  'action-item',
] as const;

/** One of {@link SUMMARY_PARTS}. */
export type SummaryPart = (typeof SUMMARY_PARTS)[number];
