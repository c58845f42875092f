import type { AccountId, ConnectionId, RelationshipId } from '@handrail/core';
import { sql, type Selectable } from 'kysely';
import type { RelationshipsTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';
import { markPresence, readByGainsightId } from './by-gainsight-id.ts';
import type { PresenceMark } from './by-gainsight-id.ts';

/** A relationship as stored. */
export type RelationshipRow = Selectable<RelationshipsTable>;

/** A relationship to store; the id is kept when it exists. */
export type NewRelationship = Omit<
  RelationshipRow,
  'workspace_id' | 'connection_id' | 'presence' | 'left_at' | 'created_at' | 'updated_at' | 'name_key'
>;

/** The relationships with these source ids. */
export async function readRelationships(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<Map<string, RelationshipRow>> {
  return readByGainsightId(tx, 'relationships', connectionId, gainsightIds);
}

/** Stores new and changed relationships in one statement; a stored one becomes present again. */
export async function upsertRelationships(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  relationships: readonly NewRelationship[],
  now: Date,
): Promise<void> {
  if (relationships.length === 0) return;
  await sql`
    insert into relationships (id, workspace_id, connection_id, gainsight_id, name, company_gainsight_id,
      type_gainsight_id, owner_gainsight_id, status, stage, arr, mrr, renewal_on, contract_start_on, fields,
      created_at, updated_at)
    select id, ${tx.workspaceId}, ${connectionId}, gainsight_id, name, company_gainsight_id,
      type_gainsight_id, owner_gainsight_id, status, stage, arr, mrr, renewal_on, contract_start_on, fields,
      ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(relationships)}::jsonb) as t(
      id uuid, gainsight_id text, name text, company_gainsight_id text, type_gainsight_id text,
      owner_gainsight_id text, status text, stage text, arr numeric, mrr numeric, renewal_on date,
      contract_start_on date, fields jsonb)
    on conflict (workspace_id, connection_id, gainsight_id) do update set
      name = excluded.name, presence = 'present', left_at = null,
      company_gainsight_id = excluded.company_gainsight_id, type_gainsight_id = excluded.type_gainsight_id,
      owner_gainsight_id = excluded.owner_gainsight_id, status = excluded.status, stage = excluded.stage,
      arr = excluded.arr, mrr = excluded.mrr, renewal_on = excluded.renewal_on,
      contract_start_on = excluded.contract_start_on, fields = excluded.fields, updated_at = excluded.updated_at
  `.execute(tx.db);
}

/** Takes relationships out of the lists; answers whose. */
export async function markRelationships(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
  mark: PresenceMark,
): Promise<RelationshipId[]> {
  const marked = await markPresence<RelationshipId>(tx, 'relationships', connectionId, gainsightIds, mark);
  return marked.map(({ id }) => id);
}

/** A relationship with the names of its account and type, as far as these are with us. */
export interface ListedRelationship extends RelationshipRow {
  readonly account_id: AccountId | null;
  readonly account_name: string | null;
  readonly type_name: string | null;
}

/** What a list of relationships asks for. */
export interface RelationshipQuery {
  readonly search: string | null;
  readonly accountId: AccountId | null;
  readonly presence: RelationshipRow['presence'];
  /** Name in lower case and id of the last one of the page before. */
  readonly after: { readonly value: string; readonly id: string } | null;
  readonly limit: number;
}

/** One page of relationships by name. */
export async function listRelationships(
  tx: WorkspaceTransaction,
  query: RelationshipQuery,
): Promise<ListedRelationship[]> {
  const { after, limit } = query;
  return joined(tx)
    .where(matching(query))
    .$if(after !== null, (q) =>
      q.where(sql<boolean>`(r.name_key, r.id) > (${after?.value ?? ''}, ${after?.id ?? null}::uuid)`),
    )
    .orderBy('r.name_key')
    .orderBy('r.id')
    .limit(limit)
    .execute();
}

/** How many relationships match. */
export async function countRelationships(
  tx: WorkspaceTransaction,
  query: Pick<RelationshipQuery, 'search' | 'accountId' | 'presence'>,
): Promise<number> {
  const { count } = await joined(tx)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(matching(query))
    .executeTakeFirstOrThrow();
  return count;
}

/** The relationship of that id, or nothing. */
export async function findRelationship(
  tx: WorkspaceTransaction,
  id: RelationshipId,
): Promise<ListedRelationship | undefined> {
  return joined(tx).where('r.id', '=', id).executeTakeFirst();
}

/** A relationship is not here while its account is not: undoing that brings both back. */
const SHOWN_PRESENCE = sql<RelationshipRow['presence']>`case when r.presence = 'present'
  then coalesce(a.presence, 'present') else r.presence end`;

function joined(tx: WorkspaceTransaction) {
  return tx.db
    .selectFrom('relationships as r')
    .leftJoin('accounts as a', (join) =>
      join
        .onRef('a.workspace_id', '=', 'r.workspace_id')
        .onRef('a.connection_id', '=', 'r.connection_id')
        .onRef('a.gainsight_id', '=', 'r.company_gainsight_id'),
    )
    .leftJoin('relationship_types as t', (join) =>
      join
        .onRef('t.workspace_id', '=', 'r.workspace_id')
        .onRef('t.connection_id', '=', 'r.connection_id')
        .onRef('t.gainsight_id', '=', 'r.type_gainsight_id'),
    )
    .selectAll('r')
    .select(SHOWN_PRESENCE.as('presence'))
    .select(['a.id as account_id', 'a.name as account_name', 't.name as type_name'])
    .where('r.workspace_id', '=', tx.workspaceId);
}

function matching({
  search,
  accountId,
  presence,
}: Pick<RelationshipQuery, 'search' | 'accountId' | 'presence'>) {
  const isOwn =
    presence === 'present' ? sql`r.presence = 'present'` : sql`r.presence in ('present', ${presence})`;
  return sql<boolean>`${isOwn} and ${SHOWN_PRESENCE} = ${presence}
    and (${search}::text is null or strpos(r.name_key, lower(${search ?? ''})) > 0 or r.gainsight_id = ${search ?? ''})
    and (${accountId}::uuid is null or a.id = ${accountId})`;
}
