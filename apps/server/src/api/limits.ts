import rateLimit from '@fastify/rate-limit';
import { endpoints } from '@handrail/contract';
import type { Endpoint } from '@handrail/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ServerError } from '../errors.ts';
import type { ApiContext } from './context.ts';

/** Endpoints that guess at a secret or make this machine call another one. */
const TRIES = new Set<string>([
  endpoints.enterSession.name,
  endpoints.beginSignIn.name,
  endpoints.completeSignIn.name,
  endpoints.setIdentityProvider.name,
  endpoints.tryIdentityProvider.name,
  endpoints.connectGainsight.name,
  endpoints.connectGong.name,
  endpoints.checkConnection.name,
  endpoints.setLanguageModel.name,
  endpoints.tryLanguageModel.name,
  endpoints.testAlarmWebhook.name,
  endpoints.mailOwnSignInLink.name,
]);
const MINUTE_MS = 60_000;

/** Counts what each address and each user does within a minute. */
export interface Limits {
  /**
   * Counts a request, before its body is read. Throws `too_many_tries` for a try too many of the address or the user, and
   * for a page too many of the walks through lists, which is what an export is.
   */
  count(endpoint: Endpoint, request: FastifyRequest, userId: string | null): Promise<void>;
}

/** Makes the counters of one server; they are kept in its memory. */
export function createLimits(app: FastifyInstance, context: ApiContext): Limits {
  const users = new WeakMap<FastifyRequest, string>();
  const counter = (max: number, keyGenerator: (request: FastifyRequest) => string) => {
    const take = app.createRateLimit({ max, timeWindow: MINUTE_MS, keyGenerator });
    return async (request: FastifyRequest) => {
      const taken = await take(request);
      if (!taken.isAllowed && taken.isExceeded) throw tooMany(taken.ttl);
    };
  };
  const routeOf = ({ method, routeOptions }: FastifyRequest) => `${method} ${routeOptions.url}`;
  const userOf = (request: FastifyRequest) => users.get(request) ?? '';
  const tries = context.triesPerMinute;
  // Of the sixth version an address is whatever its subscriber chose: the network counts.
  const byAddress = counter(tries, (request) => `${routeOf(request)} ${rateLimit.normalizeIP(request.ip)}`);
  const byUser = counter(tries, (request) => `${routeOf(request)} ${userOf(request)}`);
  const pages = counter(context.pagesPerMinute, userOf);
  return {
    async count({ name, method }, request, userId) {
      if (userId !== null) users.set(request, userId);
      if (TRIES.has(name)) {
        await byAddress(request);
        if (userId !== null) await byUser(request);
      }
      const isWalk = method === 'GET' && Object(request.query).cursor !== undefined;
      if (isWalk && userId !== null) await pages(request);
    },
  };
}

function tooMany(ttlMs: number): ServerError {
  return new ServerError({
    code: 'too_many_tries',
    message: 'There were too many tries within a minute.',
    remedy: `Try again in ${Math.ceil(ttlMs / 1000)} seconds.`,
    facts: { retryAfterMs: ttlMs },
  });
}
