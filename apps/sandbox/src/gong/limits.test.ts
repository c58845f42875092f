import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestGong } from './testing.ts';

test('refuses the fourth request of any second and says when to come back', async (t) => {
  const { ask, clock } = await startTestGong(t, { limits: {} });
  for (let count = 0; count < 3; count += 1) assert.equal((await ask('/v2/workspaces')).status, 200);
  const refused = await ask('/v2/users');
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get('retry-after'), '1');
  assert.equal(refused.headers.get('x-ratelimit-remaining'), null, 'no header tells the budget');
  clock.advance(999);
  assert.equal((await ask('/v2/workspaces')).status, 429);
  clock.advance(1);
  assert.equal((await ask('/v2/workspaces')).status, 200);
});

test('refuses what is over the 10,000 of a day until the next', async (t) => {
  const { ask, context, clock } = await startTestGong(t, { limits: { gongPerDay: 2 } });
  for (let count = 0; count < 2; count += 1) assert.equal((await ask('/v2/workspaces')).status, 200);
  clock.advance(1_000);
  const refused = await ask('/v2/workspaces');
  assert.equal(refused.status, 429);
  const seconds = Number(refused.headers.get('retry-after'));
  assert.ok(Number.isInteger(seconds) && seconds > 3_600);
  clock.advance(seconds * 1_000);
  assert.equal((await ask('/v2/workspaces')).status, 200);
  assert.equal(context.limits.gongPerSecond, 3, 'the other limit is the documented one');
});
