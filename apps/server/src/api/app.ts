import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { endpoints } from '@handrail/contract';
import { isPermitted } from '@handrail/core';
import { listWorkspaceIds } from '@handrail/database';
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ServerError } from '../errors.ts';
import type { ApiContext } from './context.ts';
import { answerOnce } from './idempotency.ts';
import { traceOf } from '../log.ts';
import { createOpenApi } from './openapi.ts';
import { toProblem } from './problem.ts';
import { refuseForeignRequest } from './refuse-foreign-request.ts';
import type { Browser, Route, SignedIn } from './route.ts';
import { createRoutes } from './routes/index.ts';
import { registerSecurityHeaders } from './security-headers.ts';
import { createSessions, hasCsrfToken } from './session.ts';
import type { Sessions } from './session.ts';
import { registerUi } from './ui.ts';

const BODY_BYTES = 64 * 1024;
/** Endpoints that guess at a secret or make this machine call another one. */
const LIMITED = new Set<string>([
  endpoints.enterSession.name,
  endpoints.connectGainsight.name,
  endpoints.connectGong.name,
  endpoints.checkConnection.name,
]);

/** Builds the HTTP app without listening: headers, sign-in, rights, every endpoint of the contract, the screens. */
export async function createApp(context: ApiContext): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_BYTES,
    trustProxy: trustOf(context.trustProxy),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 60_000,
  });
  app.removeContentTypeParser('text/plain');
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  await registerSecurityHeaders(app, isSecure(context));
  logRequests(app, context);
  answerFailures(app, context);
  app.addHook('onRequest', async (request) => refuseForeignRequest(request, context.publicUrl));

  const routes = createRoutes(context);
  refuseMissingHandlers(routes);
  const sessions = createSessions(context.database, context.clock);
  for (const route of routes) registerRoute(app, context, sessions, route);
  registerHealth(app, context);
  const openApi = createOpenApi();
  app.get('/api/v1/openapi.json', () => openApi);
  await registerUi(app, context.uiDir);
  return app;
}

/** Which of the addresses between caller and server are proxies of ours. */
function trustOf(
  trustProxy: ApiContext['trustProxy'],
): false | string[] | ((address: string, hop: number) => boolean) {
  if (trustProxy === null) return false;
  return typeof trustProxy === 'number' ? (_, hop) => hop < trustProxy : [...trustProxy];
}

function isSecure(context: ApiContext): boolean {
  return context.publicUrl?.startsWith('https://') ?? false;
}

/** A contract that promises what nobody answers is found at the start, not by a caller. */
function refuseMissingHandlers(routes: readonly Route[]): void {
  const answered = new Map(routes.map((route) => [route.endpoint.name, route]));
  const missing = Object.keys(endpoints).filter((name) => !answered.has(name));
  if (missing.length === 0 && answered.size === routes.length) return;
  throw new ServerError({
    code: 'handler_missing',
    message: `Endpoints without exactly one handler: ${missing.join(', ') || 'one has two'}.`,
    remedy: 'A fault of ours. Report it.',
  });
}

function registerRoute(app: FastifyInstance, context: ApiContext, sessions: Sessions, route: Route): void {
  const { endpoint } = route;
  const callers = new WeakMap<FastifyRequest, SignedIn>();
  const isMutation = endpoint.method !== 'GET';
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: endpoint.maxBodyBytes ?? BODY_BYTES,
    ...(LIMITED.has(endpoint.name) ? { config: { rateLimit: limitOf(context) } } : {}),
    // Before the body is read: nobody unknown makes the server take in megabytes.
    onRequest: async (request) => {
      if (endpoint.action === 'public') return;
      const caller = await findCaller(request, sessions, isSecure(context));
      if (caller === undefined) throw notSignedIn();
      if (!isPermitted(caller.role, endpoint.action)) throw notAllowed();
      if (isMutation && caller.session !== null && !hasCsrfToken(caller, header(request, 'x-csrf-token'))) {
        throw csrfRefused();
      }
      callers.set(request, { caller, workspace: context.database.workspace(caller.workspaceId) });
    },
    handler: async (request, reply) => {
      const signedIn = callers.get(request) ?? null;
      const gone = new AbortController();
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) gone.abort();
      });
      const surroundings = { browser: browserOf(request, reply, isSecure(context)), signal: gone.signal };
      const act = () => route.answer(request, surroundings, signedIn);
      const key = header(request, 'idempotency-key');
      if (!isMutation || signedIn === null || key === undefined || endpoint.action === 'session')
        return act();
      const { caller, workspace } = signedIn;
      return answerOnce(
        { workspace, secretKey: context.secretKey, clock: context.clock },
        {
          key: key.slice(0, 200),
          method: endpoint.method,
          path: request.url,
          userId: caller.userId,
          body: request.body,
        },
        act,
      );
    },
  });
}

async function findCaller(request: FastifyRequest, sessions: Sessions, secure: boolean) {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(header(request, 'authorization') ?? '');
  if (bearer?.[1] !== undefined) return sessions.findByBearer(bearer[1]);
  const token = request.cookies[cookieName(secure)];
  return token === undefined ? undefined : sessions.findBySession(token);
}

/** The prefix makes browsers keep the cookie to this host and to https (RFC 6265bis). */
function cookieName(secure: boolean): string {
  return secure ? '__Host-handrail' : 'handrail';
}

function browserOf(request: FastifyRequest, reply: FastifyReply, secure: boolean): Browser {
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  return {
    userAgent: header(request, 'user-agent') ?? null,
    keepSession: (token, expires) => void reply.setCookie(cookieName(secure), token, { ...options, expires }),
    forgetSession: () => void reply.clearCookie(cookieName(secure), options),
  };
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function limitOf(context: ApiContext): object {
  return {
    max: context.triesPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_: FastifyRequest, { ttl }: { readonly ttl: number }) =>
      new ServerError({
        code: 'too_many_tries',
        message: 'There were too many tries within a minute.',
        remedy: `Try again in ${Math.ceil(ttl / 1000)} seconds.`,
        facts: { retryAfterMs: ttl },
      }),
  };
}

/** `/healthz`: the process answers. `/readyz`: it can also reach its migrated database. */
function registerHealth(app: FastifyInstance, context: ApiContext): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async () => {
    await context.database.platform().transaction(listWorkspaceIds);
    return { status: 'ready' };
  });
}

function answerFailures(app: FastifyInstance, context: ApiContext): void {
  app.setErrorHandler((thrown, request, reply) => {
    const { problem, retryAfterSeconds } = toProblem(thrown, request.id);
    if (problem.status >= 500) {
      const trace = thrown instanceof Error && problem.status === 500 ? traceOf(thrown) : null;
      context.log.error('request_failed', { requestId: request.id, code: problem.code, trace });
    }
    if (retryAfterSeconds !== null) void reply.header('retry-after', retryAfterSeconds);
    return reply.status(problem.status).type('application/problem+json').send(problem);
  });
}

function logRequests(app: FastifyInstance, context: ApiContext): void {
  app.addHook('onResponse', async (request, reply) => {
    context.log.debug('request', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    });
  });
}

function notSignedIn(): ServerError {
  return new ServerError({
    code: 'not_signed_in',
    message: 'Nobody is signed in, or the session has ended.',
    remedy: 'Sign in with a new link, or send a current token.',
  });
}

function notAllowed(): ServerError {
  return new ServerError({
    code: 'not_allowed',
    message: 'Your role does not include this.',
    remedy: 'Ask an administrator of this workspace.',
  });
}

function csrfRefused(): ServerError {
  return new ServerError({
    code: 'csrf_refused',
    message: 'The request does not carry the token of this session.',
    remedy: 'Reload the page and try again.',
  });
}
