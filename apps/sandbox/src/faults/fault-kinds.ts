/** When a fault strikes: before any work, in its place, or on the reply of work that was done. */
type FaultMoment = 'before' | 'instead' | 'after';

interface FaultKindNote {
  readonly moment: FaultMoment;
  readonly says: string;
  /** What `amount` means for this kind, with its unit, and its value when the rule gives none. */
  readonly amount?: { readonly says: string; readonly default: number };
}

/** What may go wrong on demand, and how. */
export const faultNotes = {
  latency: {
    moment: 'before',
    says: 'Waits before it begins.',
    amount: { says: 'milliseconds', default: 1_000 },
  },
  'reset-before': { moment: 'instead', says: 'Resets the connection; nothing is done.' },
  'too-many': { moment: 'instead', says: '429 without Retry-After.' },
  'too-many-retry-after': {
    moment: 'instead',
    says: '429 with Retry-After in seconds.',
    amount: { says: 'seconds', default: 1 },
  },
  'too-many-retry-date': {
    moment: 'instead',
    says: '429 with Retry-After as an HTTP date, by the clock of the sandbox.',
    amount: { says: 'seconds from now', default: 1 },
  },
  'error-500': { moment: 'instead', says: '500 with GU_1101.' },
  'error-502': { moment: 'instead', says: '502 with a page of the load balancer.' },
  'error-503': { moment: 'instead', says: '503 without a body.' },
  'html-503': { moment: 'instead', says: '503 with HTML.' },
  'html-200': { moment: 'instead', says: '200 with HTML.' },
  'result-false-in-200': { moment: 'instead', says: '200 whose body says `result: false` and GS_APIG_2401.' },
  redirect: { moment: 'instead', says: '302 to another host.' },
  'redirect-same-host': { moment: 'instead', says: '307 to the same path on the same host.' },
  'wrong-key': { moment: 'instead', says: '401, as for a wrong key.' },
  'revoked-token': { moment: 'instead', says: '401; the bearer token of the call is dead from now on.' },
  'missing-permission': { moment: 'instead', says: '403: the caller may not use this.' },
  'records-refused': {
    moment: 'instead',
    says: 'Timeline: 200 with GS_TL_10_0500 for every record of the call; nothing is stored.',
  },
  'records-unmatched': {
    moment: 'instead',
    says: 'Update of records: 200 with a count of 0; nothing is stored.',
  },
  'reset-after': { moment: 'after', says: 'Does the work, then resets the connection.' },
  'lost-reply': { moment: 'after', says: 'Does the work, then closes the connection without a reply.' },
  'cut-body': { moment: 'after', says: 'Sends half of the body, then drops the connection.' },
  'invalid-json': { moment: 'after', says: 'Sends half of the JSON as if it were all.' },
  'empty-body': { moment: 'after', says: 'Sends the status and no body.' },
  'short-page': { moment: 'after', says: 'Leaves the second half of the rows out.' },
  'wrong-content-length': { moment: 'after', says: 'Announces half of the bytes that it sends.' },
  'slow-trickle': {
    moment: 'after',
    says: 'Sends the body byte by byte.',
    amount: { says: 'milliseconds between two bytes', default: 500 },
  },
  'endless-body': { moment: 'after', says: 'Sends rows without end.' },
  'gzip-bomb': {
    moment: 'after',
    says: 'Sends a small gzip body that unpacks to a huge one.',
    amount: { says: 'MiB when unpacked', default: 1_024 },
  },
  'deep-json': {
    moment: 'after',
    says: 'Sends valid JSON, nested very deep.',
    amount: { says: 'levels', default: 100_000 },
  },
} as const satisfies Record<string, FaultKindNote>;

/** One way to fail. */
export type FaultKind = keyof typeof faultNotes;

/** Whether a text names a kind. */
export function isFaultKind(text: string): text is FaultKind {
  return Object.hasOwn(faultNotes, text);
}

/** The amount of a rule, or what its kind takes when it gives none. */
export function amountOf(rule: { readonly kind: FaultKind; readonly amount?: number }): number {
  const note: FaultKindNote = faultNotes[rule.kind];
  return rule.amount ?? note.amount?.default ?? 0;
}
