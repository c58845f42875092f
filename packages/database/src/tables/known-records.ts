import type { KnownRecord, RunId } from '@handrail/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { joinPayload } from './source-records.ts';
import type { SourceObject } from './source-records.ts';

/** Where the users or the companies of a tenant are known from. */
export type KnownFrom =
  | ({ readonly kind: 'users' } & SourceObject)
  /** Those that were ever read, kept out by the filter or not, and those of an inventory. */
  | ({ readonly kind: 'companies'; readonly inventory: RunId | null } & SourceObject);

interface KnownRow {
  readonly id: string;
  readonly name: string | null;
  readonly address: string | null;
  readonly is_active: boolean;
}

/** The records that have one of these texts as their id, their address or their name, in any letter case: text → records. */
export async function findKnownRecords(
  tx: WorkspaceTransaction,
  from: KnownFrom,
  texts: readonly string[],
): Promise<ReadonlyMap<string, readonly KnownRecord[]>> {
  const found = new Map<string, KnownRecord[]>();
  if (texts.length === 0) return found;
  const by = (condition: RawBuilder<unknown>) =>
    sql`select a.text, k.* from asked a join known k on ${condition}`;
  const result = await sql<KnownRow & { readonly text: string }>`
    with known as materialized (${knownOf(tx, from)}),
      asked as (select distinct text, lower(btrim(text)) as folded from unnest(${texts}::text[]) as t(text))
    ${by(sql`k.id = a.text`)}
    union ${by(sql`lower(btrim(k.name)) = a.folded`)}
    union ${by(sql`lower(btrim(k.address)) = a.folded`)}
    order by text, id
  `.execute(tx.db);
  for (const { text, ...row } of result.rows) {
    const records = found.get(text);
    if (records === undefined) found.set(text, [toKnown(row)]);
    else records.push(toKnown(row));
  }
  return found;
}

/** Records by name, from after one on: all of them, or those with a text in their name or address, or as their id. */
export async function listKnownRecords(
  tx: WorkspaceTransaction,
  from: KnownFrom,
  page: {
    readonly search: string | null;
    readonly after: { readonly name: string; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<readonly KnownRecord[]> {
  const { search, after, limit } = page;
  const name = sql`lower(coalesce(k.name, '')) collate "C"`;
  const result = await sql<KnownRow>`
    with known as (${knownOf(tx, from)})
    select k.* from known k
    where (${search}::text is null or k.id = ${search}
        or position(lower(${search}) in lower(k.name)) > 0 or position(lower(${search}) in lower(k.address)) > 0)
      and (${after?.id ?? null}::text is null or (${name}, k.id) > (lower(${after?.name ?? ''}), ${after?.id ?? ''}))
    order by ${name}, k.id limit ${limit}
  `.execute(tx.db);
  return result.rows.map(toKnown);
}

/** The few records whose name or address has most of some words in it, or at least how they begin. */
export async function listNearestRecords(
  tx: WorkspaceTransaction,
  from: KnownFrom,
  words: readonly string[],
  limit: number,
): Promise<readonly KnownRecord[]> {
  if (words.length === 0) return [];
  const result = await sql<KnownRow>`
    with known as (${knownOf(tx, from)})
    select k.* from known k
    cross join lateral (
      select sum(case when position(w.word in n.held) > 0 then 2 when position(left(w.word, 3) in n.held) > 0 then 1 else 0 end)
        as score
      from (select lower(coalesce(k.name, '') || ' ' || coalesce(k.address, '')) as held) n,
        unnest(${words.map((word) => word.toLowerCase())}::text[]) as w(word)
    ) s
    where s.score > 0
    order by s.score desc, k.is_active desc, length(k.name), k.name collate "C", k.id limit ${limit}
  `.execute(tx.db);
  return result.rows.map(toKnown);
}

function toKnown({ id, name, address, is_active }: KnownRow): KnownRecord {
  return { id, name, address, isActive: is_active };
}

function knownOf(tx: WorkspaceTransaction, from: KnownFrom): RawBuilder<unknown> {
  return from.kind === 'users' ? usersOf(tx, from) : companiesOf(tx, from);
}

function usersOf(tx: WorkspaceTransaction, of: SourceObject): RawBuilder<unknown> {
  return sql`
    select s.gainsight_id as id, p.payload ->> 'Name' as name, p.payload ->> 'Email' as address,
      coalesce((p.payload -> 'IsActiveUser')::jsonb = 'true', false) as is_active
    from source_records s ${joinPayload('s')}
    where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${of.connectionId} and s.object = ${of.object}
      and s.presence = 'present'`;
}

/** What is stored comes first: it is read more often than an inventory. */
function companiesOf(
  tx: WorkspaceTransaction,
  of: SourceObject & { readonly inventory: RunId | null },
): RawBuilder<unknown> {
  const stored = (columns: RawBuilder<unknown>) => sql`
    select ${columns} from source_records s
    where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${of.connectionId} and s.object = ${of.object}
      and s.presence = 'present'`;
  const column = (field: string) => sql`
    inventory_columns where workspace_id = ${tx.workspaceId} and run_id = ${of.inventory} and field = ${field}`;
  return sql`
    ${stored(sql`s.gainsight_id as id, s.name, null::text as address, true as is_active`)}
    union all
    select r.id, r.name, null::text, true
    from (select page, contents from ${column('Gsid')}) ids
    join (select page, contents from ${column('Name')}) names using (page)
    cross join lateral rows from (
      jsonb_array_elements_text(ids.contents::jsonb), jsonb_array_elements_text(names.contents::jsonb)) as r(id, name)
    where not exists (${stored(sql`1`)} and s.gainsight_id = r.id)`;
}
