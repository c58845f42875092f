import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { newId } from '../new-id.ts';
import type { AccessEntriesTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** One look at content: who, what, when. Ids only. */
export type AccessRow = Selectable<AccessEntriesTable>;
export type NewAccess = Omit<AccessRow, 'workspace_id' | 'id'>;

/** Appends looks at content, many at once. */
export async function appendAccess(tx: WorkspaceTransaction, entries: readonly NewAccess[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.db
    .insertInto('access_entries')
    .values(
      entries.map((entry) => ({
        ...entry,
        id: newId(),
        workspace_id: tx.workspaceId,
        subject: JSON.stringify(entry.subject),
      })),
    )
    .execute();
}

/** Looks at content, newest first, before an id (ids grow with time). */
export async function listAccess(
  tx: WorkspaceTransaction,
  page: { readonly before: string | null; readonly limit: number },
): Promise<AccessRow[]> {
  return tx.db
    .selectFrom('access_entries')
    .selectAll()
    .where('workspace_id', '=', tx.workspaceId)
    .$if(page.before !== null, (q) => q.where(sql<boolean>`id < ${page.before}::uuid`))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
}
