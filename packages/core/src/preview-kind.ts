/** What a draft would do to an account; one whose status and CSM both change is of two kinds. */
export const PREVIEW_KINDS = [
  'entering',
  'leaving',
  'almost-in',
  'stays-out',
  'status',
  'people',
  'fields',
  'set-aside',
  'missing',
] as const;

/** One of {@link PREVIEW_KINDS}. */
export type PreviewKind = (typeof PREVIEW_KINDS)[number];
