import { checkOrigin, OutsideError } from '@handrail/http';
import type { OutgoingSettings } from '@handrail/sync';
import * as oidc from 'openid-client';
import { z } from 'zod';
import { ServerError } from '../errors.ts';
import type { AttemptSecrets } from './attempt-token.ts';
import { createOutboundFetch } from './outbound-fetch.ts';

/** A provider as it is stored, its secret opened. */
export interface Provider {
  readonly issuer: string;
  readonly clientId: string;
  /** Null: a public client. */
  readonly clientSecret: string | null;
}

/** Who somebody is, by a token whose signature and claims were checked. */
export interface Person {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly isEmailVerified: boolean | null;
  readonly name: string | null;
  /** When they proved to the provider who they are; null when it does not say. */
  readonly provenAt: Date | null;
}

/** What a look at a provider's own description found. */
export interface ProviderFound {
  /** As the provider writes it, to the letter. */
  readonly issuer: string;
  readonly hasSignOut: boolean;
}

/** Signatures that only the provider can make; a shared secret or none at all proves nothing about it. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const SCOPE = 'openid email profile';
const CLOCK_TOLERANCE_SECONDS = 30;

/**
 * Reads the description of a provider (OpenID Connect Discovery). Throws `identity_provider_invalid` when it cannot serve
 * here, and the error of the call when it does not answer.
 */
export async function findProvider(
  outgoing: OutgoingSettings,
  provider: Provider,
  signal: AbortSignal,
): Promise<ProviderFound> {
  return withProvider(outgoing, provider, async (config) => {
    signal.throwIfAborted();
    const metadata = config.serverMetadata();
    if (metadata.authorization_endpoint === undefined || metadata.token_endpoint === undefined) {
      throw invalid('It names no authorization or token endpoint.');
    }
    if (metadata.jwks_uri === undefined) throw invalid('It publishes no keys.');
    checkedPage(outgoing, metadata.authorization_endpoint);
    return { issuer: metadata.issuer, hasSignOut: metadata.end_session_endpoint !== undefined };
  });
}

/** The provider's page where somebody proves who they are, and comes back from to `redirectUri`. */
export async function authorizationAddress(
  outgoing: OutgoingSettings,
  provider: Provider,
  request: { readonly secrets: AttemptSecrets; readonly redirectUri: string; readonly asksAgain: boolean },
): Promise<string> {
  const { secrets, redirectUri, asksAgain } = request;
  return withProvider(outgoing, provider, async (config) => {
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: SCOPE,
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(secrets.codeVerifier),
      code_challenge_method: 'S256',
      // The second one has the provider say when it asked, where it knows the word.
      ...(asksAgain ? { prompt: 'login', max_age: '0' } : {}),
    });
    return checkedPage(outgoing, url.href);
  });
}

/** Where somebody may sign out of the provider, too; null when it offers none. */
export async function signOutAddress(
  outgoing: OutgoingSettings,
  provider: Provider,
  returnTo: string,
): Promise<string | null> {
  return withProvider(outgoing, provider, async (config) => {
    if (config.serverMetadata().end_session_endpoint === undefined) return null;
    const url = oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo });
    return checkedPage(outgoing, url.href);
  });
}

/**
 * Redeems what the provider sent a browser back with. State, issuer, code, PKCE, nonce, audience, times and the signature
 * under the provider's keys as published now must all be right. Throws `sign_in_failed`.
 */
export async function redeem(
  outgoing: OutgoingSettings,
  provider: Provider,
  returned: { readonly address: URL; readonly secrets: AttemptSecrets; readonly now: Date },
): Promise<Person> {
  const { address, secrets, now } = returned;
  return withProvider(
    outgoing,
    provider,
    async (config) => {
      const tokens = await oidc.authorizationCodeGrant(config, address, {
        expectedState: secrets.state,
        expectedNonce: secrets.nonce,
        pkceCodeVerifier: secrets.codeVerifier,
        idTokenExpected: true,
      });
      if (!ALGORITHMS.includes(algorithmOf(tokens.id_token)))
        throw failed('The token is not signed by the provider.');
      const claims = claimsSchema.parse(tokens.claims());
      // Some providers tell the address only when asked for it.
      const told =
        claims.email === undefined && config.serverMetadata().userinfo_endpoint !== undefined
          ? claimsSchema.parse(await oidc.fetchUserInfo(config, tokens.access_token, claims.sub))
          : claims;
      return {
        issuer: config.serverMetadata().issuer,
        subject: claims.sub,
        email: told.email ?? null,
        isEmailVerified: told.email_verified ?? null,
        name: told.name ?? claims.name ?? null,
        provenAt: claims.auth_time === undefined ? null : new Date(claims.auth_time * 1000),
      };
    },
    now,
  );
}

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  email: z.email().max(254).optional().catch(undefined),
  // Anything but a plain yes or no says nothing: "true" as a text is no promise.
  email_verified: z.boolean().optional().catch(undefined),
  name: z.string().max(200).optional().catch(undefined),
  auth_time: z.number().nonnegative().max(8e12).optional().catch(undefined),
});

const headerSchema = z.object({ alg: z.string() });

function algorithmOf(token: string | undefined): string {
  const [head = ''] = (token ?? '').split('.');
  try {
    return headerSchema.parse(JSON.parse(Buffer.from(head, 'base64url').toString('utf8'))).alg;
  } catch {
    // The library has read it before; what cannot be read here is no known algorithm.
    return 'none';
  }
}

/** Describes the provider anew for each act, so that its keys and endpoints are those of now. */
async function withProvider<T>(
  outgoing: OutgoingSettings,
  { issuer, clientId, clientSecret }: Provider,
  act: (config: oidc.Configuration) => Promise<T>,
  now: Date = outgoing.clock.now(),
): Promise<T> {
  await using outbound = createOutboundFetch(outgoing, clientSecret === null ? [] : [clientSecret]);
  try {
    const config = await oidc.discovery(
      issuerAddress(outgoing, issuer),
      clientId,
      {
        [oidc.clockSkew]: Math.round((now.getTime() - Date.now()) / 1000),
        [oidc.clockTolerance]: CLOCK_TOLERANCE_SECONDS,
      },
      clientSecret === null ? oidc.None() : oidc.ClientSecretBasic(clientSecret),
      {
        [oidc.customFetch]: outbound.fetch,
        // Plain http gets no further than the operator's list: the outbound fetch asks it for every call.
        execute: [
          oidc.enableNonRepudiationChecks,
          ...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []),
        ],
      },
    );
    return await act(config);
  } catch (thrown) {
    throw readableFault(thrown);
  }
}

/** Parses an issuer and holds it to the rule for hosts. Throws `identity_provider_invalid`. */
function issuerAddress(outgoing: OutgoingSettings, issuer: string): URL {
  const url = URL.parse(issuer);
  if (url === null || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    throw invalid('An issuer is an address without query, as the provider names it.');
  }
  const check = checkOrigin(url.origin, outgoing.allowOrigins);
  if (!check.ok) throw invalid(check.text);
  return url;
}

/** A page that a browser is sent to, held to the rule for hosts. */
function checkedPage(outgoing: OutgoingSettings, address: string): string {
  const url = URL.parse(address);
  const check = checkOrigin(url?.origin ?? address, outgoing.allowOrigins);
  if (!check.ok) throw invalid(check.text);
  return address;
}

/** The outside error behind what the library threw, or what a person can do with it. Nothing of a token or code is kept. */
function readableFault(thrown: unknown): Error {
  for (let at: unknown = thrown, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    if (at instanceof OutsideError || at instanceof ServerError) return at;
    if (at instanceof oidc.AuthorizationResponseError) {
      return at.error === 'access_denied'
        ? failed('The identity provider says: access denied.')
        : failed(`The identity provider answered ${nameOf(at.error)}.`);
    }
    if (at instanceof oidc.ResponseBodyError) {
      return at.error === 'invalid_client'
        ? invalid('It does not know the client id, or the client secret is wrong.')
        : failed(`The identity provider answered ${nameOf(at.error)}.`);
    }
  }
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
  return failed(`What the identity provider sent does not hold (${nameOf(code)}).`);
}

/** A word of the protocol, fit to be shown. */
function nameOf(text: string): string {
  return text.replace(/[^\w.-]/g, '').slice(0, 60);
}

function invalid(message: string): ServerError {
  return new ServerError({
    code: 'identity_provider_invalid',
    message: `The identity provider cannot be used. ${message}`,
    remedy: 'Check issuer, client id and secret under Settings > Integrations > Identity provider.',
  });
}

function failed(message: string): ServerError {
  return new ServerError({
    code: 'sign_in_failed',
    message: `The sign-in did not succeed. ${message}`,
    remedy: 'Begin again on the sign-in page. If it happens twice, tell an administrator the code.',
  });
}
