import { createHash, timingSafeEqual } from 'node:crypto';
import { checkReadiness } from '@handrail/database';
import type { FastifyInstance } from 'fastify';
import { readMetrics } from '../metrics/read-metrics.ts';
import type { ApiContext } from './context.ts';

const UNREADY = 503;

/**
 * What watches of the operator ask: `/healthz`, the process answers; `/readyz`, it can work with its database, its
 * migrations, its queue and its key, each named; `/metrics`, the numbers, for whoever has the token, and for nobody without one.
 */
export function registerProbes(app: FastifyInstance, context: ApiContext): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_, reply) => {
    const parts = { ...(await checkReadiness(context.database)), key: true };
    const isReady = Object.values(parts).every(Boolean);
    return reply.status(isReady ? 200 : UNREADY).send({ status: isReady ? 'ready' : 'unready', ...parts });
  });
  const { metricsToken } = context;
  if (metricsToken === null) return;
  app.get('/metrics', async (request, reply) => {
    const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!isSame(given, metricsToken)) {
      return reply.status(401).header('www-authenticate', 'Bearer').send({ status: 'token refused' });
    }
    const { text, contentType } = await readMetrics(context);
    return reply.type(contentType).send(text);
  });
}

/** Compares without telling by its time how much was right. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
