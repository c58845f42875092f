import { holdOf } from '@handrail/core';
import type { AccountId, Configuration } from '@handrail/core';
import { listOrderedAccounts } from '@handrail/database';
import type { MeetingRow, OrderedAccount, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from './configuration.ts';

/** Whether the next pass sends a meeting to the Timeline of an account, and why not, by the codes of deliveries. */
export interface Sending {
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly reason: string | null;
}

/** What the next pass does with a meeting of which no entry was ordered yet, for each of its accounts. */
export async function readSendings(
  tx: WorkspaceTransaction,
  meeting: MeetingRow,
  hasSummary: boolean,
): Promise<readonly Sending[]> {
  const { configuration } = await readConfiguration(tx);
  const accounts = await listOrderedAccounts(tx, meeting.id);
  return accounts.map((account) => ({
    accountId: account.id,
    accountName: account.name,
    reason: reasonOf(account, { meeting, hasSummary }, configuration),
  }));
}

function reasonOf(
  { gainsightId, isPresent, isEarlier }: OrderedAccount,
  { meeting, hasSummary }: { readonly meeting: MeetingRow; readonly hasSummary: boolean },
  { timeline }: Configuration,
): string | null {
  if (!timeline.enabled) return 'timeline-off';
  if (!isPresent) return 'account-gone';
  if (!hasSummary) return 'no-summary';
  if (meeting.timeline_wish === 'withdraw') return 'withdrawn-by-person';
  if (isEarlier) return 'earlier';
  const goesFirst = timeline.canary.length === 0 || timeline.canary.includes(gainsightId);
  if (!goesFirst && meeting.timeline_wish !== 'send') return 'not-first';
  return holdOf(meeting.timeline_wish, timeline.hold.includes(gainsightId)) === null ? null : 'held';
}
