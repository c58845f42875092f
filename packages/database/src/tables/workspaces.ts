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

/** First workspaces are made by one process at a time. */
const FIRST_WORKSPACE_LOCK = 7_220_110_446;

/** The oldest workspace, made now when there is none: also two processes that start together make one. */
export async function ensureFirstWorkspace(
  tx: PlatformTransaction,
  workspace: { readonly id: WorkspaceId; readonly name: string },
): Promise<{ readonly id: WorkspaceId; readonly isNew: boolean }> {
  await tx.query('select pg_advisory_xact_lock($1)', [FIRST_WORKSPACE_LOCK]);
  const [first] = await listWorkspaceIds(tx);
  if (first !== undefined) return { id: first, isNew: false };
  await createWorkspace(tx, { ...workspace, organisationDomains: [] });
  return { id: workspace.id, isNew: true };
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

/** Zone and domains of the organisation: those of a new one where row-level security shows no workspace. */
export async function readOrganisation(
  tx: WorkspaceTransaction,
): Promise<{ readonly zone: string; readonly domains: readonly string[] }> {
  const row = await tx.db
    .selectFrom('workspaces')
    .select(['time_zone as zone', 'organisation_domains as domains'])
    .where('id', '=', tx.workspaceId)
    .executeTakeFirst();
  return row ?? { zone: 'UTC', domains: [] };
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
