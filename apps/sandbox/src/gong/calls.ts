import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { listCalls } from './call-list.ts';
import { callMeta } from './call-meta.ts';
import { cutPage } from './page.ts';
import { parse } from './parse.ts';
import { GongRefusal, nothingFound } from './refusal.ts';

// The document marks both dates as required, though their texts speak of a default.
const querySchema = z.looseObject({
  fromDateTime: z.string(),
  toDateTime: z.string(),
  workspaceId: z.string().optional(),
  cursor: z.string().optional(),
});

/** `GET /v2/calls` and `GET /v2/calls/{id}`; a POST to the first would create a call, which the sandbox refuses. */
export function registerCalls(app: FastifyInstance, context: SandboxContext): void {
  app.get('/v2/calls', (request) => {
    const { cursor, fromDateTime, toDateTime, workspaceId } = parse(querySchema, request.query);
    const filter = { fromDateTime, toDateTime, workspaceId };
    const calls = listCalls(context, filter);
    if (calls.length === 0) throw nothingFound('calls');
    const { items, records } = cutPage(calls, { cursor, filter, nowMs: context.clock.now().getTime() });
    return { requestId: request.id, records, calls: items.map((call) => callMeta(context.world, call)) };
  });

  app.get<{ Params: { id: string } }>('/v2/calls/:id', (request) => {
    const [call] = listCalls(context, { callIds: [request.params.id] });
    if (call === undefined) throw new GongRefusal(404, [`No call found with id ${request.params.id}`]);
    return { requestId: request.id, call: callMeta(context.world, call) };
  });

  app.post('/v2/calls', () => {
    throw new GongRefusal(400, [
      'clientUniqueId: must not be null',
      'actualStart: must not be null',
      'direction: must not be null',
      'parties: must not be empty',
      'primaryUser: must not be blank',
    ]);
  });
}
