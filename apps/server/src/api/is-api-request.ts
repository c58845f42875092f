import type { FastifyRequest } from 'fastify';

/**
 * Whether a request is one of the API: by the route that it was led to, since a path can be spelt in many ways
 * (`/%61pi/…`), and by its spelling where no route fits.
 */
export function isApiRequest({ routeOptions, url }: FastifyRequest): boolean {
  return (routeOptions.url ?? url).startsWith('/api/');
}
