/** Kinds of meetings that may have an activity type of their own; what a kind is told by stands in its title. */
export const MEETING_KINDS = {
  'business-review': {
    label: 'Business review',
    words:
      /\b(?:[qme]br|(?:quarterly|business|executive|monthly) (?:business )?review|(?:quartals|jahres)gespräch)\b/iu,
  },
  'kick-off': { label: 'Kick-off', words: /\b(?:kick-?\s?off|onboarding|auftakt(?:gespräch)?)\b/iu },
  escalation: { label: 'Escalation', words: /\b(?:escalat\w*|eskalation\w*|incident|outage)/iu },
  renewal: { label: 'Renewal', words: /\b(?:renewal|(?:vertrags)?verlängerung)/iu },
  training: { label: 'Training', words: /\b(?:training|workshop|schulung|webinar)\b/iu },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly words: RegExp }>>;

/** One of {@link MEETING_KINDS}, or `default` for all others. */
export type MeetingKind = keyof typeof MEETING_KINDS | 'default';

/** The first kind whose words stand in the title of a meeting; `default` when none do. */
export function meetingKind(title: string): MeetingKind {
  const isKind = (name: string): name is keyof typeof MEETING_KINDS => Object.hasOwn(MEETING_KINDS, name);
  const names = Object.keys(MEETING_KINDS).filter(isKind);
  return names.find((name) => MEETING_KINDS[name].words.test(title)) ?? 'default';
}
