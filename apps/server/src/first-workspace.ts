import type { WorkspaceId } from '@handrail/core';
import { createUser, ensureFirstWorkspace, findFirstAdmin, newId } from '@handrail/database';
import type { Database, UserRow } from '@handrail/database';
import type { Clock } from '@handrail/sync';
import { makeSignInLink } from './sign-in-link.ts';

/** The workspace that a start finds or makes, with its first admin. */
export interface FirstWorkspace {
  readonly id: WorkspaceId;
  readonly admin: UserRow;
  /** The database was empty until now. */
  readonly isNew: boolean;
}

/** Makes one workspace with one admin in an empty database, and finds the first one in any other. */
export async function prepareFirstWorkspace(database: Database): Promise<FirstWorkspace> {
  const wanted = { id: newId<WorkspaceId>(), name: 'Handrail' };
  const { id, isNew } = await database.platform().transaction((tx) => ensureFirstWorkspace(tx, wanted));
  const admin = await database.workspace(id).transaction(async (tx) => {
    const known = await findFirstAdmin(tx);
    return known ?? createUser(tx, { email: 'admin@localhost', name: 'Administrator', role: 'admin' });
  });
  return { id, admin, isNew };
}

/** Makes an address that signs the first admin in once, within 15 minutes. */
export async function createSignInAddress(
  database: Database,
  workspace: FirstWorkspace,
  origin: string,
  clock: Clock,
): Promise<string> {
  const { url } = await database
    .workspace(workspace.id)
    .transaction((tx) => makeSignInLink(tx, workspace.admin.id, origin, clock.now()));
  return url;
}
