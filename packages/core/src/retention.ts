import type { Configuration, Keep } from './config.ts';

/** The least that an account is kept after it went missing at the source, in days, whatever the policy says. */
export const GRACE_DAYS = 7;

/** How an account can be gone; `unreadable` is no exit: the source does not let it be read, and nothing changes. */
export const GONE_KINDS = ['deleted', 'merged', 'filtered', 'unreadable'] as const;

/** One of {@link GONE_KINDS}. */
export type GoneKind = (typeof GONE_KINDS)[number];

/** The kinds that take an account out of the lists, and that retention ends. */
export type ExitKind = Exclude<GoneKind, 'unreadable'>;

/** Days after leaving until an account is removed, by the way in which it left. */
export type KeepDays = Readonly<Record<ExitKind, Keep>>;

/** How long accounts stay after they left: what is gone at the source at least for the grace, filtered ones as the filter says. */
export function keepDaysOf({ accounts, retention }: Configuration): KeepDays {
  const { accountsGone } = retention;
  const gone = accountsGone === 'forever' ? accountsGone : Math.max(GRACE_DAYS, accountsGone);
  return { deleted: gone, merged: gone, filtered: accounts.whenFiltered.keepDays };
}

/** The kind of an account's absence; null while it stands in the lists. */
export function exitKindOf(account: {
  readonly presence: 'present' | 'missing' | 'filtered';
  readonly isMerged: boolean;
}): ExitKind | null {
  if (account.presence === 'present') return null;
  if (account.presence === 'filtered') return 'filtered';
  return account.isMerged ? 'merged' : 'deleted';
}

const DAY_MS = 86_400_000;

/** When an account that left is removed; null when it is kept for ever. */
export function removalDueAt(leftAt: Date, keep: Keep): Date | null {
  return keep === 'forever' ? null : new Date(leftAt.getTime() + keep * DAY_MS);
}

/** Accounts that left at this instant or before are due for removal; null when none ever is. */
export function removalCutoff(now: Date, keep: Keep): Date | null {
  return keep === 'forever' ? null : new Date(now.getTime() - keep * DAY_MS);
}
