import type { UserId } from '@handrail/core';
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

/** Which looks are wanted; null leaves nobody and nothing out. */
export interface AccessFilter {
  readonly actorId: UserId | null;
  readonly action: string | null;
  /** An id that stands in the subject. */
  readonly subjectId: string | null;
}

/** Looks at content, newest first, before an id (ids grow with time). */
export async function listAccess(
  tx: WorkspaceTransaction,
  wanted: AccessFilter & { readonly before: string | null; readonly limit: number },
): Promise<AccessRow[]> {
  const { actorId, action, subjectId, before, limit } = wanted;
  return tx.db
    .selectFrom('access_entries')
    .selectAll()
    .where('workspace_id', '=', tx.workspaceId)
    .$if(before !== null, (q) => q.where(sql<boolean>`id < ${before}::uuid`))
    .$if(actorId !== null, (q) => q.where(sql<boolean>`actor_id = ${actorId}::uuid`))
    .$if(action !== null, (q) => q.where(sql<boolean>`action = ${action}`))
    .$if(subjectId !== null, (q) =>
      q.where(sql<boolean>`exists (select from jsonb_each_text(subject) s where s.value = ${subjectId})`),
    )
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
