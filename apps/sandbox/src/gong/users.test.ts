import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dig, list, startTestGong } from './testing.ts';

test('tells users with aliases and managers, each as the list shows them', async (t) => {
  const { ask, context } = await startTestGong(t);
  const users = list((await ask('/v2/users')).body, 'users');
  assert.equal(users.length, context.world.gongUsers.length - 1, 'all but the avatar');
  const ids = new Set(users.map((user) => dig(user, 'id')));
  assert.ok(users.some((user) => list(user, 'emailAliases').length > 0));
  assert.ok(users.some((user) => dig(user, 'active') === false));
  for (const user of users) {
    assert.match(String(dig(user, 'id')), /^\d{17,20}$/);
    const manager = dig(user, 'managerId');
    assert.ok(manager === null || ids.has(manager));
  }
  const one = await ask(`/v2/users/${String(dig(users, 0, 'id'))}`);
  assert.deepEqual(dig(one.body, 'user'), users[0]);
  assert.equal((await ask('/v2/users/0')).status, 404);
});

test('shows avatars only when asked for', async (t) => {
  const { ask } = await startTestGong(t);
  const count = async (path: string): Promise<number> => list((await ask(path)).body, 'users').length;
  assert.equal(await count('/v2/users?includeAvatars=true'), (await count('/v2/users')) + 1);
  assert.equal(await count('/v2/users?includeAvatars=false'), await count('/v2/users'));
  const extensive = await ask('/v2/users/extensive', { filter: { includeAvatars: true } });
  assert.equal(list(extensive.body, 'users').length, await count('/v2/users?includeAvatars=true'));
});

test('filters users by ids and by the time of their creation', async (t) => {
  const { ask } = await startTestGong(t);
  const users = list((await ask('/v2/users')).body, 'users');
  const ids = async (filter: object): Promise<unknown[]> => {
    const reply = await ask('/v2/users/extensive', { filter });
    return reply.status === 404 ? [] : list(reply.body, 'users').map((user) => dig(user, 'id'));
  };
  const [some] = users;
  const id = dig(some, 'id');
  const created = Date.parse(String(dig(some, 'created')));
  const second = (offset: number): string => new Date(created + offset).toISOString();
  assert.deepEqual(await ids({ userIds: [id, '0'] }), [id]);
  const from = { userIds: [id], createdFromDateTime: second(0) };
  assert.deepEqual(await ids({ ...from, createdToDateTime: second(1000) }), [id], 'from is inclusive');
  assert.deepEqual(await ids({ userIds: [id], createdToDateTime: second(0) }), [], 'to is exclusive');
  const nobody = await ask('/v2/users/extensive', { filter: { userIds: ['0'] } });
  assert.deepEqual(dig(nobody.body, 'errors'), ['No users found corresponding to the provided filters']);
  assert.equal((await ask('/v2/users/extensive', {})).status, 400);
});

test('leaves keys without a value out where the switch says so', async (t) => {
  const { ask, call } = await startTestGong(t, { switches: { gongNullForm: 'omitted' } });
  const users = list((await ask('/v2/users')).body, 'users');
  assert.ok(users.some((user) => !Object.keys(Object(user)).includes('managerId')));
  assert.ok(!JSON.stringify(users).includes('null'));
  const { id } = call((one) => one.medium === 'telephone');
  const one = (await ask(`/v2/calls/${id}`)).body;
  assert.equal(Object.keys(Object(dig(one, 'call'))).includes('scheduled'), false);
});

test('lists workspaces without pages', async (t) => {
  const { ask } = await startTestGong(t);
  const { body } = await ask('/v2/workspaces');
  assert.deepEqual(Object.keys(Object(body)), ['requestId', 'workspaces']);
  assert.equal(list(body, 'workspaces').length, 2);
});

test('tells how keyword trackers are set, and averages of users over a period of days', async (t) => {
  const { ask, context } = await startTestGong(t);
  const trackers = list((await ask('/v2/settings/trackers')).body, 'keywordTrackers');
  assert.deepEqual(
    trackers.map((tracker) => dig(tracker, 'trackerName')),
    ['Renewal', 'Pricing', 'Competition'],
  );
  const other = context.world.gongWorkspaces[1]?.id ?? '';
  assert.deepEqual(
    dig((await ask(`/v2/settings/trackers?workspaceId=${other}`)).body, 'keywordTrackers'),
    [],
  );

  const filter = { fromDate: '2026-10-20', toDate: '2026-11-24' };
  const { body } = await ask('/v2/stats/interaction', { filter });
  const people = list(body, 'peopleInteractionStats');
  const hosts = new Set(context.world.calls.map((call) => call.primaryUserId));
  assert.ok(people.length > 3 && people.every((person) => hosts.has(String(dig(person, 'userId')))));
  const names = list(people[0], 'personInteractionStats').map((stat) => dig(stat, 'name'));
  assert.deepEqual(names, [
    'Longest Monologue',
    'Longest Customer Story',
    'Interactivity',
    'Patience',
    'Question Rate',
  ]);
  assert.equal(dig(body, 'fromDateTime'), '2026-10-20T00:00:00-08:00');
  for (const wrong of [
    { ...filter, toDate: '2026-11-25' },
    { fromDate: '2026-10-20' },
    { ...filter, fromDate: 'x' },
  ])
    assert.equal((await ask('/v2/stats/interaction', { filter: wrong })).status, 400, JSON.stringify(wrong));
});
