import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SandboxContext } from '../context.ts';
import { isOwnPath } from '../own-path.ts';
import { checkCredentials, registerTokens, tokenPath } from './auth.ts';
import { registerBulkExport } from './bulk-export.ts';
import { registerDataQuery } from './data-query.ts';
import { registerDataWrites } from './data-writes.ts';
import type { JobBoard } from './jobs.ts';
import { registerMetadata } from './metadata.ts';
import { registerPeople } from './people.ts';
import { createRateLimits, familyOf, type LimitFamily, type RateLimits } from './rate-limits.ts';
import { registerOauth } from './oauth/register-oauth.ts';
import type { RecordStore } from './record-store.ts';
import { notFound, Refusal, refusalBody } from './refusal.ts';
import { registerScim } from './scim/register-scim.ts';
import { registerTimelineBulk } from './timeline-bulk.ts';
import { registerTimeline } from './timeline.ts';
import type { TokenBook } from './tokens.ts';
import { registerUserWrites } from './user-writes.ts';
import { registerUsers } from './users.ts';

/** Serves the Gainsight CS endpoints: gateway first (route, credentials, limits), then the areas. */
export function registerGainsight(
  app: FastifyInstance,
  context: SandboxContext,
  surroundings: { readonly store: RecordStore; readonly tokens: TokenBook; readonly jobs: JobBoard },
): void {
  const { store, tokens, jobs } = surroundings;
  const limits = createRateLimits(context);
  readBodiesAsJson(app);

  app.addHook('onRequest', async (request, reply) => {
    jobs.settle();
    reply.header('x-gs-request-id', request.id);
    reply.header('x-request-id', request.id);
    reply.header('date', context.clock.now().toUTCString());
    const { url: route, config } = request.routeOptions;
    // An unknown path is answered before anyone asks who is calling (reference section 2.1).
    if (request.is404 || route === undefined || isOwnPath(request.url)) return undefined;
    if (config.document?.isOpen === true) return undefined;
    checkCredentials(request, context, tokens);
    return countCall(request, reply, context, limits, route);
  });

  app.setNotFoundHandler((request, reply) => sendRefusal(notFound(), request, reply, context));
  app.setErrorHandler((error, request, reply) => {
    if (isOwnPath(request.url))
      return reply.code(400).send({ code: 'sandbox_bad_option', detail: String(error) });
    return sendRefusal(asRefusal(error), request, reply, context);
  });

  registerTokens(app, context, tokens);
  registerOauth(app, context, { store, tokens });
  registerDataQuery(app, context, store);
  registerDataWrites(app, context, store);
  registerMetadata(app, context, store);
  registerTimeline(app, context, store);
  registerTimelineBulk(app, context, { store, jobs });
  registerBulkExport(app, context, { store, jobs });
  registerUsers(app, context, store);
  registerUserWrites(app, context, store);
  registerPeople(app, context, { store, jobs });
  registerScim(app, context, store);
}

/** Clients send JSON with and without its content type, and the M2M token call may have any body or none. */
function readBodiesAsJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: FastifyRequest, body: string | Buffer) =>
      Object.fromEntries(new URLSearchParams(body.toString())),
  );
  app.addContentTypeParser(
    '*',
    { parseAs: 'string' },
    async (request: FastifyRequest, body: string | Buffer) => {
      const text = body.toString();
      if (text.trim() === '' || request.routeOptions.url === tokenPath) return undefined;
      try {
        const parsed: unknown = JSON.parse(text);
        return parsed;
      } catch (cause) {
        if (!(cause instanceof SyntaxError)) throw cause;
        throw new Refusal(400, 'GSOBJ_1023', 'The body is not valid JSON.');
      }
    },
  );
}

/** Counts the call; over the limit, answers in the form that the switch asks for. */
function countCall(
  request: FastifyRequest,
  reply: FastifyReply,
  context: SandboxContext,
  limits: RateLimits,
  route: string,
): FastifyReply | undefined {
  const family = familyOf(route, request.method);
  if (family === null) return undefined;
  const stated = limits.header(family);
  if (stated !== null && showsLimit(family, context)) reply.header('x-ratelimit-limit', stated);
  const over = limits.take(family);
  if (over === null) return undefined;
  const { limitForm, retryAfterHeader } = context.switches;
  const until = new Date(context.clock.now().getTime() + over.waitSeconds * 1_000);
  if (retryAfterHeader === 'seconds') reply.header('retry-after', String(over.waitSeconds));
  if (retryAfterHeader === 'http-date') reply.header('retry-after', until.toUTCString());
  const refusal =
    limitForm === 'gu-2400'
      ? new Refusal(429, 'GU_2400', 'Too many request')
      : new Refusal(limitForm === 'gateway-200' ? 200 : 429, 'GS_APIG_2404', 'Rate limit reached', 'gateway');
  return sendRefusal(refusal, request, reply, context);
}

function showsLimit(family: LimitFamily, { switches }: SandboxContext): boolean {
  if (switches.rateLimitHeader === 'timeline') return family === 'timeline' || family === 'timeline-bulk';
  return switches.rateLimitHeader === 'everywhere';
}

function sendRefusal(
  refusal: Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
  context: SandboxContext,
): FastifyReply {
  const isFakeSuccess =
    refusal.code === 'GS_APIG_2401' && context.switches.unauthorizedForm === 'result-false-in-200';
  return reply
    .code(isFakeSuccess ? 200 : refusal.status)
    .send(refusalBody(refusal, request.id, context.clock.now()));
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) return new Refusal(status, 'GSOBJ_1023', 'Invalid API called.');
  if (error instanceof Error && error.name === 'ZodError')
    return new Refusal(400, 'GSOBJ_1023', 'Invalid request.');
  return new Refusal(500, 'GU_1101', 'Oops, something went wrong');
}
