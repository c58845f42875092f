import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSyncTest, TEST_CONFIG } from '../../testing.ts';

const DAY_MS = 24 * 3_600_000;

test('reads the calls of the ninety days before at first, and no older one', async () => {
  const sync = await startSyncTest(import.meta.url);
  await sync.connect();
  await sync.save({ ...TEST_CONFIG, organisation: { domains: ['lumenta.example'] } });
  const { calls } = sync.sandbox.context.world;
  const [call] = calls;
  assert.ok(call);
  for (const days of [89, 91]) {
    const held = new Date(sync.clock.now().getTime() - days * DAY_MS).toISOString();
    const times = { scheduled: held, started: held, listedAt: held, transcribedAt: held };
    calls.push({ ...call, ...times, id: `42424242424242424${days}`, title: `${days} days ago` });
  }
  assert.equal((await sync.run('meetings')).state, 'done');
  const titles = await sync.transaction((tx) =>
    tx.query<{ title: string }>(`select title from meetings where title like '% days ago' order by title`),
  );
  assert.deepEqual(titles, [{ title: '89 days ago' }]);
});
