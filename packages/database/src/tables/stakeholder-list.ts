import type { AccountId, MeetingId, StakeholderId } from '@handrail/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { readKeyset } from './keyset.ts';
import type { KeysetPage } from './keyset.ts';
import type { StakeholderRow } from './stakeholders.ts';

const DAY_MS = 86_400_000;
/** A touch that is due within these days is due soon. */
const SOON_DAYS = 14;

/** A stakeholder with their account. */
export interface ListedStakeholder extends StakeholderRow {
  readonly account_id: AccountId;
  readonly account_name: string;
}

/** Which stakeholders: active ones of present accounts, narrowed by what is not null. */
export interface StakeholderFilter {
  readonly id: StakeholderId | null;
  readonly accountId: AccountId | null;
  /** Text in name or e-mail. */
  readonly search: string | null;
  readonly role: string | null;
  /** Last touch: never, or longer ago than so many days. */
  readonly lastTouch: 'never' | number | null;
  /** Late by the cadence, or due soon. */
  readonly gap: 'overdue' | 'due-soon' | null;
  readonly now: Date;
}

/** How stakeholders are ordered, and by which column: each has an index. */
const SORT_COLUMNS = {
  name: sql`s.name_key`,
  touch: sql`s.last_touch_at`,
  due: sql`s.touch_due_at`,
} as const;

function whereOf(tx: WorkspaceTransaction, filter: StakeholderFilter) {
  const { id, accountId, search, role, lastTouch, now } = filter;
  const text = search?.toLowerCase() ?? null;
  const longAgo = typeof lastTouch === 'number' ? new Date(now.getTime() - lastTouch * DAY_MS) : null;
  return sql`
    from stakeholders s
    join accounts a on a.workspace_id = s.workspace_id and a.connection_id = s.connection_id
      and a.gainsight_id = s.company_gainsight_id and a.presence = 'present'
    where s.workspace_id = ${tx.workspaceId} and s.presence = 'present'
      and (${id}::uuid is null or s.id = ${id}) and (${accountId}::uuid is null or a.id = ${accountId})
      and (${text}::text is null or position(${text} in s.name_key) > 0 or position(${text} in s.email_key) > 0)
      and (${role}::text is null or s.role = ${role})
      and (${lastTouch === 'never'} = false or s.last_touch_at is null)
      and (${longAgo}::timestamptz is null or s.last_touch_at < ${longAgo})
      and ${gapOf(filter)}`;
}

function gapOf({ gap, now }: StakeholderFilter): RawBuilder<boolean> {
  if (gap === null) return sql<boolean>`true`;
  if (gap === 'overdue') return sql<boolean>`s.touch_due_at < ${now}`;
  const soon = new Date(now.getTime() + SOON_DAYS * DAY_MS);
  return sql<boolean>`s.touch_due_at >= ${now} and s.touch_due_at < ${soon}`;
}

/** One page of stakeholders in an order, empty sort values last. */
export async function listStakeholders(
  tx: WorkspaceTransaction,
  query: StakeholderFilter & KeysetPage & { readonly sort: keyof typeof SORT_COLUMNS },
): Promise<ListedStakeholder[]> {
  return readKeyset(SORT_COLUMNS[query.sort], sql`s.id`, query, async ({ condition, order, limit }) => {
    const result = await sql<ListedStakeholder>`
      select s.*, a.id as account_id, a.name as account_name
      ${whereOf(tx, query)} and ${condition} order by ${order} limit ${limit}
    `.execute(tx.db);
    return result.rows;
  });
}

/** The value that a stakeholder is ordered by, as a cursor keeps it. */
export function stakeholderSortValue(row: StakeholderRow, sort: keyof typeof SORT_COLUMNS): string | null {
  if (sort === 'name') return row.name_key;
  return (sort === 'touch' ? row.last_touch_at : row.touch_due_at)?.toISOString() ?? null;
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

/** The roles that active stakeholders have, most frequent first. */
export async function listStakeholderRoles(tx: WorkspaceTransaction, limit: number): Promise<string[]> {
  const result = await sql<{ role: string }>`
    select role from stakeholders
    where workspace_id = ${tx.workspaceId} and presence = 'present' and role is not null
    group by role order by count(*) desc, role limit ${limit}
  `.execute(tx.db);
  return result.rows.map(({ role }) => role);
}

/** A meeting in which a stakeholder took part. */
export interface TouchMeeting {
  readonly id: MeetingId;
  readonly title: string;
  readonly startedAt: Date | null;
}

/** The meetings of an account in which an e-mail took part, newest first. */
export async function listTouchMeetings(
  tx: WorkspaceTransaction,
  of: { readonly accountId: AccountId; readonly email: string | null },
  limit: number,
): Promise<TouchMeeting[]> {
  if (of.email === null) return [];
  const result = await sql<TouchMeeting>`
    select m.id, m.title, m.started_at as "startedAt"
    from attributions t
    join meetings m on m.workspace_id = t.workspace_id and m.id = t.meeting_id and m.state <> 'excluded'
    where t.workspace_id = ${tx.workspaceId} and t.account_id = ${of.accountId}
      and exists (select from participants p where p.workspace_id = m.workspace_id and p.meeting_id = m.id
        and lower(p.email) collate "C" = lower(${of.email}::text) collate "C")
    order by m.started_at desc nulls last, m.id limit ${limit}
  `.execute(tx.db);
  return result.rows;
}
