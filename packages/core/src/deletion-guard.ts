/** The window in which exits are counted together, in ms. */
export const GUARD_WINDOW_MS = 24 * 3_600_000;

/** What must *both* be exceeded for exits to be withheld. */
export interface GuardLimits {
  /** Share of the live records, 0–1. */
  readonly share: number;
  readonly records: number;
}

/** Above 5 % and more than 10 accounts. */
export const ACCOUNT_LIMITS: GuardLimits = { share: 0.05, records: 10 };

/** Above 5 % and more than 10 relationships. */
export const RELATIONSHIP_LIMITS: GuardLimits = { share: 0.05, records: 10 };

/** Above 20 % and more than 3 users: a short user list locks people out, so few are enough. */
export const USER_LIMITS: GuardLimits = { share: 0.2, records: 3 };

/** Above 5 % and more than 10 recorded meetings: a recorder that drops more follows a policy, or is not whole. */
export const MEETING_LIMITS: GuardLimits = { share: 0.05, records: 10 };

/** One exit or change to Churned that no configuration change explains, whichever witness saw it. */
export interface Exit {
  readonly gainsightId: string;
  readonly at: Date;
}

/** What the guard looks at. */
export interface GuardInput {
  /** Live records before the first exit of the window. */
  readonly liveBefore: number;
  /** Exits already carried out, of any age; the guard takes those within the window. */
  readonly past: readonly Exit[];
  /** What would leave now. */
  readonly candidates: readonly string[];
  /** Whether the listing behind the candidates was complete, free of errors and not empty. */
  readonly isListingWhole: boolean;
  readonly limits: GuardLimits;
  readonly now: Date;
}

/** Whether the candidates may leave. */
export type GuardVerdict =
  | { readonly kind: 'allowed'; readonly exits: readonly string[] }
  | {
      readonly kind: 'withheld';
      readonly reason: 'too-many' | 'listing-not-whole';
      readonly exits: readonly string[];
      /** Exits in the window with these, each record once. */
      readonly total: number;
      /** `total` of `liveBefore`, 0–1. */
      readonly share: number;
    };

/**
 * Judges a set of exits. All witnesses count together over a sliding 24 h, each record once; beyond the limits
 * all candidates of this event are withheld, never a part of them. A listing that was not whole may remove
 * nothing at all.
 */
export function judgeExits(input: GuardInput): GuardVerdict {
  const exits = [...new Set(input.candidates)];
  if (exits.length === 0) return { kind: 'allowed', exits };
  const since = input.now.getTime() - GUARD_WINDOW_MS;
  const recent = input.past.filter((exit) => exit.at.getTime() > since).map((exit) => exit.gainsightId);
  const total = new Set([...recent, ...exits]).size;
  const share = input.liveBefore === 0 ? 1 : total / input.liveBefore;
  if (!input.isListingWhole) return { kind: 'withheld', reason: 'listing-not-whole', exits, total, share };
  return exceeds(total, input.liveBefore, input.limits)
    ? { kind: 'withheld', reason: 'too-many', exits, total, share }
    : { kind: 'allowed', exits };
}

/** Whether so many of those that live are beyond what may leave without a person's word. */
export function exceeds(leaving: number, live: number, { records, share }: GuardLimits): boolean {
  return leaving > records && leaving > share * live;
}

/** What an approval lets go: only what still would leave, and never more than the person was shown. */
export function approvedExits(shown: Iterable<string>, candidatesNow: Iterable<string>): readonly string[] {
  const seen = new Set(shown);
  return [...new Set(candidatesNow)].filter((gainsightId) => seen.has(gainsightId));
}
