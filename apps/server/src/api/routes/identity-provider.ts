import {
  getIdentityProvider,
  removeIdentityProvider,
  setIdentityProvider,
  tryIdentityProvider,
} from '@handrail/contract';
import type { ReplyOf, RequestOf } from '@handrail/contract';
import { parseDomain } from '@handrail/core';
import {
  createSecret,
  deleteIdentityProvider,
  findIdentityProvider,
  getSecret,
  saveIdentityProvider,
} from '@handrail/database';
import type { SecretId, WorkspaceHandle, WorkspaceTransaction } from '@handrail/database';
import type { Vendors } from '@handrail/sync';
import { RequestError } from '../../errors.ts';
import { findProvider } from '../../identity/provider.ts';
import { beginSignIn, CALLBACK_PATH, CLIENT_SECRET_PURPOSE } from '../../identity/sign-in.ts';
import type { ApiContext } from '../context.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

type SetBody = RequestOf<typeof setIdentityProvider>['body'];

/** The identity provider: looked up before it is stored, tried by a sign-in that lets nobody in, forgotten. */
export function identityProviderRoutes({ vendors }: ApiContext): readonly Route[] {
  return [
    route(getIdentityProvider, ({ workspace, origin }) => workspace.transaction((tx) => present(tx, origin))),
    route(setIdentityProvider, async ({ workspace, body, origin, signal }) => {
      await store(vendors, workspace, body, signal);
      return workspace.transaction((tx) => present(tx, origin));
    }),
    route(removeIdentityProvider, ({ workspace, origin }) =>
      workspace.transaction(async (tx) => {
        await deleteIdentityProvider(tx);
        return present(tx, origin);
      }),
    ),
    route(tryIdentityProvider, async ({ workspace, caller, browser, origin }) => {
      const trial = { workspaceId: workspace.id, trialUserId: caller.userId, origin, asksAgain: true };
      const { token, url } = await beginSignIn(vendors, trial);
      browser.keepAttempt(token);
      return { url };
    }),
  ];
}

async function store(
  vendors: Vendors,
  workspace: WorkspaceHandle,
  body: SetBody,
  signal: AbortSignal,
): Promise<void> {
  const ownedDomains = readDomains(body.ownedDomains);
  const kept = await workspace.transaction((tx) => keptSecret(tx, vendors, body));
  const clientSecret = body.clientSecret === undefined ? (kept?.text ?? null) : body.clientSecret;
  const asked = { issuer: body.issuer, clientId: body.clientId, clientSecret };
  const found = await findProvider(vendors.outgoing, asked, signal);
  await workspace.transaction(async (tx) => {
    const isKept = kept !== null && kept.text === clientSecret;
    await saveIdentityProvider(tx, {
      name: body.name,
      issuer: found.issuer,
      client_id: body.clientId,
      secret_id: isKept ? kept.id : await sealSecret(tx, vendors, clientSecret),
      owned_domains: [...ownedDomains],
      checked_at: vendors.outgoing.clock.now(),
    });
  });
}

/** The stored secret, which counts for the same client of the same issuer alone: it is sent nowhere else. */
async function keptSecret(
  tx: WorkspaceTransaction,
  { secretKey }: Vendors,
  { issuer, clientId }: SetBody,
): Promise<{ readonly id: SecretId; readonly text: string } | null> {
  const former = await findIdentityProvider(tx);
  if (former === undefined || former.secret_id === null) return null;
  if (former.issuer !== issuer || former.client_id !== clientId) return null;
  const secret = { id: former.secret_id, purpose: CLIENT_SECRET_PURPOSE };
  return { id: secret.id, text: await getSecret(tx, secretKey, secret) };
}

async function sealSecret(
  tx: WorkspaceTransaction,
  { secretKey }: Vendors,
  text: string | null,
): Promise<SecretId | null> {
  return text === null ? null : createSecret(tx, secretKey, { purpose: CLIENT_SECRET_PURPOSE, text });
}

function readDomains(texts: readonly string[]): readonly string[] {
  const domains = texts.map(parseDomain);
  const issues = domains.flatMap((domain, at) =>
    domain === null ? [{ path: `ownedDomains.${at}`, message: 'must be a domain such as acme.example' }] : [],
  );
  if (issues.length > 0) throw new RequestError('request_invalid', issues);
  return [...new Set(domains.flatMap((domain) => (domain === null ? [] : [domain])))];
}

async function present(
  tx: WorkspaceTransaction,
  origin: string,
): Promise<ReplyOf<typeof getIdentityProvider>> {
  const row = await findIdentityProvider(tx);
  const redirectUri = origin + CALLBACK_PATH;
  if (row === undefined) return { provider: null, redirectUri };
  return {
    provider: {
      name: row.name,
      issuer: row.issuer,
      clientId: row.client_id,
      hasSecret: row.secret_id !== null,
      ownedDomains: row.owned_domains,
      checkedAt: row.checked_at.toISOString(),
    },
    redirectUri,
  };
}
