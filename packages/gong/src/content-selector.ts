/** Parts of Gong's own analysis of a call (reference 3). */
export const GONG_CONTENT = [
  'brief',
  'keyPoints',
  'highlights',
  'outline',
  'callOutcome',
  'topics',
  'trackers',
] as const;

/** Measures of the talk (reference 3). */
export const GONG_INTERACTION = ['speakers', 'personInteractionStats', 'questions'] as const;

/** What of a call is read beside its own facts. Recordings and comments cannot be selected: they are not needed. */
export interface GongSelection {
  /** CRM links: none, the links alone, or with their field values. Default `Basic`. */
  readonly context?: 'None' | 'Basic' | 'Extended';
  /** Default true. */
  readonly parties?: boolean;
  /** Default none. */
  readonly content?: readonly (typeof GONG_CONTENT)[number][];
  /** Default none. */
  readonly interaction?: readonly (typeof GONG_INTERACTION)[number][];
}

/** The selector of a request; what is not selected is not named, which Gong reads as no. */
export function selectorOf({ context = 'Basic', parties = true, content, interaction }: GongSelection) {
  return {
    context,
    // Allowed with the extended context alone.
    ...(context === 'Extended' ? { contextTiming: ['Now'] } : {}),
    exposedFields: {
      parties,
      ...(content === undefined ? {} : { content: flagsOf(content) }),
      ...(interaction === undefined ? {} : { interaction: flagsOf(interaction) }),
    },
  };
}

function flagsOf(names: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries(names.map((name) => [name, true]));
}
