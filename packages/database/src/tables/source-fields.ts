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

/** Stores what describe says now; a field that it no longer lists keeps the time it was last seen. */
export async function saveSourceFields(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  object: string,
  fields: readonly NewSourceField[],
  now: Date,
): Promise<void> {
  await sql`
    insert into source_fields (workspace_id, connection_id, object, name, label, data_type, updateable, detail, seen_at)
    select ${tx.workspaceId}, ${connectionId}, ${object}, name, label, data_type, updateable, detail, ${now}
    from jsonb_to_recordset(${JSON.stringify(fields)}::jsonb)
      as t(name text, label text, data_type text, updateable boolean, detail jsonb)
    on conflict (workspace_id, connection_id, object, name) do update set
      label = excluded.label, data_type = excluded.data_type, updateable = excluded.updateable,
      detail = excluded.detail, seen_at = excluded.seen_at
  `.execute(tx.db);
}
