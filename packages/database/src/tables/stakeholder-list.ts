import type { AccountId, StakeholderId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import type { StakeholderRow } from './stakeholders.ts';

/** A stakeholder with their account and the start of the last meeting of that account in which they took part. */
export interface ListedStakeholder extends StakeholderRow {
  readonly account_id: AccountId;
  readonly account_name: string;
  readonly last_touch_at: Date | null;
}

/** Which stakeholders: active ones of present accounts, narrowed by account, one id, or text in name or e-mail. */
export interface StakeholderFilter {
  readonly id: StakeholderId | null;
  readonly accountId: AccountId | null;
  readonly search: string | null;
}

function whereOf(tx: WorkspaceTransaction, { id, accountId, search }: StakeholderFilter) {
  const text = search?.toLowerCase() ?? null;
  return sql`
    from stakeholders s
    join accounts a on a.workspace_id = s.workspace_id and a.connection_id = s.connection_id
      and a.gainsight_id = s.company_gainsight_id and a.presence = 'present'
    where s.workspace_id = ${tx.workspaceId} and s.presence = 'present'
      and (${id}::uuid is null or s.id = ${id}) and (${accountId}::uuid is null or a.id = ${accountId})
      and (${text}::text is null or position(${text} in s.name_key) > 0 or position(${text} in s.email_key) > 0)`;
}

/** Stakeholders by name, from after one on. */
export async function listStakeholders(
  tx: WorkspaceTransaction,
  query: StakeholderFilter & {
    readonly after: { readonly name: string; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<ListedStakeholder[]> {
  const { after } = query;
  const result = await sql<ListedStakeholder>`
    with page as (
      select s.*, a.id as account_id, a.name as account_name
      ${whereOf(tx, query)}
        and (${after?.id ?? null}::uuid is null or (s.name_key, s.id) > (${after?.name ?? ''}, ${after?.id ?? null}::uuid))
      order by s.name_key, s.id limit ${query.limit}
    )
    select page.*, (
      select max(m.started_at) from attributions t
      join meetings m on m.workspace_id = t.workspace_id and m.id = t.meeting_id and m.state <> 'excluded'
      join participants p on p.workspace_id = m.workspace_id and p.meeting_id = m.id
      where t.workspace_id = ${tx.workspaceId} and t.account_id = page.account_id
        and lower(p.email) collate "C" = page.email_key
    ) as last_touch_at
    from page order by page.name_key, page.id
  `.execute(tx.db);
  return result.rows;
}

/** How many there are in all. */
export async function countStakeholders(
  tx: WorkspaceTransaction,
  filter: StakeholderFilter,
): Promise<number> {
  const result = await sql<{ count: number }>`select count(*)::int as count ${whereOf(tx, filter)}`.execute(
    tx.db,
  );
  return result.rows[0]?.count ?? 0;
}
