import type { Account, Meeting, Run, Stakeholder, Summary } from '@handrail/contract';
import { unseenAccountsInWords } from '@handrail/core';

// Words for the states of the product, once, so that every screen says the same.
/** Status of an account, in the words of the seed. */
export const ACCOUNT_STATUS_LABELS: Record<Account['status'], string> = {
  active: 'Active',
  churned: 'Churned',
  prospect: 'Prospect',
};
/** Whether a meeting found its account. */
export const ATTRIBUTION_LABELS: Record<Meeting['attribution'], string> = {
  pending: 'Not attributed yet',
  attributed: 'Attributed',
  review: 'To be reviewed',
  none: 'No account',
};
/** Whose a meeting is, in one line; null where it is nobody's. */
export function meetingAccountNames({
  accounts,
  unseenAccounts,
}: Pick<Meeting, 'accounts' | 'unseenAccounts'>): string | null {
  const names = accounts.map(({ name }) => name);
  const unseen = unseenAccountsInWords(unseenAccounts.length);
  if (unseen === null) return names.length === 0 ? null : names.join(', ');
  return names.length === 0 ? 'Hidden from you' : [...names, unseen].join(', ');
}
/** Mode of a run. */
export const MODE_LABELS: Record<Run['mode'], string> = {
  incremental: 'Incremental',
  full: 'Full',
  projection: 'Stored records decided again',
};
/** What began a run. */
export const CAUSE_LABELS: Record<Run['cause'], string> = {
  schedule: 'On schedule',
  manual: 'Sync now',
  first: 'First run',
  resumed: 'Resumed',
  'day-change': 'A new day',
  saved: 'Saved configuration',
};
/** How an account can be gone. */
export const GONE_LABELS: Record<NonNullable<Account['gone']>['kind'], string> = {
  deleted: 'Deleted',
  merged: 'Merged',
  filtered: 'Filtered out',
  unreadable: 'Not readable',
};
/** Where a stakeholder is known from. */
export const STAKEHOLDER_SOURCE_LABELS: Record<Stakeholder['source'], string> = {
  'company-person': 'Gainsight, at the company',
  'relationship-person': 'Gainsight, at a relationship',
  meeting: 'Meetings',
  person: 'Added by hand',
};
/** How a stakeholder is called where the name may be missing. */
export function stakeholderName({ name, email }: Pick<Stakeholder, 'name' | 'email'>): string {
  return name ?? email ?? 'Without a name';
}
/** On whose side somebody speaks; null where nobody knows. */
export const SIDE_LABELS: Record<Summary['actionItems'][number]['side'], string | null> = {
  ours: 'us',
  theirs: 'customer',
  unknown: null,
};
