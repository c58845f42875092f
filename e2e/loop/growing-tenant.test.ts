import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';

const DAYS = 8;
const sync = await startSyncTest(import.meta.url, { sandbox: { growDays: DAYS } });

/** Id and name of each account that is there, and of each company of the source, without the blanks around a name. */
async function bothSides(): Promise<{ held: unknown[]; source: unknown[] }> {
  const held = await sync.transaction((tx) =>
    tx.query<{ id: string; name: string }>(
      `select gainsight_id as id, name from accounts where presence = 'present' order by gainsight_id collate "C"`,
    ),
  );
  const source = sync.source
    .rows('company')
    .map((row) => ({ id: row['Gsid'], name: String(row['Name']).trim() }));
  return { held, source };
}

test('follows a tenant that grows, changes and forgets, day by day', async () => {
  await sync.connect();
  await sync.save({ ...TEST_CONFIG });
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  const before = (await bothSides()).held.length;
  for (let day = 1; day <= DAYS; day += 1) {
    sync.clock.advance(86_400_000);
    for (const stream of ['accounts', 'meetings'] as const) {
      const run = await sync.run(stream, 'incremental');
      assert.equal(run.state, 'done', `day ${day}: ${stream} ${JSON.stringify(run)}`);
    }
  }
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  const { held, source } = await bothSides();
  assert.ok(held.length > before + DAYS);
  assert.deepEqual(held, source);
});
