import type { MeetingImportId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { newId } from '../new-id.ts';
import type { MeetingImportsTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** An import of a file of meetings, as stored. */
export type MeetingImportRow = Selectable<MeetingImportsTable>;

/** Keeps what came of an import. */
export async function insertMeetingImport(
  tx: WorkspaceTransaction,
  row: Omit<MeetingImportRow, 'id' | 'workspace_id' | 'undone_at' | 'faults'> & {
    readonly faults: readonly object[];
  },
): Promise<MeetingImportId> {
  const id = newId<MeetingImportId>();
  await tx.db
    .insertInto('meeting_imports')
    .values({ ...row, id, workspace_id: tx.workspaceId, faults: JSON.stringify(row.faults), undone_at: null })
    .execute();
  return id;
}

/** Imports, newest first; `after` is the last one of the page before. */
export async function listMeetingImports(
  tx: WorkspaceTransaction,
  page: { readonly after: { readonly createdAt: Date; readonly id: string } | null; readonly limit: number },
): Promise<MeetingImportRow[]> {
  const { after, limit } = page;
  return tx.db
    .selectFrom('meeting_imports')
    .selectAll()
    .where('workspace_id', '=', tx.workspaceId)
    .$if(after !== null, (q) =>
      q.where(sql<boolean>`(created_at, id) < (${after?.createdAt ?? null}, ${after?.id ?? null}::uuid)`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** How many imports there were. */
export async function countMeetingImports(tx: WorkspaceTransaction): Promise<number> {
  const row = await tx.db
    .selectFrom('meeting_imports')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Marks an import as undone; nothing when there is none, or it was undone before. */
export async function markImportUndone(
  tx: WorkspaceTransaction,
  id: MeetingImportId,
  now: Date,
): Promise<MeetingImportRow | undefined> {
  return tx.db
    .updateTable('meeting_imports')
    .set({ undone_at: now })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}
