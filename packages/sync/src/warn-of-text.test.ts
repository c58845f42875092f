import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseConfig } from '@handrail/core';
import { addInventoryPage, beginInventory, completeInventory, findConnection } from '@handrail/database';
import { startSyncTest, TEST_CONFIG } from './testing.ts';
import { warnOfDraft } from './warn-of-text.ts';

const sync = await startSyncTest(import.meta.url);
await sync.connect();
await sync.save(TEST_CONFIG);

test('looks at every page of the inventory for texts that cannot be taken', async () => {
  const run = await sync.queue('accounts', 'full');
  const connection = await sync.transaction((tx) => findConnection(tx, 'gainsight'));
  assert.ok(connection);
  const field = 'Summary';
  await sync.transaction(async (tx) => {
    const now = sync.clock.now();
    await beginInventory(tx, { runId: run.id, connectionId: connection.id, fields: ['Gsid', field], now });
    for (const [number, value] of [
      [1, '120'],
      [2, 'a fine customer'],
    ] as const) {
      const lastGainsightId = `1P02${number}`;
      const columns = [
        { field: 'Gsid', values: [lastGainsightId], filled: 1 },
        { field, values: [value], filled: 1 },
      ];
      await addInventoryPage(tx, run.id, { number, records: 1, lastGainsightId, columns });
    }
    await completeInventory(tx, run.id, now);
  });
  const account = { ...TEST_CONFIG.fields.account, arr: field };
  const draft = parseConfig({ ...TEST_CONFIG, fields: { account } });
  assert.ok(draft.ok);
  const warnings = await sync.transaction((tx) => warnOfDraft(tx, draft.value, sync.clock.now()));
  assert.equal(warnings.length, 1);
  assert.equal(warnings[0]?.path, 'fields.account.arr');
  assert.match(warnings[0].message, /: 1 of 2 values looked at can be read as a number;/);
});
