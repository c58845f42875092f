import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeUser, createSignInLink, getUser, inviteUser } from '@handrail/contract';
import { createUser, setGovernance } from '@handrail/database';
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

test('invites a new member by mail, who then comes in once, and notes when', async () => {
  const body = { name: 'Nova Lind', email: 'nova@lumenta.example', role: 'manager' } as const;
  const { user, link } = await api.call(inviteUser, { body });
  assert.deepEqual(
    [user.role, user.active, user.source, user.lastSignInAt],
    ['manager', true, 'invited', null],
  );
  assert.equal(link.mail, 'sent');
  assert.deepEqual([letters.at(-1)?.to, letters.at(-1)?.text.includes(link.url)], [body.email, true]);
  assert.equal((await enter(tokenOf(link.url))).statusCode, 200);
  assert.equal((await enter(tokenOf(link.url))).statusCode, 401);
  const seen = await api.call(getUser, { params: { id: user.id } });
  assert.equal(seen.lastSignInAt, api.clock.now().toISOString());
  assert.equal((await api.refusal(inviteUser, { body })).code, 'member_exists');
  const { token } = await api.addMember('manager');
  assert.equal((await api.refusal(inviteUser, { body }, token)).code, 'not_allowed');
});

test('lets in by invitation who is known and was never let in, and nobody by the address of one who has left', async () => {
  const known = async (email: string, reason: string) =>
    api.database.workspace(api.workspace.id).transaction(async (tx) => {
      const { id } = await createUser(tx, { email, name: email, role: 'user' });
      await tx.query('update users set no_access = $2 where id = $1', [id, reason]);
      return id;
    });
  const invited = async (email: string) =>
    (await api.call(inviteUser, { body: { name: 'N', email, role: 'user', mail: false } })).user.id;
  const [waiting, gone] = [
    await known('waiting@lumenta.example', 'not-invited'),
    await known('gone@lumenta.example', 'gone'),
  ];
  assert.equal(await invited('waiting@lumenta.example'), waiting);
  assert.notEqual(await invited('gone@lumenta.example'), gone);
});

test('while Gainsight governs, invites nobody and gives nobody a role, also who is unknown there', async () => {
  const govern = (since: Date | null) =>
    api.database.workspace(api.workspace.id).transaction((tx) => setGovernance(tx, since));
  await govern(api.clock.now());
  const body = { name: 'Late', email: 'late@lumenta.example', role: 'user' } as const;
  assert.equal((await api.refusal(inviteUser, { body })).code, 'users_governed');
  const params = { id: (await api.addMember('user')).user.id };
  const ended = await api.call(changeUser, { params, body: { role: null } });
  assert.equal(ended.noAccess, 'by-hand');
  for (const role of ['admin', 'user'] as const) {
    assert.equal((await api.refusal(changeUser, { params, body: { role } })).code, 'users_governed');
  }
  assert.equal((await api.call(getUser, { params })).noAccess, 'by-hand');
  await govern(null);
});
