import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import { findAllowed } from './find-allowed.ts';
import { queryRequest, readQueryRequest } from './query-request.ts';
import type { RecordStore } from './record-store.ts';
import { envelope } from './refusal.ts';
import { objectReply, shapeOfRow } from './reply-shapes.ts';
import { runQuery } from './run-query.ts';

const paging = z.object({
  page: z.int().nonnegative().default(0),
  limit: z.int().positive().max(1_000).default(25),
  includeTotal: z.boolean().default(false),
});
const listDocument = documented({
  summary: 'List users, paged by number',
  area: 'Users',
  mark: 'client',
  body: queryRequest.omit({ limit: true, offset: true }).extend(paging.shape),
  reply: objectReply(z.looseObject({ records: z.array(shapeOfRow), total: z.int().optional() })),
});

/** Serves the user list of user management (reference section 9.1), which pages by number and is scarce. */
export function registerUsers(app: FastifyInstance, context: SandboxContext, store: RecordStore): void {
  const { switches, clock } = context;
  app.post('/v1/users/services/list', listDocument, (request) => {
    const from = findAllowed(store, context, 'gsuser');
    const { page, limit, includeTotal } = paging.parse(request.body);
    const query = readQueryRequest(request.body);
    const surroundings = { store, switches, clock };
    const records = runQuery(from, { ...query, limit, offset: page * limit }, surroundings);
    // A tenant has at most some thousand users: counting them by a second look is cheap enough.
    const total = includeTotal
      ? {
          total: runQuery(from, { ...query, select: ['Gsid'], limit: 5_000, offset: 0 }, surroundings).length,
        }
      : {};
    return envelope(request.id, { records, ...total });
  });
}
