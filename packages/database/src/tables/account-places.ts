import type { AccountId, ConnectionId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** An account's place in the tree of parents. */
export interface AccountPlace {
  readonly accountId: AccountId;
  readonly parentGainsightId: string | null;
  /** When this parent was first seen. */
  readonly linkedAt: Date;
  /** Null for roots, and where the edge was cut or leads to an account that is not with us. */
  readonly parentAccountId: AccountId | null;
  readonly rootAccountId: AccountId;
  readonly depth: number;
  readonly path: readonly AccountId[];
  /** Source ids of the cycle for which the edge was cut. */
  readonly cycle: readonly string[] | null;
}

/** An account of the tree as the source has it, with the place it has so far. */
export interface TreeAccount {
  readonly id: AccountId;
  readonly gainsightId: string;
  /** The source id of its parent, merges followed. */
  readonly parentGainsightId: string | null;
  readonly place: AccountPlace | null;
}

interface TreeRow {
  readonly id: AccountId;
  readonly gainsight_id: string;
  readonly parent_gainsight_id: string | null;
  readonly placed_parent: string | null;
  readonly linked_at: Date | null;
  readonly parent_account_id: AccountId | null;
  readonly root_account_id: AccountId | null;
  readonly depth: number | null;
  readonly path: AccountId[] | null;
  readonly cycle: string[] | null;
}

const COLUMNS = sql`workspace_id, account_id, parent_gainsight_id, linked_at, parent_account_id, root_account_id, depth, path, cycle`;
/** A place that is stored takes the place of the one before. */
const REPLACED = sql`
  on conflict (workspace_id, account_id) do update set
    parent_gainsight_id = excluded.parent_gainsight_id, linked_at = excluded.linked_at,
    parent_account_id = excluded.parent_account_id, root_account_id = excluded.root_account_id,
    depth = excluded.depth, path = excluded.path, cycle = excluded.cycle`;

/** Has whoever links a tree next wait until this transaction is over, and then see what it wrote. */
export async function lockTrees(tx: WorkspaceTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('trees ' || ${tx.workspaceId}, 0))`.execute(tx.db);
}

/**
 * Places the present accounts that have a parent or are one, from the roots down, and drops the places of those that
 * stand in no tree any more; only places that moved are written. A parent that was merged away stands for the account
 * that is left of it, which is no parent of its own by that. It is done where the rows are: a million accounts never pass
 * through the process. Answers those that no root leads to: they stand in a cycle or below one.
 */
export async function placeFromRoots(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  now: Date,
): Promise<TreeAccount[]> {
  const { rows } = await sql<TreeRow>`
    with recursive merged as (
      select gainsight_id as lost, merged_into as into_id from accounts
      where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId} and merged_into is not null
      union
      select m.lost, a.merged_into from merged m
      join accounts a on a.workspace_id = ${tx.workspaceId} and a.id = m.into_id and a.merged_into is not null
    ), left_of as (
      select m.lost, a.gainsight_id from merged m
      join accounts a on a.workspace_id = ${tx.workspaceId} and a.id = m.into_id and a.merged_into is null
    ), standing as (
      select a.id, a.gainsight_id, case when l.lost is null then a.parent_gainsight_id
        else nullif(l.gainsight_id, a.gainsight_id) end as parent_gainsight_id
      from accounts a left join left_of l on l.lost = a.parent_gainsight_id
      where a.workspace_id = ${tx.workspaceId} and a.connection_id = ${connectionId} and a.presence = 'present'
    ), tree as materialized (
      select s.* from standing s
      left join (select distinct parent_gainsight_id as id from standing) named on named.id = s.gainsight_id
      where s.parent_gainsight_id is not null or named.id is not null
    ), reached as (
      select t.id, t.gainsight_id, t.parent_gainsight_id, null::uuid as parent_id, t.id as root_id, array[t.id] as path
      from tree t left join tree parent on parent.gainsight_id = t.parent_gainsight_id
      where parent.id is null
      union all
      select t.id, t.gainsight_id, t.parent_gainsight_id, r.id, r.root_id, r.path || t.id
      from reached r join tree t on t.parent_gainsight_id = r.gainsight_id
    ), dropped as (
      delete from account_places p
      where p.workspace_id = ${tx.workspaceId} and not exists (select from tree t where t.id = p.account_id)
    ), placed as (
      insert into account_places (${COLUMNS})
      select ${tx.workspaceId}, r.id, r.parent_gainsight_id,
        case when p.account_id is null or p.parent_gainsight_id is distinct from r.parent_gainsight_id
          then ${now}::timestamptz else p.linked_at end,
        r.parent_id, r.root_id, cardinality(r.path) - 1, r.path, null
      from reached r left join account_places p on p.workspace_id = ${tx.workspaceId} and p.account_id = r.id
      where p.account_id is null or p.cycle is not null
        or p.parent_gainsight_id is distinct from r.parent_gainsight_id
        or p.parent_account_id is distinct from r.parent_id or p.path <> r.path
      ${REPLACED}
    )
    select t.id, t.gainsight_id, t.parent_gainsight_id, p.parent_gainsight_id as placed_parent, p.linked_at,
      p.parent_account_id, p.root_account_id, p.depth, p.path, p.cycle
    from tree t
    left join account_places p on p.workspace_id = ${tx.workspaceId} and p.account_id = t.id
    where not exists (select from reached r where r.id = t.id)
  `.execute(tx.db);
  return rows.map((row) => ({
    id: row.id,
    gainsightId: row.gainsight_id,
    parentGainsightId: row.parent_gainsight_id,
    place: placeOf(row),
  }));
}

function placeOf(row: TreeRow): AccountPlace | null {
  const { linked_at: linkedAt, root_account_id: rootAccountId } = row;
  if (linkedAt === null || rootAccountId === null) return null;
  return {
    accountId: row.id,
    parentGainsightId: row.placed_parent,
    linkedAt,
    parentAccountId: row.parent_account_id,
    rootAccountId,
    depth: row.depth ?? 0,
    path: row.path ?? [],
    cycle: row.cycle,
  };
}

/** Stores places that are new or moved. */
export async function savePlaces(tx: WorkspaceTransaction, places: readonly AccountPlace[]): Promise<void> {
  if (places.length === 0) return;
  await sql`
    insert into account_places (${COLUMNS})
    select ${tx.workspaceId}, "accountId", "parentGainsightId", "linkedAt", "parentAccountId", "rootAccountId",
      depth, path, cycle
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as t("accountId" uuid, "parentGainsightId" text,
      "linkedAt" timestamptz, "parentAccountId" uuid, "rootAccountId" uuid, depth integer, path uuid[], cycle text[])
    ${REPLACED}
  `.execute(tx.db);
}

/** One account of a tree, with its name. */
export interface TreeMember {
  readonly id: AccountId;
  readonly name: string;
  readonly gainsightId: string;
  readonly parentId: AccountId | null;
  readonly parentGainsightId: string | null;
  readonly depth: number;
  readonly path: readonly AccountId[];
  readonly cycle: readonly string[] | null;
}

/** The cycle of the source that a member of a tree stands in, by source ids; null where it stands in none. */
export function cycleOf(members: readonly TreeMember[], gainsightId: string): readonly string[] | null {
  return members.find(({ cycle }) => cycle?.includes(gainsightId) === true)?.cycle ?? null;
}

/** The whole tree that an account stands in, by depth and name; empty when it has neither parent nor children. */
export async function listTree(
  tx: WorkspaceTransaction,
  accountId: AccountId,
  limit: number,
): Promise<TreeMember[]> {
  const { rows } = await sql<TreeMember>`
    select a.id, a.name, a.gainsight_id as "gainsightId", p.parent_account_id as "parentId",
      p.parent_gainsight_id as "parentGainsightId", p.depth, p.path, p.cycle
    from account_places own
    join account_places p on p.workspace_id = own.workspace_id and p.root_account_id = own.root_account_id
    join accounts a on a.workspace_id = p.workspace_id and a.id = p.account_id
    where own.workspace_id = ${tx.workspaceId} and own.account_id = ${accountId}
      and (p.account_id = any(own.path) or own.account_id = any(p.path))
    order by p.depth, a.name, a.id limit ${limit}
  `.execute(tx.db);
  return rows;
}
