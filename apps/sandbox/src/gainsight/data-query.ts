import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import { deleteLogObject } from './delete-log.ts';
import { findAllowed } from './find-allowed.ts';
import { queryRequest, readQueryRequest } from './query-request.ts';
import type { RecordStore } from './record-store.ts';
import { envelope, envelopeParts, Refusal } from './refusal.ts';
import { rowsReply } from './reply-shapes.ts';
import { writeQuery } from './run-query.ts';

const objectPath = z.object({ object: z.string() });
const queryDocument = documented({
  summary: 'Read rows of an object',
  area: 'Data objects',
  mark: 'documented',
  body: queryRequest,
  reply: rowsReply,
});

/** Serves `POST /v1/data/objects/query/{Object}` (reference section 4). */
export function registerDataQuery(app: FastifyInstance, context: SandboxContext, store: RecordStore): void {
  const { switches, clock } = context;
  app.post('/v1/data/objects/query/:object', queryDocument, (request, reply) => {
    const { object } = objectPath.parse(request.params);
    const from = findAllowed(store, context, object);
    const query = readQueryRequest(request.body);
    const asked = query.offset ?? 0;
    const offset = switches.offsetBase === 'one' ? Math.max(0, asked - 1) : asked;
    const { before, after } = envelopeParts(request.id);
    const around = usesArray(context, from.object.name)
      ? { before, after }
      : { before: `${before}{"records":`, after: `}${after}` };
    const { count, body } = writeQuery(from, { ...query, offset }, { store, switches, clock }, around);
    // A page past the end is empty in every tenant seen, whatever form a query without any match has.
    if (count === 0 && (asked === 0 || switches.pastEndForm === 'as-no-data'))
      return nothingFound(request.id, context, from.object.name);
    // Faults spoil text; without any, the bytes go out as they are.
    const hasFaults = context.faults.list().length > 0;
    return reply.type('application/json; charset=utf-8').send(hasFaults ? body.toString() : body);
  });
}

function usesArray(context: SandboxContext, object: string): boolean {
  if (object === 'activity_timeline' || object.startsWith(deleteLogObject)) return false;
  return context.switches.replyShape === 'array';
}

/** The forms of "no rows" (reference section 4.5). */
function nothingFound(requestId: string, context: SandboxContext, object: string): object {
  switch (context.switches.noDataForm) {
    case 'empty':
      return envelope(requestId, usesArray(context, object) ? [] : { records: [] });
    case 'null-data':
      return envelope(requestId, null);
    case 'null-records':
      return envelope(requestId, { records: null });
    case 'result-false':
      throw new Refusal(200, 'GSOBJ_1XXX', 'No data found for given criteria');
    case 'http-400':
      throw new Refusal(400, 'GSOBJ_1011', 'No entity matches the given criteria.');
  }
}
