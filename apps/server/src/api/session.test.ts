import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints } from '@handrail/contract';
import type { Endpoint } from '@handrail/contract';
import { startApiTest } from '../testing.ts';

const api = await startApiTest(import.meta.url);
const HOUR_MS = 60 * 60_000;

interface SessionReply {
  readonly csrfToken: string;
  readonly expiresAt: string;
  readonly code?: string;
}

async function enter(token: string, headers: Record<string, string> = {}) {
  return api.send({ method: 'POST', url: '/api/v1/session', headers, payload: { token } });
}

/** Signs in and answers the cookie and CSRF token. */
async function signIn(): Promise<{ cookie: string; csrf: string }> {
  const reply = await enter(await api.createLink());
  assert.equal(reply.statusCode, 200);
  const [cookie = ''] = String(reply.headers['set-cookie']).split(';');
  return { cookie, csrf: reply.json<SessionReply>().csrfToken };
}

async function statusWith(cookie: string): Promise<number> {
  return (await api.send({ url: '/api/v1/session', headers: { cookie } })).statusCode;
}

test('signs in with a link once, and never again with the same', async () => {
  const link = await api.createLink();
  assert.equal((await enter(link)).statusCode, 200);
  const second = await enter(link);
  assert.equal(second.statusCode, 401);
  assert.equal(second.json<SessionReply>().code, 'sign_in_link_invalid');
  assert.equal(second.headers['set-cookie'], undefined);
});

test('refuses a link after its 15 minutes, and one that was never made', async () => {
  const link = await api.createLink();
  api.clock.advance(15 * 60_000 + 1);
  assert.equal((await enter(link)).statusCode, 401);
  assert.equal((await enter('x'.repeat(43))).statusCode, 401);
});

test('keeps the session in a cookie that no script and no other site gets', async () => {
  const reply = await enter(await api.createLink());
  const cookie = String(reply.headers['set-cookie']);
  assert.match(cookie, /^handrail=[\w-]{43}; Path=\/; /);
  assert.match(cookie, /HttpOnly/);
  assert.match(cookie, /SameSite=Strict/);
});

test('ends a session on the server at sign-out', async () => {
  const { cookie, csrf } = await signIn();
  assert.equal(await statusWith(cookie), 200);
  const left = await api.send({
    method: 'DELETE',
    url: '/api/v1/session',
    headers: { cookie, 'x-csrf-token': csrf },
  });
  assert.equal(left.statusCode, 200);
  assert.match(String(left.headers['set-cookie']), /handrail=;/);
  assert.equal(await statusWith(cookie), 401);
});

test('ends a session after 8 hours without use, and keeps one in use', async () => {
  const [idle, used] = [await signIn(), await signIn()];
  api.clock.advance(5 * HOUR_MS);
  assert.equal(await statusWith(used.cookie), 200);
  api.clock.advance(4 * HOUR_MS);
  assert.equal(await statusWith(idle.cookie), 401);
  assert.equal(await statusWith(used.cookie), 200);
});

test('ends every session after 7 days, however much it was used', async () => {
  const { cookie } = await signIn();
  for (let hour = 0; hour < 7 * 24 - 6; hour += 6) {
    api.clock.advance(6 * HOUR_MS);
    assert.equal(await statusWith(cookie), 200);
  }
  api.clock.advance(6 * HOUR_MS);
  assert.equal(await statusWith(cookie), 401);
});

test('takes a mutation by cookie only with the CSRF token of that session', async () => {
  const [mine, other] = [await signIn(), await signIn()];
  const change = (headers: Record<string, string>) =>
    api.send({
      method: 'PUT',
      url: '/api/v1/workspace',
      headers: { cookie: mine.cookie, ...headers },
      payload: { name: 'Handrail' },
    });
  for (const headers of [{}, { 'x-csrf-token': 'x'.repeat(43) }, { 'x-csrf-token': other.csrf }]) {
    const reply = await change(headers);
    assert.equal(reply.statusCode, 403);
    assert.equal(reply.json<SessionReply>().code, 'csrf_refused');
  }
  const own = { 'x-csrf-token': mine.csrf, host: 'localhost:7400', origin: 'http://localhost:7400' };
  assert.equal((await change({ ...own, 'sec-fetch-site': 'same-origin' })).statusCode, 200);
});

test('gives every tab of a session the same CSRF token', async () => {
  const { cookie, csrf } = await signIn();
  const tab = await api.send({ url: '/api/v1/session', headers: { cookie } });
  assert.equal(tab.json<SessionReply>().csrfToken, csrf);
});

test('takes a bearer token without a CSRF token, and gives it none', async () => {
  const headers = { authorization: `Bearer ${api.token}` };
  const session = await api.send({ url: '/api/v1/session', headers });
  assert.equal(session.json<{ csrfToken: unknown }>().csrfToken, null);
  const reply = await api.send({
    method: 'PUT',
    url: '/api/v1/workspace',
    headers,
    payload: { name: 'Handrail' },
  });
  assert.equal(reply.statusCode, 200);
});

/** Every endpoint that needs a fresh sign-in; a new one here is a decision. */
const REACHING_FAR = [
  'acceptSignInRequest',
  'changeUser',
  'connectGainsight',
  'connectGong',
  'createSignInLink',
  'createToken',
  'disconnect',
  'inviteUser',
  'removeIdentityProvider',
  'rotateSecretKey',
  'setAlarmWebhook',
  'setGovernance',
  'setIdentityProvider',
  'setLanguageModel',
];

test('asks for a fresh sign-in before what reaches far, and for nothing else', async () => {
  const { cookie, csrf } = await signIn();
  api.clock.advance(15 * 60_000 + 1);
  const refused: string[] = [];
  for (const { name, method, path, action } of Object.values<Endpoint>(endpoints)) {
    // Those that end this session are no part of this.
    if (method === 'GET' || action === 'public' || action === 'session') continue;
    const url = path.replaceAll(/:\w+/g, '01890000-0000-7000-8000-000000000001');
    // Parsed after the question of rights and freshness: nothing is carried out.
    const reply = await api.send({
      method,
      url,
      headers: { cookie, 'x-csrf-token': csrf },
      payload: { unknown: 1 },
    });
    if (reply.json<SessionReply>().code === 'sign_in_again') refused.push(name);
  }
  assert.deepEqual(refused.toSorted(), REACHING_FAR);
});

test('lets a new link do for it, in the place of the former session; a token needs none', async () => {
  const { cookie, csrf } = await signIn();
  const make = (headers: Record<string, string>) =>
    api.send({
      method: 'POST',
      url: '/api/v1/tokens',
      headers,
      payload: { name: 'Export', scopes: ['read'] },
    });
  assert.equal((await make({ cookie, 'x-csrf-token': csrf })).statusCode, 200);
  api.clock.advance(15 * 60_000 + 1);
  const stale = await make({ cookie, 'x-csrf-token': csrf });
  assert.equal(stale.json<SessionReply>().code, 'sign_in_again');
  const reply = await enter(await api.createLink(), { cookie });
  const [renewed = ''] = String(reply.headers['set-cookie']).split(';');
  assert.notEqual(renewed, cookie);
  assert.equal(await statusWith(cookie), 401, 'the former session has ended');
  const again = await make({ cookie: renewed, 'x-csrf-token': reply.json<SessionReply>().csrfToken });
  assert.equal(again.statusCode, 200);
  assert.equal((await make({ authorization: `Bearer ${api.token}` })).statusCode, 200);
});

test('mails nobody but the one who asks, and says when there is no mail server', async () => {
  const { cookie, csrf } = await signIn();
  const reply = await api.send({
    method: 'POST',
    url: '/api/v1/session/link',
    headers: { cookie, 'x-csrf-token': csrf },
  });
  assert.deepEqual(reply.json(), { mail: 'off' });
});

test('keeps refused links in the audit, by whose and why and never by the link, and no more than some a minute', async () => {
  const refused = async () =>
    (
      await api.call(endpoints.listAudit, {
        query: { action: 'enterSession', outcome: 'refused', limit: 200 },
      })
    ).items;
  api.clock.advance(60_000);
  const before = (await refused()).length;
  const [used, expired] = [await api.createLink(), await api.createLink()];
  await enter(used);
  await enter(used);
  api.clock.advance(15 * 60_000 + 1);
  await enter(expired);
  await enter('never-made'.repeat(4));
  const kept = (await refused()).slice(0, 3);
  const admin = api.workspace.admin.id;
  assert.deepEqual(
    kept.map(({ subject, actorId, via, code }) => [subject, actorId, via, code]),
    [
      [{ reason: 'unknown' }, null, 'link', 'sign_in_link_invalid'],
      [{ reason: 'expired', userId: admin }, null, 'link', 'sign_in_link_invalid'],
      [{ reason: 'used', userId: admin }, null, 'link', 'sign_in_link_invalid'],
    ],
  );
  assert.ok([used, expired, 'never-made'].every((link) => !JSON.stringify(kept).includes(link)));
  for (let tries = 0; tries < 40; tries += 1) await enter('x'.repeat(43));
  const within = (await refused()).length;
  assert.ok(within - before <= 21, `${within - before}`);
  api.clock.advance(60_000);
  await enter('x'.repeat(43));
  assert.equal((await refused()).length, within + 1);
});
