import type { TokenId, UserId, WorkspaceId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { newId } from '../new-id.ts';
import type { ApiTokensTable } from '../schema.ts';
import type { PlatformTransaction, WorkspaceTransaction } from '../transaction.ts';

/** A bearer token of a member; the token itself is never stored. */
export type ApiTokenRow = Omit<Selectable<ApiTokensTable>, 'token_hash'>;

/** Stores a bearer token by its hash. */
export async function createApiToken(
  tx: WorkspaceTransaction,
  token: {
    readonly userId: UserId;
    readonly name: string;
    readonly tokenHash: Buffer;
    readonly expiresAt: Date | null;
    /** Actions that it may do; null = all that its owner may. */
    readonly scopes: readonly string[] | null;
  },
): Promise<TokenId> {
  const id = newId<TokenId>();
  await tx.db
    .insertInto('api_tokens')
    .values({
      id,
      workspace_id: tx.workspaceId,
      user_id: token.userId,
      name: token.name,
      token_hash: token.tokenHash,
      expires_at: token.expiresAt,
      scopes: token.scopes === null ? null : [...token.scopes],
    })
    .execute();
  return id;
}

/** Whose a bearer token is and what it may do, if it is good. */
export async function findApiToken(
  tx: PlatformTransaction,
  tokenHash: Buffer,
  now: Date,
): Promise<
  | {
      readonly id: TokenId;
      readonly workspaceId: WorkspaceId;
      readonly userId: UserId;
      readonly scopes: readonly string[] | null;
      readonly lastUsedAt: Date | null;
    }
  | undefined
> {
  const row = await tx.db
    .selectFrom('api_tokens')
    .select(['id', 'workspace_id', 'user_id', 'scopes', 'last_used_at'])
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, scopes } = row;
  return { id, workspaceId: row.workspace_id, userId: row.user_id, scopes, lastUsedAt: row.last_used_at };
}

/** Remembers that a token is in use. */
export async function touchApiToken(tx: PlatformTransaction, id: TokenId, now: Date): Promise<void> {
  await tx.db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', id).execute();
}

/** All tokens with their owners, newest first; those that ended too. */
export async function listApiTokens(
  tx: WorkspaceTransaction,
): Promise<(ApiTokenRow & { readonly user_name: string })[]> {
  return tx.db
    .selectFrom('api_tokens')
    .innerJoin('users', 'users.id', 'api_tokens.user_id')
    .select(['api_tokens.id', 'api_tokens.workspace_id', 'api_tokens.user_id', 'api_tokens.name'])
    .select(['api_tokens.created_at', 'api_tokens.expires_at', 'api_tokens.last_used_at'])
    .select(['api_tokens.revoked_at', 'api_tokens.scopes', 'users.name as user_name'])
    .where('api_tokens.workspace_id', '=', tx.workspaceId)
    .orderBy('api_tokens.created_at', 'desc')
    .orderBy('api_tokens.id', 'desc')
    .execute();
}

/** Ends a token for good; answers whether there was one that had not ended. */
export async function revokeApiToken(tx: WorkspaceTransaction, id: TokenId, now: Date): Promise<boolean> {
  const result = await tx.db
    .updateTable('api_tokens')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('workspace_id', '=', tx.workspaceId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
