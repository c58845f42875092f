import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findRun } from '@handrail/database';
import type { Database } from '@handrail/database';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';
import { runSlice } from './run-stream.ts';

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
  const told = countTold(sync.database);
  const { id } = await sync.queue('accounts', 'full');
  const engine = { ...sync.engine, database: told.database };
  await runSlice(engine, { workspaceId: sync.workspaceId, runId: id }, new AbortController().signal);
  const run = await sync.transaction((tx) => findRun(tx, id));
  assert.equal(run?.state, 'done');
  assert.ok(run.added >= 1_000, String(run.added));
  assert.equal(told.count(), 1, 'once, though both its trees and the streams that follow want it');
  assert.equal(await believedRows('accounts'), run.added);
});

/** The same database, and how often its planner was told. */
function countTold(database: Database): { readonly database: Database; count(): number } {
  let count = 0;
  return {
    count: () => count,
    database: {
      platform: () => database.platform(),
      close: () => database.close(),
      workspace(id, personId) {
        const handle = database.workspace(id, personId);
        return {
          id: handle.id,
          transaction: (work) =>
            handle.transaction((tx) =>
              work({
                ...tx,
                query(text, params) {
                  if (text.includes('handrail_refresh_statistics')) count += 1;
                  return tx.query(text, params);
                },
              }),
            ),
        };
      },
    },
  };
}
