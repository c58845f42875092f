import type { MeetingId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import type { OutboxRow } from './outbox.ts';

/** An account of a meeting that the person may not see: nothing of it but where its entry stands. */
export interface UnseenAccount {
  readonly meetingId: MeetingId;
  /** Of the newest order; null where none was made. */
  readonly state: OutboxRow['state'] | null;
  /** Null where nothing stands in its Timeline. */
  readonly deliveredAt: Date | null;
}

/** The accounts of these meetings that the person of the transaction may not see; none where it is nobody's. */
export async function listUnseenAccounts(
  tx: WorkspaceTransaction,
  meetingIds: readonly MeetingId[],
): Promise<UnseenAccount[]> {
  if (meetingIds.length === 0) return [];
  const result = await sql<UnseenAccount>`
    select meeting_id as "meetingId", state, delivered_at as "deliveredAt"
    from handrail_unseen_accounts(${meetingIds}::uuid[])
  `.execute(tx.db);
  return result.rows;
}
