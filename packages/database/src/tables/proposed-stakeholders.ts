import type { AccountId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** A person who took part in meetings of an account and is none of its stakeholders. */
export interface ProposedStakeholder {
  readonly email: string;
  readonly name: string | null;
  /** Meetings of this account, and of no other, in which they took part. */
  readonly meetings: number;
  readonly lastMetAt: Date | null;
}

/**
 * Brings the proposals up to date with the meetings as they are placed: everyone of the other side, with an e-mail, in a
 * meeting of exactly one account. Who is dismissed stays so.
 */
export async function refreshProposedStakeholders(tx: WorkspaceTransaction): Promise<void> {
  await sql`
    with met as (
      select t.account_id, lower(p.email) collate "C" as email_key, max(p.name) as name,
        count(distinct m.id)::int as meetings, max(m.started_at) as last_met_at
      from attributions t
      join meetings m on m.workspace_id = t.workspace_id and m.id = t.meeting_id and m.state <> 'excluded'
      join participants p on p.workspace_id = m.workspace_id and p.meeting_id = m.id and p.side = 'theirs'
      join accounts a on a.workspace_id = t.workspace_id and a.id = t.account_id and a.presence = 'present'
      where t.workspace_id = ${tx.workspaceId} and p.email is not null
        and not exists (select from attributions o where o.workspace_id = t.workspace_id
          and o.meeting_id = t.meeting_id and o.account_id <> t.account_id)
        and not exists (select from stakeholders s where s.workspace_id = a.workspace_id
          and s.connection_id = a.connection_id and s.company_gainsight_id = a.gainsight_id
          and s.email_key = lower(p.email) collate "C")
      group by 1, 2
    ), known as (
      select account_id, email_key, name, meetings, last_met_at, dismissed_at from proposed_stakeholders
      where workspace_id = ${tx.workspaceId}
    ), differing as materialized (
      -- A full join is hashed or merged whatever the planner takes its size for; an anti-join was a loop over all pairs.
      select account_id, email_key, met.name, met.meetings, met.last_met_at, met.meetings is null as is_gone
      from met full join known using (account_id, email_key)
      where case when met.meetings is null then known.dismissed_at is null
        else (met.name, met.meetings, met.last_met_at)
          is distinct from (known.name, known.meetings, known.last_met_at) end
    ), gone as (
      delete from proposed_stakeholders g using differing d
      where d.is_gone and g.workspace_id = ${tx.workspaceId} and g.account_id = d.account_id
        and g.email_key = d.email_key
    )
    insert into proposed_stakeholders (workspace_id, account_id, email_key, name, meetings, last_met_at)
    select ${tx.workspaceId}, account_id, email_key, name, meetings, last_met_at from differing where not is_gone
    on conflict (workspace_id, account_id, email_key) do update set
      name = excluded.name, meetings = excluded.meetings, last_met_at = excluded.last_met_at
  `.execute(tx.db);
}

/** The proposals of an account that nobody dismissed, most met first; those who became stakeholders are left out. */
export async function listProposedStakeholders(
  tx: WorkspaceTransaction,
  accountId: AccountId,
): Promise<ProposedStakeholder[]> {
  const result = await sql<ProposedStakeholder>`
    select g.email_key as email, g.name, g.meetings, g.last_met_at as "lastMetAt"
    from proposed_stakeholders g
    join accounts a on a.workspace_id = g.workspace_id and a.id = g.account_id
    where g.workspace_id = ${tx.workspaceId} and g.account_id = ${accountId} and g.dismissed_at is null
      and not exists (select from stakeholders s where s.workspace_id = a.workspace_id
        and s.connection_id = a.connection_id and s.company_gainsight_id = a.gainsight_id
        and s.email_key = g.email_key)
    order by g.meetings desc, g.email_key limit 100
  `.execute(tx.db);
  return result.rows;
}

/** Dismisses a proposal; answers whether there was one. */
export async function dismissProposedStakeholder(
  tx: WorkspaceTransaction,
  of: { readonly accountId: AccountId; readonly email: string },
  now: Date,
): Promise<boolean> {
  const result = await tx.db
    .updateTable('proposed_stakeholders')
    .set({ dismissed_at: now })
    .where('account_id', '=', of.accountId)
    .where('email_key', '=', of.email.toLowerCase())
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
