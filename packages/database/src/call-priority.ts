/** Kinds of work by how urgent their calls are, the most urgent first. */
const CALL_PRIORITIES = ['users', 'writeback', 'increment', 'preview', 'full'] as const;
/** How urgent a call is when there are not enough for all. */
export type CallPriority = (typeof CALL_PRIORITIES)[number];

/** Who asks for a call, and how urgently. */
export interface CallAsker {
  readonly priority: CallPriority;
  /** A workspace's id: callers of one priority take turns. */
  readonly caller: string;
}

/** What is known of somebody who asked before; times in epoch milliseconds of the budget's clock, 0 for never. */
export interface CallerState {
  readonly rank: number;
  readonly caller: string;
  readonly servedMs: number;
  readonly refusedMs: number;
  readonly claimsUntilMs: number;
}

/** The part of an allowance that each step down leaves to those above: 2.5 % in all, so that none of them need wait. */
const STEP = 0.00625;
/** Whoever had to wait less than a window ago and was served a moment ago has more to ask: calls come one by one. */
const SHORT_MS = 61_000;
const LINGER_MS = 2_000;
/** From so much of a minute's use on, work that can wait spreads its calls: whoever is more urgent then finds room soon. */
const SPREAD_FROM = 0.5;

/** 0 for the most urgent. */
export function rankOf(priority: CallPriority): number {
  return CALL_PRIORITIES.indexOf(priority);
}

/** How many ranks there are. */
export const CALL_RANKS = CALL_PRIORITIES.length;

/** The part of an allowance, 0 to 1, that calls of a rank may use. */
export function partOf(rank: number): number {
  return 1 - STEP * rank;
}

/**
 * Whether somebody else goes first: a more urgent one who waits or had to a moment ago, or one of the same rank who waits
 * and was served less recently.
 */
export function goesOtherFirst(
  callers: readonly CallerState[],
  asking: { readonly rank: number; readonly caller: string },
  nowMs: number,
): boolean {
  const servedMs =
    callers.find((one) => one.rank === asking.rank && one.caller === asking.caller)?.servedMs ?? 0;
  return callers.some((other) => {
    if (other.rank > asking.rank) return false;
    const waits = other.claimsUntilMs > nowMs;
    if (other.rank === asking.rank) return waits && other.servedMs < servedMs;
    return waits || (nowMs - other.refusedMs < SHORT_MS && nowMs - other.servedMs < LINGER_MS);
  });
}

/** The first instant at which work that can wait may call again, so that its calls of a minute come evenly. */
export function spreadOpensAt(
  callers: readonly CallerState[],
  rank: number,
  minute: { readonly used: number; readonly allowance: number },
): number {
  const canWait = rank >= rankOf('preview');
  if (!canWait || minute.used < minute.allowance * SPREAD_FROM) return 0;
  const last = Math.max(
    0,
    ...callers.filter((one) => one.rank >= rankOf('preview')).map((one) => one.servedMs),
  );
  return last + Math.ceil(SHORT_MS / minute.allowance);
}
