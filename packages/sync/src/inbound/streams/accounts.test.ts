import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { countAccounts } from '@handrail/database';
import { startSyncTest, TEST_CONFIG } from '../../testing.ts';

const sync = await startSyncTest(import.meta.url);
after(() => sync.sandbox.stop());
const everything = { search: null, status: null, health: null, presence: 'present' } as const;

test('imports every company once, and changes nothing when read again', async () => {
  await sync.connect();
  await sync.save(TEST_CONFIG);
  const first = await sync.run('accounts', 'full');
  assert.equal(first.state, 'done', JSON.stringify(first));
  assert.equal(first.added, 60);
  assert.equal(await sync.transaction((tx) => countAccounts(tx, everything)), 60);
  const second = await sync.run('accounts', 'full');
  assert.equal(second.state, 'done');
  assert.deepEqual([second.seen, second.unchanged, second.exits], [60, 60, 0]);
  const increment = await sync.run('accounts');
  assert.equal(increment.state, 'done');
});

test('reads calls with their transcripts', async () => {
  const run = await sync.run('meetings', 'full');
  assert.equal(run.state, 'done', JSON.stringify(run));
  assert.ok(run.added > 10);
});
