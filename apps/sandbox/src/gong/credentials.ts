import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { SandboxContext } from '../context.ts';
import { bearerOf, isAccepted } from './oauth/check-token.ts';
import type { CustomerTokens } from './oauth/customer-tokens.ts';
import { GongRefusal } from './refusal.ts';

/** Paths for which the document lists 403 where all others answer 401. */
const REFUSED_WITH_403 = new Set(['/v2/users', '/v2/workspaces']);

/**
 * Lets a request pass that carries the access key and secret as Basic credentials, or a live token at the host that it is
 * meant for; refuses any other, and with 403 also the key when the caller's address is not on its list.
 */
export function checkCredentials(
  request: FastifyRequest,
  { credentials, switches }: SandboxContext,
  tokens: CustomerTokens,
): void {
  const token = bearerOf(request);
  if (token !== null && isAccepted(token, request, tokens)) return;
  const wanted = `${credentials.gongAccessKey}:${credentials.gongAccessKeySecret}`;
  const [scheme, encoded] = (request.headers.authorization ?? '').split(' ');
  const given = scheme?.toLowerCase() === 'basic' ? Buffer.from(encoded ?? '', 'base64') : Buffer.alloc(0);
  const expected = Buffer.from(wanted);
  if (given.length === expected.length && timingSafeEqual(given, expected)) {
    if (switches.gongKeyFrom === 'anywhere') return;
    throw new GongRefusal(403, ['Access denied: this address is not allowed to use the key']);
  }

  const path = request.url.split('?')[0] ?? '';
  const status = switches.gongRefusalStatus;
  if (status === '403' || (status === 'by-path' && REFUSED_WITH_403.has(path))) {
    throw new GongRefusal(403, ['Access denied']);
  }
  throw new GongRefusal(401, ['Unauthorized: the credentials are missing, wrong or expired']);
}
