import type { GongClient } from '@handrail/gong';
import type { Area, Exchange, Reply, Request } from '../case.ts';
import { absent, including, oneOf, some, text } from '../pattern.ts';

const TOKENS = '/oauth2/generate-customer-token';
const CALLBACK = 'https://handrail.test/callback';
const SCOPES = 'api:calls:read:basic api:users:read api:workspaces:read';
const byKey = { not: 'the product comes in by access key' } as const;
const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;
const form = (path: string, fields: Readonly<Record<string, string>>, authorization: string): Request => ({
  method: 'POST',
  path,
  headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
  raw: new URLSearchParams(fields).toString().replaceAll(/%7B(\w+)%7D/g, '{$1}'),
});
const client = basic('sandbox-gong-client:sandbox-gong-client-secret');
/** The administrator says yes, on the page that the authorize call shows. */
const consent: Exchange = {
  request: form(
    '/oauth2/authorize',
    {
      client_id: 'sandbox-gong-client',
      response_type: 'code',
      scope: SCOPES,
      redirect_uri: CALLBACK,
      state: 'state-7f3a',
      user: '1',
    },
    '',
  ),
  reply: {
    status: oneOf(302, 303),
    headers: {
      location: text(
        `${CALLBACK}?code=c&state=state-7f3a`,
        /^https:\/\/handrail\.test\/callback\?(?=.*\bcode=[^&]+)(?=.*\bstate=state-7f3a\b)/,
      ),
    },
  },
  keep: { code: 'location?code' },
};
const exchangeCode = (authorization = client): Request =>
  form(TOKENS, { grant_type: 'authorization_code', code: '{code}', redirect_uri: CALLBACK }, authorization);
const refresh = form(TOKENS, { grant_type: 'refresh_token', refresh_token: '{refresh}' }, client);
const pair: Reply = {
  status: 200,
  body: including({
    access_token: text('a'),
    refresh_token: text('r'),
    token_type: some('bearer', 'bearer in any letter case', (value) => /^bearer$/i.test(String(value))),
    expires_in: 86_400,
    api_base_url_for_customer: text('https://acme-17.api.gong.io', /^https?:\/\/[^/]+$/),
  }),
};
const keepPair = {
  token: 'access_token',
  refresh: 'refresh_token',
  base: 'api_base_url_for_customer',
} as const;
const asToken = { authorization: 'Bearer {token}' } as const;
const refused: Reply = { status: some(400, 'a 4xx', (value) => Number(value) >= 400 && Number(value) < 500) };

/** OAuth of Gong: consent once for the company. */
export const gongOauth: Area<GongClient> = {
  title: 'Gong: OAuth',
  cases: [
    {
      id: 'gong-oauth-code',
      title: 'A code gives a pair of tokens for a day, and the host of the customer',
      reference: 'Gong §1',
      mark: ['D'],
      covers: ['gong 1 oauth'],
      exchanges: [
        consent,
        { request: exchangeCode(), reply: pair, keep: keepPair },
        {
          request: { method: 'GET', path: '{base}/v2/workspaces', headers: asToken },
          reply: { status: 200, body: including({ workspaces: some([], 'a list', Array.isArray) }) },
        },
      ],
      readings: byKey,
    },
    {
      id: 'gong-oauth-general-host',
      title: 'The general host refuses the token',
      reference: 'Gong §1, §2',
      mark: ['D'],
      covers: ['gong 1 oauth'],
      exchanges: [
        consent,
        { request: exchangeCode(), keep: keepPair },
        { request: { method: 'GET', path: '/v2/users/1', headers: asToken }, reply: { status: 401 } },
      ],
      readings: byKey,
    },
    {
      id: 'gong-oauth-token-expired',
      title: 'An access token lives a day',
      reference: 'Gong §1',
      mark: ['D'],
      covers: ['gong 1 oauth'],
      exchanges: [
        consent,
        { request: exchangeCode(), keep: keepPair },
        {
          advanceMs: 86_401_000,
          request: { method: 'GET', path: '{base}/v2/users/1', headers: asToken },
          reply: { status: 401 },
        },
      ],
      readings: byKey,
    },
    {
      id: 'gong-oauth-refresh-once',
      title: 'A refresh token gives a new pair, once',
      reference: 'Gong §1',
      mark: ['D'],
      covers: ['gong 1 oauth'],
      exchanges: [
        consent,
        { request: exchangeCode(), keep: keepPair },
        { request: refresh, reply: pair },
        { request: refresh, reply: refused },
      ],
      readings: byKey,
    },
    {
      id: 'gong-oauth-code-ten-minutes',
      title: 'A code lives ten minutes',
      reference: 'Gong §1',
      mark: ['D'],
      covers: ['gong 1 oauth'],
      exchanges: [consent, { advanceMs: 601_000, request: exchangeCode(), reply: refused }],
      readings: byKey,
    },
    {
      id: 'gong-oauth-wrong-secret',
      title: 'The integration proves itself by Basic',
      reference: 'Gong §1',
      mark: ['D'],
      covers: ['gong 1 oauth'],
      exchanges: [
        consent,
        {
          request: exchangeCode(basic('sandbox-gong-client:wrong')),
          reply: { status: oneOf(401, 400), body: including({ access_token: absent }) },
        },
      ],
      readings: byKey,
    },
    {
      id: 'gong-oauth-scope',
      title: 'A token has the rights of the scopes granted and no other',
      reference: 'Gong §1',
      mark: ['D'],
      covers: ['gong 1 scopes'],
      exchanges: [
        consent,
        { request: exchangeCode(), keep: keepPair },
        {
          request: {
            method: 'POST',
            path: '{base}/v2/calls/transcript',
            body: { filter: {} },
            headers: asToken,
          },
          reply: { status: oneOf(403, 401) },
        },
      ],
      readings: byKey,
    },
  ],
};
