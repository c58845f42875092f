import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import type { WorldCall } from '../world.ts';
import { callFilterSchema, listCalls } from './call-list.ts';
import { cutPage, readPosition } from './page.ts';
import { parse } from './parse.ts';
import { refuseEmpty } from './refusal.ts';
import { listReply } from './reply-shapes.ts';

const bodySchema = z.looseObject({ cursor: z.string().nullish(), filter: callFilterSchema });
const transcriptDocument = documented({
  summary: 'Transcripts, with times in milliseconds',
  area: 'Calls',
  mark: 'documented',
  body: bodySchema,
  reply: listReply('callTranscripts'),
});

/**
 * `POST /v2/calls/transcript`: monologues with sentence times in *milliseconds*. A call that is listed but not yet
 * transcribed has no entry; when none of those asked for has one, the answer is 404.
 */
export function registerTranscripts(app: FastifyInstance, context: SandboxContext): void {
  app.post('/v2/calls/transcript', transcriptDocument, (request) => {
    const { cursor, filter } = parse(bodySchema, request.body);
    const position = readPosition(context, cursor, filter);
    const ready = listCalls(context, filter, position.firstAtMs).filter(
      (call) => Date.parse(call.transcribedAt) <= position.firstAtMs,
    );
    refuseEmpty(context, ready, 'calls');
    const { items, records } = cutPage(context, ready, position);
    return { requestId: request.id, records, callTranscripts: items.map(presentTranscript) };
  });
}

function presentTranscript(call: WorldCall): Record<string, unknown> {
  return {
    callId: call.id,
    transcript: call.monologues.map(({ speakerId, topic, sentences }) => ({
      speakerId,
      topic,
      sentences: sentences.map(({ startMs, endMs, text }) => ({ start: startMs, end: endMs, text })),
    })),
  };
}
