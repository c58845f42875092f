import type { FastifyInstance } from 'fastify';
import { gainsightDocument } from '../gainsight/reply-shapes.ts';
import { gongDocument } from '../gong/reply-shapes.ts';
import { collectRoutes } from './collect-routes.ts';
import { makeOpenapi } from './make-openapi.ts';

/** The vendors that the sandbox stands in for. */
export type Vendor = 'gainsight' | 'gong';

const documents = { gainsight: gainsightDocument, gong: gongDocument } as const;

/**
 * Serves the OpenAPI document of all routes that are registered from now on, at `/__sandbox/openapi.json`.
 * Returns the function that makes the same document for a server address.
 */
export function registerOpenapi(
  app: FastifyInstance,
  vendor: Vendor,
): (serverUrl: string) => Record<string, unknown> {
  const routes = collectRoutes(app);
  const make = (serverUrl: string) => makeOpenapi(documents[vendor], routes, serverUrl);
  app.get('/__sandbox/openapi.json', (request) => make(`${request.protocol}://${request.host}`));
  return make;
}
