import { judgeSignIn } from '@handrail/core';
import type { SignInIdentity, SignInRefusal, SignInRequestId, SignInVerdict, UserId } from '@handrail/core';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { SignInRequestsTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';
import { findUser } from './users.ts';
import type { UserRow } from './users.ts';

/** A sign-in that waits for an admin to say who it is. */
export type SignInRequestRow = Selectable<SignInRequestsTable>;

/** Refusals that an admin can resolve by saying who it is. */
const DECIDABLE: readonly SignInRefusal[] = ['email-not-verified', 'tied-to-another', 'ambiguous'];

/** Who signed in, or why nobody did. */
export type SignInMatch = { readonly kind: 'known'; readonly user: UserRow } | RefusedSignIn;

/** Why nobody was let in. */
type RefusedSignIn = Omit<Extract<SignInVerdict, { kind: 'refused' }>, 'reason'> & {
  /** `refused-before`: an admin has decided that this identity is nobody here. */
  readonly reason: SignInRefusal | 'refused-before';
  /** The one member who was meant by identity or address; null when there is none, or several. */
  readonly userId: UserId | null;
};

/**
 * Finds the member of a sign-in at the identity provider, ties them to issuer and subject the first time, and notes the
 * time. What is not certain is kept as a request that an admin can decide. Run it after the person was re-read from
 * Gainsight; two first sign-ins at once wait for each other.
 */
export async function matchSignIn(
  tx: WorkspaceTransaction,
  identity: SignInIdentity & { readonly name: string | null },
  now: Date,
): Promise<SignInMatch> {
  const { issuer, subject, email } = identity;
  const candidates = await tx.db
    .selectFrom('users')
    .select(['id', 'issuer', 'subject', 'no_access as noAccess'])
    .where('workspace_id', '=', tx.workspaceId)
    .where((eb) =>
      eb.or([
        eb.and([eb('issuer', '=', issuer), eb('subject', '=', subject)]),
        ...(email === null ? [] : [sql<boolean>`lower(email) = ${email.toLowerCase()}`]),
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  const verdict = judgeSignIn(identity, candidates);
  if (verdict.kind === 'refused') {
    const userId = candidates.length === 1 ? (candidates[0]?.id ?? null) : null;
    const isRefused =
      DECIDABLE.includes(verdict.reason) && (await keepRequest(tx, identity, verdict.reason, now));
    return { ...verdict, userId, reason: isRefused ? 'refused-before' : verdict.reason };
  }
  if (verdict.isNew) await dropRequest(tx, identity);
  await tx.db
    .updateTable('users')
    .set({ last_sign_in_at: now, ...(verdict.isNew ? { issuer, subject } : {}) })
    .where('id', '=', verdict.userId)
    .execute();
  const user = await findUser(tx, verdict.userId);
  return user === undefined
    ? { kind: 'refused', reason: 'unknown', noAccess: null, userId: null }
    : { kind: 'known', user };
}

/** Keeps that a sign-in waits, and answers whether an admin has refused it before. */
async function keepRequest(
  tx: WorkspaceTransaction,
  { issuer, subject, email, name }: SignInIdentity & { readonly name: string | null },
  reason: SignInRefusal,
  now: Date,
): Promise<boolean> {
  const shown = { email, name, reason, requested_at: now };
  const row = await tx.db
    .insertInto('sign_in_requests')
    .values({ workspace_id: tx.workspaceId, issuer, subject, ...shown })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'issuer', 'subject']).doUpdateSet(shown))
    .returning('refused_at')
    .executeTakeFirstOrThrow();
  return row.refused_at !== null;
}

async function dropRequest(
  tx: WorkspaceTransaction,
  { issuer, subject }: Pick<SignInIdentity, 'issuer' | 'subject'>,
): Promise<void> {
  await tx.db
    .deleteFrom('sign_in_requests')
    .where('workspace_id', '=', tx.workspaceId)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .execute();
}

/** Sign-ins that wait for an admin, and those that one has refused, newest first; at most 200. */
export async function listSignInRequests(tx: WorkspaceTransaction): Promise<SignInRequestRow[]> {
  return tx.db
    .selectFrom('sign_in_requests')
    .selectAll()
    .where('workspace_id', '=', tx.workspaceId)
    .orderBy('requested_at', 'desc')
    .limit(200)
    .execute();
}

/**
 * Ties a member to the identity of a request, as an admin decided; a tie that they had ends, with its sessions. Answers
 * whether there was such a request.
 */
export async function tieSignIn(
  tx: WorkspaceTransaction,
  userId: UserId,
  requestId: SignInRequestId,
): Promise<boolean> {
  const taken = await tx.db
    .deleteFrom('sign_in_requests')
    .where('workspace_id', '=', tx.workspaceId)
    .where('id', '=', requestId)
    .returning(['issuer', 'subject'])
    .executeTakeFirst();
  if (taken === undefined) return false;
  await tx.db.deleteFrom('sessions').where('user_id', '=', userId).execute();
  await tx.db.updateTable('users').set(taken).where('id', '=', userId).execute();
  return true;
}

/** Refuses a request: its identity stays out until an admin accepts it. Answers whether there was such a request. */
export async function refuseSignIn(
  tx: WorkspaceTransaction,
  requestId: SignInRequestId,
  now: Date,
): Promise<boolean> {
  const refused = await tx.db
    .updateTable('sign_in_requests')
    .set({ refused_at: now })
    .where('workspace_id', '=', tx.workspaceId)
    .where('id', '=', requestId)
    .executeTakeFirst();
  return refused.numUpdatedRows > 0n;
}

/** The member whom an issuer knows by that subject, or nothing; also who may not enter any more. */
export async function findUserByIdentity(
  tx: WorkspaceTransaction,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
): Promise<UserRow | undefined> {
  return tx.db
    .selectFrom('users')
    .selectAll()
    .where('workspace_id', '=', tx.workspaceId)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
}
