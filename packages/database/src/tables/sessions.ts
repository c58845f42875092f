import type { SessionId, UserId, WorkspaceId } from '@handrail/core';
import type { Selectable } from 'kysely';
import type { PlatformTransaction, WorkspaceTransaction } from '../transaction.ts';
import { newId } from '../new-id.ts';
import type { SessionsTable } from '../schema.ts';

/** A browser's session; the token itself is never stored. */
export type SessionRow = Selectable<SessionsTable>;

/** Stores a one-time sign-in link by the hash of its token. */
export async function createSignInLink(
  tx: WorkspaceTransaction,
  link: { readonly tokenHash: Buffer; readonly userId: UserId; readonly expiresAt: Date },
): Promise<void> {
  await tx.db
    .insertInto('sign_in_links')
    .values({
      token_hash: link.tokenHash,
      workspace_id: tx.workspaceId,
      user_id: link.userId,
      expires_at: link.expiresAt,
    })
    .execute();
}

/** Uses up a link: answers whose it is, once and before its end; nothing otherwise. */
export async function useSignInLink(
  tx: PlatformTransaction,
  tokenHash: Buffer,
  now: Date,
): Promise<{ readonly workspaceId: WorkspaceId; readonly userId: UserId } | undefined> {
  const row = await tx.db
    .updateTable('sign_in_links')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['workspace_id', 'user_id'])
    .executeTakeFirst();
  return row === undefined ? undefined : { workspaceId: row.workspace_id, userId: row.user_id };
}

/** Whose a link is or was, and why it does not work any more; nothing for one that was never made. */
export async function findRefusedLink(
  tx: PlatformTransaction,
  tokenHash: Buffer,
): Promise<
  | {
      readonly workspaceId: WorkspaceId;
      readonly userId: UserId;
      readonly reason: 'used' | 'expired';
    }
  | undefined
> {
  const row = await tx.db
    .selectFrom('sign_in_links')
    .select(['workspace_id', 'user_id', 'used_at'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    workspaceId: row.workspace_id,
    userId: row.user_id,
    reason: row.used_at === null ? 'expired' : 'used',
  };
}

/** Opens a session, and drops those of the same user that have ended. */
export async function createSession(
  tx: PlatformTransaction,
  session: Omit<SessionRow, 'id' | 'last_seen_at'>,
): Promise<SessionId> {
  const id = newId<SessionId>();
  await tx.db
    .deleteFrom('sessions')
    .where('user_id', '=', session.user_id)
    .where('expires_at', '<=', session.created_at)
    .execute();
  await tx.db
    .insertInto('sessions')
    .values({ ...session, id, last_seen_at: session.created_at })
    .execute();
  return id;
}

/** The session with that token, if it is still good: not past its end and seen since `idleSince`. */
export async function findSession(
  tx: PlatformTransaction,
  tokenHash: Buffer,
  now: Date,
  idleSince: Date,
): Promise<SessionRow | undefined> {
  return tx.db
    .selectFrom('sessions')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', idleSince)
    .executeTakeFirst();
}

/** Remembers that a session is in use. */
export async function touchSession(tx: PlatformTransaction, id: SessionId, now: Date): Promise<void> {
  await tx.db.updateTable('sessions').set({ last_seen_at: now }).where('id', '=', id).execute();
}

/** Gives a session a new CSRF token. */
export async function renewCsrf(tx: PlatformTransaction, id: SessionId, csrfHash: Buffer): Promise<void> {
  await tx.db.updateTable('sessions').set({ csrf_hash: csrfHash }).where('id', '=', id).execute();
}

/** An open session with its owner, without what it is recognised by. */
export type OpenSessionRow = Omit<
  SessionRow,
  'token_hash' | 'csrf_hash' | 'workspace_id' | 'authenticated_at'
> & {
  readonly user_name: string;
  readonly user_email: string;
};

/** Sessions that are still good, last used first; those of one user, or of everybody with null. */
export async function listOpenSessions(
  tx: WorkspaceTransaction,
  wanted: {
    readonly userId: UserId | null;
    readonly now: Date;
    readonly idleSince: Date;
    readonly limit: number;
  },
): Promise<OpenSessionRow[]> {
  const { userId } = wanted;
  return tx.db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['sessions.id', 'sessions.user_id', 'sessions.user_agent', 'sessions.created_at', 'sessions.via'])
    .select(['sessions.last_seen_at', 'sessions.expires_at'])
    .select(['users.name as user_name', 'users.email as user_email'])
    .where('sessions.workspace_id', '=', tx.workspaceId)
    .where('sessions.expires_at', '>', wanted.now)
    .where('sessions.last_seen_at', '>', wanted.idleSince)
    .$if(userId !== null, (query) => query.where('sessions.user_id', '=', userId))
    .orderBy('sessions.last_seen_at', 'desc')
    .orderBy('sessions.id', 'desc')
    .limit(wanted.limit)
    .execute();
}

/** Ends sessions of a user: all, one, or all but one; answers how many there were. */
export async function deleteSessions(
  tx: WorkspaceTransaction,
  which: { readonly userId: UserId; readonly id?: SessionId; readonly exceptId?: SessionId },
): Promise<number> {
  const { userId, id, exceptId } = which;
  const gone = await tx.db
    .deleteFrom('sessions')
    .where('workspace_id', '=', tx.workspaceId)
    .where('user_id', '=', userId)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? null))
    .$if(exceptId !== undefined, (query) => query.where('id', '!=', exceptId ?? null))
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}

/** Ends the session with that token, if there is one. */
export async function deleteSessionByToken(tx: PlatformTransaction, tokenHash: Buffer): Promise<void> {
  await tx.db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
}

/** Ends a session on the server. */
export async function deleteSession(tx: PlatformTransaction, id: SessionId): Promise<void> {
  await tx.db.deleteFrom('sessions').where('id', '=', id).execute();
}
