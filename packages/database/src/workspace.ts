import type { UserId, WorkspaceId } from '@handrail/core';
import { sql, type Kysely } from 'kysely';
import type { JobSender } from './job-sender.ts';
import { namingLostConnection } from './lost-connection.ts';
import type { Tables } from './schema.ts';
import { asOpenTransaction, type WorkspaceTransaction } from './transaction.ts';

/** Queries that cannot leave one workspace: row-level security hides every other row. */
export interface WorkspaceHandle {
  readonly id: WorkspaceId;
  /** Runs `work` in one transaction; commits when it resolves, rolls back when it throws. Throws database_unreachable. */
  transaction<T>(work: (tx: WorkspaceTransaction) => Promise<T>): Promise<T>;
}

/** Makes the handle of one workspace; with a person, it sees no more of it than they do. */
export function createWorkspaceHandle(
  kysely: Kysely<Tables>,
  sender: JobSender,
  workspaceId: WorkspaceId,
  personId: UserId | null,
): WorkspaceHandle {
  return {
    id: workspaceId,
    transaction: (work) =>
      namingLostConnection(() =>
        kysely.transaction().execute(async (db) => {
          await sql`select set_config('handrail.workspace_id', ${workspaceId}, true),
          set_config('handrail.user_id', ${personId ?? ''}, true)`.execute(db);
          return work({ ...asOpenTransaction(db, sender), workspaceId });
        }),
      ),
  };
}
