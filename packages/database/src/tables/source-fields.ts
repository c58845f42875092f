import type { ConnectionId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import type { SourceFieldsTable } from '../schema.ts';

/** A field as described by the vendor; `detail` holds picklist items, length and lookup target. */
export type SourceFieldRow = Selectable<SourceFieldsTable>;

/** What describe said about a field. */
export interface NewSourceField {
  readonly name: string;
  readonly label: string;
  readonly data_type: string;
  readonly updateable: boolean;
  readonly detail: object;
}

/** Fields of an object, by label. */
export async function listSourceFields(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  object: string,
): Promise<SourceFieldRow[]> {
  return tx.db
    .selectFrom('source_fields')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where('object', '=', object)
    .orderBy('label')
    .execute();
}

/**
 * Stores what describe says now, and what changed since it was asked last. A field that it no longer lists keeps the time
 * it was last seen.
 */
export async function saveSourceFields(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  object: string,
  fields: readonly NewSourceField[],
  now: Date,
): Promise<void> {
  await sql`
    with last as (
      select max(seen_at) as at from source_fields
      where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId} and object = ${object})
    insert into source_fields as stood (workspace_id, connection_id, object, name, label, data_type, updateable, detail,
      seen_at, change, changed_at)
    select ${tx.workspaceId}, ${connectionId}, ${object}, name, label, data_type, updateable, detail, ${now},
      case when last.at is null then null else 'added' end, case when last.at is null then null else ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(fields)}::jsonb)
      as t(name text, label text, data_type text, updateable boolean, detail jsonb)
    cross join last
    on conflict (workspace_id, connection_id, object, name) do update set
      label = excluded.label, data_type = excluded.data_type, updateable = excluded.updateable,
      detail = excluded.detail, seen_at = excluded.seen_at,
      change = case
        when stood.data_type <> excluded.data_type then 'retyped'
        when stood.label <> excluded.label then 'renamed'
        when stood.seen_at < (select at from last) then 'added'
        else stood.change end,
      change_before = case
        when stood.data_type <> excluded.data_type then stood.data_type
        when stood.label <> excluded.label then stood.label
        else stood.change_before end,
      changed_at = case
        when stood.data_type <> excluded.data_type or stood.label <> excluded.label
          or stood.seen_at < (select at from last) then ${now}::timestamptz
        else stood.changed_at end
  `.execute(tx.db);
}

/** Lets a field be empty until then, because a person said that it is meant to be. */
export async function acceptEmptyField(
  tx: WorkspaceTransaction,
  of: { readonly connectionId: ConnectionId; readonly object: string; readonly field: string },
  until: Date,
): Promise<void> {
  await tx.db
    .updateTable('source_fields')
    .set({ accepted_empty_until: until })
    .where('connection_id', '=', of.connectionId)
    .where('object', '=', of.object)
    .where(sql<boolean>`lower(name) = lower(${of.field})`)
    .execute();
}

/** Notes that fields which the last description lists were refused to be read. */
export async function noteRefusedFields(
  tx: WorkspaceTransaction,
  of: { readonly connectionId: ConnectionId; readonly object: string; readonly fields: readonly string[] },
  now: Date,
): Promise<void> {
  await tx.db
    .updateTable('source_fields')
    .set({ refused_at: sql<Date>`coalesce(refused_at, ${now})` })
    .where('connection_id', '=', of.connectionId)
    .where('object', '=', of.object)
    .where(sql<boolean>`lower(name) = any(${of.fields.map((field) => field.toLowerCase())}::text[])`)
    .where('seen_at', '=', ({ selectFrom }) =>
      selectFrom('source_fields as described')
        .select(({ fn }) => fn.max('described.seen_at').as('at'))
        .where('described.connection_id', '=', of.connectionId)
        .where('described.object', '=', of.object),
    )
    .execute();
}

/** Forgets refusals of an object whose fields were read; answers whether there were any. */
export async function clearRefusedFields(
  tx: WorkspaceTransaction,
  of: { readonly connectionId: ConnectionId; readonly object: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('source_fields')
    .set({ refused_at: null })
    .where('connection_id', '=', of.connectionId)
    .where('object', '=', of.object)
    .where('refused_at', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
