import type { GainsightWriter } from '@handrail/gainsight';
import type { Area, Reply } from '../case.ts';
import { absent, including, requestId, some, text } from '../pattern.ts';
import { anything, gateway, query, records, refusal } from './words.ts';

const cheapest = query('Company', { select: ['Gsid'], limit: 1, offset: 0 });
const ONE_ROW: Reply = { status: 200, body: including({ result: true }) };
const tooMany = refusal('GU_2400', { status: 429, errorDesc: text('Too many request', /too many/i) });
const tooManyAtGateway = (status: number): Reply =>
  gateway(status, 'GS_APIG_2404', 'Rate limit reached', anything(null));
const saveNothing = {
  method: 'POST',
  path: '/v1/ant/es/activity',
  body: { records: [{ ExternalId: 'x' }] },
} as const;
const usersList = {
  method: 'POST',
  path: '/v1/users/services/list',
  body: { select: ['Gsid'], limit: 1, page: 0 },
} as const;
const check = (client: GainsightWriter) => client.checkCredential();
const save = (client: GainsightWriter) => client.timeline.save({ records: [{ ExternalId: 'x' }] });
const limited = { code: 'gainsight_rate_limited', outcome: 'refused' } as const;
const page = '<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>';
const html: Reply = {
  status: 503,
  text: some(page, 'a page', (value) => typeof value === 'string' && /<html/i.test(value)),
};

/** Limits in fixed windows, and what goes wrong on the way. */
export const gainsightLimits: Area<GainsightWriter> = {
  title: 'Gainsight: limits and faults',
  cases: [
    {
      id: 'minute-limit',
      title: 'The 101st call of a clock minute is 429 with GU_2400; the next minute works',
      reference: '§19.55, §14, §6.3',
      mark: ['D', 'C'],
      covers: ['19.55', '14 synchronous minute', '6.3 GU_2400'],
      isBare: true,
      given: { limits: { perMinute: 100 } },
      exchanges: [
        { after: 99, request: cheapest, reply: ONE_ROW },
        { request: cheapest, reply: { ...tooMany, headers: { 'retry-after': absent } } },
        { advanceMs: 29_749, request: cheapest, reply: tooMany },
        { advanceMs: 1, request: cheapest, reply: ONE_ROW },
      ],
      readings: [
        {
          call: check,
          replies: [{ ...tooMany, headers: { date: 'Tue, 10 Nov 2026 10:00:45 GMT' } }],
          fails: { ...limited, errorCode: 'GU_2400', status: 429, retryAfterMs: 15_000 },
        },
        { call: check, replies: [tooMany, records({ Gsid: '1P02A' })], requests: 2, gives: including({}) },
        {
          call: check,
          replies: [{ ...tooMany, headers: { 'retry-after': '7' } }],
          fails: { ...limited, retryAfterMs: 7_000 },
        },
      ],
    },
    {
      id: 'minute-limit-fixed-window',
      title: 'The window is the clock minute, not the last 60 seconds',
      reference: '§19.55, §14',
      mark: ['D'],
      covers: ['19.55', '14 fixed windows'],
      isBare: true,
      given: { limits: { perMinute: 100 } },
      exchanges: [
        { after: 99, request: cheapest, reply: ONE_ROW },
        { advanceMs: 29_750, after: 99, request: cheapest, reply: ONE_ROW },
        { request: cheapest, reply: tooMany },
      ],
      readings: { not: 'how much the client may send is decided by the call budget' },
    },
    {
      id: 'minute-limit-per-tenant',
      title: 'Key and token share one count',
      reference: '§19.55, §14',
      mark: ['D'],
      covers: ['19.55', '14 per tenant'],
      isBare: true,
      given: { limits: { perMinute: 2 } },
      exchanges: [
        {
          request: { method: 'POST', path: '/__sandbox/tokens', body: { scope: 'read' } },
          keep: { token: 'token' },
        },
        { request: cheapest, reply: ONE_ROW },
        {
          request: { ...cheapest, headers: { accesskey: '', authorization: 'Bearer {token}' } },
          reply: ONE_ROW,
        },
        { request: cheapest, reply: tooMany },
      ],
      readings: { not: 'no reply of its own' },
    },
    ...(
      [
        ['gateway-429', 429],
        ['gateway-200', 200],
      ] as const
    ).map(([limitForm, status]) => ({
      id: `minute-limit-${limitForm}`,
      title: `By the switch the limit is told by the gateway’s GS_APIG_2404 at status ${status}`,
      reference: '§19.55, §6.3, §20.6',
      mark: ['C'] as const,
      covers: ['19.55', '6.3 GS_APIG_2404'],
      isBare: true,
      given: { limits: { perMinute: 1 }, switches: { limitForm } },
      exchanges: [{ after: 1, request: cheapest, reply: tooManyAtGateway(status) }],
      readings: [{ call: check, fails: { ...limited, errorCode: 'GS_APIG_2404', status } }],
    })),
    {
      id: 'day-limit',
      title: 'The calls of a day are counted, too: 50,000 for synchronous ones',
      reference: '§14, §20.3',
      mark: ['D', 'C'],
      covers: ['14 synchronous day'],
      isBare: true,
      given: { limits: { perDay: 3 } },
      exchanges: [
        { after: 2, request: cheapest, reply: ONE_ROW },
        { advanceMs: 3_600_000, request: cheapest, reply: tooMany },
        { advanceMs: 13 * 3_600_000, request: cheapest, reply: ONE_ROW },
      ],
      readings: { not: 'the same reply as minute-limit' },
    },
    {
      id: 'timeline-limit',
      title: 'Timeline saves have a count of their own, 200 a minute, told in x-ratelimit-limit',
      reference: '§19.56, §14',
      mark: ['D'],
      covers: ['19.56', '14 Timeline single'],
      isBare: true,
      given: { limits: { perMinute: 1, timelinePerMinute: 200 } },
      exchanges: [
        { request: cheapest, reply: ONE_ROW },
        { after: 199, request: saveNothing, reply: { ...ONE_ROW, headers: { 'x-ratelimit-limit': '200' } } },
        { request: saveNothing, reply: { status: 429 } },
        { request: cheapest, reply: { status: 429 } },
        { advanceMs: 60_000, request: saveNothing, reply: ONE_ROW },
      ],
      readings: [{ call: save, replies: [tooMany], fails: { ...limited, status: 429 } }],
    },
    {
      id: 'users-limit',
      title: 'User management has 100 calls an hour of its own; the list costs one of them',
      reference: '§19.54a, §19.56, §14',
      mark: ['D', 'C'],
      covers: ['19.54a', '19.56', '14 user management'],
      isBare: true,
      given: { limits: { perMinute: 1, usersPerHour: 100 } },
      exchanges: [
        { after: 99, request: usersList, reply: ONE_ROW },
        { request: usersList, reply: { status: 429 } },
        { advanceMs: 60_000, request: usersList, reply: { status: 429 } },
        { request: cheapest, reply: ONE_ROW },
        { advanceMs: 3_600_000, request: usersList, reply: ONE_ROW },
      ],
      readings: { not: 'the client reads users by the data query' },
    },
    {
      id: 'fault-500',
      title: 'A failure on Gainsight’s side is 500 with GU_1101, which the client tries again',
      reference: '§19.57, §6.3, §15',
      mark: ['C', 'G'],
      covers: ['19.57', '6.3 GU_1101'],
      given: { fault: { kind: 'error-500', path: 'query' } },
      exchanges: [
        {
          request: cheapest,
          reply: refusal('GU_1101', {
            status: 500,
            errorDesc: text('Oops, something went wrong', /Oops, something went wrong/),
          }),
        },
        { request: cheapest, reply: ONE_ROW },
      ],
      readings: [
        {
          call: check,
          replies: [refusal('GU_1101', { status: 500 }), records({ Gsid: '1P02A' })],
          requests: 2,
          gives: including({}),
        },
        {
          call: save,
          replies: [refusal('GU_1101', { status: 500 })],
          requests: 1,
          fails: { code: 'gainsight_server_error', outcome: 'unknown' },
        },
      ],
    },
    {
      id: 'fault-503-html',
      title: 'A page with 503 in front of Gainsight is a failure that is tried again',
      reference: '§19.57',
      mark: ['C', 'I'],
      covers: ['19.57'],
      given: { fault: { kind: 'html-503', path: 'query' } },
      exchanges: [{ request: cheapest, reply: html }],
      readings: [
        { call: check, replies: [html, records({ Gsid: '1P02A' })], requests: 2, gives: including({}) },
        { call: check, replies: [html], fails: { status: 503, outcome: 'unknown' } },
      ],
    },
    {
      id: 'fault-result-false-in-200',
      title: 'A refusal inside a 200 is understood, and not tried again',
      reference: '§19.57, §2.1, §15',
      mark: ['C', 'I'],
      covers: ['19.57', '2.1 fake success'],
      given: { fault: { kind: 'result-false-in-200', path: 'query' } },
      exchanges: [
        {
          request: cheapest,
          reply: { status: 200, body: including({ result: false, errorCode: 'GS_APIG_2401' }) },
        },
      ],
      readings: [
        {
          call: check,
          replies: [
            {
              status: 200,
              body: {
                result: false,
                errorCode: 'GS_APIG_2401',
                errorDesc: 'Unauthorized',
                requestId: requestId(),
                data: null,
                message: null,
              },
            },
          ],
          requests: 1,
          fails: { code: 'gainsight_unauthorized' },
        },
        {
          call: check,
          replies: [
            {
              status: 200,
              body: {
                result: false,
                errorCode: 'GSOBJ_1008',
                errorDesc: 'x',
                requestId: requestId(),
                data: null,
                message: null,
              },
            },
          ],
          requests: 1,
          fails: { code: 'gainsight_bad_query' },
        },
      ],
    },
    {
      id: 'fault-lost-reply',
      title: 'A reply may be lost after the write was stored: the repeat is refused as a duplicate',
      reference: '§19.57, §10.2, §15',
      mark: ['I', 'D'],
      covers: ['19.57', '10.2 GS_TL_10_0207'],
      given: { fault: { kind: 'lost-reply', path: 'activity$' } },
      exchanges: ([0, 1] as const).map((index) => ({
        request: {
          method: 'POST' as const,
          path: '/v1/ant/es/activity',
          body: {
            records: [
              {
                ExternalId: 'meeting-7f3a',
                ContextName: 'Company',
                TypeName: 'Meeting',
                Subject: 'Quarterly review',
                Notes: '<p>x</p>',
                Author: 'mara@acme.test',
                GsCompanyId: '{lindqvist}',
              },
            ],
            lookups: {
              AuthorId: {
                fields: { Author: 'Email' },
                lookupField: 'Gsid',
                objectName: 'GsUser',
                multiMatchOption: 'FIRSTMATCH',
                onNoMatch: 'ERROR',
              },
            },
          },
        },
        ...(index === 0
          ? { isLost: true as const }
          : {
              reply: {
                status: 200,
                body: including({
                  data: {
                    success: {},
                    failures: { 'meeting-7f3a': [including({ errorCode: 'GS_TL_10_0207' })] },
                  },
                }),
              },
            }),
      })),
      readings: { not: 'a stub that answers cannot lose a reply; held by the client’s tests against faults' },
    },
    {
      id: 'fault-slow',
      title: 'A reply may be slow',
      reference: '§19.57',
      mark: ['I'],
      covers: ['19.57'],
      given: { fault: { kind: 'latency', path: 'query', amount: 20 } },
      exchanges: [{ request: cheapest, reply: ONE_ROW }],
      readings: { not: 'held by the client’s tests of its time-outs' },
    },
    {
      id: 'headers-of-limits-not-needed',
      title: 'The client reads a reply with a limit header like one without',
      reference: '§14, §20.5',
      mark: ['D', 'C'],
      covers: ['14 headers'],
      exchanges: { not: 'timeline-limit holds the header' },
      readings: [
        {
          call: save,
          replies: [
            {
              status: 200,
              headers: { 'x-ratelimit-limit': '200', 'set-cookie': 'AWSALB=x; Path=/' },
              body: {
                result: true,
                data: { success: { x: [{ activityId: 'a' }] }, failures: {} },
                message: null,
                additionalInfo: null,
              },
            },
          ],
          gives: [{ externalId: 'x', state: 'saved', activityId: 'a' }],
        },
      ],
    },
    {
      id: 'redirect-not-followed',
      title: 'The client never follows a redirect with the key attached',
      reference: '§1',
      mark: ['C'],
      covers: ['1 redirects'],
      exchanges: { not: 'a fault of the sandbox, see its own tests' },
      readings: [
        {
          call: check,
          replies: [{ status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' }, text: '' }],
          requests: 1,
          fails: { code: 'http_redirected' },
        },
      ],
    },
  ],
};
