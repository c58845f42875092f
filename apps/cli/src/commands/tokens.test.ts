import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Token } from '@handrail/contract';
import { refuse, runCli, startCannedServer } from '../testing.ts';

const TOKEN: Token = {
  id: '01890000-0000-7000-8000-0000000000d1',
  name: 'Export',
  ownerName: 'Ann',
  scopes: ['read'],
  createdAt: '2026-07-30T14:00:00Z',
  expiresAt: '2026-10-28T14:00:00Z',
  lastUsedAt: null,
  revokedAt: null,
  state: 'active',
};

test('prints a new token alone on standard output, lists and revokes', async () => {
  await using server = await startCannedServer({
    createToken: () => ({ token: 'secret-token', item: TOKEN }),
    revokeToken: () => ({ ...TOKEN, state: 'revoked' as const, revokedAt: '2026-07-31T14:00:00Z' }),
    listTokens: () => ({ items: [TOKEN] }),
  });
  const made = await runCli(server, ['tokens', 'create', 'Export', '--scope', 'read', 'send', '--days', '5']);
  assert.equal(made.out, 'secret-token\n');
  assert.deepEqual(server.seen[0]?.body, { name: 'Export', scopes: ['read', 'send'], expiresInDays: 5 });
  const list = await runCli(server, ['tokens', 'list']);
  assert.match(list.out, /Export +Ann +active +read/u);
  const revoked = await runCli(server, ['tokens', 'revoke', TOKEN.id]);
  assert.equal(revoked.out, 'Export: revoked\n');
});

test('refuses a scope or a life that no token has before it asks the server', async () => {
  await using server = await startCannedServer({});
  assert.equal((await runCli(server, ['tokens', 'create', 'x', '--days', '999'])).exitCode, 2);
  assert.equal((await runCli(server, ['tokens', 'create', 'x', '--scope', 'all'])).exitCode, 2);
  assert.equal(server.seen.length, 0);
});

test('tokens says what is wrong with an id or a name, and what to do, by the code it ends with', async () => {
  await using server = await startCannedServer({
    revokeToken: refuse({
      status: 404,
      code: 'not_found',
      title: 'There is no token with this id.',
      remedy: 'Go back to the list.',
    }),
  });
  const cases = [
    [['revoke', 'Export'], 1, /no token "Export"[^]*handrail tokens list[^]*cli_not_found/u, 0],
    [['revoke', TOKEN.id], 1, /no token with this id[^]*What to do[^]*not_found/u, 1],
    [['revoke'], 2, /missing required argument 'id'[^]*What to do[^]*cli_usage/u, 1],
    [['create'], 2, /missing required argument 'name'[^]*What to do[^]*cli_usage/u, 1],
    [['create', ' '], 2, /a name that is not empty[^]*What to do[^]*cli_usage/u, 1],
  ] as const;
  for (const [args, exitCode, said, asked] of cases) {
    const ended = await runCli(server, ['tokens', ...args]);
    assert.equal(ended.exitCode, exitCode, args.join(' '));
    assert.match(ended.error, said);
    assert.equal(server.seen.length, asked, args.join(' '));
  }
});
