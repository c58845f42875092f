import type { FastifyRequest } from 'fastify';
import { ServerError } from '../errors.ts';
import { isApiRequest } from './is-api-request.ts';

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];
const READING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses what another site's page had a browser send: a mutation with a foreign Origin or Sec-Fetch-Site, and any
 * call of the API under a host name that is not this server's (a name pointed at it to read it). Machines send
 * neither header and pass.
 */
export function refuseForeignRequest(request: FastifyRequest, publicUrl: string | null): void {
  if (!isApiRequest(request)) return;
  const own = new URL(publicUrl ?? 'http://127.0.0.1');
  const seen = URL.parse(`http://${request.headers.host ?? ''}`);
  const isLoopback = seen !== null && LOOPBACK_HOSTS.includes(seen.hostname);
  if (!isLoopback && (publicUrl === null || seen?.hostname !== own.hostname)) {
    throw new ServerError({
      code: 'host_refused',
      message: 'This server does not answer under that host name.',
      remedy: 'Use the address it printed at its start, or set HANDRAIL_PUBLIC_URL to the one people use.',
    });
  }
  if (READING.includes(request.method)) return;
  const { origin, 'sec-fetch-site': site } = request.headers;
  const isOwnSite = site === undefined || site === 'same-origin' || site === 'none';
  const origins = [own.origin, ...(isLoopback && seen !== null ? [seen.origin] : [])];
  if (isOwnSite && (origin === undefined || origins.includes(origin))) return;
  throw new ServerError({
    code: 'origin_refused',
    message: 'The request came from another site.',
    remedy: 'Use the screens of this server, or a bearer token.',
  });
}
