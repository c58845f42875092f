import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSignInLink } from '@handrail/contract';
import type { Mail } from '../../mailer.ts';
import { startApiTest } from '../../testing.ts';

const letters: Mail[] = [];
const api = await startApiTest(import.meta.url, {
  mailer: {
    send: async (mail) => {
      letters.push(mail);
      return true;
    },
  },
});

const tokenOf = (url: string): string => {
  assert.match(url, /^http:\/\/localhost(:\d+)?\/#enter=[\w-]{43}$/u, 'the token stands in the fragment');
  return new URL(url).hash.slice('#enter='.length);
};
const enter = (token: string) => api.send({ method: 'POST', url: '/api/v1/session', payload: { token } });

test('makes a link that signs its member in once, in any spelling of the address', async () => {
  const { user } = await api.addMember('user');
  const link = await api.call(createSignInLink, { body: { email: user.email.toUpperCase() } });
  assert.equal(link.email, user.email);
  const entered = await enter(tokenOf(link.url));
  assert.equal(entered.statusCode, 200);
  assert.equal(entered.json<{ user: { email: string } }>().user.email, user.email);
  assert.equal((await enter(tokenOf(link.url))).statusCode, 401);
});

test('lets a link live for 15 minutes', async () => {
  const link = await api.call(createSignInLink, { body: { email: api.workspace.admin.email } });
  assert.equal(Date.parse(link.expiresAt) - api.clock.now().getTime(), 15 * 60_000);
  api.clock.advance(15 * 60_000 + 1);
  assert.equal((await enter(tokenOf(link.url))).statusCode, 401);
});

test('mails a link only when asked to, and lets it live for a day then', async () => {
  const { email } = api.workspace.admin;
  assert.equal((await api.call(createSignInLink, { body: { email } })).mail, 'off');
  assert.equal(letters.length, 0);
  const link = await api.call(createSignInLink, { body: { email, mail: true } });
  assert.equal(link.mail, 'sent');
  assert.equal(Date.parse(link.expiresAt) - api.clock.now().getTime(), 24 * 60 * 60_000);
  const [letter] = letters;
  assert.equal(letter?.to, email);
  assert.ok(letter?.text.includes(link.url));
});

test('refuses everyone but admins, and addresses of nobody', async () => {
  for (const role of ['manager', 'user'] as const) {
    const { token } = await api.addMember(role);
    const refused = await api.refusal(createSignInLink, { body: { email: 'admin@localhost' } }, token);
    assert.equal(refused.code, 'not_allowed');
  }
  const unknown = await api.refusal(createSignInLink, { body: { email: 'nobody@example.com' } });
  assert.equal(unknown.code, 'not_found');
  const { user } = await api.addMember('user');
  await api.database
    .workspace(api.workspace.id)
    .transaction((tx) => tx.query("update users set no_access = 'by-hand' where id = $1", [user.id]));
  assert.equal((await api.refusal(createSignInLink, { body: { email: user.email } })).code, 'not_found');
});

test('keeps no link: not for a request that comes twice, and not in any row', async () => {
  const order = () =>
    api.send({
      method: 'POST',
      url: '/api/v1/users/sign-in-links',
      headers: { authorization: `Bearer ${api.token}`, 'idempotency-key': 'twice' },
      payload: { email: 'admin@localhost' },
    });
  const [first, second] = [await order(), await order()];
  const urls = [first, second].map((reply) => reply.json<{ url: string }>().url);
  assert.notEqual(urls[0], urls[1]);
  const kept = await api.database
    .workspace(api.workspace.id)
    .transaction((tx) =>
      tx.query(`select 1 from idempotency_keys where reply::text like '%enter=%' or key = 'twice'`),
    );
  assert.equal(kept.length, 0);
});
