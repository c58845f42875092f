import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createSignInLink,
  endMemberSessions,
  endOtherSessions,
  endSession,
  enterSession,
  listMemberSessions,
  listSessions,
} from '@handrail/contract';
import type { Endpoint, ReplyOf } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url);

interface Signed {
  readonly cookie: string;
  readonly csrf: string;
}

/** Signs the admin in, or a member, with a browser of that name. */
async function signIn(userAgent: string, email = api.workspace.admin.email): Promise<Signed> {
  const { url } = await api.call(createSignInLink, { body: { email } });
  const reply = await api.send({
    method: enterSession.method,
    url: enterSession.path,
    headers: { 'user-agent': userAgent },
    payload: { token: url.split('#enter=')[1] },
  });
  const [cookie = ''] = String(reply.headers['set-cookie']).split(';');
  return { cookie, csrf: enterSession.reply.parse(reply.json()).csrfToken ?? '' };
}

async function as<E extends Endpoint>({ cookie, csrf }: Signed, endpoint: E, id = ''): Promise<ReplyOf<E>> {
  const reply = await api.send({
    method: endpoint.method,
    url: endpoint.path.replace(/:\w+/, id),
    headers: { cookie, 'x-csrf-token': csrf },
  });
  assert.equal(reply.statusCode, 200, reply.body);
  return endpoint.reply.parse(reply.json()) as ReplyOf<E>;
}

async function isOpen({ cookie }: Signed): Promise<boolean> {
  return (await api.send({ url: '/api/v1/session', headers: { cookie } })).statusCode === 200;
}

test('shows the browsers that one is signed in with, ends one of them, or all the others', async () => {
  const [desk, phone, cafe] = [await signIn('desk'), await signIn('phone'), await signIn('cafe')];
  const { items, idleHours } = await as(desk, listSessions);
  assert.equal(idleHours, 8);
  assert.deepEqual(items.map(({ userAgent }) => userAgent).sort(), ['cafe', 'desk', 'phone']);
  assert.deepEqual(
    items.filter(({ isCurrent }) => isCurrent).map(({ userAgent }) => userAgent),
    ['desk'],
  );
  await as(desk, endSession, items.find(({ userAgent }) => userAgent === 'phone')?.id);
  assert.deepEqual([await isOpen(desk), await isOpen(phone), await isOpen(cafe)], [true, false, true]);
  assert.equal((await as(desk, endOtherSessions)).ended, 1);
  assert.deepEqual([await isOpen(desk), await isOpen(cafe)], [true, false]);
});

test('shows nobody the sessions of others, and ends none of them', async () => {
  const { user, token } = await api.addMember('user');
  const [admin, member] = [await signIn('admin desk'), await signIn('member desk', user.email)];
  const { items } = await as(member, listSessions);
  assert.deepEqual(
    items.map(({ userAgent }) => userAgent),
    ['member desk'],
  );
  const foreign = (await as(admin, listSessions)).items.find(({ isCurrent }) => isCurrent)?.id ?? '';
  const refused = await api.send({
    method: endSession.method,
    url: endSession.path.replace(':id', foreign),
    headers: { cookie: member.cookie, 'x-csrf-token': member.csrf },
  });
  assert.equal(refused.statusCode, 404);
  assert.equal((await api.refusal(listMemberSessions, {}, token)).code, 'not_allowed');
  assert.equal((await api.refusal(endOtherSessions, {}, token)).code, 'not_allowed');
  assert.ok(await isOpen(admin));
});

test('lets an admin sign somebody out everywhere', async () => {
  const { user } = await api.addMember('manager');
  const browsers = [await signIn('one', user.email), await signIn('two', user.email)];
  const { items } = await api.call(listMemberSessions, {});
  assert.equal(items.filter(({ userId }) => userId === user.id).length, 2);
  assert.equal((await api.call(endMemberSessions, { params: { userId: user.id } })).ended, 2);
  for (const browser of browsers) assert.equal(await isOpen(browser), false);
});

test('leaves out who has not been here for long', async () => {
  const admin = await signIn('left on');
  api.clock.advance(9 * 60 * 60_000);
  const { items } = await api.call(listMemberSessions, {});
  assert.deepEqual(items, []);
  assert.equal(await isOpen(admin), false);
});
