import type { WorkspaceId } from '@handrail/core';
import {
  createSignInLink,
  createUser,
  ensureFirstWorkspace,
  findFirstAdmin,
  newId,
} from '@handrail/database';
import type { Database, UserRow } from '@handrail/database';
import type { Clock } from '@handrail/sync';
import { createToken, hashToken } from './random-token.ts';

const LINK_MS = 15 * 60_000;

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

/** Makes a link that signs its user in once, within 15 minutes. The token stands in the fragment, which no server sees. */
export async function createSignInAddress(
  database: Database,
  workspace: FirstWorkspace,
  origin: string,
  clock: Clock,
): Promise<string> {
  const token = createToken();
  await database.workspace(workspace.id).transaction((tx) =>
    createSignInLink(tx, {
      tokenHash: hashToken(token),
      userId: workspace.admin.id,
      expiresAt: new Date(clock.now().getTime() + LINK_MS),
    }),
  );
  return `${origin}/#enter=${token}`;
}
