/** How a change ended, as it is shown. */
export const OUTCOMES = {
  asked: { tone: 'plain', label: 'Asked for' },
  done: { tone: 'good', label: 'Done' },
  refused: { tone: 'bad', label: 'Refused' },
} as const;
