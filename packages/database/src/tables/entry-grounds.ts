import type { EntryGrounds, OutboxId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** What an entry of the Timeline rests on. */
export interface EntryFacts {
  readonly id: OutboxId;
  readonly grounds: EntryGrounds;
  /** Since when the words stand at Gainsight that stand there now; null where none of ours are known to. */
  readonly standsSince: Date | null;
  readonly companyGsid: string;
}

/** What the entries of these orders rest on; an order whose meeting is gone is not among them. */
export async function listEntryFacts(
  tx: WorkspaceTransaction,
  ids: readonly OutboxId[],
): Promise<EntryFacts[]> {
  if (ids.length === 0) return [];
  const result = await sql<EntryGrounds & Omit<EntryFacts, 'grounds'>>`
    select o.id, r.delivered_at as "standsSince", a.gainsight_id as "companyGsid",
      m.state = 'excluded' as "isExcluded", m.timeline_wish as wish,
      exists (select 1 from attributions t where t.workspace_id = o.workspace_id
        and t.meeting_id = m.id and t.account_id = o.account_id) as "isPlaced",
      s.id is not null as "hasSummary",
      exists (select 1 from claims c where c.workspace_id = o.workspace_id and c.summary_id = s.id)
        or exists (select 1 from action_items i where i.workspace_id = o.workspace_id and i.summary_id = s.id)
        as "saysAnything"
    from outbox o
    join meetings m on m.workspace_id = o.workspace_id and m.id = o.subject_id
    join accounts a on a.workspace_id = o.workspace_id and a.id = o.account_id
    left join remote_activities r on r.workspace_id = o.workspace_id
      and r.meeting_id = m.id and r.account_id = o.account_id
    left join lateral (select id from summaries where workspace_id = o.workspace_id and meeting_id = m.id
      order by version desc limit 1) s on true
    where o.workspace_id = ${tx.workspaceId} and o.kind = 'timeline-activity' and o.id = any(${ids}::uuid[])
  `.execute(tx.db);
  return result.rows.map(({ id, standsSince, companyGsid, ...grounds }) => ({
    id,
    standsSince,
    companyGsid,
    grounds,
  }));
}
