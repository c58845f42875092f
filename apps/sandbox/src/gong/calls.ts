import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import { listCalls } from './call-list.ts';
import { callMeta } from './call-meta.ts';
import { cutPage, readPosition } from './page.ts';
import { parse } from './parse.ts';
import { GongRefusal, refuseEmpty } from './refusal.ts';
import { listReply, oneReply } from './reply-shapes.ts';

const querySchema = z.looseObject({
  fromDateTime: z.string(),
  toDateTime: z.string(),
  workspaceId: z.string().optional(),
  cursor: z.string().optional(),
});
/** The document marks both dates as required, though their texts speak of a default; clients send one alone. */
const openQuerySchema = querySchema.partial({ fromDateTime: true, toDateTime: true });
const common = { area: 'Calls', mark: 'documented' } as const;
const listDocument = documented({
  ...common,
  summary: 'List calls of a range of time',
  query: querySchema,
  reply: listReply('calls'),
});
const oneDocument = documented({ ...common, summary: 'One call', reply: oneReply('call') });
const createDocument = documented({
  ...common,
  summary: 'Add a call; the sandbox refuses every one',
  body: z.record(z.string(), z.unknown()),
  replyStatus: 201,
  reply: z.looseObject({}),
});

/** `GET /v2/calls` and `GET /v2/calls/{id}`; a POST to the first would create a call, which the sandbox refuses. */
export function registerCalls(app: FastifyInstance, context: SandboxContext): void {
  const { world, clock, switches } = context;

  app.get('/v2/calls', listDocument, (request) => {
    const schema = switches.gongMissingDate === 'open' ? openQuerySchema : querySchema;
    const { cursor, fromDateTime, toDateTime, workspaceId } = parse(schema, request.query);
    const filter = { fromDateTime, toDateTime, workspaceId };
    const position = readPosition(context, cursor, filter);
    const calls = listCalls(context, filter, position.firstAtMs);
    refuseEmpty(context, calls, 'calls');
    const { items, records } = cutPage(context, calls, position);
    return { requestId: request.id, records, calls: items.map((call) => callMeta(world, call)) };
  });

  app.get<{ Params: { id: string } }>('/v2/calls/:id', oneDocument, (request) => {
    const { id } = request.params;
    const [call] = listCalls(context, { callIds: [id] }, clock.now().getTime());
    if (call === undefined) throw new GongRefusal(404, [`No call found with id ${id}`]);
    return { requestId: request.id, call: callMeta(world, call) };
  });

  app.post('/v2/calls', createDocument, () => {
    throw new GongRefusal(400, [
      'clientUniqueId: must not be null',
      'actualStart: must not be null',
      'direction: must not be null',
      'parties: must not be empty',
      'primaryUser: must not be blank',
    ]);
  });
}
