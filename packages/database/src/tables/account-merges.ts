import type { AccountId, ConnectionId, UserId } from '@handrail/core';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { AccountMergesTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';
import { moveOwnStakeholders } from './own-stakeholders.ts';

/** A company that was merged into another, or seems to have been. */
export type AccountMergeRow = Selectable<AccountMergesTable>;

/** An account that went missing, and the one that took its place. */
export interface FoundMerge {
  readonly accountId: AccountId;
  readonly intoAccountId: AccountId;
  readonly evidence: AccountMergeRow['evidence'];
  /** How many people it had, and how many of them are at the other; null for a CRM id. */
  readonly people: number | null;
  readonly peopleThere: number | null;
}

/** Accounts missing and of which no merge was decided yet. */
function undecided(tx: WorkspaceTransaction, connectionId: ConnectionId) {
  return sql`l.workspace_id = ${tx.workspaceId} and l.connection_id = ${connectionId} and l.left_at is not null
    and l.presence = 'missing' and l.merged_into is null
    and not exists (select 1 from account_merges g where g.workspace_id = l.workspace_id
      and g.account_id = l.id and g.state <> 'proposed')`;
}

/** Missing accounts whose CRM id is now that of exactly one account that stands. */
export async function listMergesByCrmId(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
): Promise<FoundMerge[]> {
  const result = await sql<FoundMerge>`
    select l.id as "accountId", (array_agg(m.id))[1] as "intoAccountId", 'crm-id' as evidence,
      null::int as people, null::int as "peopleThere"
    from accounts l join accounts m on m.workspace_id = l.workspace_id and m.connection_id = l.connection_id
      and m.crm_id = l.crm_id and m.id <> l.id and m.presence = 'present'
    where ${undecided(tx, connectionId)} and l.crm_id is not null
    group by l.id having count(*) = 1
  `.execute(tx.db);
  return result.rows;
}

/** Missing accounts of whose people at least half are now at one account that stands, more than at any other. */
export async function listMergesByPeople(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
): Promise<FoundMerge[]> {
  const result = await sql<FoundMerge>`
    with lost as (
      select l.id, l.workspace_id, l.connection_id, l.gainsight_id from accounts l where ${undecided(tx, connectionId)}
    ), people as (
      select lost.id, s.person_gainsight_id as person from lost join stakeholders s
        on s.workspace_id = lost.workspace_id and s.connection_id = lost.connection_id
          and s.company_gainsight_id = lost.gainsight_id and s.person_gainsight_id is not null
      union
      select lost.id, v.person_gainsight_id from lost join stakeholder_moves v
        on v.workspace_id = lost.workspace_id and v.connection_id = lost.connection_id
          and v.from_company_gainsight_id = lost.gainsight_id
    ), there as (
      select p.id, m.id as into_id, count(distinct p.person)::int as there
      from people p join stakeholders s on s.workspace_id = ${tx.workspaceId} and s.connection_id = ${connectionId}
        and s.person_gainsight_id = p.person and s.presence in ('present', 'inactive')
      join accounts m on m.workspace_id = s.workspace_id and m.connection_id = s.connection_id
        and m.gainsight_id = s.company_gainsight_id and m.presence = 'present' and m.id <> p.id
      group by p.id, m.id
    ), ranked as (
      select there.*, (select count(*)::int from people p where p.id = there.id) as people,
        rank() over (partition by id order by there desc) as place,
        count(*) over (partition by id, there) as equals
      from there
    )
    select id as "accountId", into_id as "intoAccountId", 'people' as evidence, people, there as "peopleThere"
    from ranked where place = 1 and equals = 1 and there * 2 >= people
  `.execute(tx.db);
  return result.rows;
}

/** Remembers merges that a person is to confirm; a newer finding replaces a proposal, never a decision. */
export async function proposeMerges(
  tx: WorkspaceTransaction,
  found: readonly FoundMerge[],
  now: Date,
): Promise<void> {
  for (const merge of found) await saveMerge(tx, merge, { state: 'proposed', now, by: null, moved: {} });
}

async function saveMerge(
  tx: WorkspaceTransaction,
  merge: FoundMerge,
  end: {
    readonly state: AccountMergeRow['state'];
    readonly now: Date;
    readonly by: UserId | null;
    readonly moved: object;
  },
): Promise<void> {
  const decidedAt = end.state === 'proposed' ? null : end.now;
  await sql`
    insert into account_merges (workspace_id, account_id, into_account_id, evidence, people, people_there, state, moved,
      found_at, decided_at, decided_by)
    values (${tx.workspaceId}, ${merge.accountId}, ${merge.intoAccountId}, ${merge.evidence}, ${merge.people},
      ${merge.peopleThere}, ${end.state}, ${JSON.stringify(end.moved)}::jsonb, ${end.now}, ${decidedAt}, ${end.by})
    on conflict (workspace_id, account_id) do update set into_account_id = excluded.into_account_id,
      evidence = excluded.evidence, people = excluded.people, people_there = excluded.people_there,
      state = excluded.state, moved = excluded.moved, decided_at = excluded.decided_at, decided_by = excluded.decided_by
  `.execute(tx.db);
}

/** What a merge moved, by id, so that just that moves back. */
interface Moved {
  readonly meetings: readonly string[];
  readonly activities: readonly string[];
  readonly deliveries: readonly string[];
  /** Only those whom the source does not know; absent in merges of before they were kept. */
  readonly stakeholders?: readonly string[];
}

/**
 * Moves the history of a missing account to the one that it was merged into: meetings, what stands in the Timeline, and
 * deliveries, re-bound as they are so that nothing is sent again. Stakeholders come with the source's own ties, and those
 * whom only we know with them.
 */
export async function mergeAccounts(
  tx: WorkspaceTransaction,
  merge: FoundMerge,
  decided: { readonly by: UserId | null; readonly now: Date },
): Promise<void> {
  const moved = await moveHistory(tx, merge.accountId, merge.intoAccountId, null);
  await tx.db
    .updateTable('accounts')
    .set({ merged_into: merge.intoAccountId, updated_at: decided.now })
    .where('id', '=', merge.accountId)
    .execute();
  await saveMerge(tx, merge, { state: 'merged', now: decided.now, by: decided.by, moved });
}

/** Moves the history of a merged account back, and does not propose the merge again. */
export async function undoMerge(
  tx: WorkspaceTransaction,
  merge: AccountMergeRow,
  decided: { readonly by: UserId | null; readonly now: Date },
): Promise<void> {
  if (merge.state === 'merged') {
    await moveHistory(tx, merge.into_account_id, merge.account_id, merge.moved as Moved);
    await tx.db
      .updateTable('accounts')
      .set({ merged_into: null, updated_at: decided.now })
      .where('id', '=', merge.account_id)
      .execute();
  }
  await tx.db
    .updateTable('account_merges')
    .set({
      state: merge.state === 'merged' ? 'undone' : 'rejected',
      decided_at: decided.now,
      decided_by: decided.by,
    })
    .where('account_id', '=', merge.account_id)
    .execute();
}

/** Moves all that an account has, or only what is named; what the other has already stays where it is. */
async function moveHistory(
  tx: WorkspaceTransaction,
  from: AccountId,
  to: AccountId,
  only: Moved | null,
): Promise<Moved> {
  const move = async (
    table: 'attributions' | 'remote_activities' | 'outbox',
    id: 'meeting_id' | 'id',
    key: 'meeting_id' | 'subject_id',
    ids: readonly string[] | null,
  ) => {
    const result = await sql<{ id: string }>`
      update ${sql.table(table)} t set account_id = ${to}
      where t.workspace_id = ${tx.workspaceId} and t.account_id = ${from}
        and (${ids}::uuid[] is null or t.${sql.ref(id)} = any(${ids}::uuid[]))
        and t.${sql.ref(key)} <> ${from}
        and not exists (select 1 from ${sql.table(table)} o where o.workspace_id = t.workspace_id
          and o.account_id = ${to} and o.${sql.ref(key)} = t.${sql.ref(key)})
      returning t.${sql.ref(id)} as id
    `.execute(tx.db);
    return result.rows.map((row) => row.id);
  };
  return {
    meetings: await move('attributions', 'meeting_id', 'meeting_id', only?.meetings ?? null),
    activities: await move('remote_activities', 'meeting_id', 'meeting_id', only?.activities ?? null),
    deliveries: await move('outbox', 'id', 'subject_id', only?.deliveries ?? null),
    stakeholders: await moveOwnStakeholders(tx, from, to, only === null ? null : (only.stakeholders ?? [])),
  };
}

/** The merges of these accounts, proposed or decided. */
export async function readMerges(
  tx: WorkspaceTransaction,
  accountIds: readonly AccountId[],
): Promise<Map<AccountId, AccountMergeRow>> {
  if (accountIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('account_merges')
    .selectAll()
    .where('account_id', 'in', accountIds)
    .execute();
  return new Map(rows.map((row) => [row.account_id, row]));
}

/** Merges, whatever was decided, of accounts that the source has after all: no person keeps them by hand. */
export async function listReturnedMerges(tx: WorkspaceTransaction): Promise<AccountMergeRow[]> {
  return tx.db
    .selectFrom('account_merges')
    .innerJoin('accounts', (join) =>
      join
        .onRef('accounts.id', '=', 'account_merges.account_id')
        .onRef('accounts.workspace_id', '=', 'account_merges.workspace_id'),
    )
    .selectAll('account_merges')
    .where('accounts.presence', '=', 'present')
    .where('accounts.kept_at', 'is', null)
    .execute();
}

/** Forgets a merge: its account came back, and may be merged another time. */
export async function deleteMerge(tx: WorkspaceTransaction, accountId: AccountId): Promise<void> {
  await tx.db.deleteFrom('account_merges').where('account_id', '=', accountId).execute();
}

/** Forgets which persons went from one company to another before a time. */
export async function forgetStakeholderMoves(tx: WorkspaceTransaction, before: Date): Promise<void> {
  await tx.db.deleteFrom('stakeholder_moves').where('moved_at', '<', before).execute();
}
