import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import type { WorldCall } from '../world.ts';
import { isShown } from './call-list.ts';
import { emptyVideo, silentAudio } from './media-files.ts';
import { parse } from './parse.ts';
import { GongRefusal } from './refusal.ts';

/** Links to a recording live 8 hours from the answer that gave them. */
const LINK_LIFE_MS = 8 * 3_600_000;

const querySchema = z.looseObject({ expires: z.coerce.number() });
const pathSchema = z.object({ id: z.string(), file: z.enum(['audio.wav', 'video.mp4']) });
const mediaDocument = documented({
  summary: 'The recording that a link of the extensive answer points to; 403 after eight hours',
  area: 'Calls',
  mark: 'inferred',
  query: querySchema,
  reply: z.string(),
  replyType: 'audio/wav',
  isOpen: true,
});

/** Where the recording of a call can be fetched for a while; a telephone call has no picture. */
export function mediaLinks(call: WorldCall, origin: string, nowMs: number): Record<string, string | null> {
  const link = (file: string): string => `${origin}/media/${call.id}/${file}?expires=${nowMs + LINK_LIFE_MS}`;
  return {
    audioUrl: link('audio.wav'),
    videoUrl: call.medium === 'telephone' ? null : link('video.mp4'),
  };
}

/**
 * Serves what the links point to, without credentials, as signed links do: a second of nothing for every recording,
 * and 403 once the link has expired. No path of the API.
 */
export function registerMedia(app: FastifyInstance, { world, clock }: SandboxContext): void {
  app.get('/media/:id/:file', mediaDocument, (request, reply) => {
    const nowMs = clock.now().getTime();
    const { id, file } = parse(pathSchema, request.params);
    if (parse(querySchema, request.query).expires <= nowMs) throw new GongRefusal(403, ['link has expired']);
    const call = world.calls.find((one) => one.id === id);
    if (call === undefined || !isShown(call, nowMs)) throw new GongRefusal(404, ['no such recording']);
    return file === 'audio.wav'
      ? reply.type('audio/wav').send(silentAudio())
      : reply.type('video/mp4').send(emptyVideo());
  });
}
