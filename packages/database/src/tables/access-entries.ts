import { isUuid } from '@handrail/core';
import type { UserId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { leastIdAt, newIdAt } from '../new-id.ts';
import type { AccessEntriesTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** One look at content: who, what, when. Ids only. */
export type AccessRow = Selectable<AccessEntriesTable>;
export type NewAccess = Omit<AccessRow, 'workspace_id' | 'id'>;

/** Appends looks at content, many at once, each findable by every id in its subject. */
export async function appendAccess(tx: WorkspaceTransaction, entries: readonly NewAccess[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...entry, id: newIdAt(entry.at), workspace_id: tx.workspaceId }));
  await tx.db
    .insertInto('access_entries')
    .values(rows.map((row) => ({ ...row, subject: JSON.stringify(row.subject) })))
    .execute();
  const subjects = rows.flatMap((row) => {
    const told = Object.values(Object(row.subject)).map((value) => String(value).toLowerCase());
    return [...new Set(told.filter(isUuid))].map((subject) => ({
      workspace_id: tx.workspaceId,
      subject_id: subject,
      entry_id: row.id,
    }));
  });
  if (subjects.length > 0) await tx.db.insertInto('access_subjects').values(subjects).execute();
}

/** Which looks are wanted; null leaves nobody and nothing out. */
export interface AccessFilter {
  readonly actorId: UserId | null;
  readonly action: string | null;
  /** An id that stands in the subject. */
  readonly subjectId: string | null;
  /** From this instant on. */
  readonly since: Date | null;
  /** Before this instant. */
  readonly until: Date | null;
}

/** Looks at content, newest first, before an id (ids grow with time); each filter by an index of its own. */
export async function listAccess(
  tx: WorkspaceTransaction,
  wanted: AccessFilter & { readonly before: string | null; readonly limit: number },
): Promise<AccessRow[]> {
  const { actorId, action, subjectId, since, until, before, limit } = wanted;
  const bySubject = subjectId !== null;
  // The id that the index in use ends with: by it the page is cut.
  const id = sql.ref(bySubject ? 's.entry_id' : 'e.id');
  const result = await sql<AccessRow>`
    select e.* from access_entries e
    ${
      bySubject
        ? sql`join access_subjects s on s.workspace_id = e.workspace_id and s.entry_id = e.id
            and s.subject_id = ${subjectId}::uuid`
        : sql``
    }
    where e.workspace_id = ${tx.workspaceId}
      ${before === null ? sql`` : sql`and ${id} < ${before}::uuid`}
      ${since === null ? sql`` : sql`and ${id} >= ${leastIdAt(since)}::uuid`}
      ${until === null ? sql`` : sql`and ${id} < ${leastIdAt(until)}::uuid`}
      ${actorId === null ? sql`` : sql`and e.actor_id = ${actorId}::uuid`}
      ${action === null ? sql`` : sql`and e.action = ${action}`}
    order by ${id} desc limit ${limit}
  `.execute(tx.db);
  return result.rows;
}
