import { deliveryReasonInWords } from './delivery-reasons.ts';
import type { DeliveryState } from './delivery.ts';

/** What may be about to become of an entry of the Timeline: it is posted, gets newer words, or is deleted. */
export const ENTRY_CHANGES = ['post', 'update', 'removal'] as const;

/** One of {@link ENTRY_CHANGES}. */
export type EntryChange = (typeof ENTRY_CHANGES)[number];

/** What a person may want of the Timeline entries of a meeting: not yet, all the same, not at all. */
export const TIMELINE_WISHES = ['hold', 'send', 'withdraw'] as const;

/** One of {@link TIMELINE_WISHES}. */
export type TimelineWish = (typeof TIMELINE_WISHES)[number];

/** What of a meeting decides whether an entry of it stands at an account. */
export interface EntryGrounds {
  readonly isExcluded: boolean;
  readonly wish: TimelineWish | null;
  /** Whether the meeting is at the account. */
  readonly isPlaced: boolean;
  readonly hasSummary: boolean;
  /** Whether the summary says anything. */
  readonly saysAnything: boolean;
}

/** Why no entry shall stand, by our codes; null when one shall. */
export function unwantedReason(grounds: EntryGrounds): string | null {
  if (grounds.isExcluded) return 'excluded';
  if (grounds.wish === 'withdraw') return 'withdrawn-by-person';
  if (!grounds.isPlaced) return 'moved';
  if (!grounds.hasSummary) return 'no-summary';
  return grounds.saysAnything ? null : 'nothing-said';
}

/**
 * What waits until a person sends it: an account whose meetings wait holds new entries back; a meeting that a person holds,
 * also newer words of what stands. Null: nothing.
 */
export function holdOf(
  wish: TimelineWish | null,
  isAccountHeld: boolean,
): 'nothing-new' | 'nothing-at-all' | null {
  if (wish === 'hold') return 'nothing-at-all';
  return isAccountHeld && wish !== 'send' ? 'nothing-new' : null;
}

/** What stands of a meeting in the Timeline of an account, what is still to become of it, and why it is so. */
export interface EntryStanding<Instant = Date> {
  /** Of the order. */
  readonly state: DeliveryState;
  /** Since when the words stand there that stand there now; null where no entry of ours stands. */
  readonly standsSince: Instant | null;
  /** What is still to become of it; null: nothing. */
  readonly next: EntryChange | null;
  /** Why, by our codes or the vendor's; null where there is nothing to tell. */
  readonly reason: string | null;
}

/** What is stored of an order. */
export interface EntryOrder {
  readonly state: DeliveryState;
  readonly reason: string | null;
  /** Whether nothing is left to do, as far as a pass has seen. */
  readonly isSettled: boolean;
  /** Whether other words are to go there than those known to stand. */
  readonly isOutdated: boolean;
}

/** The standing of an entry, by its order and by what is so now: what the last pass noted may be older than either. */
export function entryStanding(
  order: EntryOrder,
  now: {
    readonly grounds: EntryGrounds;
    readonly standsSince: Date | null;
    readonly isSwitchedOn: boolean;
    readonly isAccountHeld: boolean;
  },
): EntryStanding {
  const { grounds, standsSince } = now;
  const unwanted = unwantedReason(grounds);
  // A pass that broke off leaves what stands as delivered, whatever it had yet to do.
  const isUndone = !order.isSettled && (unwanted !== null || order.isOutdated);
  const state = order.state === 'delivered' && isUndone ? 'waiting' : order.state;
  const standing = (next: EntryChange | null, reason: string | null): EntryStanding => ({
    state,
    standsSince,
    next,
    reason,
  });
  if (state === 'withdrawn') return standing(null, order.reason);
  if (state === 'delivered') return standing(null, grounds.wish === 'hold' ? 'held' : order.reason);
  if (unwanted !== null) return standing(standsSince === null ? null : 'removal', unwanted);
  const next = standsSince === null ? 'post' : 'update';
  if (state !== 'waiting') return standing(next, order.reason);
  if (!now.isSwitchedOn) return standing(next, 'switched-off');
  const hold = holdOf(grounds.wish, now.isAccountHeld);
  return standing(next, hold === 'nothing-at-all' || (hold !== null && next === 'post') ? 'held' : null);
}

/** The standing of an entry in words. */
export interface StandingInWords {
  /** The state to be marked with, and its word. */
  readonly state: DeliveryState;
  readonly word: string;
  /** What is still to become of it, where something stands already; null: nothing. */
  readonly change: string | null;
  /** Why, in the middle of a sentence; null where there is nothing to tell. */
  readonly why: string | null;
}

/** What stands comes first, whatever is about to become of it. */
export function standingInWords<Instant>(standing: EntryStanding<Instant>): StandingInWords {
  const { state, standsSince, next, reason } = standing;
  const why = reason === null ? null : deliveryReasonInWords(reason);
  if (standsSince === null) {
    // Nothing stands and nothing shall: what is left is to make sure of that.
    const shown = state === 'waiting' && next === null ? 'withdrawn' : state;
    return {
      state: shown,
      word: state !== 'delivered' && isHeld(standing) ? 'Held' : WORDS[shown],
      change: null,
      why,
    };
  }
  const stands = { state: next === null ? 'delivered' : state, word: 'In Timeline' } as const;
  if (next === null)
    return isHeld(standing)
      ? { ...stands, change: 'held', why: 'nothing more goes out until a person sends it' }
      : { ...stands, change: null, why };
  return { ...stands, change: isHeld(standing) ? `${next} held` : THEN[state](next), why };
}

function isHeld({ reason }: { readonly reason: string | null }): boolean {
  return reason === 'held';
}

const WORDS: Readonly<Record<DeliveryState, string>> = {
  waiting: 'Waiting',
  sending: 'Sending',
  unknown: 'Outcome unknown, looking it up',
  delivered: 'In Timeline',
  refused: 'Refused',
  paused: 'Paused',
  withdrawn: 'Withdrawn',
};

const THEN: Readonly<Record<DeliveryState, (next: EntryChange) => string>> = {
  waiting: (next) => `${next} waiting`,
  sending: (next) => `${next} on its way`,
  unknown: (next) => `${next} not confirmed`,
  delivered: (next) => `${next} waiting`,
  refused: (next) => `${next} refused`,
  paused: (next) => `${next} waiting`,
  withdrawn: (next) => `${next} waiting`,
};
