import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse, runCli, startCannedServer } from '../testing.ts';

const LINK = {
  email: 'ann@example.com',
  url: 'http://127.0.0.1:7400/#enter=abc',
  expiresAt: '2026-08-01T10:15:00Z',
  mail: 'off',
};

test('users link prints the address alone on stdout, and whom it is for beside it', async () => {
  await using server = await startCannedServer({ createSignInLink: () => LINK });
  const ended = await runCli(server, ['users', 'link', 'ann@example.com']);
  assert.equal(ended.out, `${LINK.url}\n`);
  assert.match(ended.error, /ann@example\.com in once, until 2026-08-01T10:15:00Z/u);
  assert.deepEqual(server.seen.at(-1)?.body, { email: 'ann@example.com', mail: false });
  const json = await runCli(server, ['users', 'link', 'ann@example.com', '--json']);
  assert.deepEqual(JSON.parse(json.out), LINK);
});

test('users link fails with cause and remedy for an address of nobody', async () => {
  await using server = await startCannedServer({
    createSignInLink: refuse({ status: 404, code: 'not_found', title: 'Not found' }),
  });
  const ended = await runCli(server, ['users', 'link', 'nobody@example.com']);
  assert.equal(ended.exitCode, 1);
  assert.match(ended.error, /not_found/u);
});

const USER = {
  id: '01890000-0000-7000-8000-000000000001',
  gainsightId: null,
  name: 'ann',
  email: 'Ann@example.com',
  title: null,
  role: 'manager',
  active: true,
  noAccess: null,
  source: 'invited',
  licence: null,
  managerName: null,
  accounts: 0,
  lastSignInAt: null,
};

test('users invite needs a role, names them by their address, and prints the link alone on stdout', async () => {
  await using server = await startCannedServer({ inviteUser: () => ({ user: USER, link: LINK }) });
  assert.equal((await runCli(server, ['users', 'invite', 'ann@example.com'])).exitCode, 2);
  const ended = await runCli(server, ['users', 'invite', 'ann@example.com', '--role', 'manager']);
  assert.equal(ended.out, `${LINK.url}\n`);
  assert.match(ended.error, /ann is invited as manager/u);
  assert.deepEqual(server.seen.at(-1)?.body, {
    email: 'ann@example.com',
    name: 'ann',
    role: 'manager',
    mail: true,
  });
});

test('users invitations asks for those who have not come in, and users revoke ends the one with that address', async () => {
  const page = { items: [USER], nextCursor: null, total: 1 };
  await using server = await startCannedServer({
    listUsers: () => page,
    changeUser: () => ({ ...USER, active: false, noAccess: 'by-hand' }),
  });
  const listed = await runCli(server, ['users', 'invitations']);
  assert.match(listed.out, /Ann@example\.com/u);
  assert.equal(server.seen.at(-1)?.query['access'], 'invited');
  const ended = await runCli(server, ['users', 'revoke', 'ann@example.com']);
  assert.equal(ended.exitCode, 0);
  assert.deepEqual(server.seen.at(-1)?.body, { role: null });
  const nobody = await runCli(server, ['users', 'revoke', 'an@example.com']);
  assert.equal(nobody.exitCode, 1);
  assert.match(nobody.error, /cli_not_found/u);
});

test('users show finds somebody by id, e-mail or exact name, and says which command lists them when there is nobody', async () => {
  await using server = await startCannedServer({
    listUsers: ({ query }) => {
      const isHers = ['ann@EXAMPLE.com', 'ann'].includes(query['search'] ?? '');
      return { items: isHers ? [USER] : [], nextCursor: null, total: isHers ? 1 : 0 };
    },
    getUser: () => USER,
  });
  for (const meant of [USER.id, 'ann@EXAMPLE.com', 'ann']) {
    const shown = await runCli(server, ['users', 'show', meant]);
    assert.equal(shown.exitCode, 0, shown.error);
    assert.equal(server.seen.at(-1)?.params['id'], USER.id);
  }
  const nobody = await runCli(server, ['users', 'show', 'an']);
  assert.equal(nobody.exitCode, 1);
  assert.match(nobody.error, /no user "an"[^]*handrail users list[^]*cli_not_found/u);
});

test('users refuses what is no address, or none at all, before it asks the server', async () => {
  await using server = await startCannedServer({});
  for (const command of ['link', 'invite', 'revoke']) {
    const role = command === 'invite' ? ['--role', 'user'] : [];
    for (const given of [[], [''], ['ann'], ['ann@example.com', 'ben@example.com']]) {
      const ended = await runCli(server, ['users', command, ...given, ...role]);
      assert.equal(ended.exitCode, 2, `${command} ${given.join(' ')}`);
      assert.match(ended.error, /email|e-mail|too many arguments/u);
      assert.match(ended.error, /What to do: [^]*cli_usage/u);
    }
  }
  assert.equal((await runCli(server, ['users', 'show'])).exitCode, 2);
  assert.equal(server.seen.length, 0);
});
