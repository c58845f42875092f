import { createHash } from 'node:crypto';
import type { GainsightWriter } from '@handrail/gainsight';
import type { Area, Exchange, Request } from '../case.ts';
import { absent, including, oneOf, text } from '../pattern.ts';
import { query, unauthorized } from './words.ts';

const TOKEN = '/v1/users/oauth/access/token';
const CALLBACK = 'http://127.0.0.1:8123/callback';
const verifier = 'a-verifier-that-is-long-enough-for-the-standard-0123456789';
const notClient = { not: 'the product comes in by access key or machine-to-machine token' } as const;
const asForm = { accesskey: '', 'content-type': 'application/x-www-form-urlencoded' } as const;
const form = (path: string, fields: Readonly<Record<string, string>>): Request => ({
  method: 'POST',
  path,
  headers: asForm,
  raw: new URLSearchParams(fields).toString().replaceAll(/%7B(\w+)%7D/g, '{$1}'),
});
const asked = (scope: string) => ({
  response_type: 'code',
  client_id: 'sandbox-oauth-id',
  redirect_uri: CALLBACK,
  scope,
  state: 'state-7f3a',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
});
/** The user says yes, on the page that the authorize call shows; how that page looks is no document's matter. */
const consent = (scope: string): Exchange => ({
  request: form('/v1/authorize', { ...asked(scope), user: '{mara}' }),
  reply: {
    status: oneOf(302, 303),
    headers: {
      location: text(
        `${CALLBACK}?code=c&state=state-7f3a`,
        /^http:\/\/127\.0\.0\.1:8123\/callback\?(?=.*\bcode=[^&]+)(?=.*\bstate=state-7f3a\b)/,
      ),
    },
  },
  keep: { code: 'location?code' },
});
const exchangeCode = (change: Readonly<Record<string, string>> = {}): Request =>
  form(TOKEN, {
    grant_type: 'authorization_code',
    client_id: 'sandbox-oauth-id',
    redirect_uri: CALLBACK,
    code_verifier: verifier,
    code: '{code}',
    ...change,
  });
const cheapest = query('Company', { select: ['Gsid'], limit: 1, offset: 0 });
const asToken = { headers: { accesskey: '', authorization: 'Bearer {token}' } } as const;
const write: Request = {
  method: 'PUT',
  path: '/v1/data/objects/Company?keys=Name',
  body: { records: [{ Name: 'Lindqvist AB', Employees: 121 }] },
  ...asToken,
};

/** OAuth authorization code with PKCE. */
export const gainsightOauth: Area<GainsightWriter> = {
  title: 'Gainsight: OAuth authorization code',
  cases: [
    {
      id: 'oauth-discovery',
      title:
        'Discovery is anonymous and names the two endpoints, the scopes, S256 and how clients prove themselves',
      reference: '§2.3',
      mark: ['C'],
      covers: ['2.3 flow'],
      exchanges: [
        {
          request: {
            method: 'GET',
            path: '/.well-known/oauth-authorization-server',
            headers: { accesskey: '' },
          },
          reply: {
            status: 200,
            body: including({
              issuer: text('https://acme.gainsightcloud.com', /^https?:\/\//),
              authorization_endpoint: text(
                'https://acme.gainsightcloud.com/v1/authorize',
                /\/v1\/authorize$/,
              ),
              token_endpoint: text(
                `https://acme.gainsightcloud.com${TOKEN}`,
                /\/v1\/users\/oauth\/access\/token$/,
              ),
              scopes_supported: ['read', 'read_write', 'offline_access'],
              token_endpoint_auth_methods_supported: ['none', 'client_secret_post'],
              code_challenge_methods_supported: ['S256'],
            }),
          },
        },
      ],
      readings: notClient,
    },
    {
      id: 'oauth-code',
      title: 'A code with its verifier gives a token that reads, and with offline_access a refresh token',
      reference: '§2.3',
      mark: ['C', 'I'],
      covers: ['2.3 flow'],
      exchanges: [
        consent('read offline_access'),
        {
          request: exchangeCode(),
          reply: {
            status: 200,
            body: including({ access_token: text('eyJ'), token_type: 'Bearer', refresh_token: text('r') }),
          },
          keep: { token: 'access_token', refresh: 'refresh_token' },
        },
        { request: { ...cheapest, ...asToken }, reply: { status: 200, body: including({ result: true }) } },
        {
          request: form(TOKEN, {
            grant_type: 'refresh_token',
            client_id: 'sandbox-oauth-id',
            refresh_token: '{refresh}',
          }),
          reply: { status: 200, body: including({ access_token: text('eyJ') }) },
        },
      ],
      readings: notClient,
    },
    {
      id: 'oauth-no-offline-access',
      title: 'Without offline_access there is no refresh token',
      reference: '§2.3',
      mark: ['C'],
      covers: ['2.3 flow'],
      exchanges: [
        consent('read'),
        {
          request: exchangeCode(),
          reply: { status: 200, body: including({ access_token: text('eyJ'), refresh_token: absent }) },
        },
      ],
      readings: notClient,
    },
    {
      id: 'oauth-code-once',
      title: 'A code is good once',
      reference: '§2.3',
      mark: ['I'],
      covers: ['2.3 flow'],
      exchanges: [
        consent('read'),
        { request: exchangeCode(), reply: { status: 200 } },
        {
          request: exchangeCode(),
          reply: { status: 400, body: including({ error: 'invalid_grant', result: absent }) },
        },
      ],
      readings: notClient,
    },
    {
      id: 'oauth-wrong-verifier',
      title: 'A wrong verifier is refused',
      reference: '§2.3',
      mark: ['C', 'I'],
      covers: ['2.3 flow'],
      exchanges: [
        consent('read'),
        {
          request: exchangeCode({ code_verifier: 'another-verifier-that-is-long-enough-0123456789-abc' }),
          reply: { status: 400, body: including({ error: 'invalid_grant' }) },
        },
      ],
      readings: notClient,
    },
    {
      id: 'oauth-redirect-must-match',
      title: 'Another callback than the registered one is never redirected to',
      reference: '§2.3',
      mark: ['I'],
      covers: ['2.3 flow'],
      exchanges: [
        {
          request: {
            method: 'GET',
            path: `/v1/authorize?${new URLSearchParams({ ...asked('read'), redirect_uri: 'https://elsewhere.test/callback' }).toString()}`,
            headers: { accesskey: '' },
          },
          reply: { status: 400, headers: { location: absent } },
        },
      ],
      readings: notClient,
    },
    ...(
      [
        ['read', 403],
        ['read_write', 200],
      ] as const
    ).map(([scope, status]) => ({
      id: `oauth-scope-${scope.replace('_', '-')}`,
      title: `A token of scope ${scope} is ${status === 200 ? 'taken' : 'refused'} on a path that writes`,
      reference: '§2.3, §19.9',
      mark: ['I'] as const,
      covers: ['2.3 scope', '19.9'],
      exchanges: [
        consent(scope),
        { request: exchangeCode(), keep: { token: 'access_token' } },
        { request: write, reply: { status, body: including({ result: status === 200 }) } },
      ],
      readings: notClient,
    })),
    {
      id: 'oauth-unknown-token',
      title: 'A token that nobody gave is refused like a wrong key',
      reference: '§2.3, §19.8',
      mark: ['D', 'I'],
      covers: ['19.8'],
      exchanges: [
        {
          request: { ...cheapest, headers: { accesskey: '', authorization: 'Bearer made-up' } },
          reply: unauthorized,
        },
      ],
      readings: notClient,
    },
  ],
};
