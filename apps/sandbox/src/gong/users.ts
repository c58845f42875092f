import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import type { GongUser } from '../world.ts';
import { withOffset } from './call-meta.ts';
import { cutPage } from './page.ts';
import { parse, parseInstant } from './parse.ts';
import { GongRefusal, nothingFound } from './refusal.ts';
import { listReply, oneReply } from './reply-shapes.ts';

/** When every user of the made-up tenant came to Gong. */
const CREATED_AT = '2024-02-01T09:00:00Z';

const querySchema = z.looseObject({ cursor: z.string().optional(), includeAvatars: z.string().optional() });
const bodySchema = z.looseObject({
  cursor: z.string().nullish(),
  filter: z.looseObject({
    userIds: z.array(z.string()).nullish(),
    createdFromDateTime: z.string().nullish(),
    createdToDateTime: z.string().nullish(),
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

/** `GET /v2/users`, `GET /v2/users/{id}` and `POST /v2/users/extensive`. */
export function registerUsers(app: FastifyInstance, context: SandboxContext): void {
  const { world, clock } = context;

  app.get('/v2/users', listDocument, (request) => {
    const { cursor } = parse(querySchema, request.query);
    return answer(request.id, world.gongUsers, cursor, null);
  });

  app.get<{ Params: { id: string } }>('/v2/users/:id', oneDocument, (request) => {
    const user = world.gongUsers.find(({ id }) => id === request.params.id);
    if (user === undefined) throw new GongRefusal(404, [`No user found with id ${request.params.id}`]);
    return { requestId: request.id, user: presentUser(user) };
  });

  app.post('/v2/users/extensive', extensiveDocument, (request) => {
    const { cursor, filter } = parse(bodySchema, request.body);
    const createdMs = Date.parse(CREATED_AT);
    const fromMs = filter.createdFromDateTime
      ? parseInstant('filter.createdFromDateTime', filter.createdFromDateTime)
      : createdMs;
    const toMs = filter.createdToDateTime
      ? parseInstant('filter.createdToDateTime', filter.createdToDateTime)
      : createdMs + 1;
    const ids = filter.userIds ? new Set(filter.userIds) : null;
    const users = world.gongUsers.filter(
      ({ id }) => createdMs >= fromMs && createdMs < toMs && (ids === null || ids.has(id)),
    );
    return answer(request.id, users, cursor, filter);
  });

  function answer(
    requestId: string,
    users: readonly GongUser[],
    cursor: string | null | undefined,
    filter: unknown,
  ) {
    if (users.length === 0) throw nothingFound('users');
    const { items, records } = cutPage(users, { cursor, filter, nowMs: clock.now().getTime() });
    return { requestId, records, users: items.map(presentUser) };
  }
}

function presentUser(user: GongUser): Record<string, unknown> {
  return {
    id: user.id,
    emailAddress: user.emailAddress,
    created: withOffset(CREATED_AT),
    active: user.active,
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
    spokenLanguages: [{ language: 'eng', primary: true }],
  };
}
