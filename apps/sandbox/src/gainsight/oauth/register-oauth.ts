import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../../context.ts';
import { pageHeaders, renderChooseUser } from '../../identity/choose-user-page.ts';
import { documented } from '../../openapi/route-document.ts';
import { findAllowed } from '../find-allowed.ts';
import { gsidOf } from '../gsid.ts';
import type { RecordStore } from '../record-store.ts';
import type { TokenBook } from '../tokens.ts';
import {
  authorizeQuery,
  checkClient,
  readAuthorizeRequest,
  type AuthorizeQuery,
} from './authorize-request.ts';
import { createGrantBook, meetsChallenge, oauthScopes, type Grant, type GrantBook } from './grant-book.ts';
import { OAuthError } from './oauth-error.ts';

const discoveryPath = '/.well-known/oauth-authorization-server';
const authorizePath = '/v1/authorize';
const tokenPath = '/v1/users/oauth/access/token';
/** Seconds for which a user's access token is good; no document says. */
const accessLifeSeconds = 3_600;

const choice = authorizeQuery.extend({ user: z.string() });
const tokenRequest = z.object({
  grant_type: z.string().default(''),
  client_id: z.string().default(''),
  client_secret: z.string().optional(),
  code: z.string().default(''),
  redirect_uri: z.string().default(''),
  code_verifier: z.string().optional(),
  refresh_token: z.string().default(''),
  scope: z.string().optional(),
});

type TokenRequest = z.output<typeof tokenRequest>;

const common = { area: 'Authentication', isOpen: true } as const;
const discoveryDocument = documented({
  ...common,
  summary: 'OAuth metadata (RFC 8414)',
  mark: 'client',
  reply: z.looseObject({
    issuer: z.string(),
    authorization_endpoint: z.string(),
    token_endpoint: z.string(),
  }),
});
const askDocument = documented({
  ...common,
  summary: 'Ask a user for a grant; the sandbox shows a page to choose one',
  mark: 'client',
  query: authorizeQuery,
  reply: z.string(),
  replyType: 'text/html',
});
const chooseDocument = documented({
  ...common,
  summary: 'The choice made on that page',
  mark: 'inferred',
  body: choice,
  bodyType: 'application/x-www-form-urlencoded',
  reply: z.string(),
  replyStatus: 302,
  replyType: 'text/html',
});
const tokenDocument = documented({
  ...common,
  summary: 'Exchange a code or a refresh token for an access token',
  mark: 'client',
  body: tokenRequest,
  bodyType: 'application/x-www-form-urlencoded',
  reply: z.looseObject({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int(),
    scope: z.string(),
    refresh_token: z.string().optional(),
  }),
});

/**
 * Serves the authorization-code flow with discovery and PKCE (reference section 2.3) for the tenant's one application.
 * Paths, scopes and client authentication are seen in live metadata; the parameters are the standard's.
 */
export function registerOauth(
  app: FastifyInstance,
  context: SandboxContext,
  surroundings: { readonly store: RecordStore; readonly tokens: TokenBook },
): void {
  const grants = createGrantBook(context.clock);
  void app.register(async (oauth) => {
    oauth.setErrorHandler((error, _request, reply) => {
      if (error instanceof OAuthError) return reply.code(error.status).send(error.body());
      throw error;
    });
    oauth.get(discoveryPath, discoveryDocument, (request) =>
      metadataOf(`${request.protocol}://${request.host}`),
    );
    registerAuthorize(oauth, context, { ...surroundings, grants });
    registerToken(oauth, context, { ...surroundings, grants });
  });
}

function metadataOf(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: issuer + authorizePath,
    token_endpoint: issuer + tokenPath,
    scopes_supported: oauthScopes,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none', 'client_secret_post'],
  };
}

function registerAuthorize(
  app: FastifyInstance,
  context: SandboxContext,
  { store, grants }: { readonly store: RecordStore; readonly grants: GrantBook },
): void {
  app.get(authorizePath, askDocument, (request, reply) => {
    const query = authorizeQuery.parse(request.query);
    checkClient(query, context);
    return orToCallback(query, reply, () => {
      const { scopes } = readAuthorizeRequest(query, context);
      const users = findAllowed(store, context, 'gsuser').object.rows.filter(
        (row) => row['IsActiveUser'] === true,
      );
      return reply.headers(pageHeaders).send(
        renderChooseUser({
          title: 'Allow access to Gainsight (sandbox)',
          lead: `An application asks for ${scopes.join(', ')}. Who allows it?`,
          action: authorizePath,
          hidden: Object.fromEntries(
            Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
          ),
          choices: users.map((row) => ({
            value: gsidOf(row),
            name: String(row['Name']),
            detail: String(row['Email'] ?? ''),
            note: row['IsSuperAdmin'] === true ? 'super admin' : null,
          })),
        }),
      );
    });
  });

  app.post(authorizePath, chooseDocument, (request, reply) => {
    const sent = choice.safeParse(request.body);
    if (!sent.success) throw new OAuthError(400, 'invalid_request', 'No user was chosen');
    const { user, ...query } = sent.data;
    checkClient(query, context);
    return orToCallback(query, reply, () => {
      const { redirectUri, scopes, challenge } = readAuthorizeRequest(query, context);
      const row = findAllowed(store, context, 'gsuser').find(user);
      if (row?.['IsActiveUser'] !== true)
        throw new OAuthError(400, 'access_denied', 'No active user was chosen');
      const code = grants.issueCode({ clientId: query.client_id, redirectUri, scopes, challenge, user });
      return toCallback(query, reply, { code });
    });
  });
}

/** Runs a step whose faults the application hears about at its callback. */
function orToCallback(query: AuthorizeQuery, reply: FastifyReply, step: () => FastifyReply): FastifyReply {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return toCallback(query, reply, { error: error.code, error_description: error.message });
  }
}

function toCallback(
  { redirect_uri, state }: AuthorizeQuery,
  reply: FastifyReply,
  answer: Readonly<Record<string, string>>,
): FastifyReply {
  const url = new URL(redirect_uri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== undefined) url.searchParams.set('state', state);
  return reply.redirect(url.href, 302);
}

function registerToken(
  app: FastifyInstance,
  context: SandboxContext,
  { tokens, grants }: { readonly tokens: TokenBook; readonly grants: GrantBook },
): void {
  app.post(tokenPath, tokenDocument, (request, reply) => {
    const sent = tokenRequest.safeParse(request.body);
    if (!sent.success) throw new OAuthError(400, 'invalid_request', 'A form with grant_type is expected');
    checkApplication(sent.data, context);
    const grant = grantOf(sent.data, grants);
    const scope = grant.scopes.includes('read_write') ? 'read_write' : 'read';
    void reply.header('cache-control', 'no-store');
    return {
      access_token: tokens.issue(scope, accessLifeSeconds),
      token_type: 'Bearer',
      expires_in: accessLifeSeconds,
      scope: grant.scopes.join(' '),
      ...(grant.scopes.includes('offline_access') ? { refresh_token: grants.issueRefreshToken(grant) } : {}),
    };
  });
}

function checkApplication(sent: TokenRequest, { credentials }: SandboxContext): void {
  const { client_id: clientId, client_secret: secret } = sent;
  // Without a secret the client is a public one (`none`), which PKCE protects.
  const isKnown = clientId === credentials.oauthClientId;
  if (!isKnown || (secret !== undefined && secret !== credentials.oauthClientSecret)) {
    throw new OAuthError(401, 'invalid_client', 'Client authentication failed');
  }
}

function grantOf(sent: TokenRequest, grants: GrantBook): Grant {
  switch (sent.grant_type) {
    case 'authorization_code':
      return grantOfCode(sent, grants);
    case 'refresh_token': {
      const grant = grants.takeRefreshToken(sent.refresh_token);
      if (grant === null) throw new OAuthError(400, 'invalid_grant', 'The refresh token is unknown or spent');
      return grant;
    }
    default:
      throw new OAuthError(400, 'unsupported_grant_type', 'Use authorization_code or refresh_token');
  }
}

function grantOfCode(sent: TokenRequest, grants: GrantBook): Grant {
  const pending = grants.takeCode(sent.code);
  if (pending === null) throw new OAuthError(400, 'invalid_grant', 'The code is unknown, spent or expired');
  const { redirectUri, challenge, ...grant } = pending;
  if (redirectUri !== sent.redirect_uri) {
    throw new OAuthError(400, 'invalid_grant', 'redirect_uri differs from that of the authorize call');
  }
  if (challenge !== null && !meetsChallenge(sent.code_verifier ?? '', challenge)) {
    throw new OAuthError(400, 'invalid_grant', 'code_verifier does not meet the challenge');
  }
  // Without a challenge nothing but the secret ties the code to the application.
  if (challenge === null && sent.client_secret === undefined) {
    throw new OAuthError(401, 'invalid_client', 'A client without PKCE must send its secret');
  }
  return grant;
}
