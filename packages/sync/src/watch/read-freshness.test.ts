import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataType } from '@handrail/core';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';
import { readFreshness } from './read-freshness.ts';

const MINUTE_MS = 60_000;
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 10 } });
const read = async (type: DataType) => {
  const rows = await sync.transaction((tx) => readFreshness(tx, sync.clock.now()));
  const row = rows.find((candidate) => candidate.type === type);
  assert.ok(row !== undefined);
  return row;
};

test('every kind of data is off before it is connected, and of no age before its first run', async () => {
  const kinds = await sync.transaction((tx) => readFreshness(tx, sync.clock.now()));
  assert.deepEqual(
    kinds.map(({ state }) => state),
    kinds.map(() => 'off'),
  );
  await sync.connect();
  await sync.save(TEST_CONFIG);
  assert.deepEqual([(await read('accounts')).state, (await read('timeline')).state], ['never', 'off']);
});

test('the age of what was read counts from the start of the run that read it, not from its end', async () => {
  const begun = sync.clock.now();
  sync.beforeCall = () => sync.clock.advance(MINUTE_MS);
  await sync.run('accounts', 'full');
  sync.beforeCall = null;
  const took = sync.clock.now().getTime() - begun.getTime();
  assert.ok(took >= 2 * MINUTE_MS);
  assert.deepEqual((await read('accounts')).asOf, begun);
  assert.deepEqual((await read('hierarchy')).asOf, begun);
  assert.equal((await read('accounts')).state, 'in-time');
});

test('a kind of data is late after two intervals of its own, and in time again with the next run', async () => {
  sync.clock.advance(121 * MINUTE_MS);
  assert.equal((await read('accounts')).state, 'late');
  await sync.run('accounts');
  assert.equal((await read('accounts')).state, 'in-time');
});
