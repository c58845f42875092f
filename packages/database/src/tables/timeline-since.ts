import type { AccountId, MeetingId } from '@handrail/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** Why an order was closed that had not gone when the Timeline was switched off. */
export const CLOSED_ORDER = 'switched-off';

/**
 * Notes the moment at which the Timeline is switched on; it stays while it is on, and is forgotten when it is off. What was
 * ordered and never tried is closed then: switching on again promises meetings held from then on, no others.
 */
export async function noteTimelineSwitch(
  tx: WorkspaceTransaction,
  enabled: boolean,
  now: Date,
): Promise<void> {
  await tx.db
    .updateTable('workspaces')
    .set({ timeline_since: enabled ? sql<Date>`coalesce(timeline_since, ${now})` : null })
    .where('id', '=', tx.workspaceId)
    .execute();
  if (enabled) return;
  await sql`
    update outbox set state = 'withdrawn', reason = ${CLOSED_ORDER}, settled_at = ${now}, claimed_until = null, fence = fence + 1
    where workspace_id = ${tx.workspaceId} and kind = 'timeline-activity' and state in ('waiting', 'paused')
      and delivery->>'remoteId' is null and coalesce(jsonb_array_length(delivery->'written'), 0) = 0
  `.execute(tx.db);
}

/** Whether something of ours may stand in the Timeline. */
export async function hasTimelineEntries(tx: WorkspaceTransaction): Promise<boolean> {
  const row = await tx.db
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', 'timeline-activity')
    .where('state', '!=', 'withdrawn')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Has all meetings sent that were held since `since`, those read later, too: as if the Timeline had been switched on then. */
export async function lowerTimelineSince(tx: WorkspaceTransaction, since: Date): Promise<void> {
  await sql`
    update workspaces set timeline_since = least(timeline_since, ${since}::timestamptz)
    where id = ${tx.workspaceId} and timeline_since is not null
  `.execute(tx.db);
}

/** Which earlier meetings are asked for. */
export interface EarlierAsked {
  /** Held since then; null: all. */
  readonly since: Date | null;
  /** Accounts that go first, by Gainsight id; empty: all. */
  readonly canary: readonly string[];
}

/**
 * Meetings with a summary that belong to an account that gets them, were held before the Timeline's time and not before
 * `since`, and were never ordered, or only before it was switched off.
 */
function earlier(tx: WorkspaceTransaction, { since, canary }: EarlierAsked) {
  return sql`meetings m join workspaces w on w.id = m.workspace_id
    where m.workspace_id = ${tx.workspaceId} and m.attribution = 'attributed' and m.state = 'transcribed'
      and coalesce(m.started_at, m.created_at) < w.timeline_since
      and (${since}::timestamptz is null or coalesce(m.started_at, m.created_at) >= ${since})
      and exists (select 1 from summaries s where s.workspace_id = m.workspace_id and s.meeting_id = m.id)
      and exists (select 1 from ${receivers(canary)})`;
}

/** The accounts of a meeting `m` that a back-fill sends it to. */
function receivers(canary: readonly string[]) {
  return sql`attributions t
      join accounts a on a.workspace_id = t.workspace_id and a.id = t.account_id and a.presence = 'present'
        and (${canary.length === 0}::boolean or a.gainsight_id = any(${canary}::text[]))
      where t.workspace_id = m.workspace_id and t.meeting_id = m.id and ${isUnsent(sql`m.id`, sql`a.id`)}`;
}

/**
 * Whether of a meeting and account nothing was ordered, but for what was closed when the Timeline was switched off: then
 * only its time, or a back-fill, orders it. What was ordered for one account of a meeting is for those that came later, too.
 */
export function isUnsent(meeting: RawBuilder<unknown>, account: RawBuilder<unknown>): RawBuilder<boolean> {
  const orders = sql`select 1 from outbox o where o.workspace_id = m.workspace_id
    and o.kind = 'timeline-activity' and o.subject_id = ${meeting}`;
  const isClosed = sql`(o.state = 'withdrawn' and o.reason = ${CLOSED_ORDER})`;
  return sql<boolean>`(exists (${orders} and o.account_id = ${account} and ${isClosed})
    or not exists (${orders} and not ${isClosed}))`;
}

/** How many meetings a back-fill would send. */
export async function countEarlierMeetings(tx: WorkspaceTransaction, asked: EarlierAsked): Promise<number> {
  const result = await sql<{
    count: number;
  }>`select count(*)::int as count from ${earlier(tx, asked)}`.execute(tx.db);
  return result.rows[0]?.count ?? 0;
}

/** A meeting and an account that a back-fill would send it to. */
export interface EarlierTarget {
  readonly meetingId: MeetingId;
  readonly accountId: AccountId;
  /** Of its newest summary. */
  readonly contentVersion: string;
}

/** All that a back-fill would send, in a fixed order. */
export async function listEarlierTargets(
  tx: WorkspaceTransaction,
  asked: EarlierAsked,
): Promise<EarlierTarget[]> {
  const result = await sql<EarlierTarget>`
    select held.id as "meetingId", held.account as "accountId", (
      select max(version)::text from summaries
      where workspace_id = ${tx.workspaceId} and meeting_id = held.id) as "contentVersion"
    from (select m.id, unnest(array(select a.id from ${receivers(asked.canary)})) as account
      from ${earlier(tx, asked)}) held
    order by 1, 2
  `.execute(tx.db);
  return result.rows;
}

/** A meeting that a back-fill would send. */
export interface EarlierMeeting {
  readonly id: MeetingId;
  readonly title: string;
  readonly heldAt: Date;
  /** Names of the accounts that would get it. */
  readonly accounts: readonly string[];
}

/** Those meetings, the newest first. */
export async function listEarlierMeetings(
  tx: WorkspaceTransaction,
  query: EarlierAsked & {
    readonly after: { readonly heldAt: Date; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<EarlierMeeting[]> {
  const { canary, after, limit } = query;
  const result = await sql<EarlierMeeting>`
    select m.id, m.title, coalesce(m.started_at, m.created_at) as "heldAt", (
      select coalesce(array_agg(a.name order by a.name), '{}') from ${receivers(canary)}) as accounts
    from ${earlier(tx, query)}
      and (${after?.heldAt ?? null}::timestamptz is null
        or (coalesce(m.started_at, m.created_at), m.id) < (${after?.heldAt ?? null}, ${after?.id ?? null}::uuid))
    order by 3 desc, m.id desc limit ${limit}
  `.execute(tx.db);
  return result.rows;
}
