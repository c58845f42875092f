import type { WorkspaceId } from '@handrail/core';
import type { Selectable } from 'kysely';
import type { PlatformTransaction, WorkspaceTransaction } from '../transaction.ts';
import type { WorkspacesTable } from '../schema.ts';

/** One customer's closed world. */
export type WorkspaceRow = Selectable<WorkspacesTable>;

/** Makes a workspace. */
export async function createWorkspace(
  tx: PlatformTransaction,
  workspace: {
    readonly id: WorkspaceId;
    readonly name: string;
    readonly organisationDomains: readonly string[];
  },
): Promise<void> {
  await tx.db
    .insertInto('workspaces')
    .values({
      id: workspace.id,
      name: workspace.name,
      organisation_domains: [...workspace.organisationDomains],
    })
    .execute();
}

/** The ids of all workspaces, oldest first. */
export async function listWorkspaceIds(tx: PlatformTransaction): Promise<WorkspaceId[]> {
  const rows = await tx.db.selectFrom('workspaces').select('id').orderBy('created_at').execute();
  return rows.map((row) => row.id);
}

/** The workspace of the transaction. */
export async function getWorkspace(tx: WorkspaceTransaction): Promise<WorkspaceRow> {
  return tx.db
    .selectFrom('workspaces')
    .selectAll()
    .where('id', '=', tx.workspaceId)
    .executeTakeFirstOrThrow();
}

/** Changes what is given and leaves the rest. */
export async function updateWorkspace(
  tx: WorkspaceTransaction,
  change: {
    readonly name?: string;
    readonly timeZone?: string;
    readonly organisationDomains?: readonly string[];
    readonly outgoingPausedAt?: Date | null;
  },
): Promise<void> {
  await tx.db
    .updateTable('workspaces')
    .set({
      id: tx.workspaceId,
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
      ...(change.organisationDomains === undefined
        ? {}
        : { organisation_domains: [...change.organisationDomains] }),
      ...(change.outgoingPausedAt === undefined ? {} : { outgoing_paused_at: change.outgoingPausedAt }),
    })
    .where('id', '=', tx.workspaceId)
    .execute();
}
