import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basic, dig, list, startTestGong, WIDE } from './testing.ts';

const CALLS = `/v2/calls?${new URLSearchParams(WIDE).toString()}`;

test('refuses wrong credentials: 401, but 403 for the lists of users and workspaces', async (t) => {
  const { ask } = await startTestGong(t);
  for (const [path, status] of [
    [CALLS, 401],
    ['/v2/users/1', 401],
    ['/v2/users', 403],
    ['/v2/users?includeAvatars=true', 403],
    ['/v2/workspaces', 403],
  ] as const) {
    const reply = await ask(path, undefined, basic('a', 'b'));
    assert.equal(reply.status, status, path);
    assert.equal(typeof dig(reply.body, 'requestId'), 'string');
    assert.equal(list(reply.body, 'errors').length, 1);
  }
  assert.equal((await ask('/v2/users/extensive', { filter: {} }, basic('a', 'b'))).status, 401);
});

test('refuses the key from the next request on when another replaces it', async (t) => {
  const { ask, context } = await startTestGong(t);
  assert.equal((await ask(CALLS)).status, 200);
  context.credentials.gongAccessKeySecret = 'new-secret';
  assert.equal((await ask(CALLS)).status, 401);
  assert.equal((await ask(CALLS, undefined, basic('sandbox-gong-key', 'new-secret'))).status, 200);
});

test('refuses a good key with 403 from an address that is not allowed', async (t) => {
  const { ask } = await startTestGong(t, { switches: { gongKeyFrom: 'nowhere' } });
  assert.equal((await ask(CALLS)).status, 403);
  assert.equal((await ask(CALLS, undefined, basic('a', 'b'))).status, 401);
});

test('answers an unknown path with the error body of all refusals', async (t) => {
  const { ask } = await startTestGong(t);
  const reply = await ask('/v2/nothing');
  assert.equal(reply.status, 404);
  assert.equal(list(reply.body, 'errors').length, 1);
});
