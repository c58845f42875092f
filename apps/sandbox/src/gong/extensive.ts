import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import type { CallParty, WorldCall } from '../world.ts';
import { callComments } from './call-comments.ts';
import { callContent } from './call-content.ts';
import { callContext, partyContext } from './call-context.ts';
import { callInteraction } from './call-interaction.ts';
import { callFilterSchema, listCalls } from './call-list.ts';
import { callMeta } from './call-meta.ts';
import { contentSelectorSchema, contextDepth, type ContentSelector } from './content-selector.ts';
import { mediaLinks } from './media.ts';
import { cutPage, readPosition } from './page.ts';
import { parse } from './parse.ts';
import { refuseEmpty } from './refusal.ts';
import { listReply } from './reply-shapes.ts';

const bodySchema = z.looseObject({
  cursor: z.string().nullish(),
  filter: callFilterSchema,
  contentSelector: contentSelectorSchema.nullish(),
});
const extensiveDocument = documented({
  summary: 'Calls with the parts that a content selector names',
  area: 'Calls',
  mark: 'documented',
  body: bodySchema,
  reply: listReply('calls'),
});

/** `POST /v2/calls/extensive`: calls with the parts that the content selector asks for. The cursor stands in the body. */
export function registerExtensive(app: FastifyInstance, context: SandboxContext): void {
  app.post('/v2/calls/extensive', extensiveDocument, (request) => {
    const { cursor, filter, contentSelector } = parse(bodySchema, request.body);
    const selector = contentSelector ?? {};
    contextDepth(selector);
    const position = readPosition(context, cursor, { filter, selector });
    const calls = listCalls(context, filter, position.firstAtMs);
    refuseEmpty(context, calls, 'calls');
    const { items, records } = cutPage(context, calls, position);
    const nowMs = context.clock.now().getTime();
    const origin = `${request.protocol}://${request.host}`;
    return {
      requestId: request.id,
      records,
      calls: items.map((call) => present(context, call, { selector, origin, nowMs })),
    };
  });
}

function present(
  context: SandboxContext,
  call: WorldCall,
  { selector, origin, nowMs }: { selector: ContentSelector; origin: string; nowMs: number },
): Record<string, unknown> {
  const { world } = context;
  const crm = contextDepth(selector);
  const exposed = selector.exposedFields ?? {};
  const interaction = exposed.interaction ? callInteraction(call, exposed.interaction) : null;
  return {
    metaData: callMeta(world, call),
    ...callContext(world, call, crm),
    ...(exposed.parties
      ? {
          parties: call.parties.map((party) => ({
            ...presentParty(party, partyContext(party, crm)),
            ...speakerId(party, context),
          })),
        }
      : {}),
    ...(exposed.content ? { content: callContent(call, exposed.content) } : {}),
    ...(interaction === null ? {} : { interaction }),
    ...(exposed.collaboration?.publicComments
      ? { collaboration: { publicComments: callComments(world, call) } }
      : {}),
    ...(exposed.media ? { media: mediaLinks(call, origin, nowMs) } : {}),
  };
}

function presentParty(party: CallParty, context: readonly unknown[]): Record<string, unknown> {
  return {
    id: party.id,
    emailAddress: party.emailAddress,
    name: party.name,
    title: party.title,
    userId: party.userId,
    context,
    affiliation: party.affiliation,
    phoneNumber: party.phoneNumber ?? null,
    methods: party.speakerId === null ? ['Invitee'] : ['Invitee', 'Attendee'],
  };
}

/** Null rather than missing for those who did not speak: deployed clients read the key of every party. */
function speakerId({ speakerId: id }: CallParty, { switches }: SandboxContext): object {
  return id === null && switches.gongSpeakerId === 'omitted' ? {} : { speakerId: id };
}
