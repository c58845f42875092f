import type { AccountId, MeetingId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { isUnsent } from './timeline-since.ts';

/** An account of a meeting, with what decides whether a pass orders the meeting for its Timeline. */
export interface OrderedAccount {
  readonly id: AccountId;
  readonly name: string;
  readonly gainsightId: string;
  readonly isPresent: boolean;
  /** Held before the Timeline's time, and never ordered: no pass orders it by itself. */
  readonly isEarlier: boolean;
}

/** The accounts of a meeting by what a pass asks before it orders an entry. */
export async function listOrderedAccounts(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
): Promise<OrderedAccount[]> {
  const result = await sql<OrderedAccount>`
    select c.id, c.name, c.gainsight_id as "gainsightId", c.presence = 'present' as "isPresent",
      coalesce(coalesce(m.started_at, m.created_at) < w.timeline_since, false)
        and ${isUnsent(sql`m.id`, sql`c.id`)} as "isEarlier"
    from attributions a
    join meetings m on m.workspace_id = a.workspace_id and m.id = a.meeting_id
    join accounts c on c.workspace_id = a.workspace_id and c.id = a.account_id
    join workspaces w on w.id = a.workspace_id
    where a.workspace_id = ${tx.workspaceId} and a.meeting_id = ${meetingId}
    order by c.name, c.id
  `.execute(tx.db);
  return result.rows;
}
