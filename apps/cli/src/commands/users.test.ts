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
