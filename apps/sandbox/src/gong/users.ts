import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import type { GongUser } from '../world.ts';
import { withOffset } from './call-meta.ts';
import { cutPage, readPosition } from './page.ts';
import { parse, parseInstant } from './parse.ts';
import { GongRefusal, refuseEmpty } from './refusal.ts';
import { listReply, oneReply } from './reply-shapes.ts';

const querySchema = z.looseObject({
  cursor: z.string().optional(),
  includeAvatars: z.enum(['true', 'false']).optional(),
});
const bodySchema = z.looseObject({
  cursor: z.string().nullish(),
  filter: z.looseObject({
    userIds: z.array(z.string()).nullish(),
    createdFromDateTime: z.string().nullish(),
    createdToDateTime: z.string().nullish(),
    includeAvatars: z.boolean().nullish(),
  }),
});

const common = { area: 'Users', mark: 'documented' } as const;
const listDocument = documented({
  ...common,
  summary: 'List users',
  query: querySchema,
  reply: listReply('users'),
});
const oneDocument = documented({ ...common, summary: 'One user', reply: oneReply('user') });
const extensiveDocument = documented({
  ...common,
  summary: 'Users that a filter picks',
  body: bodySchema,
  reply: listReply('users'),
});

type UserFilter = z.infer<typeof bodySchema>['filter'];

/** `GET /v2/users`, `GET /v2/users/{id}` and `POST /v2/users/extensive`. */
export function registerUsers(app: FastifyInstance, context: SandboxContext): void {
  const { clock } = context;

  app.get('/v2/users', listDocument, (request) => {
    const { cursor, includeAvatars } = parse(querySchema, request.query);
    return answer(request.id, cursor, { includeAvatars: includeAvatars === 'true' });
  });

  app.get<{ Params: { id: string } }>('/v2/users/:id', oneDocument, (request) => {
    const { id } = request.params;
    const nowMs = clock.now().getTime();
    const [user] = listUsers(context, { userIds: [id], includeAvatars: true }, nowMs);
    if (user === undefined) throw new GongRefusal(404, [`No user found with id ${id}`]);
    return { requestId: request.id, user: presentUser(user, nowMs) };
  });

  app.post('/v2/users/extensive', extensiveDocument, (request) => {
    const { cursor, filter } = parse(bodySchema, request.body);
    return answer(request.id, cursor, filter);
  });

  function answer(requestId: string, cursor: string | null | undefined, filter: UserFilter) {
    const nowMs = clock.now().getTime();
    const position = readPosition(context, cursor, filter);
    const users = listUsers(context, filter, position.firstAtMs);
    refuseEmpty(context, users, 'users');
    const { items, records } = cutPage(context, users, position);
    return { requestId, records, users: items.map((user) => presentUser(user, nowMs)) };
  }
}

/**
 * The users there were at an instant and that fit the filter; creation from inclusive, to exclusive. Avatars, who stand
 * for the recorder's own staff, are left out unless asked for.
 */
export function listUsers({ world }: SandboxContext, filter: UserFilter, atMs: number): GongUser[] {
  const fromMs = instantOf('filter.createdFromDateTime', filter.createdFromDateTime) ?? -Infinity;
  const toMs = instantOf('filter.createdToDateTime', filter.createdToDateTime) ?? Infinity;
  const ids = filter.userIds ? new Set(filter.userIds) : null;
  return world.gongUsers.filter((user) => {
    const createdMs = Date.parse(user.createdAt);
    return (
      createdMs <= atMs &&
      createdMs >= fromMs &&
      createdMs < toMs &&
      (filter.includeAvatars === true || user.isAvatar !== true) &&
      (ids === null || ids.has(user.id))
    );
  });
}

function instantOf(name: string, text: string | null | undefined): number | undefined {
  return text === null || text === undefined ? undefined : parseInstant(name, text);
}

function presentUser(user: GongUser, nowMs: number): Record<string, unknown> {
  const hasLeft = user.leftAt !== undefined && Date.parse(user.leftAt) <= nowMs;
  return {
    id: user.id,
    emailAddress: user.emailAddress,
    created: withOffset(user.createdAt),
    active: user.active && !hasLeft,
    emailAliases: user.emailAliases,
    trustedEmailAddress: null,
    firstName: user.firstName,
    lastName: user.lastName,
    title: user.title,
    phoneNumber: null,
    extension: null,
    personalMeetingUrls: [],
    settings: {
      webConferencesRecorded: true,
      preventWebConferenceRecording: false,
      telephonyCallsImported: false,
      emailsImported: false,
      preventEmailImport: false,
      nonRecordedMeetingsImported: false,
      gongConnectEnabled: false,
    },
    managerId: user.managerId,
    meetingConsentPageUrl: null,
    // BCP-47 here, unlike the language of a call.
    spokenLanguages: [{ language: 'en-US', primary: true }],
  };
}
