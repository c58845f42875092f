import type { UserId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { PlatformTransaction, WorkspaceTransaction } from '../transaction.ts';
import { newId } from '../new-id.ts';
import type { UsersTable } from '../schema.ts';

/** A person who may sign in. */
export type UserRow = Selectable<UsersTable>;

/** Makes a member. */
export async function createUser(
  tx: WorkspaceTransaction,
  user: Pick<UserRow, 'email' | 'name' | 'role'>,
): Promise<UserRow> {
  return tx.db
    .insertInto('users')
    .values({ id: newId<UserId>(), workspace_id: tx.workspaceId, ...user })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The person with that id. */
export async function findUser(tx: WorkspaceTransaction, id: UserId): Promise<UserRow | undefined> {
  return tx.db
    .selectFrom('users')
    .selectAll()
    .where('workspace_id', '=', tx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The person with that e-mail address, in any letter case; of several the one who may enter. */
export async function findUserByEmail(tx: WorkspaceTransaction, email: string): Promise<UserRow | undefined> {
  return tx.db
    .selectFrom('users')
    .selectAll()
    .where('workspace_id', '=', tx.workspaceId)
    .where(sql<boolean>`lower(email) = ${email.toLowerCase()}`)
    .orderBy('active', 'desc')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The first active admin of the workspace. */
export async function findFirstAdmin(tx: WorkspaceTransaction): Promise<UserRow | undefined> {
  return tx.db
    .selectFrom('users')
    .selectAll()
    .where('role', '=', 'admin')
    .where('active', '=', true)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
}

/** The user of that id in any workspace, for a session or token found by its hash. */
export async function findUserOnPlatform(tx: PlatformTransaction, id: UserId): Promise<UserRow | undefined> {
  return tx.db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Notes that somebody came in. */
export async function noteSignIn(tx: PlatformTransaction, id: UserId, now: Date): Promise<void> {
  await tx.db.updateTable('users').set({ last_sign_in_at: now }).where('id', '=', id).execute();
}

/** Names of all members, also those that may not enter any more. */
export async function listUserNames(tx: WorkspaceTransaction): Promise<ReadonlyMap<UserId, string>> {
  const rows = await tx.db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('workspace_id', '=', tx.workspaceId)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** E-mail addresses of members by id; who is gone has none. */
export async function readUserEmails(
  tx: WorkspaceTransaction,
  ids: readonly UserId[],
): Promise<Map<UserId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db.selectFrom('users').select(['id', 'email']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.email]));
}

/** Name and address of the first three admins that may enter: whom to ask. */
export async function listAdminsToAsk(
  tx: WorkspaceTransaction,
): Promise<{ readonly name: string; readonly email: string }[]> {
  return tx.db
    .selectFrom('users')
    .select(['name', 'email'])
    .where('workspace_id', '=', tx.workspaceId)
    .where('role', '=', 'admin')
    .where('active', '=', true)
    .orderBy('created_at')
    .orderBy('id')
    .limit(3)
    .execute();
}
