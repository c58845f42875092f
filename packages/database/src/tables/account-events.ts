import type { AccountId, MeetingId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** Something dated that happened on an account: a meeting, an insight that began or ended, another status. */
export interface AccountEvent {
  readonly at: Date;
  readonly kind: 'meeting' | 'insight' | 'insight-ended' | 'status';
  /** Title of the meeting, id of the insight, the new status. */
  readonly what: string;
  readonly meetingId: MeetingId | null;
}

/** The newest events of an account since a time, oldest first. */
export async function listAccountEvents(
  tx: WorkspaceTransaction,
  of: {
    readonly accountId: AccountId;
    readonly since: Date;
    readonly until: Date;
    readonly limit: number;
  },
): Promise<AccountEvent[]> {
  const { accountId, since, until, limit } = of;
  const result = await sql<AccountEvent>`
    select * from (
      select * from (
        select m.started_at as at, 'meeting' as kind, m.title as what, m.id as "meetingId"
        from attributions a join meetings m on m.workspace_id = a.workspace_id and m.id = a.meeting_id
        where a.workspace_id = ${tx.workspaceId} and a.account_id = ${accountId} and m.attribution = 'attributed'
        union all
        select started_at, 'insight', insight, null from insights
        where workspace_id = ${tx.workspaceId} and account_id = ${accountId}
        union all
        select ended_at, 'insight-ended', insight, null from insights
        where workspace_id = ${tx.workspaceId} and account_id = ${accountId} and ended_at is not null
        union all
        select at, 'status', fields -> 'status' ->> 1, null from changes
        where workspace_id = ${tx.workspaceId} and record_kind = 'account' and record_id = ${accountId}
          and event <> 'added' and fields -> 'status' ->> 1 is not null) found
      where at >= ${since} and at <= ${until}
      order by at desc limit ${limit}) newest
    order by at, kind, what
  `.execute(tx.db);
  return result.rows;
}
