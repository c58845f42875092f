import { emailDomain, isWithinDomain } from '@handrail/core';
import type { UserId, WorkspaceId } from '@handrail/core';
import {
  appendAudit,
  createSignInAttempt,
  findIdentityProvider,
  findUserByEmail,
  findUserByIdentity,
  getSecret,
  listAdminsToAsk,
  listProviderNames,
  matchSignIn,
  takeSignInAttempt,
} from '@handrail/database';
import type { IdentityProviderRow, WorkspaceTransaction } from '@handrail/database';
import { failureOf, rereadUsers } from '@handrail/sync';
import type { Vendors } from '@handrail/sync';
import { ServerError } from '../errors.ts';
import { createToken, hashToken } from '../random-token.ts';
import { attemptSecretsOf } from './attempt-token.ts';
import { authorizationAddress, redeem, signOutAddress } from './provider.ts';
import type { Person, Provider } from './provider.ts';
import { refused } from './refused.ts';

/** How long somebody may take at the identity provider. */
export const ATTEMPT_MS = 10 * 60_000;
/** How long a sign-in waits for Gainsight's word on the person. */
const REREAD_MS = 5_000;
/** Path of ours that the provider sends people back to. */
export const CALLBACK_PATH = '/sign-in/callback';
/** Purpose under which client secrets are sealed. */
export const CLIENT_SECRET_PURPOSE = 'identity-provider-secret';

/** A sign-in that has begun. */
export interface BegunSignIn {
  /** For the browser to keep until it comes back. */
  readonly token: string;
  /** The provider's page. */
  readonly url: string;
}

/** What came of a sign-in: a member, or what an admin's try has shown. */
export type CompletedSignIn =
  | {
      readonly kind: 'member';
      readonly workspaceId: WorkspaceId;
      readonly userId: UserId;
      /** When they proved to the provider who they are; null when it does not say. */
      readonly provenAt: Date | null;
    }
  | { readonly kind: 'tried'; readonly person: Person & { readonly isEmailVouched: boolean } };

/**
 * Begins a sign-in, or with `trialUserId` an admin's try. Throws `not_found` without a provider, and what its description
 * has thrown.
 */
export async function beginSignIn(
  vendors: Vendors,
  request: {
    readonly workspaceId: WorkspaceId;
    readonly trialUserId: UserId | null;
    readonly origin: string;
    /** Has the provider ask who it is, though it still knows. */
    readonly asksAgain: boolean;
  },
): Promise<BegunSignIn> {
  const { workspaceId, trialUserId, origin, asksAgain } = request;
  const { provider } = await readProvider(vendors, workspaceId);
  const token = createToken();
  const url = await authorizationAddress(vendors.outgoing, provider, {
    secrets: attemptSecretsOf(token),
    redirectUri: origin + CALLBACK_PATH,
    asksAgain,
  });
  const now = vendors.outgoing.clock.now();
  await vendors.database.platform().transaction((tx) =>
    createSignInAttempt(tx, {
      workspaceId,
      trialUserId,
      tokenHash: hashToken(token),
      now,
      expiresAt: new Date(now.getTime() + ATTEMPT_MS),
    }),
  );
  return { token, url };
}

/**
 * Completes the sign-in of the browser that holds the token. Throws `sign_in_expired`, `sign_in_failed`, and who may not
 * enter: `sign_in_unknown`, `sign_in_closed`, `sign_in_undecided`.
 */
export async function completeSignIn(
  vendors: Vendors,
  returned: {
    readonly token: string | null;
    readonly origin: string;
    readonly query: string;
    readonly signal: AbortSignal;
    /** As what the audit knows it. */
    readonly entry: { readonly action: string; readonly requestId: string };
  },
): Promise<CompletedSignIn> {
  const { token, origin, query, signal, entry } = returned;
  const now = vendors.outgoing.clock.now();
  const attempt =
    token === null
      ? undefined
      : await vendors.database.platform().transaction((tx) => takeSignInAttempt(tx, hashToken(token), now));
  if (token === null || attempt === undefined) throw expired();
  const { row, provider } = await readProvider(vendors, attempt.workspaceId);
  const workspace = vendors.database.workspace(attempt.workspaceId);
  const keepRefusal = (tx: WorkspaceTransaction, code: string, userId: UserId | null) =>
    appendAudit(tx, {
      at: now,
      // Nobody has proven to be them.
      actor_id: null,
      via: 'identity-provider',
      action: entry.action,
      subject: userId === null ? {} : { userId },
      changes: null,
      outcome: 'refused',
      code,
      asked_number: null,
      request_id: entry.requestId,
    });
  const person = await redeem(vendors.outgoing, provider, {
    address: new URL(`${CALLBACK_PATH}?${query}`, origin),
    secrets: attemptSecretsOf(token),
    now,
  }).catch(async (thrown: unknown) => {
    if (attempt.trialUserId === null && thrown instanceof ServerError) {
      await workspace.transaction((tx) => keepRefusal(tx, thrown.code, null));
    }
    throw thrown;
  });
  const isEmailVouched = isVouched(person, row);
  if (attempt.trialUserId !== null) return { kind: 'tried', person: { ...person, isEmailVouched } };
  await readAtGainsight(vendors, attempt.workspaceId, { person, isEmailVouched }, signal);
  // Refusals are thrown outside the transaction: what is kept of them must stay.
  const match = await workspace.transaction(async (tx) => {
    const found = await matchSignIn(tx, { ...person, isEmailVouched }, now);
    if (found.kind === 'known') return found;
    const reason = found.noAccess === 'not-invited' ? 'not-invited' : found.reason;
    const refusal = refused(reason, person, isEmailVouched ? await readWhomToAsk(tx) : null);
    await keepRefusal(tx, refusal.code, found.userId);
    return { kind: 'refused' as const, refusal };
  });
  if (match.kind === 'refused') throw match.refusal;
  return {
    kind: 'member',
    workspaceId: attempt.workspaceId,
    userId: match.user.id,
    provenAt: person.provenAt,
  };
}

/** Rights as they are at Gainsight now; when it cannot be asked soon, those that are known decide. */
async function readAtGainsight(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  { person, isEmailVouched }: { readonly person: Person; readonly isEmailVouched: boolean },
  signal: AbortSignal,
): Promise<void> {
  // Nobody makes us look for an address that is not theirs.
  const email = isEmailVouched ? person.email : null;
  const { tied, known } = await vendors.database.workspace(workspaceId).transaction(async (tx) => {
    const found = await findUserByIdentity(tx, person);
    const same = found === undefined && email !== null ? await findUserByEmail(tx, email) : undefined;
    return { tied: found, known: found ?? same };
  });
  const persons = {
    // By id too where it is known: Gainsight may spell the address otherwise, or have changed it.
    gainsightIds: known?.gainsight_id == null ? [] : [known.gainsight_id],
    email: tied === undefined ? email : null,
    isEntering: true,
  };
  const limit = AbortSignal.timeout(REREAD_MS);
  try {
    await rereadUsers(vendors, workspaceId, persons, AbortSignal.any([signal, limit]));
  } catch (thrown) {
    // Gainsight is away, not connected, or its limit is used up: the last reading holds, as for open sessions.
    if (!limit.aborted && failureOf(thrown).kind === 'defect') throw thrown;
  }
}

/** Where a member may sign out of their provider, too; null when it offers none, or cannot be asked now. */
export async function findSignOutAddress(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  origin: string,
): Promise<string | null> {
  try {
    const { provider } = await readProvider(vendors, workspaceId);
    return await signOutAddress(vendors.outgoing, provider, `${origin}/`);
  } catch {
    // Whoever signs out here is out, whatever the provider does.
    return null;
  }
}

/** Names of the providers that the sign-in page offers. */
export async function listWays(
  vendors: Vendors,
): Promise<readonly { readonly workspaceId: WorkspaceId; readonly name: string }[]> {
  return vendors.database.platform().transaction(listProviderNames);
}

/** The provider of a workspace with its secret opened. Throws `not_found`. */
async function readProvider(
  { database, secretKey }: Vendors,
  workspaceId: WorkspaceId,
): Promise<{ readonly row: IdentityProviderRow; readonly provider: Provider }> {
  return database.workspace(workspaceId).transaction(async (tx) => {
    const row = await findIdentityProvider(tx);
    if (row === undefined) {
      throw new ServerError({
        code: 'not_found',
        message: 'This workspace has no identity provider.',
        remedy: 'Sign in with a link, or set one up under Settings > Integrations.',
      });
    }
    const secret = { id: row.secret_id, purpose: CLIENT_SECRET_PURPOSE };
    const clientSecret =
      secret.id === null ? null : await getSecret(tx, secretKey, { id: secret.id, purpose: secret.purpose });
    return { row, provider: { issuer: row.issuer, clientId: row.client_id, clientSecret } };
  });
}

/** Whether the address may say who somebody is: verified, or of a domain that the issuer alone gives out. */
function isVouched(
  { email, isEmailVerified }: Person,
  { owned_domains: owned }: IdentityProviderRow,
): boolean {
  if (email === null) return false;
  if (isEmailVerified === true) return true;
  const domain = emailDomain(email);
  return domain !== null && owned.some((parent) => isWithinDomain(domain, parent));
}

/** Only people whose address is vouched for are told names: anybody can come from a provider of everybody. */
async function readWhomToAsk(tx: WorkspaceTransaction): Promise<string | null> {
  const admins = await listAdminsToAsk(tx);
  return admins.length === 0 ? null : admins.map(({ name, email }) => `${name} (${email})`).join(', ');
}

function expired(): ServerError {
  return new ServerError({
    code: 'sign_in_expired',
    message: 'This sign-in was not begun in this browser, was used already, or took longer than 10 minutes.',
    remedy: 'Begin again on the sign-in page.',
  });
}
