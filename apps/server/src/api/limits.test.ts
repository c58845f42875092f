import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints, problemSchema } from '@handrail/contract';
import type { Endpoint } from '@handrail/contract';
import { startApiTest } from '../testing.ts';

const api = await startApiTest(import.meta.url, {
  sandbox: { companies: 5 },
  triesPerMinute: 9,
  pagesPerMinute: 20,
});
const [ada, ben] = [await api.addMember('admin'), await api.addMember('admin')];

/** The codes of so many requests, one after the other, each from the address that its number gives. */
async function codesOf(
  { method, path }: Endpoint,
  count: number,
  from: (at: number) => string,
  rest: { readonly token?: string; readonly payload?: object } = {},
): Promise<readonly string[]> {
  const codes: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const { statusCode, headers, body } = await api.send({
      method,
      url: path.replace(':vendor', 'gainsight'),
      remoteAddress: from(at),
      ...(rest.token === undefined ? {} : { headers: { authorization: `Bearer ${rest.token}` } }),
      // Refused before the body is parsed, or for it: nobody is called.
      payload: rest.payload ?? { unknown: 1 },
    });
    if (statusCode === 429) assert.ok(Number(headers['retry-after']) > 0);
    codes.push(problemSchema.safeParse(JSON.parse(body)).data?.code ?? 'done');
  }
  return codes;
}

const passed = (codes: readonly string[]) => codes.filter((code) => code !== 'too_many_tries').length;

test('of a thousand tries to sign in lets nine of an address reach the door, and leaves everybody else alone', async () => {
  const payload = { token: 'x'.repeat(43) };
  const codes = await codesOf(endpoints.enterSession, 1_000, () => '192.0.2.7', { payload });
  assert.equal(passed(codes), 9);
  assert.equal(codes.filter((code) => code === 'sign_in_link_invalid').length, 9);
  const others = await codesOf(endpoints.enterSession, 20, (at) => `198.51.100.${at}`, { payload });
  assert.equal(passed(others), 20);
  const headers = { authorization: `Bearer ${api.token}` };
  const reply = await api.send({ url: '/api/v1/session', headers, remoteAddress: '192.0.2.7' });
  assert.equal(reply.statusCode, 200, 'who is signed in goes on, at the same address');
});

test('takes a whole network of the sixth version for one address', async () => {
  const payload = { token: 'x'.repeat(43) };
  const codes = await codesOf(endpoints.enterSession, 12, (at) => `2001:db8::${at.toString(16)}`, {
    payload,
  });
  assert.equal(passed(codes), 9);
});

/** What makes this machine call another one. */
const CALLING: readonly Endpoint[] = [
  endpoints.connectGainsight,
  endpoints.connectGong,
  endpoints.checkConnection,
  endpoints.setIdentityProvider,
  endpoints.tryIdentityProvider,
  endpoints.setLanguageModel,
  endpoints.tryLanguageModel,
  endpoints.testAlarmWebhook,
];

test('limits what makes this machine call another one by user, at any address', async () => {
  for (const [at, endpoint] of CALLING.entries()) {
    const codes = await codesOf(endpoint, 10, (n) => `198.18.${at}.${n}`, ada);
    assert.equal(passed(codes), 9, endpoint.name);
    assert.equal(passed(await codesOf(endpoint, 1, () => `198.18.${at}.9`, ben)), 1, 'others are unaffected');
  }
});

test('limits it by address, too, whoever asks', async () => {
  const from = () => '198.19.0.1';
  assert.equal(passed(await codesOf(endpoints.connectGong, 8, from, ben)), 8);
  const token = api.token;
  assert.equal(passed(await codesOf(endpoints.connectGong, 2, from, { token })), 1);
  assert.equal(passed(await codesOf(endpoints.connectGong, 1, () => '198.19.0.2', { token })), 1);
});

test('limits the pages of an export by user, over all lists together, and no first page', async () => {
  const walk = (endpoint: Endpoint, token: string) => codesOf(endpoint, 11, () => '192.0.2.9', { token });
  const next = (endpoint: Endpoint): Endpoint => ({ ...endpoint, path: `${endpoint.path}?cursor=x` });
  const accounts = await walk(next(endpoints.listAccounts), ada.token);
  const stakeholders = await walk(next(endpoints.listStakeholders), ada.token);
  assert.equal(passed([...accounts, ...stakeholders]), 20);
  assert.equal(passed(await walk(endpoints.listAccounts, ada.token)), 11);
  assert.equal(passed(await walk(next(endpoints.listAccounts), ben.token)), 11, 'others are unaffected');
});
