// Values that their field says otherwise than they are measured: as items of a picklist, on another scale.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { AccountId } from '@handrail/core';
import { previewWriteback } from '@handrail/sync';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';
import { setScores } from './set-scores.ts';

const LABEL = 'Handrail_Health_Label__gc';
const HEALTH = 'Handrail_Health__gc';
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 6 } });
const { callLog } = sync.sandbox.context;
const signal = new AbortController().signal;
const items = new Map(
  sync.sandbox.context.world.objects
    .get('company')
    ?.fields.find(({ name }) => name === LABEL)
    ?.items?.map(({ label, gsid }) => [label, gsid]),
);

const contract = (isConfirmed: boolean, ...values: readonly object[]) =>
  sync.save({ ...TEST_CONFIG, writeback: { enabled: true, values } }, { isConfirmed });
await sync.connect();
await contract(true);
await sync.run('accounts', 'full');
const accounts = await sync.transaction((tx) =>
  tx.query<{ id: AccountId; gainsight_id: string }>(
    `select id, gainsight_id from accounts order by gainsight_id collate "C" limit 2`,
  ),
);
const [high, low] = accounts;
assert.ok(high && low);
const there = (field: string, { gainsight_id: gsid } = high) =>
  sync.source.rows('company').find((row) => row['Gsid'] === gsid)?.[field] ?? null;
const writes = () => callLog.entries.filter(({ method }) => method === 'PUT').length;

beforeEach(async () => {
  sync.clock.advance(86_400_000);
  await setScores(
    sync,
    new Map([
      [high.id, 91.4],
      [low.id, 12.6],
    ]),
  );
});

const WORDS = { metric: 'health.label', object: 'Company', field: LABEL };
const asItems = (words: Readonly<Record<string, string>>) => ({ ...WORDS, conversion: { words } });

test('writes the item that each word becomes, shows it beforehand by its label, and writes it once', async () => {
  const row = asItems({ High: 'Good', Medium: 'Fair', Low: 'Poor' });
  await contract(false, row);
  const { values, unconfirmed } = await previewWriteback(sync.vendors, sync.workspaceId, signal);
  assert.deepEqual(
    values.map(({ fieldLabel, before, afterLabel, after }) => [fieldLabel, before, afterLabel, after]),
    [high, low].map((_, at) => {
      const item = at === 0 ? 'Good' : 'Poor';
      return ['Handrail Health Label', null, item, items.get(item)];
    }),
  );
  assert.deepEqual(
    unconfirmed.map(({ conversion }) => conversion),
    [row.conversion],
  );
  await contract(true, row);
  callLog.clear();
  await sync.run('values');
  assert.deepEqual([there(LABEL), there(LABEL, low)], [items.get('Good'), items.get('Poor')]);
  // Written by label, the one form that is shown to be taken; read back as the id.
  const put = callLog.entries.find(({ method }) => method === 'PUT');
  assert.deepEqual(
    [...(put?.body ?? '').matchAll(/"Handrail_Health_Label__gc":"([^"]+)"/gu)].map(([, said]) => said),
    ['Good', 'Poor'],
  );
  const [order] = await sync.transaction((tx) =>
    tx.query<{ cause: string }>('select cause from outbox where account_id = $1', [high.id]),
  );
  assert.equal(order?.cause, `Health label in ${LABEL}: Good, the first value`);

  // Its echo, read with the accounts, is no edit and no reason to write.
  await sync.run('accounts');
  callLog.clear();
  await sync.run('values');
  assert.equal(callLog.count(), 0);
});

test('another conversion of the same row is looked at before it is written', async () => {
  const row = asItems({ High: 'Fair', Medium: 'Fair', Low: 'Poor' });
  await contract(false, row);
  callLog.clear();
  await sync.run('values');
  assert.equal(writes(), 0);
  const { values } = await previewWriteback(sync.vendors, sync.workspaceId, signal);
  assert.deepEqual(
    values.map(({ beforeLabel, afterLabel, awaitsConfirmation }) => [
      beforeLabel,
      afterLabel,
      awaitsConfirmation,
    ]),
    [['Good', 'Fair', true]],
  );
  await contract(true, row);
  await sync.run('values');
  assert.deepEqual([there(LABEL), there(LABEL, low)], [items.get('Fair'), items.get('Poor')]);
});

test('writes a score on the scale and with the decimals of its field, and only when that number changed', async () => {
  await contract(true, {
    metric: 'health.score',
    object: 'Company',
    field: HEALTH,
    conversion: { outOf: 10, decimals: 1 },
  });
  await sync.run('values');
  assert.deepEqual([there(HEALTH), there(HEALTH, low)], [9.1, 1.3]);
  await sync.run('accounts');
  await setScores(sync, new Map([[high.id, 91.1]]));
  callLog.clear();
  await sync.run('values');
  assert.equal(writes(), 0);
  await setScores(sync, new Map([[high.id, 92]]));
  await sync.run('values');
  assert.equal(there(HEALTH), 9.2);
});
