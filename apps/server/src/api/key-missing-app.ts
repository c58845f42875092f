import { randomUUID } from 'node:crypto';
import { HandrailError } from '@handrail/core';
import { checkReadiness } from '@handrail/database';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { ApiContext } from './context.ts';
import { toProblem } from './problem.ts';
import { refuseForeignRequest } from './refuse-foreign-request.ts';
import { registerSecurityHeaders } from './security-headers.ts';
import { registerUi } from './ui.ts';

/**
 * Builds the HTTP app of a process that lacks the key its database was used with: every endpoint answers
 * `secret_key_missing`, the screens say what to do, and nothing else of the product is there.
 */
export async function createKeyMissingApp(
  context: Pick<ApiContext, 'database' | 'publicUrl' | 'uiDir'>,
): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    logger: false,
    genReqId: () => randomUUID(),
    requestTimeout: 60_000,
  });
  await registerSecurityHeaders(app, context.publicUrl?.startsWith('https://') ?? false);
  app.setErrorHandler((thrown, request, reply) => {
    const { problem } = toProblem(thrown, request.id);
    return reply.status(problem.status).type('application/problem+json').send(problem);
  });
  app.addHook('onRequest', async (request) => refuseForeignRequest(request, context.publicUrl));
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_, reply) =>
    reply.status(503).send({ status: 'unready', ...(await checkReadiness(context.database)), key: false }),
  );
  app.all('/api/*', () => {
    throw keyMissing();
  });
  await registerUi(app, context.uiDir);
  return app;
}

/** What anybody may be told: no path of this machine, no id of a key. */
function keyMissing(): HandrailError {
  return new HandrailError({
    code: 'secret_key_missing',
    message: 'Handrail does not find the secret key that this installation was used with. No job runs.',
    remedy:
      'Put the former key into HANDRAIL_SECRET_KEY, or the former secret.key into the data directory, and start Handrail again.',
  });
}
