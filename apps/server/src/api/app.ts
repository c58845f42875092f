import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { endpoints } from '@handrail/contract';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { ServerError } from '../errors.ts';
import { createAccessLog } from './access-log.ts';
import type { ApiContext } from './context.ts';
import { createLimits } from './limits.ts';
import { traceOf } from '../log.ts';
import { createOpenApi } from './openapi.ts';
import { registerProbes } from './probes.ts';
import { toProblem } from './problem.ts';
import { refuseForeignRequest } from './refuse-foreign-request.ts';
import { registerRoute } from './register-route.ts';
import type { Route } from './route.ts';
import { createRoutes } from './routes/index.ts';
import { registerSecurityHeaders } from './security-headers.ts';
import { createSessions } from './session.ts';
import { registerUi } from './ui.ts';

/** Largest body of an endpoint that does not say otherwise, in bytes. */
const BODY_BYTES = 64 * 1024;

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
  takeEmptyBodies(app);
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  await registerSecurityHeaders(app, isSecure(context));
  logRequests(app, context);
  serveFirst(app, context);
  answerFailures(app, context);
  app.addHook('onRequest', async (request) => refuseForeignRequest(request, context.publicUrl));

  const routes = createRoutes(context);
  refuseMissingHandlers(routes);
  const sessions = createSessions(context.database, context.clock);
  const accessLog = createAccessLog(context.database, context.log);
  app.addHook('onClose', () => accessLog.flush());
  const limits = createLimits(app, context);
  const parts = { context, sessions, accessLog, limits, isSecure: isSecure(context) };
  for (const route of routes) registerRoute(app, parts, route);
  registerProbes(app, context);
  const openApi = createOpenApi();
  app.get('/api/v1/openapi.json', () => openApi);
  await registerUi(app, context.uiDir);
  return app;
}

/** Many clients name JSON as the type of every call, also of one without a body: that is none, not a broken one. */
function takeEmptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parse(request, body.toString(), done);
  });
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

/** Runs of this process give way while a request is in hand. */
function serveFirst(app: FastifyInstance, { courtesy }: ApiContext): void {
  app.addHook('onRequest', async (_request, reply) => {
    // Of an answer that was sent, and of one whose caller went away.
    reply.raw.once('close', courtesy.serve());
  });
}

function logRequests(app: FastifyInstance, context: ApiContext): void {
  app.addHook('onResponse', async (request, reply) => {
    // What changes something and what was refused is worth a line; what reads is for the hunt of a fault.
    const isRefused = reply.statusCode === 401 || reply.statusCode === 403;
    const level = request.method === 'GET' && !isRefused ? 'debug' : 'info';
    context.log[level]('request', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    });
  });
}
