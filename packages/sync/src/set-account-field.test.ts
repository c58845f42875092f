import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { readAccounts } from '@handrail/database';
import type { AccountRow, WorkspaceTransaction } from '@handrail/database';
import { untilAwaited } from '@handrail/database/testing';
import { getGainsight } from './inventory.ts';
import { releaseAccountField, setAccountField } from './set-account-field.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

const sync = await startSyncTest(import.meta.url);
await sync.connect();
await sync.save(TEST_CONFIG);
await sync.run('accounts', 'full');
const gsid = String(sync.source.rows('company')[0]?.['Gsid']);
beforeEach(() => sync.clock.advance(3_600_000));

const find = async (tx: WorkspaceTransaction): Promise<AccountRow> => {
  const row = (await readAccounts(tx, (await getGainsight(tx)).id, [gsid])).get(gsid);
  assert.ok(row);
  return row;
};
const values = async () => {
  const { tier, arr, industry } = await sync.transaction(find);
  return { tier, arr: arr === null ? null : Number(arr), industry };
};

test('keeps a value set by hand while a run that had not seen it applies the same account', async () => {
  await sync.source.update('company', gsid, { Tier__gc: 'Silver', Arr: 111 });
  let running: Promise<unknown> = Promise.resolve();
  await sync.transaction(async (tx) => {
    const now = sync.clock.now();
    await setAccountField(tx, await find(tx), { field: 'tier', value: 'Platinum', by: null, now });
    // The run reads and decides before this transaction commits, and is held up where it would write.
    running = sync.run('accounts');
    await untilAwaited(tx);
  });
  await running;
  const { tier, arr } = await values();
  assert.deepEqual({ tier, arr }, { tier: 'Platinum', arr: 111 });
});

test('lets a value given back follow what a run at work brings', async () => {
  await sync.source.update('company', gsid, { Tier__gc: 'Gold', Arr: 222 });
  let running: Promise<unknown> = Promise.resolve();
  await sync.transaction(async (tx) => {
    await releaseAccountField(tx, await find(tx), { field: 'tier', now: sync.clock.now() });
    running = sync.run('accounts');
    await untilAwaited(tx);
  });
  await running;
  const { tier, arr } = await values();
  assert.deepEqual({ tier, arr }, { tier: 'Gold', arr: 222 });
});

test('keeps what a run at work brings to the other fields of an account', async () => {
  let setting: Promise<unknown> = Promise.resolve();
  await sync.transaction(async (tx) => {
    const looked = await find(tx);
    // As a page of a run does: the row is held, and its new values are not to be seen yet.
    await tx.query(`update accounts set arr = 333, industry = 'Shipping' where id = $1`, [looked.id]);
    setting = sync.transaction((other) =>
      setAccountField(other, looked, { field: 'tier', value: 'Bronze', by: null, now: sync.clock.now() }),
    );
    await untilAwaited(tx);
  });
  await setting;
  assert.deepEqual(await values(), { tier: 'Bronze', arr: 333, industry: 'Shipping' });
});
