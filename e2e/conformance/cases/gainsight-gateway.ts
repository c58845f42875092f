import type { GainsightWriter } from '@handrail/gainsight';
import type { Area } from '../case.ts';
import { gsid, including, requestId, some, text } from '../pattern.ts';
import { gateway, query, records, unauthorized } from './words.ts';

const cheapest = query('Company', { select: ['Gsid'], limit: 1, offset: 0 });
const oneCompany = records({ Gsid: gsid('1P02BVHREJTPN50SVSAWIPFJMV40UK9GJH6U', '1P02') });
const check = (client: GainsightWriter) => client.checkCredential();
const TOKEN = '/v1/users/m2m/oauth/token';
const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;
const goodPair = basic('sandbox-m2m-id:sandbox-m2m-secret');
const tokenReply = {
  status: 200,
  body: { access_token: text('eyJhbGciOiJSUzI1NiJ9.made.up'), token_type: 'Bearer', expires_in: 86400 },
} as const;
const tokenRequest = (headers: Readonly<Record<string, string>>, raw?: string) => ({
  method: 'POST' as const,
  path: TOKEN,
  headers: { accesskey: '', authorization: goodPair, ...headers },
  ...(raw === undefined ? {} : { raw }),
});
const formToken = tokenRequest(
  { 'content-type': 'application/x-www-form-urlencoded' },
  'grant_type=client_credentials',
);
const refusedKey = {
  fails: { code: 'gainsight_unauthorized', errorCode: 'GS_APIG_2401', outcome: 'refused' },
} as const;
const asToken = { headers: { accesskey: '', authorization: 'Bearer {token}' } } as const;
const issue = (scope: string, lifeSeconds?: number) => ({
  request: {
    method: 'POST' as const,
    path: '/__sandbox/tokens',
    body: { scope, ...(lifeSeconds === undefined ? {} : { lifeSeconds }) },
  },
  keep: { token: 'token' },
});

/** The way in: keys, tokens, addresses, unknown paths. */
export const gainsightGateway: Area<GainsightWriter> = {
  title: 'Gainsight: authentication and gateway',
  cases: [
    ...(
      [
        ['query', { method: 'POST', path: '/v1/data/objects/query/Company', body: { select: ['Gsid'] } }],
        ['write', { method: 'PUT', path: '/v1/data/objects/Company?keys=Gsid', body: { records: [] } }],
        ['metadata', { method: 'GET', path: '/v1/meta/services/objects/Company/describe' }],
        ['timeline', { method: 'POST', path: '/v1/ant/es/activity', body: { records: [] } }],
        ['users', { method: 'POST', path: '/v1/users/services/list', body: { select: ['Gsid'] } }],
      ] as const
    ).map(([name, request]) => ({
      id: `no-key-${name}`,
      title: `A ${name} path without key or token answers 401 in the gateway’s shape, before anything is looked at`,
      reference: '§19.1, §2.1',
      mark: ['D', 'C'] as const,
      covers: ['19.1', '2.1 GS_APIG_2401', '6.1 gateway', '6.3 GS_APIG_2401'],
      exchanges: [{ request: { ...request, headers: { accesskey: '' } }, reply: unauthorized }],
      readings: [{ call: check, requests: 1, ...refusedKey }],
    })),
    {
      id: 'wrong-key',
      title: 'A wrong key is refused like none',
      reference: '§19.2',
      mark: ['C'],
      covers: ['19.2'],
      exchanges: [{ request: { ...cheapest, headers: { accesskey: 'not-the-key' } }, reply: unauthorized }],
      readings: [{ call: check, ...refusedKey }],
    },
    ...['accesskey', 'Accesskey', 'AccessKey', 'accessKey', 'ACCESSKEY'].map((name) => ({
      id: `key-header-${name}`,
      title: `The key is taken under the header name ${name}`,
      reference: '§19.2, §1',
      mark: ['C'] as const,
      covers: ['19.2', '1 headers'],
      exchanges: [
        {
          request: { ...cheapest, headers: { accesskey: '', [name]: 'sandbox-access-key' } },
          reply: oneCompany,
        },
      ],
      readings: [
        {
          call: check,
          gives: including({ requestId: text('') }),
          sends: including({
            headers: including({
              accesskey: 'made-up-key',
              'content-type': text('application/json', /^application\/json/),
            }),
          }),
          replies: [
            { ...oneCompany, headers: { 'x-gs-request-id': '6f0c1d4e-2b7a-4c55-9e0f-31a7d2b84c10' } },
          ],
        },
      ],
    })),
    ...(['good key', 'no key'] as const).map((key) => ({
      id: `unknown-path-${key.replace(' ', '-')}`,
      title: `An unknown path with ${key} is 404 of the gateway: the route is looked up before the caller`,
      reference: '§19.3, §2.1',
      mark: ['C'] as const,
      covers: ['19.3', '2.1 GS_APIG_1000', '6.3 GS_APIG_1000'],
      exchanges: [
        {
          request: {
            method: 'GET' as const,
            path: '/v1/no/such/call',
            headers: key === 'no key' ? { accesskey: '' } : {},
          },
          reply: gateway(404, 'GS_APIG_1000', 'Not Found', 'Not Found'),
        },
      ],
      readings: [
        { call: check, fails: { code: 'gainsight_not_found', errorCode: 'GS_APIG_1000', status: 404 } },
      ],
    })),
    {
      id: 'ip-refused',
      title: 'A key from an address outside the allow-list is refused by its own code',
      reference: '§19.4, §2.1',
      mark: ['C', 'I'],
      covers: ['19.4', '2.1 GS_APIG_2402', '6.3 GS_APIG_2402'],
      given: { switches: { accessKeyFrom: 'nowhere' } },
      exchanges: [
        {
          request: cheapest,
          reply: gateway(
            403,
            'GS_APIG_2402',
            'IP Address does not lie in range of whitelisted ips',
            some(null, 'null or the same text', (value) => value === null || typeof value === 'string'),
          ),
        },
      ],
      readings: [403, 401].map((status) => ({
        call: check,
        replies: [
          gateway(status, 'GS_APIG_2402', 'IP Address does not lie in range of whitelisted ips', null),
        ],
        fails: { code: 'gainsight_ip_refused', errorCode: 'GS_APIG_2402', status },
      })),
    },
    {
      id: 'ip-refused-token-accepted',
      title: 'A machine-to-machine token is accepted from where the key is not',
      reference: '§19.4, §2',
      mark: ['C'],
      covers: ['19.4'],
      given: { switches: { accessKeyFrom: 'nowhere' } },
      exchanges: [
        { request: formToken, keep: { token: 'access_token' } },
        { request: { ...cheapest, ...asToken }, reply: oneCompany },
      ],
      readings: { not: 'the same requests as m2m-token-form' },
    },
    {
      id: 'key-regenerated',
      title: 'The old key is dead from the next request after a new one was made',
      reference: '§19.5, §2',
      mark: ['D'],
      covers: ['19.5'],
      exchanges: [
        { request: cheapest, reply: oneCompany },
        {
          credentials: { accessKey: 'the-new-key' },
          request: { ...cheapest, headers: { accesskey: 'sandbox-access-key' } },
          reply: unauthorized,
        },
        { request: { ...cheapest, headers: { accesskey: 'the-new-key' } }, reply: oneCompany },
      ],
      readings: { not: 'the same reply as wrong-key' },
    },
    {
      id: 'header-malformed',
      title: 'The data API answers GSOBJ_1024 to a malformed authorization header',
      reference: '§2.1, §6.2',
      mark: ['D'],
      covers: ['2.1 GSOBJ_1024', '6.2 GSOBJ_1024'],
      exchanges: {
        not: 'the documents tell neither what a malformed header is nor how the data API sees one that the gateway has let pass; the gateway answers first, with GS_APIG_2401',
      },
      readings: [
        {
          call: check,
          replies: [
            {
              status: 400,
              body: {
                result: false,
                errorCode: 'GSOBJ_1024',
                errorDesc: 'Invalid authorization headers',
                requestId: requestId(),
                data: null,
                message: null,
              },
            },
          ],
          fails: { code: 'gainsight_unauthorized', errorCode: 'GSOBJ_1024', status: 400 },
        },
      ],
    },
    {
      id: 'refused-in-a-200',
      title: 'A refusal of the credential inside a 200 is a refusal',
      reference: '§2.1',
      mark: ['C'],
      covers: ['2.1 fake success'],
      exchanges: {
        not: 'a fake success is a fault of something in between; no document names a request for it',
      },
      readings: [{ call: check, replies: [{ ...unauthorized, status: 200 }], ...refusedKey }],
    },
    {
      id: 'm2m-token-form',
      title: 'The token call with Basic and a form body gives a plain OAuth token for a day',
      reference: '§19.6, §2.2',
      mark: ['D', 'C'],
      covers: ['19.6', '2.2 token', '6.1 oauth'],
      exchanges: [{ request: formToken, reply: tokenReply }],
      readings: [
        {
          credential: 'm2m',
          call: check,
          replies: [tokenReply, oneCompany],
          requests: 2,
          sends: including({
            path: '/v1/data/objects/query/Company',
            headers: including({ authorization: 'Bearer eyJhbGciOiJSUzI1NiJ9.made.up' }),
          }),
          gives: including({}),
        },
        {
          credential: 'm2m',
          call: check,
          replies: [{ status: 401, body: { error: 'invalid_client' } }],
          sends: including({
            method: 'POST',
            path: TOKEN,
            headers: including({
              authorization: basic('api-key:api-secret'),
              'content-type': text(
                'application/x-www-form-urlencoded',
                /^application\/x-www-form-urlencoded/,
              ),
            }),
            body: 'grant_type=client_credentials',
          }),
          fails: { code: 'gainsight_unauthorized' },
        },
      ],
    },
    ...(
      [
        ['json', { 'content-type': 'application/json' }, '{}'],
        ['empty-json', { 'content-type': 'application/json' }, ''],
        ['none', {}, undefined],
      ] as const
    ).map(([name, headers, raw]) => ({
      id: `m2m-token-${name}`,
      title: `The token call takes a body of kind ${name}, too`,
      reference: '§19.6, §2.2',
      mark: ['C'] as const,
      covers: ['19.6', '2.2 token'],
      exchanges: [{ request: tokenRequest(headers, raw), reply: tokenReply }],
      readings: { not: 'the client sends the form' },
    })),
    {
      id: 'm2m-token-refused',
      title: 'Bad client credentials are refused in OAuth’s own shape',
      reference: '§19.7, §2.2',
      mark: ['I'],
      covers: ['19.7', '2.2 errors'],
      exchanges: [
        {
          request: tokenRequest({ authorization: basic('sandbox-m2m-id:wrong') }),
          reply: {
            status: 401,
            body: including({ error: 'invalid_client' }),
          },
        },
      ],
      readings: [400, 401, 403].map((status) => ({
        credential: 'm2m' as const,
        call: check,
        replies: [{ status, body: { error: 'invalid_client' } }],
        requests: 1,
        fails: { code: 'gainsight_unauthorized', status },
      })),
    },
    {
      id: 'm2m-token-retried',
      title: '429 and 5xx of the token call are tried again',
      reference: '§2.2',
      mark: ['C'],
      covers: ['2.2 errors'],
      exchanges: { not: 'faults of the sandbox, see its own tests' },
      readings: [429, 500, 503].map((status) => ({
        credential: 'm2m' as const,
        call: check,
        replies: [{ status, body: {} }, tokenReply, oneCompany],
        requests: 3,
        gives: including({}),
      })),
    },
    {
      id: 'token-equals-key',
      title: 'A live token opens queries, writes, metadata, Timeline and users alike',
      reference: '§19.8',
      mark: ['D', 'I'],
      covers: ['19.8'],
      exchanges: [
        { request: formToken, keep: { token: 'access_token' } },
        { request: { ...cheapest, ...asToken }, reply: oneCompany },
        {
          request: {
            method: 'PUT',
            path: '/v1/data/objects/Company?keys=Name',
            body: { records: [{ Name: 'Lindqvist AB', Employees: 121 }] },
            ...asToken,
          },
          reply: { status: 200, body: including({ result: true }) },
        },
        {
          request: { method: 'GET', path: '/v1/meta/services/objects/list', ...asToken },
          reply: { status: 200, body: including({ result: true }) },
        },
        {
          request: {
            method: 'POST',
            path: '/v1/ant/es/activity',
            body: { records: [{ ExternalId: 'x' }] },
            ...asToken,
          },
          reply: { status: 200, body: including({ result: true }) },
        },
        {
          request: {
            method: 'POST',
            path: '/v1/users/services/list',
            body: { select: ['Gsid'], limit: 1, page: 0 },
            ...asToken,
          },
          reply: { status: 200, body: including({ result: true }) },
        },
      ],
      readings: { not: 'the same requests as m2m-token-form' },
    },
    {
      id: 'token-expired',
      title: 'An expired token is refused like a wrong key, and the client fetches another once',
      reference: '§19.8, §2.2',
      mark: ['D', 'I'],
      covers: ['19.8'],
      exchanges: [
        { request: formToken, keep: { token: 'access_token' } },
        { advanceMs: 86_401_000, request: { ...cheapest, ...asToken }, reply: unauthorized },
      ],
      readings: [
        { credential: 'm2m', call: check, replies: [tokenReply, unauthorized], requests: 2, ...refusedKey },
      ],
    },
    {
      id: 'token-read-only',
      title: 'A token for reading is refused on a path that writes',
      reference: '§19.9, §2.3',
      mark: ['I'],
      covers: ['19.9', '2.3 scope'],
      exchanges: [
        issue('read'),
        { request: { ...cheapest, ...asToken }, reply: oneCompany },
        {
          request: {
            method: 'PUT',
            path: '/v1/data/objects/Company?keys=Name',
            body: { records: [{ Name: 'Lindqvist AB', Employees: 121 }] },
            ...asToken,
          },
          reply: { status: 403, body: including({ result: false }) },
        },
      ],
      readings: [
        {
          call: (client) =>
            client.companies.update({ keys: ['Name'], records: [{ Name: 'Lindqvist AB', Employees: 121 }] }),
          replies: [
            {
              status: 403,
              body: {
                result: false,
                errorCode: 'GSOBJ_1023',
                errorDesc: 'Not allowed',
                requestId: requestId(),
                data: null,
                message: null,
              },
            },
          ],
          requests: 1,
          fails: { code: 'gainsight_object_refused', status: 403, outcome: 'refused' },
        },
      ],
    },
    {
      id: 'request-id',
      title: 'Every reply carries its request id in x-gs-request-id: asked of each exchange of every case',
      reference: '§19.10, §1',
      mark: ['C'],
      covers: ['19.10', '1 headers'],
      exchanges: [
        {
          request: cheapest,
          reply: {
            status: 200,
            headers: { 'x-gs-request-id': requestId(), 'x-request-id': requestId() },
            body: including({ requestId: requestId() }),
          },
        },
      ],
      readings: [
        {
          call: check,
          replies: [
            { ...oneCompany, headers: { 'x-gs-request-id': '7aa0c1d4-2b7a-4c55-9e0f-31a7d2b84c10' } },
          ],
          gives: including({ requestId: '7aa0c1d4-2b7a-4c55-9e0f-31a7d2b84c10' }),
        },
      ],
    },
  ],
};
