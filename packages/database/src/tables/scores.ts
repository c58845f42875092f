import type { AccountId, CalendarDay } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { ScoresTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** A dated score with all its inputs. */
export type ScoreRow = Selectable<ScoresTable>;

/** A meeting as health sees it: who spoke how much, and how it sounded on their side (−1…1). */
export interface HealthMeeting {
  readonly id: string;
  readonly startedAt: Date;
  readonly theirWords: number;
  readonly ourWords: number;
  readonly sentiment: number | null;
  readonly externalEmails: readonly string[];
}

/** What health is computed from: one account with its meetings in the window. */
export interface HealthSource {
  readonly accountId: AccountId;
  readonly tier: string | null;
  readonly meetings: readonly HealthMeeting[];
}

/**
 * Present accounts that have a summarized meeting since `from`, or had a score before, each with these meetings,
 * in order of their id after `after` (empty for the first page).
 */
export async function listHealthSources(
  tx: WorkspaceTransaction,
  query: { readonly from: Date; readonly after: string; readonly limit: number },
): Promise<HealthSource[]> {
  const result = await sql<{
    accountId: AccountId;
    tier: string | null;
    meetings: readonly (Omit<HealthMeeting, 'startedAt'> & { readonly startedAt: string })[];
  }>`
    with recent as (
      select a.account_id, m.id, m.started_at, m.their_words, m.our_words, m.sentiment
      from attributions a
      join meetings m on m.workspace_id = a.workspace_id and m.id = a.meeting_id
      where a.workspace_id = ${tx.workspaceId} and m.attribution = 'attributed'
        and m.their_words is not null and m.started_at >= ${query.from})
    select c.id as "accountId", c.tier, coalesce((
      select jsonb_agg(jsonb_build_object('id', r.id, 'startedAt', r.started_at, 'theirWords', r.their_words,
          'ourWords', r.our_words, 'sentiment', r.sentiment::float8, 'externalEmails', coalesce((
            select jsonb_agg(distinct lower(p.email)) from participants p
            where p.workspace_id = c.workspace_id and p.meeting_id = r.id and p.side = 'theirs'
              and p.email is not null), '[]'::jsonb)) order by r.started_at, r.id)
      from recent r where r.account_id = c.id), '[]'::jsonb) as meetings
    from accounts c
    where c.workspace_id = ${tx.workspaceId} and c.presence = 'present'
      and (${query.after} = '' or c.id > nullif(${query.after}, '')::uuid)
      and (exists (select 1 from recent r where r.account_id = c.id)
        or exists (select 1 from scores s where s.workspace_id = c.workspace_id and s.account_id = c.id))
    order by c.id
    limit ${query.limit}
  `.execute(tx.db);
  return result.rows.map((row) => ({
    accountId: row.accountId,
    tier: row.tier,
    meetings: row.meetings.map((meeting) => ({ ...meeting, startedAt: new Date(meeting.startedAt) })),
  }));
}

/** A score to store for a day. */
export interface NewScore {
  readonly accountId: AccountId;
  readonly kind: string;
  readonly scoredOn: CalendarDay;
  readonly score: number | null;
  readonly label: string | null;
  readonly reason: string | null;
  readonly topCause: string | null;
  readonly parts: readonly object[];
  readonly inputs: object;
  readonly algorithm: string;
}

/** Stores a score of a day in place of that day's earlier one, and shows it on the account. */
export async function saveScore(tx: WorkspaceTransaction, score: NewScore, now: Date): Promise<void> {
  const values = {
    score: score.score,
    label: score.label,
    reason: score.reason,
    top_cause: score.topCause,
    parts: JSON.stringify(score.parts),
    inputs: JSON.stringify(score.inputs),
    algorithm: score.algorithm,
    created_at: now,
  };
  await tx.db
    .insertInto('scores')
    .values({
      workspace_id: tx.workspaceId,
      account_id: score.accountId,
      kind: score.kind,
      scored_on: score.scoredOn,
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'account_id', 'kind', 'scored_on']).doUpdateSet(values),
    )
    .execute();
  if (score.kind === 'health') {
    await tx.db
      .updateTable('accounts')
      .set({ health_score: score.score, health_label: score.label })
      .where('id', '=', score.accountId)
      .execute();
  }
}

/** The newest score of a kind of each of these accounts. */
export async function readLatestScores(
  tx: WorkspaceTransaction,
  kind: string,
  accountIds: readonly AccountId[],
): Promise<Map<AccountId, ScoreRow>> {
  if (accountIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('scores')
    .selectAll()
    .distinctOn('account_id')
    .where('kind', '=', kind)
    .where('account_id', 'in', accountIds)
    .orderBy('account_id')
    .orderBy('scored_on', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.account_id, row]));
}

/** The scores of one account since a day, oldest first. */
export async function listScores(
  tx: WorkspaceTransaction,
  accountId: AccountId,
  kind: string,
  since: CalendarDay,
): Promise<ScoreRow[]> {
  return tx.db
    .selectFrom('scores')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('scored_on', '>=', since)
    .orderBy('scored_on')
    .execute();
}

/** Sets when each account's last meeting was; an account whose meetings all went elsewhere has none. */
export async function refreshLastMeetings(tx: WorkspaceTransaction): Promise<void> {
  await sql`
    with last as (
      select a.account_id, max(m.started_at) as at
      from attributions a join meetings m on m.workspace_id = a.workspace_id and m.id = a.meeting_id
      where a.workspace_id = ${tx.workspaceId} group by a.account_id)
    update accounts c set last_meeting_at = wanted.at
    from (
      select coalesce(l.account_id, s.id) as id, l.at
      from last l full join (
        select id from accounts where workspace_id = ${tx.workspaceId} and last_meeting_at is not null) s
        on s.id = l.account_id) wanted
    where c.workspace_id = ${tx.workspaceId} and c.id = wanted.id and c.last_meeting_at is distinct from wanted.at
  `.execute(tx.db);
}
