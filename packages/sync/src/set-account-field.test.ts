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

test('gives back what the source holds where the field is seeded once, and leaves it alone from then on', async () => {
  const seededFrom = (source: string) => ({
    ...TEST_CONFIG,
    fields: { account: { ...TEST_CONFIG.fields.account, tier: { source, owner: 'seed-once' } } },
  });
  const of = { field: 'tier', by: null };
  await sync.transaction(async (tx) =>
    releaseAccountField(tx, await find(tx), { ...of, now: sync.clock.now() }),
  );
  await sync.save(seededFrom('Tier__gc'));
  const changeTo = async (tier: string) => {
    sync.clock.advance(3_600_000);
    await sync.source.update('company', gsid, { Tier__gc: tier });
    await sync.run('accounts');
    return (await values()).tier;
  };
  const seeded = (await values()).tier;
  assert.equal(await changeTo('Silver'), seeded, 'it was seeded');
  await sync.transaction(async (tx) =>
    setAccountField(tx, await find(tx), { ...of, value: 'Platinum', now: sync.clock.now() }),
  );
  assert.equal(await changeTo('Gold'), 'Platinum', 'it is set by hand');
  for (const source of ['Region__gc', 'Tier__gc']) {
    await sync.save(seededFrom(source));
    await sync.run('accounts', 'full');
    assert.equal((await values()).tier, 'Platinum', `mapped to ${source}`);
  }
  await sync.transaction(async (tx) =>
    releaseAccountField(tx, await find(tx), { ...of, now: sync.clock.now() }),
  );
  assert.equal((await values()).tier, 'Gold', 'it is given back');
  assert.equal(await changeTo('Bronze'), 'Gold', 'it was seeded again');
});

test('takes a user or a company that there is, and names who is meant instead of nobody', async () => {
  const user = sync.source.rows('gsuser').find((row) => row['IsActiveUser'] === true);
  const parent = sync.source.rows('company')[1];
  assert.ok(user && parent);
  const set = (field: string, value: unknown) =>
    sync.transaction(async (tx) => {
      const one = { field, value: String(value), by: null, now: sync.clock.now() };
      await setAccountField(tx, await find(tx), one);
      const { csm_gainsight_id: csm, parent_gainsight_id: above } = await find(tx);
      return field === 'parent' ? above : csm;
    });
  for (const text of [user['Email'], user['Name'], user['Gsid']])
    assert.equal(await set('csm', text), user['Gsid']);
  assert.equal(await set('parent', parent['Name']), parent['Gsid']);
  const first = String(user['Name']).split(' ')[0];
  await assert.rejects(set('csm', first), {
    code: 'account_field_unfit',
    message: new RegExp(
      `No user of Gainsight that was read has the name or id ${first}; nearest: ${String(user['Name'])}`,
    ),
  });
  await assert.rejects(set('parent', 'nonsense'), { code: 'account_field_unfit' });
});
