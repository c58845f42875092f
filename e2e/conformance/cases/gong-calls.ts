import type { GongClient } from '@handrail/gong';
import type { WorldCall } from '@handrail/sandbox';
import type { Area, Reply, Request } from '../case.ts';
import {
  absent,
  anyOf,
  every,
  including,
  listOf,
  type Matcher,
  oneOf,
  optional,
  type Pattern,
  requestId,
  some,
  text,
} from '../pattern.ts';

const CALL = '4400000000000000001';
const OUR_SPEAKER = '7700000000000000001';
const THEIR_SPEAKER = '7700000000000000002';
const PERIOD = { from: new Date('2026-11-09T00:00:00Z'), to: new Date('2026-11-11T00:00:00Z') };

/** The call of the documents' examples. */
const call: WorldCall = {
  id: CALL,
  title: 'Renewal',
  scheduled: '2026-11-09T09:00:00.000Z',
  started: '2026-11-09T09:02:00.000Z',
  durationSeconds: 1830,
  language: 'eng',
  isPrivate: false,
  companyGsid: null,
  crmAccountId: '0015g00000LINDQ',
  primaryUserId: '5500000000000000001',
  parties: [
    {
      id: '1',
      name: 'Mara Ek',
      emailAddress: 'mara@acme.test',
      title: 'CSM',
      userId: '5500000000000000001',
      speakerId: OUR_SPEAKER,
      affiliation: 'Internal',
    },
    {
      id: '2',
      name: 'Ines Holm',
      emailAddress: 'ines@lindqvist.test',
      title: 'CTO',
      userId: null,
      speakerId: THEIR_SPEAKER,
      affiliation: 'External',
    },
    {
      id: '3',
      name: 'Olle Berg',
      emailAddress: 'olle@lindqvist.test',
      title: null,
      userId: null,
      speakerId: null,
      affiliation: 'External',
    },
  ],
  monologues: [
    {
      speakerId: THEIR_SPEAKER,
      topic: 'Renewal',
      sentences: [
        { startMs: 61250, endMs: 64010, text: 'We would like to keep the present seats.' },
        { startMs: 64200, endMs: 66900, text: 'But the export has to be fixed first.' },
      ],
    },
    {
      speakerId: OUR_SPEAKER,
      topic: null,
      sentences: [{ startMs: 67100, endMs: 68000, text: 'I will check with the team today.' }],
    },
  ],
  listedAt: '2026-11-09T11:00:00.000Z',
  transcribedAt: '2026-11-09T12:00:00.000Z',
};
/** A call with enough speech for an analysis and figures. */
const longCall: WorldCall = {
  ...call,
  monologues: Array.from({ length: 30 }, (_, index) => ({
    speakerId: index % 2 === 0 ? THEIR_SPEAKER : OUR_SPEAKER,
    topic: index < 15 ? 'Renewal' : 'Export',
    sentences: [
      {
        startMs: index * 20_000,
        endMs: index * 20_000 + 9_000,
        text: 'The export has to be fixed before the renewal.',
      },
      {
        startMs: index * 20_000 + 9_500,
        endMs: index * 20_000 + 15_000,
        text: 'Can we agree on that today?',
      },
    ],
  })),
};
const onlyCall = { calls: [call] } as const;
const manyCalls = {
  calls: Array.from({ length: 150 }, (_, index) => ({
    ...call,
    id: String(4400000000000000001n + BigInt(index)),
  })),
} as const;

const offset = (sample: string): Matcher =>
  text(sample, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
const recordsOf = (total: number, size: number, page: number, more: Pattern = absent): Pattern => ({
  totalRecords: total,
  currentPageSize: size,
  currentPageNumber: page,
  cursor: more,
});
const cursor = text('eyJwYWdlIjoxfQ');
/** The facts of a call (§3, GET /v2/calls). */
const facts = {
  id: CALL,
  url: optional(text('https://app.gong.io/call?id=4400000000000000001', /^https:\/\/\S+|^$/)),
  title: 'Renewal',
  scheduled: offset('2026-11-09T10:00:00+01:00'),
  started: offset('2026-11-09T10:02:00+01:00'),
  duration: 1830,
  primaryUserId: '5500000000000000001',
  direction: oneOf('Conference', 'Inbound', 'Outbound', 'Unknown'),
  system: anyOf('string', 'Zoom'),
  scope: oneOf('External', 'Internal', 'Unknown'),
  media: oneOf('Video', 'Audio'),
  language: 'eng',
  workspaceId: text('6100000000000000001', /^\d{1,20}$/),
  sdrDisposition: optional(null),
  clientUniqueId: optional(null),
  customData: optional(null),
  purpose: some(
    null,
    'a text or null',
    (value) => value === undefined || value === null || typeof value === 'string',
  ),
  meetingUrl: some(
    null,
    'a text or null',
    (value) => value === undefined || value === null || typeof value === 'string',
  ),
  isPrivate: false,
  calendarEventId: some(
    null,
    'a text or null',
    (value) => value === undefined || value === null || typeof value === 'string',
  ),
} as const;
const list = (from = '2026-11-09T00:00:00Z', to = '2026-11-11T00:00:00Z', more = ''): Request => ({
  method: 'GET',
  path: `/v2/calls?fromDateTime=${from}&toDateTime=${to}${more}`,
});
const post = (path: string, body: object): Request => ({ method: 'POST', path, body });
const byIds = { callIds: [CALL] };
const page = (body: { readonly [key: string]: Pattern }): Reply => ({
  status: 200,
  body: { requestId: requestId(), ...body },
});
const refusal = (status: number, errors: Pattern): Reply => ({
  status,
  body: { requestId: requestId(), errors },
});
const nothing = refusal(404, ['No calls found corresponding to the provided filters']);
const listAll = (client: GongClient) => itemsOf(client.calls.list(PERIOD));
const theCall = (client: GongClient) => itemsOf(client.calls.extensive({ callIds: [CALL] }));
const extensive = (contentSelector?: object): Request =>
  post('/v2/calls/extensive', {
    filter: byIds,
    ...(contentSelector === undefined ? {} : { contentSelector }),
  });
const extensiveReply = (parts: { readonly [key: string]: Pattern }): Reply =>
  page({ records: recordsOf(1, 1, 0), calls: [{ metaData: facts, ...parts }] });
const transcript = {
  callId: CALL,
  transcript: [
    {
      speakerId: THEIR_SPEAKER,
      topic: 'Renewal',
      sentences: [
        { start: 61250, end: 64010, text: 'We would like to keep the present seats.' },
        { start: 64200, end: 66900, text: 'But the export has to be fixed first.' },
      ],
    },
    {
      speakerId: OUR_SPEAKER,
      topic: null,
      sentences: [{ start: 67100, end: 68000, text: 'I will check with the team today.' }],
    },
  ],
} as const;
const number = anyOf('number', 1);

/** Calls, their parties and Gong's analysis, transcripts. */
export const gongCalls: Area<GongClient> = {
  title: 'Gong: calls and transcripts',
  cases: [
    {
      id: 'calls-list',
      title:
        'Calls of a period come with their facts, ids as text, times as ISO with offset, duration in seconds',
      reference: 'Gong §3, §2',
      mark: ['D'],
      covers: ['gong 3 list', 'gong 2 ids', 'gong 2 times'],
      given: onlyCall,
      exchanges: [{ request: list(), reply: page({ records: recordsOf(1, 1, 0), calls: [facts] }) }],
      readings: [
        {
          call: listAll,
          sends: including({
            method: 'GET',
            path: text(
              '',
              /^\/v2\/calls\?fromDateTime=2026-11-09T00(:|%3A)00(:|%3A)00\.000Z&toDateTime=2026-11-11T00(:|%3A)00(:|%3A)00\.000Z$/,
            ),
          }),
          gives: [
            including({
              id: CALL,
              title: 'Renewal',
              scheduled: new Date('2026-11-09T09:00:00Z'),
              started: new Date('2026-11-09T09:02:00Z'),
              duration: 1830,
              language: 'eng',
              isPrivate: false,
              purpose: null,
            }),
          ],
        },
      ],
    },
    {
      id: 'calls-from-inclusive',
      title: 'The start of the period is inside, its end is not',
      reference: 'Gong §3',
      mark: ['D'],
      covers: ['gong 3 period'],
      given: onlyCall,
      exchanges: [
        {
          request: list('2026-11-09T09:00:00Z', '2026-11-09T09:00:01Z'),
          reply: page({ records: recordsOf(1, 1, 0), calls: listOf(1) }),
        },
        { request: list('2026-11-09T08:00:00Z', '2026-11-09T09:00:00Z'), reply: nothing },
      ],
      readings: { not: 'what the period means is the vendor’s' },
    },
    {
      id: 'calls-by-scheduled-time',
      title: 'The period looks at the scheduled time, and a call is listed only when processed',
      reference: 'Gong §3',
      mark: ['D', 'C'],
      covers: ['gong 3 period', 'gong 3 late'],
      given: { calls: [{ ...call, listedAt: '2026-11-10T11:00:00.000Z' }] },
      exchanges: [
        { request: list('2026-11-09T08:59:00Z', '2026-11-09T09:01:00Z'), reply: nothing },
        {
          advanceMs: 3_600_000,
          request: list('2026-11-09T08:59:00Z', '2026-11-09T09:01:00Z'),
          reply: page({ records: recordsOf(1, 1, 0), calls: listOf(1) }),
        },
        { request: list('2026-11-09T09:01:00Z', '2026-11-09T10:00:00Z'), reply: nothing },
      ],
      readings: { not: 'overlapping windows are the engine’s' },
    },
    {
      id: 'calls-dates-required',
      title: 'Both dates may be required, as the document marks them',
      reference: 'Gong §3',
      mark: ['D'],
      covers: ['gong 3 list', 'gong 2 400'],
      given: { switches: { gongMissingDate: 'refused' } },
      exchanges: [
        '/v2/calls',
        '/v2/calls?fromDateTime=2026-11-09T00:00:00Z',
        '/v2/calls?toDateTime=2026-11-09T00:00:00Z',
      ].map((path) => ({
        request: { method: 'GET' as const, path },
        reply: refusal(400, every(text('…'))),
      })),
      readings: { not: 'the client always sends both, see calls-list' },
    },
    {
      id: 'calls-dates-open',
      title: 'A missing date leaves its side open, as the texts of both dates say',
      reference: 'Gong §3',
      mark: ['D'],
      covers: ['gong 3 list'],
      given: onlyCall,
      exchanges: ['fromDateTime=2026-11-09T08:59:00Z', 'toDateTime=2026-11-09T09:01:00Z'].map((half) => ({
        request: { method: 'GET' as const, path: `/v2/calls?${half}` },
        reply: page({ records: recordsOf(1, 1, 0), calls: listOf(1) }),
      })),
      readings: { not: 'the client always sends both, see calls-list' },
    },
    {
      id: 'calls-nothing-found',
      title: 'A period without calls is a 404 with the known text, an empty list to the client',
      reference: 'Gong §2',
      mark: ['C', 'D'],
      covers: ['gong 2 404 list', 'gong 2 texts'],
      exchanges: [{ request: list('2020-01-01T00:00:00Z', '2020-01-02T00:00:00Z'), reply: nothing }],
      readings: [
        { call: listAll, gives: [] },
        { call: theCall, gives: [] },
        { call: (client) => itemsOf(client.transcripts.list({ callIds: [CALL] })), gives: [] },
      ],
    },
    {
      id: 'calls-404-of-another',
      title: 'A 404 that has not Gong’s error body comes from something else, and is no empty list',
      reference: 'Gong §2',
      mark: ['D'],
      covers: ['gong 2 404 list'],
      exchanges: { not: 'no reply of Gong' },
      readings: [
        {
          call: listAll,
          replies: [{ status: 404, body: { message: 'no route' } }],
          fails: { code: 'gong_not_found' },
        },
      ],
    },
    {
      id: 'calls-wrong-period',
      title: 'A period that ends before it begins is refused by the known text',
      reference: 'Gong §2',
      mark: ['C'],
      covers: ['gong 2 texts', 'gong 2 400'],
      exchanges: [
        {
          request: list('2026-11-11T00:00:00Z', '2026-11-09T00:00:00Z'),
          reply: refusal(400, ['filter.fromDateTime: must be before toDateTime']),
        },
      ],
      readings: [
        { call: listAll, requests: 1, fails: { code: 'gong_bad_request', status: 400, outcome: 'refused' } },
      ],
    },
    {
      id: 'calls-paged-get',
      title: 'A GET list is read on by the cursor in the query, until it is absent',
      reference: 'Gong §2',
      mark: ['D'],
      covers: ['gong 2 paging', 'gong 2 cursor GET'],
      given: manyCalls,
      exchanges: [
        {
          request: list(),
          reply: page({ records: recordsOf(150, 100, 0, cursor), calls: listOf(100) }),
          keep: { cursor: 'records.cursor' },
        },
        {
          request: list(undefined, undefined, '&cursor={cursor}'),
          reply: page({ records: recordsOf(150, 50, 1), calls: listOf(50) }),
        },
      ],
      readings: [
        {
          call: async (client) => (await listAll(client)).map((one) => Reflect.get(Object(one), 'id')),
          replies: [
            page({ records: recordsOf(2, 1, 0, 'c+1/='), calls: [{ id: '1' }] }),
            page({ records: recordsOf(2, 1, 1), calls: [{ id: '2' }] }),
          ],
          requests: 2,
          sends: including({ method: 'GET', path: text('', /&cursor=c%2B1(\/|%2F)(=|%3D)$/) }),
          gives: ['1', '2'],
        },
        {
          call: listAll,
          replies: [page({ records: recordsOf(2, 1, 0, 'c1'), calls: [{ id: '1' }] })],
          fails: { code: 'gong_unexpected_reply' },
        },
      ],
    },
    ...(
      [
        ['extensive', '/v2/calls/extensive', 'calls', { metaData: { id: '1' } }, { metaData: { id: '2' } }],
        [
          'transcript',
          '/v2/calls/transcript',
          'callTranscripts',
          { callId: '1', transcript: [] },
          { callId: '2', transcript: [] },
        ],
      ] as const
    ).map(([name, path, key, first, second]) => ({
      id: `calls-paged-post-${name}`,
      title: `POST ${path} is read on by the cursor in the body; one in the query is ignored and page 1 comes back`,
      reference: 'Gong §2',
      mark: ['D', 'C'] as const,
      covers: ['gong 2 paging', 'gong 2 cursor POST'],
      given: manyCalls,
      exchanges: [
        {
          request: post(path, { filter: {} }),
          reply: page({ records: recordsOf(150, 100, 0, cursor), [key]: listOf(100) }),
          keep: { cursor: 'records.cursor' },
        },
        {
          request: post(path, { filter: {}, cursor: '{cursor}' }),
          reply: page({ records: recordsOf(150, 50, 1), [key]: listOf(50) }),
        },
        {
          request: post(`${path}?cursor={cursor}`, { filter: {} }),
          reply: page({ records: recordsOf(150, 100, 0, cursor), [key]: listOf(100) }),
        },
      ],
      readings: [
        {
          call: async (client: GongClient) =>
            (
              await (name === 'extensive'
                ? theCall(client)
                : itemsOf(client.transcripts.list({ callIds: [CALL] })))
            ).length,
          replies: [
            page({ records: recordsOf(2, 1, 0, 'c1'), [key]: [first] }),
            page({ records: recordsOf(2, 1, 1), [key]: [second] }),
          ],
          requests: 2,
          sends: including({ method: 'POST', path, body: including({ cursor: 'c1', filter: byIds }) }),
          gives: 2,
        },
      ],
    })),
    {
      id: 'cursor-expired',
      title: 'A cursor lives an hour from the first page; a stale one is a 4xx, and the list is begun anew',
      reference: 'Gong §2',
      mark: ['C'],
      covers: ['gong 2 cursor expired', 'gong 2 texts'],
      given: manyCalls,
      exchanges: [
        { request: list(), keep: { cursor: 'records.cursor' } },
        {
          advanceMs: 3_600_001,
          request: list(undefined, undefined, '&cursor={cursor}'),
          reply: {
            status: some(400, 'a 4xx', (value) => Number(value) >= 400 && Number(value) < 500),
            body: { requestId: requestId(), errors: every(text('cursor has expired', /cursor has expired/)) },
          },
        },
      ],
      readings: [
        {
          call: async (client) => (await listAll(client)).length,
          replies: [
            page({ records: recordsOf(2, 1, 0, 'c1'), calls: [{ id: '1' }] }),
            refusal(400, ['cursor has expired']),
            page({ records: recordsOf(2, 1, 0, 'c2'), calls: [{ id: '1' }] }),
            page({ records: recordsOf(2, 1, 1), calls: [{ id: '2' }] }),
          ],
          requests: 4,
          gives: 2,
        },
      ],
    },
    {
      id: 'cursor-lives-from-first-page',
      title: 'and not from the last page read',
      reference: 'Gong §2',
      mark: ['C'],
      covers: ['gong 2 cursor expired'],
      given: {
        calls: Array.from({ length: 250 }, (_, index) => ({
          ...call,
          id: String(4400000000000000001n + BigInt(index)),
        })),
      },
      exchanges: [
        { request: list(), keep: { cursor: 'records.cursor' } },
        {
          advanceMs: 3_000_000,
          request: list(undefined, undefined, '&cursor={cursor}'),
          keep: { cursor: 'records.cursor' },
        },
        {
          advanceMs: 900_000,
          request: list(undefined, undefined, '&cursor={cursor}'),
          reply: {
            status: 400,
            body: including({ errors: every(text('cursor has expired', /cursor has expired/)) }),
          },
        },
      ],
      readings: { not: 'the same reply as cursor-expired' },
    },
    {
      id: 'call-by-id',
      title: 'One call is read by its id',
      reference: 'Gong §3',
      mark: ['D'],
      covers: ['gong 3 by id'],
      given: onlyCall,
      exchanges: [{ request: { method: 'GET', path: `/v2/calls/${CALL}` }, reply: page({ call: facts }) }],
      readings: [
        {
          call: (client) => client.calls.find(CALL),
          sends: including({ method: 'GET', path: `/v2/calls/${CALL}` }),
          gives: including({ id: CALL, title: 'Renewal' }),
        },
      ],
    },
    {
      id: 'call-by-unknown-id',
      title: 'An unknown or deleted call is a 404',
      reference: 'Gong §3, §2, §6',
      mark: ['D'],
      covers: ['gong 3 by id', 'gong 2 404 id'],
      given: onlyCall,
      exchanges: [
        {
          request: { method: 'GET', path: '/v2/calls/4400000000000000999' },
          reply: refusal(404, every(text('…'))),
        },
      ],
      readings: [{ call: (client) => client.calls.find('4400000000000000999'), gives: null }],
    },
    {
      id: 'calls-post-creates',
      title: 'A POST to /v2/calls is no list: it would create a call',
      reference: 'Gong §4',
      mark: ['D'],
      covers: ['gong 4 POST calls'],
      exchanges: [{ request: post('/v2/calls', { filter: {} }), reply: refusal(400, every(text('…'))) }],
      readings: { not: 'the client has no way to write' },
    },
    {
      id: 'extensive-example',
      title:
        'The example’s request brings parties, context with values, content and interaction of what it selects',
      reference: 'Gong §3',
      mark: ['D'],
      covers: ['gong 3 extensive', 'gong 3 content', 'gong 3 interaction'],
      given: { calls: [longCall] },
      exchanges: [
        {
          request: post('/v2/calls/extensive', {
            filter: {
              fromDateTime: '2026-11-09T00:00:00Z',
              toDateTime: '2026-11-11T00:00:00Z',
              callIds: [CALL],
              primaryUserIds: ['5500000000000000001'],
            },
            contentSelector: {
              context: 'Extended',
              contextTiming: ['Now'],
              exposedFields: {
                parties: true,
                media: false,
                content: {
                  structure: false,
                  topics: true,
                  trackers: true,
                  trackerOccurrences: false,
                  brief: true,
                  outline: true,
                  highlights: true,
                  callOutcome: true,
                  keyPoints: true,
                },
                interaction: { speakers: true, video: false, personInteractionStats: true, questions: true },
                collaboration: { publicComments: false },
              },
            },
          }),
          reply: extensiveReply({
            parties: listOf(3),
            context: some([], 'a list', Array.isArray),
            content: including({
              structure: absent,
              topics: every({ name: text('Renewal'), duration: number }),
              trackers: every(
                including({
                  id: text('1'),
                  name: text('Renewal'),
                  type: oneOf('KEYWORD', 'SMART'),
                  count: number,
                }),
              ),
              outline: every(including({ section: text('Renewal'), startTime: number, duration: number })),
              brief: some('', 'a text or null', (value) => value === null || typeof value === 'string'),
              highlights: some([], 'a list or null', (value) => value === null || Array.isArray(value)),
              keyPoints: some([], 'a list or null', (value) => value === null || Array.isArray(value)),
              callOutcome: some(null, 'an outcome or null', (value) => typeof value === 'object'),
            }),
            interaction: including({
              video: absent,
              speakers: every(
                {
                  id: text(OUR_SPEAKER, /^\d+$/),
                  userId: some(null, 'an id or null', (value) => value === null || typeof value === 'string'),
                  talkTime: number,
                },
                2,
              ),
              interactionStats: every({
                name: oneOf(
                  'Talk Ratio',
                  'Longest Monologue',
                  'Longest Customer Story',
                  'Interactivity',
                  'Patience',
                ),
                value: number,
              }),
              questions: { companyCount: number, nonCompanyCount: number },
            }),
          }),
        },
      ],
      readings: [
        {
          call: (client) =>
            itemsOf(
              client.calls.extensive({
                callIds: [CALL],
                select: {
                  context: 'Extended',
                  content: [
                    'brief',
                    'keyPoints',
                    'highlights',
                    'outline',
                    'callOutcome',
                    'topics',
                    'trackers',
                  ],
                  interaction: ['speakers', 'personInteractionStats', 'questions'],
                },
              }),
            ),
          replies: [
            page({
              records: recordsOf(1, 1, 0),
              calls: [
                {
                  metaData: facts,
                  parties: [],
                  content: {
                    brief: 'They stay.',
                    keyPoints: [{ text: 'Seats stay' }],
                    highlights: [{ title: 'Next', items: [{ text: 'Fix the export', startTimes: [61.2] }] }],
                    outline: [
                      {
                        section: 'Renewal',
                        startTime: 61.25,
                        duration: 5.6,
                        items: [{ text: 'Seats', startTime: 61.25 }],
                      },
                    ],
                    callOutcome: { id: '1', category: 'Positive', name: 'Renewal' },
                    topics: [{ name: 'Renewal', duration: 6 }],
                    trackers: [
                      { id: '5', name: 'Pricing', type: 'SMART', count: 2, occurrences: [], phrases: [] },
                    ],
                    structure: [],
                    pointsOfInterest: null,
                  },
                  interaction: {
                    speakers: [{ id: OUR_SPEAKER, userId: '5500000000000000001', talkTime: 0.9 }],
                    interactionStats: [{ name: 'Talk Ratio', value: 0.14 }],
                    questions: { companyCount: 1, nonCompanyCount: 0 },
                    video: [],
                  },
                },
              ],
            }),
          ],
          sends: including({
            method: 'POST',
            path: '/v2/calls/extensive',
            body: {
              filter: byIds,
              contentSelector: {
                context: 'Extended',
                contextTiming: ['Now'],
                exposedFields: {
                  parties: true,
                  content: {
                    brief: true,
                    keyPoints: true,
                    highlights: true,
                    outline: true,
                    callOutcome: true,
                    topics: true,
                    trackers: true,
                  },
                  interaction: { speakers: true, personInteractionStats: true, questions: true },
                },
              },
            },
          }),
          gives: [
            including({
              content: including({
                brief: 'They stay.',
                keyPoints: [{ text: 'Seats stay' }],
                callOutcome: including({ name: 'Renewal' }),
                topics: [{ name: 'Renewal', duration: 6 }],
              }),
              interaction: including({
                interactionStats: [{ name: 'Talk Ratio', value: 0.14 }],
                questions: including({ companyCount: 1, nonCompanyCount: 0 }),
              }),
            }),
          ],
        },
      ],
    },
    {
      id: 'extensive-too-little-speech',
      title: 'Figures are absent for a call without enough speech',
      reference: 'Gong §3',
      mark: ['D'],
      covers: ['gong 3 interaction'],
      given: { calls: [{ ...call, monologues: [] }] },
      exchanges: [
        {
          request: extensive({
            exposedFields: { interaction: { speakers: true, personInteractionStats: true, questions: true } },
          }),
          reply: extensiveReply({ interaction: optional(null) }),
        },
      ],
      readings: [
        { call: theCall, gives: [including({ metaData: including({ id: CALL }), interaction: null })] },
      ],
    },
    {
      id: 'extensive-parties',
      title: 'Parties carry the key to the transcript, null for who did not speak, and their affiliation',
      reference: 'Gong §3',
      mark: ['D', 'C'],
      covers: ['gong 3 parties'],
      given: onlyCall,
      exchanges: [
        {
          request: extensive({ exposedFields: { parties: true } }),
          reply: extensiveReply({
            parties: [
              {
                id: '1',
                name: 'Mara Ek',
                emailAddress: 'mara@acme.test',
                title: 'CSM',
                phoneNumber: optional(null),
                userId: '5500000000000000001',
                speakerId: OUR_SPEAKER,
                affiliation: 'Internal',
                methods: every(oneOf('Invitee', 'Attendee')),
                context: some([], 'a list', Array.isArray),
              },
              including({ speakerId: THEIR_SPEAKER, affiliation: 'External', userId: null }),
              including({ name: 'Olle Berg', speakerId: null, title: null }),
            ],
          }),
        },
      ],
      readings: [
        {
          call: theCall,
          sends: including({
            method: 'POST',
            path: '/v2/calls/extensive',
            body: { filter: byIds, contentSelector: { context: 'Basic', exposedFields: { parties: true } } },
          }),
          gives: [
            including({
              parties: [
                including({
                  name: 'Mara Ek',
                  speakerId: OUR_SPEAKER,
                  affiliation: 'Internal',
                  methods: ['Invitee'],
                }),
                including({ speakerId: THEIR_SPEAKER, userId: null }),
                including({ name: 'Olle Berg', speakerId: null, emailAddress: null }),
              ],
            }),
          ],
        },
      ],
    },
    ...(
      [
        ['none', {}, {}],
        ['none-named', { context: 'None' }, {}],
        [
          'basic',
          { context: 'Basic' },
          {
            context: [
              {
                system: 'Salesforce',
                objects: [
                  {
                    objectType: 'Account',
                    objectId: '0015g00000LINDQ',
                    timing: some(null, 'a timing or none', () => true),
                    fields: some(
                      [],
                      'no values',
                      (value) =>
                        value === undefined || value === null || (Array.isArray(value) && value.length === 0),
                    ),
                  },
                ],
              },
            ],
          },
        ],
      ] as const
    ).map(([name, selector, parts]) => ({
      id: `extensive-context-${name}`,
      title: `Context ${name === 'basic' ? 'Basic has the links alone' : 'None, the default, has no links'}`,
      reference: 'Gong §3',
      mark: ['D'] as const,
      covers: ['gong 3 context'],
      given: onlyCall,
      exchanges: [{ request: extensive(selector), reply: extensiveReply(parts) }],
      readings: [
        {
          call: theCall,
          gives: [
            including({
              context:
                name === 'basic'
                  ? [
                      including({
                        system: 'Salesforce',
                        objects: [including({ objectType: 'Account', objectId: '0015g00000LINDQ' })],
                      }),
                    ]
                  : [],
            }),
          ],
        },
      ],
    })),
    {
      id: 'extensive-timing-without-extended',
      title: 'contextTiming goes only with the extended context',
      reference: 'Gong §3',
      mark: ['D'],
      covers: ['gong 3 context', 'gong 2 400'],
      given: onlyCall,
      exchanges: [
        {
          request: extensive({ context: 'Basic', contextTiming: ['Now'] }),
          reply: refusal(400, every(text('…'))),
        },
      ],
      readings: { not: 'the client sends it with Extended alone, see extensive-example' },
    },
    {
      id: 'extensive-without-selector',
      title: 'Without a selector there are the facts alone',
      reference: 'Gong §3',
      mark: ['D'],
      covers: ['gong 3 extensive'],
      given: onlyCall,
      exchanges: [{ request: extensive(), reply: extensiveReply({}) }],
      readings: [{ call: theCall, gives: [including({ metaData: including({ id: CALL }), parties: [] })] }],
    },
    ...['/v2/calls/extensive', '/v2/calls/transcript'].map((path) => ({
      id: `filter-required-${path.split('/').at(-1)}`,
      title: `${path} needs a filter, which may be empty`,
      reference: 'Gong §3',
      mark: ['D'] as const,
      covers: ['gong 3 filter', 'gong 2 400'],
      given: onlyCall,
      exchanges: [
        { request: post(path, {}), reply: refusal(400, every(text('…'))) },
        { request: post(path, { filter: {} }), reply: { status: 200 } },
      ],
      readings: { not: 'the client always sends one' },
    })),
    {
      id: 'media-links',
      title: 'Media links come when asked for',
      reference: 'Gong §3',
      mark: ['D'],
      covers: ['gong 3 media'],
      given: onlyCall,
      exchanges: [
        {
          request: extensive({ exposedFields: { media: true, collaboration: { publicComments: true } } }),
          reply: extensiveReply({
            media: { audioUrl: text('https://…', /^https?:/), videoUrl: text('https://…', /^https?:/) },
            collaboration: { publicComments: some([], 'a list', Array.isArray) },
          }),
        },
      ],
      readings: { not: 'the client never asks for recordings or comments' },
    },
    {
      id: 'transcript-example',
      title: 'The example’s transcript is a list of monologues with sentences in milliseconds',
      reference: 'Gong §3, §2',
      mark: ['D'],
      covers: ['gong 3 transcript', 'gong 2 times'],
      given: onlyCall,
      exchanges: [
        {
          request: post('/v2/calls/transcript', { filter: byIds }),
          reply: page({ records: recordsOf(1, 1, 0), callTranscripts: [transcript] }),
        },
      ],
      readings: [
        {
          call: (client) => itemsOf(client.transcripts.list({ callIds: [CALL] })),
          sends: including({ method: 'POST', path: '/v2/calls/transcript', body: { filter: byIds } }),
          gives: [transcript],
        },
      ],
    },
    {
      id: 'transcript-not-ready',
      title: 'A listed call without a transcript has no entry, later it has one',
      reference: 'Gong §3',
      mark: ['D', 'I'],
      covers: ['gong 3 transcript late'],
      given: {
        calls: [call, { ...call, id: '4400000000000000002', transcribedAt: '2026-11-10T11:00:00.000Z' }],
      },
      exchanges: [
        { request: list(), reply: page({ records: recordsOf(2, 2, 0), calls: listOf(2) }) },
        {
          request: post('/v2/calls/transcript', { filter: { callIds: [CALL, '4400000000000000002'] } }),
          reply: page({ records: recordsOf(1, 1, 0), callTranscripts: [including({ callId: CALL })] }),
        },
        {
          request: post('/v2/calls/transcript', { filter: { callIds: ['4400000000000000002'] } }),
          reply: nothing,
        },
        {
          advanceMs: 3_600_000,
          request: post('/v2/calls/transcript', { filter: { callIds: ['4400000000000000002'] } }),
          reply: page({ records: recordsOf(1, 1, 0), callTranscripts: listOf(1) }),
        },
      ],
      readings: [
        {
          call: (client) => itemsOf(client.transcripts.list({ callIds: [CALL, '4400000000000000002'] })),
          replies: [page({ records: recordsOf(1, 1, 0), callTranscripts: [transcript] })],
          gives: [transcript],
        },
      ],
    },
    {
      id: 'transcript-ids-and-dates',
      title: 'With ids and dates both apply',
      reference: 'Gong §3',
      mark: ['D'],
      covers: ['gong 3 filter'],
      given: onlyCall,
      exchanges: [
        {
          request: post('/v2/calls/transcript', {
            filter: { ...byIds, fromDateTime: '2026-11-01T00:00:00Z', toDateTime: '2026-11-02T00:00:00Z' },
          }),
          reply: nothing,
        },
      ],
      readings: { not: 'the client sends either' },
    },
    {
      id: 'null-or-absent',
      title: 'A field that is null, absent or new is read alike: nothing is marked required',
      reference: 'Gong §2',
      mark: ['C'],
      covers: ['gong 2 optional fields'],
      exchanges: { not: 'the sandbox has one of the two forms' },
      readings: [
        {
          call: theCall,
          replies: [
            page({
              records: recordsOf(1, 1, 0),
              calls: [
                {
                  metaData: { id: CALL, title: null, somethingNew: 1 },
                  parties: [{ name: null }, {}],
                  context: null,
                },
              ],
            }),
          ],
          gives: [
            including({
              metaData: including({ id: CALL, title: null, scheduled: null, duration: null }),
              parties: [
                including({ name: null, speakerId: null }),
                including({ name: null, speakerId: null, methods: [] }),
              ],
              context: [],
            }),
          ],
        },
        {
          call: (client) => itemsOf(client.transcripts.list({ callIds: [CALL] })),
          replies: [
            page({
              callTranscripts: [
                {
                  callId: CALL,
                  transcript: [{ sentences: [] }, { speakerId: null, topic: null, sentences: null }],
                },
              ],
            }),
          ],
          gives: [
            {
              callId: CALL,
              transcript: [
                { speakerId: null, topic: null, sentences: [] },
                { speakerId: null, topic: null, sentences: [] },
              ],
            },
          ],
        },
      ],
    },
    {
      id: 'ids-in-batches',
      title: 'Ids are asked for by 100 at most, each once, and none asks nothing',
      reference: 'Gong §2',
      mark: ['I'],
      covers: ['gong 2 batches'],
      exchanges: { not: 'the cap is not documented' },
      readings: [
        {
          call: (client) =>
            itemsOf(
              client.transcripts.list({
                callIds: [CALL, ...Array.from({ length: 101 }, (_, index) => String(index)), CALL],
              }),
            ),
          replies: [nothing],
          requests: 2,
          sends: including({ body: { filter: { callIds: ['99', '100'] } } }),
          gives: [],
        },
        {
          call: (client) => itemsOf(client.transcripts.list({ callIds: [] })),
          replies: [nothing],
          requests: 0,
          gives: [],
          sends: including({ method: absent }),
        },
      ],
    },
  ],
};

async function itemsOf(pages: AsyncIterable<{ readonly items: readonly unknown[] }>): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const { items: more } of pages) items.push(...more);
  return items;
}
