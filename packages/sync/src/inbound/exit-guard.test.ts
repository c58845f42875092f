import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countSourceRecords, findConnection } from '@handrail/database';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';

const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 400 } });
await sync.connect();
const imported = sync.source.rows('company').slice(100, 183);
const names = imported.map((row) => String(row['Name']));
await sync.save({
  ...TEST_CONFIG,
  accounts: { import: 'matching', filter: { field: 'Name', op: 'in', value: names } },
});
await sync.run('accounts', 'full');

const counts = () =>
  sync.transaction(async (tx) => {
    const connection = await findConnection(tx, 'gainsight');
    assert.ok(connection);
    return countSourceRecords(tx, { connectionId: connection.id, object: 'Company' });
  });
const deleteAll = async (rows: readonly Readonly<Record<string, unknown>>[]) => {
  for (const row of rows) await sync.source.delete('company', String(row['Gsid']));
};

test('lets records that the filter keeps out go missing without the guard', async () => {
  assert.deepEqual(await counts(), { present: 400, live: 83 });
  await deleteAll(sync.source.rows('company').slice(200, 240));
  sync.clock.advance(60_000);
  const run = await sync.run('accounts', 'full');
  assert.deepEqual([run.state, run.exits], ['done', 0]);
  assert.deepEqual(await counts(), { present: 360, live: 83 });
});

test('withholds 19 exits of 83 imported companies, however many the filter keeps out', async () => {
  await deleteAll(imported.slice(0, 19));
  sync.clock.advance(60_000);
  const run = await sync.run('accounts', 'full');
  assert.deepEqual([run.state, run.exits], ['awaiting-approval', 0]);
  const shown = run.withheld as { readonly count: number; readonly live: number };
  assert.deepEqual([shown.count, shown.live], [19, 83]);
  assert.deepEqual(await counts(), { present: 360, live: 83 });
});
