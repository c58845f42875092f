import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { countAccounts, findConnection } from '@handrail/database';
import { readCapabilities } from '../../probe-gainsight.ts';
import { requestInventory } from '../../inventory.ts';
import { startSyncTest, TEST_CONFIG } from '../../testing.ts';

const COMPANIES = 730;
const PAGE = 300;
const sync = await startSyncTest(import.meta.url, {
  sandbox: { companies: COMPANIES },
  pageSizeRecords: PAGE,
});
sync.sandbox.context.switches.gsidGreaterThan = 'refused';
await sync.connect();
await sync.save(TEST_CONFIG);
beforeEach(() => {
  sync.sandbox.context.faults.clear();
  sync.beforeCall = null;
  sync.clock.advance(3_600_000);
});

const idsHeld = async () =>
  (
    await sync.transaction((tx) =>
      tx.query<{ id: string }>(
        `select gainsight_id as id from accounts where presence = 'present' order by gainsight_id collate "C"`,
      ),
    )
  ).map((row) => row.id);
const idsThere = () => sync.source.rows('company').map((row) => String(row['Gsid']));
const nth = (index: number) => String(sync.source.rows('company').at(index)?.['Gsid']);
/** Does something once, right before the n-th query of companies in the next run. */
function beforeQueryNumber(wanted: number, act: () => Promise<unknown>): void {
  let calls = 0;
  sync.beforeCall = async () => {
    calls += 1;
    if (calls === wanted) await act();
  };
}

test('reads every company by offset pages where Gsid GT is refused, until two readings agree', async () => {
  const connection = await sync.transaction((tx) => findConnection(tx, 'gainsight'));
  assert.ok(connection);
  assert.equal(readCapabilities(connection).pagesByGsid, false);
  const run = await sync.run('accounts', 'full');
  assert.equal(run.state, 'done', JSON.stringify(run.failure));
  assert.deepEqual([run.seen, run.added], [COMPANIES, COMPANIES], 'the second reading counts nothing twice');
  assert.deepEqual(await idsHeld(), idsThere());
  const pages = sync.sandbox.context.callLog.entries.filter((call) =>
    call.path.toLowerCase().includes('/query/company'),
  );
  assert.ok(pages.length >= 2 * Math.ceil(COMPANIES / PAGE));
});

test('counts what stays out once, though it is read twice', async () => {
  const filter = { field: 'Name', op: 'ne', value: String(sync.source.rows('company').at(7)?.['Name']) };
  await sync.save({ ...TEST_CONFIG, accounts: { import: 'matching', filter } });
  await sync.run('accounts', 'full');
  sync.clock.advance(3_600_000);
  const run = await sync.run('accounts', 'full');
  assert.deepEqual([run.state, run.seen, run.filtered], ['done', COMPANIES, 1]);
  await sync.save(TEST_CONFIG);
  await sync.run('accounts', 'full');
});

test('picks up edits and new companies in an increment', async () => {
  await sync.source.update('company', nth(5), { Name: 'Edited By Offset' });
  const added = await sync.source.insert('company', { Name: 'New By Offset' });
  const run = await sync.run('accounts');
  assert.deepEqual([run.state, run.added, run.changed], ['done', 1, 1]);
  assert.ok((await idsHeld()).includes(added));
});

test('loses none when companies vanish and come between the pages', async () => {
  beforeQueryNumber(5, async () => {
    for (let count = 0; count < 20; count += 1) await sync.source.delete('company', nth(count));
    for (let count = 0; count < 20; count += 1)
      await sync.source.insert('company', { Name: `Between ${count}` });
  });
  const run = await sync.run('accounts', 'full');
  assert.equal(run.state, 'done', JSON.stringify(run.failure));
  sync.beforeCall = null;
  sync.clock.advance(60_000);
  await sync.run('accounts');
  const held = new Set(await idsHeld());
  for (const id of idsThere()) assert.ok(held.has(id), id);
});

test('concludes no absence from a listing that may have missed a record', async () => {
  const before = (await idsHeld()).length;
  await sync.source.delete('company', nth(100));
  const run = await sync.run('accounts', 'full');
  assert.deepEqual([run.state, run.exits], ['done', 0]);
  assert.equal((await idsHeld()).length, before);
  const missing = { search: null, status: null, health: null, presence: 'missing' } as const;
  assert.equal(await sync.transaction((tx) => countAccounts(tx, missing)), 0);
});

test('goes on after a stop at any call, and ends with every company', async () => {
  for (const number of [4, 6, 8]) {
    sync.clock.advance(3_600_000);
    const stopping = new AbortController();
    beforeQueryNumber(number, () => {
      stopping.abort();
      return Promise.resolve();
    });
    const run = await sync.queue('accounts', 'full');
    const stopped = await sync.work(run, stopping.signal);
    sync.beforeCall = null;
    const ended = stopped.state === 'running' ? await sync.work(stopped) : stopped;
    assert.equal(ended.state, 'done', `stopped before call ${number}`);
  }
  const held = new Set(await idsHeld());
  for (const id of idsThere()) assert.ok(held.has(id), id);
});

test('reads the inventory of a draft by offset pages as well, and drops it by itself after a day', async () => {
  await sync.transaction((tx) => requestInventory(tx, sync.clock.now()));
  const run = await sync.run('inventory', 'full');
  assert.deepEqual([run.state, run.seen], ['done', idsThere().length], JSON.stringify(run.failure));
  const count = async () =>
    (await sync.transaction((tx) => tx.query<{ n: number }>('select count(*)::int as n from inventories')))[0]
      ?.n;
  await sync.run('retention');
  assert.equal(await count(), 1);
  sync.clock.advance(25 * 3_600_000);
  await sync.run('retention');
  assert.equal(await count(), 0);
});
