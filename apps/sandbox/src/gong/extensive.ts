import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import type { WorldCall } from '../world.ts';
import { callContent } from './call-content.ts';
import { callContext } from './call-context.ts';
import { callInteraction } from './call-interaction.ts';
import { callFilterSchema, listCalls } from './call-list.ts';
import { callMeta } from './call-meta.ts';
import { cutPage } from './page.ts';
import { parse } from './parse.ts';
import { GongRefusal, nothingFound } from './refusal.ts';
import { listReply } from './reply-shapes.ts';

const flag = z.boolean().nullish();

const selectorSchema = z.looseObject({
  context: z.enum(['None', 'Basic', 'Extended']).nullish(),
  contextTiming: z.array(z.enum(['Now', 'TimeOfCall'])).nullish(),
  exposedFields: z
    .looseObject({
      parties: flag,
      media: flag,
      content: z
        .looseObject({
          structure: flag,
          topics: flag,
          trackers: flag,
          trackerOccurrences: flag,
          brief: flag,
          outline: flag,
          highlights: flag,
          callOutcome: flag,
          keyPoints: flag,
        })
        .nullish(),
      interaction: z
        .looseObject({ speakers: flag, video: flag, personInteractionStats: flag, questions: flag })
        .nullish(),
      collaboration: z.looseObject({ publicComments: flag }).nullish(),
    })
    .nullish(),
});

const bodySchema = z.looseObject({
  cursor: z.string().nullish(),
  filter: callFilterSchema,
  contentSelector: selectorSchema.nullish(),
});
const extensiveDocument = documented({
  summary: 'Calls with the parts that a content selector names',
  area: 'Calls',
  mark: 'documented',
  body: bodySchema,
  reply: listReply('calls'),
});

/** What an extensive request wants to see beside `metaData`. */
type ContentSelector = z.infer<typeof selectorSchema>;

/** `POST /v2/calls/extensive`: calls with the parts that the content selector asks for. The cursor stands in the body. */
export function registerExtensive(app: FastifyInstance, context: SandboxContext): void {
  app.post('/v2/calls/extensive', extensiveDocument, (request) => {
    const { cursor, filter, contentSelector } = parse(bodySchema, request.body);
    const selector = contentSelector ?? {};
    if (selector.contextTiming?.length && selector.context !== 'Extended') {
      throw new GongRefusal(400, ['contentSelector.contextTiming: allowed only when context is Extended']);
    }
    const calls = listCalls(context, filter);
    if (calls.length === 0) throw nothingFound('calls');
    const page = cutPage(calls, {
      cursor,
      filter: { filter, selector },
      nowMs: context.clock.now().getTime(),
    });
    return {
      requestId: request.id,
      records: page.records,
      calls: page.items.map((call) => present(context, call, selector)),
    };
  });
}

function present(
  context: SandboxContext,
  call: WorldCall,
  selector: ContentSelector,
): Record<string, unknown> {
  const exposed = selector.exposedFields ?? {};
  return {
    metaData: callMeta(context.world, call),
    ...callContext(context.world, call, selector.context ?? 'None'),
    ...(exposed.parties ? { parties: call.parties.map(presentParty) } : {}),
    ...(exposed.content ? { content: callContent(call, exposed.content) } : {}),
    ...(exposed.interaction ? { interaction: callInteraction(call, exposed.interaction) } : {}),
    ...(exposed.collaboration?.publicComments ? { collaboration: { publicComments: [] } } : {}),
    ...(exposed.media
      ? {
          media: {
            audioUrl: `https://media.example/${call.id}.mp3`,
            videoUrl: `https://media.example/${call.id}.mp4`,
          },
        }
      : {}),
  };
}

function presentParty(party: WorldCall['parties'][number]): Record<string, unknown> {
  return {
    id: party.id,
    emailAddress: party.emailAddress,
    name: party.name,
    title: party.title,
    userId: party.userId,
    // Null rather than missing for those who did not speak: deployed clients read the key of every party.
    speakerId: party.speakerId,
    context: [],
    affiliation: party.affiliation,
    phoneNumber: null,
    methods: party.speakerId === null ? ['Invitee'] : ['Invitee', 'Attendee'],
  };
}
