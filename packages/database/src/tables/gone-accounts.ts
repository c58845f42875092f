import type { AccountId, ConnectionId, ExitKind, MeetingId, UserId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { excludeMeeting } from './meetings.ts';

/** Up to which instant accounts must have left to be due, by the way in which they left; null: never. */
export type RemovalCutoffs = Readonly<Record<ExitKind, Date | null>>;

/** An account that left the lists and whose days are over. */
export interface DueRemoval {
  readonly id: AccountId;
  readonly connectionId: ConnectionId;
  readonly gainsightId: string;
  readonly name: string;
  readonly kind: ExitKind;
  readonly leftAt: Date;
}

/** What is due in figures: with holds on them, they stay. */
export interface DueCounts {
  readonly due: number;
  readonly held: number;
  /** When the longest gone of those due left. */
  readonly oldestLeftAt: Date | null;
  /** Accounts stored, whether they stand or are gone. */
  readonly stored: number;
  /** Those that left and are not due yet. */
  readonly waiting: number;
}

const KIND = sql<ExitKind>`case when a.presence = 'filtered' then 'filtered'
  when a.merged_into is not null then 'merged' else 'deleted' end`;

/** Who has a null cutoff never is due: a comparison with null is not true. */
function isDue(cutoffs: RemovalCutoffs) {
  return sql<boolean>`a.presence <> 'present' and a.left_at <= case ${KIND}
    when 'filtered' then ${cutoffs.filtered}::timestamptz when 'merged' then ${cutoffs.merged}::timestamptz
    else ${cutoffs.deleted}::timestamptz end`;
}

const HELD = sql<boolean>`exists (select 1 from legal_holds h
  where h.workspace_id = a.workspace_id and h.account_id = a.id)`;

/** The accounts that are due, longest gone first, those with a hold left out; `among` narrows to some. */
export async function listDueRemovals(
  tx: WorkspaceTransaction,
  cutoffs: RemovalCutoffs,
  query: { readonly limit: number; readonly among?: readonly string[] },
): Promise<DueRemoval[]> {
  const among = query.among ?? null;
  const result = await sql<DueRemoval>`
    select a.id, a.connection_id as "connectionId", a.gainsight_id as "gainsightId", a.name, ${KIND} as kind,
      a.left_at as "leftAt"
    from accounts a
    where a.workspace_id = ${tx.workspaceId} and ${isDue(cutoffs)} and not ${HELD}
      and (${among}::text[] is null or a.gainsight_id = any(${among}))
    order by a.left_at, a.id
    limit ${query.limit}
  `.execute(tx.db);
  return result.rows;
}

/** How many accounts are due, held and waiting. */
export async function countDueRemovals(
  tx: WorkspaceTransaction,
  cutoffs: RemovalCutoffs,
): Promise<DueCounts> {
  const result = await sql<DueCounts>`
    select count(*) filter (where is_due and not is_held)::int as due,
      count(*) filter (where is_due and is_held)::int as held,
      min(left_at) filter (where is_due and not is_held) as "oldestLeftAt",
      count(*)::int as stored,
      count(*) filter (where left_at is not null and not coalesce(is_due, false))::int as waiting
    from (
      select a.left_at, coalesce(${isDue(cutoffs)}, false) as is_due, ${HELD} as is_held
      from accounts a where a.workspace_id = ${tx.workspaceId}
    ) as judged
  `.execute(tx.db);
  const [counts] = result.rows;
  return counts ?? { due: 0, held: 0, oldestLeftAt: null, stored: 0, waiting: 0 };
}

/** The rule that stands on a meeting whose words went with its account; it is never taken in again. */
export const REMOVED_WITH_ACCOUNT = 'retention';

/**
 * Removes accounts with everything that hangs on them: scores, metrics, places, manual values, what was written; their
 * meetings' words where no other account has them; relationships, stakeholders and source rows of those gone at the
 * source. Throws on an account with a legal hold: the database refuses it.
 */
export async function deleteGoneAccounts(
  tx: WorkspaceTransaction,
  removals: readonly DueRemoval[],
  now: Date,
): Promise<void> {
  if (removals.length === 0) return;
  const ids = removals.map(({ id }) => id);
  await deleteWords(tx, ids, now);
  await deleteAround(tx, removals);
  for (const table of ['outbox', 'remote_activities']) {
    await sql`delete from ${sql.table(table)} where workspace_id = ${tx.workspaceId}
      and account_id = any(${ids}::uuid[])`.execute(tx.db);
  }
  await sql`delete from changes where workspace_id = ${tx.workspaceId} and record_kind = 'account'
    and record_id = any(${ids}::uuid[])`.execute(tx.db);
  await sql`delete from accounts where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[])
    and presence <> 'present'`.execute(tx.db);
}

/** The words of meetings that belong to these accounts alone; id, time and rule stay. */
async function deleteWords(
  tx: WorkspaceTransaction,
  accountIds: readonly AccountId[],
  now: Date,
): Promise<void> {
  const result = await sql<{ id: MeetingId }>`
    select meeting_id as id from attributions where workspace_id = ${tx.workspaceId}
      and meeting_id in (select meeting_id from attributions
        where workspace_id = ${tx.workspaceId} and account_id = any(${accountIds}::uuid[]))
    group by meeting_id having bool_and(account_id = any(${accountIds}::uuid[]))
  `.execute(tx.db);
  for (const { id } of result.rows) await excludeMeeting(tx, id, REMOVED_WITH_ACCOUNT, now);
}

async function deleteAround(tx: WorkspaceTransaction, removals: readonly DueRemoval[]): Promise<void> {
  for (const [connectionId, of] of Map.groupBy(removals, (removal) => removal.connectionId)) {
    const scope = sql`workspace_id = ${tx.workspaceId} and connection_id = ${connectionId}`;
    await sql`delete from relationships where ${scope} and presence = 'filtered'
      and company_gainsight_id = any(${of.map(({ gainsightId }) => gainsightId)})`.execute(tx.db);
    // A company that only the filter keeps out still stands at the source: its people are imported as before.
    const gone = of.filter(({ kind }) => kind !== 'filtered').map(({ gainsightId }) => gainsightId);
    if (gone.length === 0) continue;
    await sql`
      with ties as (
        delete from stakeholders where ${scope} and company_gainsight_id = any(${gone}) returning gainsight_id
      ), relations as (
        delete from relationships where ${scope} and company_gainsight_id = any(${gone}) returning gainsight_id
      ), moves as (
        delete from stakeholder_moves where ${scope} and from_company_gainsight_id = any(${gone})
      ), ids as (
        select unnest(${gone}::text[]) as id union all select gainsight_id from ties
        union all select gainsight_id from relations
      ), aside as (
        update set_aside_records set value = null where ${scope} and gainsight_id in (select id from ids)
      )
      delete from source_records where ${scope} and presence = 'missing' and gainsight_id in (select id from ids)
    `.execute(tx.db);
  }
}

/** Puts an account that left back into the lists, as a person wants it. */
export async function keepAccount(
  tx: WorkspaceTransaction,
  id: AccountId,
  kept: { readonly by: UserId | null; readonly now: Date },
): Promise<void> {
  await tx.db
    .updateTable('accounts')
    .set({
      presence: 'present',
      left_at: null,
      merged_into: null,
      kept_at: kept.now,
      kept_by: kept.by,
      updated_at: kept.now,
    })
    .where('id', '=', id)
    .execute();
}

/** Lets an account go again that a person had kept; its days begin anew. */
export async function releaseKeptAccount(tx: WorkspaceTransaction, id: AccountId, now: Date): Promise<void> {
  await tx.db
    .updateTable('accounts')
    .set({ presence: 'missing', left_at: now, kept_at: null, kept_by: null, updated_at: now })
    .where('id', '=', id)
    .where('kept_at', 'is not', null)
    .execute();
}
