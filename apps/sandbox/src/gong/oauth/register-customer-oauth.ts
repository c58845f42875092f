import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../../context.ts';
import { pageHeaders, renderChooseUser } from '../../identity/choose-user-page.ts';
import { documented } from '../../openapi/route-document.ts';
import { GongRefusal } from '../refusal.ts';
import { parse } from '../parse.ts';
import type { CustomerTokens, TokenPair } from './customer-tokens.ts';
import { KNOWN_SCOPES } from './scopes.ts';

const authorizeSchema = z.looseObject({
  client_id: z.string(),
  response_type: z.literal('code'),
  scope: z.string(),
  redirect_uri: z.url({ protocol: /^https?$/ }),
  state: z.string().optional(),
});
const consentSchema = authorizeSchema.extend({ user: z.string() });
const tokenSchema = z.looseObject({
  grant_type: z.enum(['authorization_code', 'refresh_token']),
  code: z.string().default(''),
  redirect_uri: z.string().default(''),
  refresh_token: z.string().default(''),
});
const common = { area: 'OAuth', isOpen: true } as const;
const form = 'application/x-www-form-urlencoded';
const authorizeDocument = documented({
  ...common,
  summary: 'Ask an administrator for consent; the sandbox shows a page to choose one',
  mark: 'documented',
  query: authorizeSchema,
  reply: z.string(),
  replyType: 'text/html',
});
const consentDocument = documented({
  ...common,
  summary: 'The choice made on that page',
  mark: 'inferred',
  body: consentSchema,
  bodyType: form,
  reply: z.string(),
  replyStatus: 302,
  replyType: 'text/html',
});
const tokenDocument = documented({
  ...common,
  summary: 'Exchange a code or a refresh token, which is good once, for a pair of tokens',
  mark: 'documented',
  body: tokenSchema,
  bodyType: form,
  reply: z.looseObject({
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int(),
    scope: z.string(),
    api_base_url_for_customer: z.string(),
  }),
});

/**
 * Serves the OAuth flow of `app.gong.io`: `GET /oauth2/authorize`, then `POST /oauth2/generate-customer-token` with the
 * integration's id and secret as Basic credentials. Parameters are read from the query or from a form, both seen in
 * clients; how a refusal looks is in no document, so it is the API's.
 */
export function registerCustomerOauth(
  app: FastifyInstance,
  context: SandboxContext,
  tokens: CustomerTokens,
): void {
  void app.register(async (oauth) => {
    oauth.addContentTypeParser(
      form,
      { parseAs: 'string' },
      async (_request: FastifyRequest, body: string | Buffer) =>
        Object.fromEntries(new URLSearchParams(body.toString())),
    );

    registerConsent(oauth, context, tokens);
    registerTokenCall(oauth, context, tokens);
  });
}

function registerConsent(app: FastifyInstance, context: SandboxContext, tokens: CustomerTokens): void {
  app.get('/oauth2/authorize', authorizeDocument, (request, reply) => {
    const query = readAuthorize(authorizeSchema, request.query, context);
    const admins = context.world.gongUsers
      .filter((user) => user.active && user.isAvatar !== true)
      .slice(0, 5);
    const { client_id, response_type, scope, redirect_uri, state } = query;
    const page = renderChooseUser({
      title: 'Allow access to Gong (sandbox)',
      lead: `An integration asks for ${scope}, for all calls of the company. Which administrator allows it?`,
      action: '/oauth2/authorize',
      hidden: { client_id, response_type, scope, redirect_uri, ...(state === undefined ? {} : { state }) },
      choices: admins.map(({ id, firstName, lastName, emailAddress }) => ({
        value: id,
        name: `${firstName} ${lastName}`,
        detail: emailAddress,
        note: null,
      })),
    });
    return reply.headers(pageHeaders).send(page);
  });

  app.post('/oauth2/authorize', consentDocument, (request, reply) => {
    const { scope, redirect_uri, state } = readAuthorize(consentSchema, request.body, context);
    const scopes = scope.split(' ').filter((name) => name !== '');
    const back = new URL(redirect_uri);
    back.searchParams.set('code', tokens.issueCode({ scopes, apiHost: apiHostOf(request) }, redirect_uri));
    if (state !== undefined) back.searchParams.set('state', state);
    return reply.redirect(back.href);
  });
}

function registerTokenCall(app: FastifyInstance, context: SandboxContext, tokens: CustomerTokens): void {
  app.post('/oauth2/generate-customer-token', tokenDocument, (request, reply) => {
    checkIntegration(request, context);
    const sent = parse(tokenSchema, { ...asObject(request.query), ...asObject(request.body) });
    const pair =
      sent.grant_type === 'refresh_token'
        ? tokens.refresh(sent.refresh_token)
        : tokens.exchange(sent.code, sent.redirect_uri);
    if (pair === null) throw new GongRefusal(400, [`${sent.grant_type}: unknown, spent or expired`]);
    return reply.header('cache-control', 'no-store').send(presentPair(pair, request.protocol));
  });
}

function readAuthorize<T extends z.output<typeof authorizeSchema>>(
  schema: z.ZodType<T>,
  sent: unknown,
  { credentials }: SandboxContext,
): T {
  const query = parse(schema, sent);
  if (query.client_id !== credentials.gongClientId)
    throw new GongRefusal(400, ['client_id: no integration has this id']);
  const unknown = query.scope.split(' ').filter((name) => name !== '' && !KNOWN_SCOPES.has(name));
  if (unknown.length > 0) throw new GongRefusal(400, [`scope: no scope ${unknown.join(', ')}`]);
  return query;
}

function checkIntegration(request: FastifyRequest, { credentials }: SandboxContext): void {
  const wanted = Buffer.from(`${credentials.gongClientId}:${credentials.gongClientSecret}`).toString(
    'base64',
  );
  if (request.headers.authorization !== `Basic ${wanted}`)
    throw new GongRefusal(401, ['Unauthorized: client id or secret is wrong']);
}

/** The company's own host stands beside the general one: the same server by its name instead of its address. */
function apiHostOf({ hostname, host }: FastifyRequest): string {
  return hostname === '127.0.0.1' ? host.replace('127.0.0.1', 'localhost') : host;
}

function presentPair(
  { accessToken, refreshToken, expiresInSeconds, grant }: TokenPair,
  protocol: string,
): object {
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'Bearer',
    expires_in: expiresInSeconds,
    scope: grant.scopes.join(' '),
    api_base_url_for_customer: `${protocol}://${grant.apiHost}`,
  };
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
