import type { FastifyInstance } from 'fastify';
import { isOwnPath } from '../own-path.ts';
import type { RouteDocument } from './route-document.ts';

/** A vendor route as the server registered it. */
export interface CollectedRoute {
  readonly method: string;
  /** In the router's spelling, e.g. `/v2/calls/:id`. */
  readonly url: string;
  readonly document: RouteDocument | undefined;
}

/** Lists the vendor routes of a server as they are registered; call it before any of them is. */
export function collectRoutes(app: FastifyInstance): readonly CollectedRoute[] {
  const routes: CollectedRoute[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    if (isOwnPath(url)) return;
    for (const one of [method].flat()) {
      // The router adds a HEAD to every GET by itself.
      if (one !== 'HEAD') routes.push({ method: one, url, document: config?.document });
    }
  });
  return routes;
}
