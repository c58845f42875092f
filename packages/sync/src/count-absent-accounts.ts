import { countAccounts, countSourceRecords, findConnection } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { COMPANY } from './inbound/account-context.ts';

/** How many companies that were read are kept out by the filter, and how many accounts are gone from Gainsight. */
export async function countAbsentAccounts(
  tx: WorkspaceTransaction,
): Promise<{ readonly filtered: number; readonly missing: number }> {
  const connection = await findConnection(tx, 'gainsight');
  if (connection === undefined) return { filtered: 0, missing: 0 };
  const { present, live } = await countSourceRecords(tx, { connectionId: connection.id, object: COMPANY });
  const missing = await countAccounts(tx, { search: null, status: null, health: null, presence: 'missing' });
  return { filtered: present - live, missing };
}
