import type { GongClient } from '@handrail/gong';
import type { Area, Reply, Request } from '../case.ts';
import {
  absent,
  anyOf,
  every,
  including,
  type Matcher,
  type Pattern,
  requestId,
  some,
  text,
} from '../pattern.ts';

const workspaces: Request = { method: 'GET', path: '/v2/workspaces' };
const users: Request = { method: 'GET', path: '/v2/users' };
const calls: Request = {
  method: 'GET',
  path: '/v2/calls?fromDateTime=2020-01-01T00:00:00Z&toDateTime=2027-01-01T00:00:00Z',
};
const wrongKey = { authorization: `Basic ${Buffer.from('sandbox-gong-key:wrong').toString('base64')}` };
const refusal = (status: number, errors: Pattern = every(text('Some prose'))): Reply => ({
  status,
  body: { requestId: requestId(), errors },
});
const tooMany = (seconds: Matcher | string): Reply => ({
  ...refusal(429),
  headers: { 'retry-after': seconds },
});
const listWorkspaces = (client: GongClient) => client.workspaces.list();
const textOrNull: Matcher = some(
  null,
  'a text or null',
  (value) => value === null || typeof value === 'string',
);
const workspacesReply: Reply = {
  status: 200,
  body: {
    requestId: requestId(),
    workspaces: every({
      id: text('6100000000000000001', /^\d{1,20}$/),
      name: text('Customer Success'),
      description: textOrNull,
    }),
  },
};
const listUsers = async (client: GongClient) => {
  const items: unknown[] = [];
  for await (const page of client.users.list()) items.push(...page.items);
  return items;
};
/** A user (§4). */
const user = {
  id: text('5500000000000000001', /^\d{1,20}$/),
  emailAddress: text('mara@acme.test', /@/),
  emailAliases: some(['m.ek@acme.test'], 'a list of addresses', Array.isArray),
  trustedEmailAddress: textOrNull,
  firstName: text('Mara'),
  lastName: text('Ek'),
  title: textOrNull,
  phoneNumber: textOrNull,
  extension: textOrNull,
  active: anyOf('boolean', true),
  created: text('2024-02-01T09:00:00+00:00', /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/),
  managerId: textOrNull,
  spokenLanguages: some([], 'a list', Array.isArray),
  settings: some({}, 'flags', (value) => typeof value === 'object' && value !== null),
} as const;
const usersReply: Reply = {
  status: 200,
  body: {
    requestId: requestId(),
    records: including({
      totalRecords: anyOf('number', 1),
      currentPageSize: anyOf('number', 1),
      currentPageNumber: 0,
      cursor: absent,
    }),
    users: every(including(user), 5),
  },
};

/** The way in, limits, errors, users and workspaces. */
export const gongCompany: Area<GongClient> = {
  title: 'Gong: access, limits, users, workspaces',
  cases: [
    {
      id: 'gong-basic',
      title: 'Key and secret open the API as Basic credentials',
      reference: 'Gong §1, §4',
      mark: ['D'],
      covers: ['gong 1 basic', 'gong 4 workspaces'],
      exchanges: [{ request: workspaces, reply: workspacesReply }],
      readings: [
        {
          call: listWorkspaces,
          sends: including({
            method: 'GET',
            path: '/v2/workspaces',
            headers: including({ authorization: `Basic ${Buffer.from('key:secret').toString('base64')}` }),
          }),
          gives: [{ id: '6100000000000000001', name: 'Customer Success', description: null }],
        },
      ],
    },
    ...(
      [
        ['calls', calls, 401],
        ['users-extensive', { method: 'POST', path: '/v2/users/extensive', body: { filter: {} } }, 401],
        ['users', users, 403],
        ['workspaces', workspaces, 403],
      ] as const
    ).map(([name, request, status]) => ({
      id: `gong-refused-${name}`,
      title: `Wrong credentials are ${status} at ${name}`,
      reference: 'Gong §4, §2',
      mark: ['D'] as const,
      covers: [`gong 2 ${status}`, 'gong 4 refusals', 'gong 2 error body'],
      exchanges: [{ request: { ...request, headers: wrongKey }, reply: refusal(status) }],
      readings: [
        {
          call: listWorkspaces,
          requests: 1,
          fails: {
            code: status === 401 ? 'gong_unauthorized' : 'gong_refused',
            status,
            outcome: 'refused',
            requestId: requestId(),
          },
        },
      ],
    })),
    {
      id: 'gong-no-credentials',
      title: 'No credentials are refused like wrong ones',
      reference: 'Gong §1',
      mark: ['D'],
      covers: ['gong 1 basic', 'gong 2 401'],
      exchanges: [{ request: { ...calls, headers: { authorization: '' } }, reply: refusal(401) }],
      readings: { not: 'the client always sends them' },
    },
    {
      id: 'gong-per-second',
      title:
        'The fourth request of a second is 429 with Retry-After in whole seconds; after it the next is taken',
      reference: 'Gong §2',
      mark: ['D'],
      covers: ['gong 2 per second', 'gong 2 429'],
      given: { limits: { gongPerSecond: 3 } },
      exchanges: [
        { after: 2, request: workspaces, reply: workspacesReply },
        { request: workspaces, reply: tooMany(text('1', /^[1-9]\d*$/)) },
        { advanceMs: 1_000, request: workspaces, reply: workspacesReply },
      ],
      readings: [
        {
          call: listWorkspaces,
          replies: [tooMany('3'), workspacesReply],
          requests: 2,
          gives: [including({ name: 'Customer Success' })],
        },
        {
          call: listWorkspaces,
          replies: [tooMany('3')],
          fails: { code: 'gong_rate_limited', status: 429, retryAfterMs: 3_000, outcome: 'refused' },
        },
      ],
    },
    {
      id: 'gong-per-day',
      title: 'The requests of a day are counted for the whole company, and no header tells what is left',
      reference: 'Gong §2',
      mark: ['D'],
      covers: ['gong 2 per day', 'gong 2 429'],
      given: { limits: { gongPerDay: 2 } },
      exchanges: [
        {
          after: 1,
          request: workspaces,
          reply: { ...workspacesReply, headers: { 'x-ratelimit-remaining': absent, 'retry-after': absent } },
        },
        { request: users, reply: tooMany(text('50369', /^[1-9]\d*$/)) },
        { advanceMs: 86_400_000, request: users, reply: usersReply },
      ],
      readings: { not: 'the same reply as gong-per-second' },
    },
    {
      id: 'gong-server-error',
      title: 'A fault at Gong has the one error body, and is tried again',
      reference: 'Gong §2',
      mark: ['D'],
      covers: ['gong 2 5xx', 'gong 2 error body'],
      given: { fault: { kind: 'error-500', vendor: 'gong' } },
      exchanges: [{ request: workspaces, reply: refusal(500) }],
      readings: [
        {
          call: listWorkspaces,
          replies: [refusal(500), refusal(503), workspacesReply],
          requests: 3,
          gives: [including({})],
        },
        {
          call: listWorkspaces,
          replies: [refusal(500)],
          fails: { code: 'gong_server_error', status: 500, outcome: 'unknown' },
        },
      ],
    },
    {
      id: 'gong-prose-is-not-told',
      title: 'The client decides by the status alone and keeps the request id, never the prose',
      reference: 'Gong §2',
      mark: ['D'],
      covers: ['gong 2 error body'],
      exchanges: { not: 'the reply side is every refusal here' },
      readings: [
        {
          call: listWorkspaces,
          replies: [{ status: 400, body: { requestId: 'r-7', errors: ['secret words of a customer'] } }],
          fails: {
            code: 'gong_bad_request',
            requestId: 'r-7',
            message: some(
              '',
              'a message without the prose',
              (value) => !String(value).includes('secret words'),
            ),
          },
        },
      ],
    },
    {
      id: 'gong-users',
      title: 'Users come with addresses, aliases, activity and manager',
      reference: 'Gong §4',
      mark: ['D'],
      covers: ['gong 4 users'],
      exchanges: [{ request: users, reply: usersReply }],
      readings: [
        {
          call: listUsers,
          sends: including({ method: 'GET', path: '/v2/users' }),
          gives: [
            including({
              id: '5500000000000000001',
              emailAddress: 'mara@acme.test',
              emailAliases: ['m.ek@acme.test'],
              firstName: 'Mara',
              lastName: 'Ek',
              title: null,
              active: true,
              created: new Date('2024-02-01T09:00:00Z'),
              managerId: null,
            }),
          ],
        },
      ],
    },
    {
      id: 'gong-user-by-id',
      title: 'One user is read by id; an unknown one is 404',
      reference: 'Gong §4',
      mark: ['D'],
      covers: ['gong 4 user by id', 'gong 2 404 id'],
      exchanges: [
        { request: users, keep: { user: 'users.0.id' } },
        {
          request: { method: 'GET', path: '/v2/users/{user}' },
          reply: { status: 200, body: { requestId: requestId(), user: including(user) } },
        },
        { request: { method: 'GET', path: '/v2/users/1' }, reply: refusal(404) },
      ],
      readings: { not: 'the client reads the list' },
    },
    {
      id: 'gong-users-extensive',
      title: 'Users are filtered by ids or by the time they were made',
      reference: 'Gong §4',
      mark: ['D'],
      covers: ['gong 4 users extensive'],
      exchanges: [
        { request: users, keep: { user: 'users.0.id' } },
        {
          request: { method: 'POST', path: '/v2/users/extensive', body: { filter: { userIds: ['{user}'] } } },
          reply: {
            status: 200,
            body: {
              requestId: requestId(),
              records: including({ totalRecords: 1 }),
              users: [including(user)],
            },
          },
        },
        {
          request: {
            method: 'POST',
            path: '/v2/users/extensive',
            body: {
              filter: {
                createdFromDateTime: '2001-01-01T00:00:00Z',
                createdToDateTime: '2001-01-02T00:00:00Z',
              },
            },
          },
          reply: refusal(404),
        },
      ],
      readings: { not: 'the client reads the list' },
    },
  ],
};
