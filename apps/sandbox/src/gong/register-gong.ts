import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import { registerCalls } from './calls.ts';
import { checkCredentials } from './credentials.ts';
import { registerDataPrivacy } from './data-privacy.ts';
import { registerExtensive } from './extensive.ts';
import { registerInteractionStats } from './interaction-stats.ts';
import { createGongLimits } from './limits.ts';
import { registerMedia } from './media.ts';
import { checkScopes } from './oauth/check-token.ts';
import { createCustomerTokens } from './oauth/customer-tokens.ts';
import { registerCustomerOauth } from './oauth/register-customer-oauth.ts';
import { omitNulls } from './omit-nulls.ts';
import { GongRefusal } from './refusal.ts';
import { workspacesReply } from './reply-shapes.ts';
import { registerTrackerSettings } from './tracker-settings.ts';
import { registerTranscripts } from './transcripts.ts';
import { registerUsers } from './users.ts';

const workspacesDocument = documented({
  summary: 'List workspaces',
  area: 'Workspaces',
  mark: 'documented',
  reply: workspacesReply,
});

/**
 * Adds Gong's public API v2 to a server, as far as its document tells and a reader of calls needs it: calls, extensive,
 * transcripts, users, workspaces, trackers, interaction figures and data privacy, with Basic credentials or tokens by
 * consent, the company-wide limits, cursors and the error body. The routes live in scopes of their own, so hooks that the server has already (call
 * log, faults) run before them.
 */
export function registerGong(app: FastifyInstance, context: SandboxContext): void {
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send({ requestId: request.id, errors: [`No such operation: ${request.method} ${request.url}`] }),
  );
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.retryAfterSeconds !== undefined && context.switches.gongRetryAfter === 'seconds')
      reply.header('Retry-After', String(refusal.retryAfterSeconds));
    return reply.code(refusal.status).send({ requestId: request.id, errors: refusal.errors });
  });
  app.addHook('preSerialization', async (_request, _reply, body: unknown) =>
    context.switches.gongNullForm === 'omitted' ? omitNulls(body) : body,
  );
  const tokens = createCustomerTokens(context.clock);
  registerCustomerOauth(app, context, tokens);
  registerMedia(app, context);
  app.register(async (gong) => {
    const limits = createGongLimits(context);
    gong.addHook('onRequest', async (request) => {
      checkCredentials(request, context, tokens);
      limits.take();
    });
    gong.addHook('preHandler', async (request) => checkScopes(request, tokens));
    registerCalls(gong, context);
    registerExtensive(gong, context);
    registerTranscripts(gong, context);
    registerUsers(gong, context);
    registerTrackerSettings(gong, context);
    registerInteractionStats(gong, context);
    registerDataPrivacy(gong, context);
    gong.get('/v2/workspaces', workspacesDocument, (request) => ({
      requestId: request.id,
      workspaces: context.world.gongWorkspaces,
    }));
  });
}

/** Faults of the request that the server found itself (a body that is no JSON, too large) keep their status. */
function refusalOf(error: unknown): GongRefusal {
  if (error instanceof GongRefusal) return error;
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500 && error instanceof Error) {
    return new GongRefusal(status, [error.message]);
  }
  return new GongRefusal(500, ['An internal error occurred']);
}
