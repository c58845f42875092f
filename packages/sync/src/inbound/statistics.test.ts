import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';

const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 1_100 } });

/** Rows that the planner believes a table to have; less than 0 where it was never told. */
async function believedRows(table: string): Promise<number> {
  const [row] = await sync.transaction((tx) =>
    tx.query<{ rows: number }>('select reltuples as rows from pg_class where oid = $1::regclass', [table]),
  );
  return row?.rows ?? Number.NaN;
}

test('tells the planner of a first import before the streams that follow it ask', async () => {
  await sync.connect();
  await sync.save(TEST_CONFIG);
  const before = await believedRows('accounts');
  assert.ok(before <= 0, String(before));
  const run = await sync.run('accounts', 'full');
  assert.ok(run.added >= 1_000, String(run.added));
  assert.equal(await believedRows('accounts'), run.added);
});
