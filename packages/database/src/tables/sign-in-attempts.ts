import type { UserId, WorkspaceId } from '@handrail/core';
import type { PlatformTransaction } from '../transaction.ts';

/** A sign-in under way, of a browser that holds the token. */
export interface SignInAttempt {
  readonly workspaceId: WorkspaceId;
  /** Whose try of the provider it is; null: somebody wants to sign in. */
  readonly trialUserId: UserId | null;
}

/** Stores an attempt by the hash of its token, and drops those that have ended. */
export async function createSignInAttempt(
  tx: PlatformTransaction,
  attempt: SignInAttempt & { readonly tokenHash: Buffer; readonly now: Date; readonly expiresAt: Date },
): Promise<void> {
  await tx.db.deleteFrom('sign_in_attempts').where('expires_at', '<=', attempt.now).execute();
  await tx.db
    .insertInto('sign_in_attempts')
    .values({
      token_hash: attempt.tokenHash,
      workspace_id: attempt.workspaceId,
      trial_user_id: attempt.trialUserId,
      expires_at: attempt.expiresAt,
    })
    .execute();
}

/** Uses an attempt up: answers it once and before its end; nothing otherwise. */
export async function takeSignInAttempt(
  tx: PlatformTransaction,
  tokenHash: Buffer,
  now: Date,
): Promise<SignInAttempt | undefined> {
  const row = await tx.db
    .deleteFrom('sign_in_attempts')
    .where('token_hash', '=', tokenHash)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined || row.expires_at <= now) return undefined;
  return { workspaceId: row.workspace_id, trialUserId: row.trial_user_id };
}
