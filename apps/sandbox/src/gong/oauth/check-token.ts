import type { FastifyRequest } from 'fastify';
import { GongRefusal } from '../refusal.ts';
import type { CustomerTokens } from './customer-tokens.ts';
import { MEDIA_SCOPE, scopeOf } from './scopes.ts';

/** The bearer token of a request; null when it proves itself otherwise or not at all. */
export function bearerOf(request: FastifyRequest): string | null {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token !== undefined ? token : null;
}

/** Whether a token is alive and meant for the host that it was sent to. */
export function isAccepted(token: string, request: FastifyRequest, tokens: CustomerTokens): boolean {
  return tokens.grantOf(token)?.apiHost === request.host;
}

/** Refuses with 403 an operation, or the recordings within it, that the token's grant does not cover. */
export function checkScopes(request: FastifyRequest, tokens: CustomerTokens): void {
  const token = bearerOf(request);
  if (token === null) return;
  const granted = tokens.grantOf(token)?.scopes ?? [];
  const needed = [
    scopeOf(request.method, request.routeOptions.url ?? ''),
    selectsMedia(request.body) ? MEDIA_SCOPE : undefined,
  ];
  for (const scope of needed) {
    if (scope !== undefined && !granted.includes(scope))
      throw new GongRefusal(403, [`Access denied: the token lacks the scope ${scope}`]);
  }
}

function selectsMedia(body: unknown): boolean {
  const path = ['contentSelector', 'exposedFields', 'media'];
  const found = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    body,
  );
  return found === true;
}
