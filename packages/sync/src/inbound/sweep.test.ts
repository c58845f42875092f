import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { countAccounts, findRun } from '@handrail/database';
import { createStillClock, startSandbox } from '@handrail/sandbox';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';

const START = '2026-11-24T09:00:00.000Z';
const COMPANIES = 60;
const sync = await startSyncTest(import.meta.url, {
  sandbox: { clock: createStillClock(START), companies: COMPANIES },
});
await sync.connect();
await sync.save(TEST_CONFIG);
await sync.run('accounts', 'full');
beforeEach(() => {
  sync.sandbox.context.faults.clear();
  sync.clock.advance(60_000);
});

const count = (presence: 'present' | 'missing' | 'filtered') =>
  sync.transaction((tx) => countAccounts(tx, { search: null, status: null, health: null, presence }));
const deleteCompanies = async (from: number, to: number) => {
  const gone = sync.source.rows('company').slice(from, to);
  for (const row of gone) await sync.source.delete('company', String(row['Gsid']));
  return gone.map((row) => String(row['Gsid']));
};
/** The tenant as it was at first: what was deleted stands there again, under its old id. */
async function restoreTenant(): Promise<void> {
  const port = Number(new URL(sync.sandbox.gainsightUrl).port);
  const gongPort = Number(new URL(sync.sandbox.gongUrl).port);
  await sync.sandbox.stop();
  sync.replaceSandbox(
    await startSandbox({
      port,
      gongPort,
      stateFile: null,
      limits: 'off',
      companies: COMPANIES,
      clock: createStillClock(START),
    }),
  );
}

test('marks companies that were deleted as missing, and erases nothing', async () => {
  await deleteCompanies(3, 6);
  const run = await sync.run('accounts', 'full');
  assert.deepEqual([run.state, run.exits], ['done', 3]);
  assert.deepEqual([await count('present'), await count('missing')], [COMPANIES - 3, 3]);
  const changes = await sync.transaction((tx) =>
    tx.query(`select 1 from changes where run_id = $1 and event = 'missing'`, [run.id]),
  );
  assert.equal(changes.length, 3);
});

test('does not count the same absence again in the next full run', async () => {
  const run = await sync.run('accounts', 'full');
  assert.deepEqual([run.state, run.exits], ['done', 0]);
});

test('brings a company that stands there again back under the same account', async () => {
  const ids = () =>
    sync.transaction((tx) =>
      tx.query<{ id: string }>('select id from accounts order by gainsight_id collate "C"'),
    );
  const before = await ids();
  await restoreTenant();
  const run = await sync.run('accounts', 'full');
  assert.deepEqual([run.state, run.changed], ['done', 3]);
  assert.deepEqual([await count('present'), await count('missing')], [COMPANIES, 0]);
  assert.deepEqual(await ids(), before);
});

test('withholds all exits when more than ten and more than 5 % vanish, and lets a person decide', async () => {
  // The exits of the last 24 h count along.
  sync.clock.advance(25 * 3_600_000);
  await deleteCompanies(10, 22);
  const run = await sync.run('accounts', 'full');
  assert.deepEqual([run.state, run.exits], ['awaiting-approval', 0]);
  assert.equal(await count('present'), COMPANIES);

  const kept = await sync.decide(run, 'reject');
  assert.deepEqual(kept.withheld_end, { kind: 'kept', count: 12, run: null, gone: 0 });
  assert.equal(kept.state, 'done');
  assert.equal(await count('present'), COMPANIES);
  await assert.rejects(sync.decide(run, 'approve'), {
    code: 'run_not_waiting',
  });
});

test('compares again when exits are approved, and removes no company that came back', async () => {
  const run = await sync.run('accounts', 'full');
  assert.equal(run.state, 'awaiting-approval');
  await restoreTenant();
  await deleteCompanies(10, 14);
  const approved = await sync.decide(run, 'approve');
  assert.equal(approved.exits, 4);
  assert.deepEqual([await count('present'), await count('missing')], [COMPANIES - 4, 4]);
});

test('removes nothing on an approval whose check comes back empty or cut', async () => {
  sync.clock.advance(25 * 3_600_000);
  await deleteCompanies(10, 22);
  const run = await sync.run('accounts', 'full');
  assert.equal(run.state, 'awaiting-approval');
  const before = await count('present');
  sync.sandbox.context.faults.add({ kind: 'short-page', path: '/query/company', from: 2, times: 5 });
  await sync.decide(run, 'approve');
  assert.equal(await count('present'), before);
  const closed = await sync.transaction((tx) => findRun(tx, run.id));
  assert.equal(closed?.exits, 0);
});

test('takes accounts out by a narrower filter at once and in without a trace of loss by a wider one', async () => {
  await restoreTenant();
  await sync.run('accounts', 'full');
  sync.clock.advance(25 * 3_600_000);
  const region = sync.source.rows('company')[0]?.['Region__gc'];
  const label = sync.source.rows('da_picklist').find((row) => row['Gsid'] === region)?.['Name'];
  const narrow = {
    ...TEST_CONFIG,
    accounts: { import: 'matching', filter: { field: 'Region__gc', op: 'eq', value: label ?? region } },
  };
  const matching = sync.source.rows('company').filter((row) => row['Region__gc'] === region).length;
  await sync.save(narrow);
  const narrowed = await sync.run('accounts', 'full');
  assert.equal(narrowed.state, 'done', JSON.stringify(narrowed));
  assert.deepEqual([await count('present'), await count('filtered')], [matching, COMPANIES - matching]);
  const payloads = await sync.transaction((tx) =>
    tx.query(
      `select 1 from source_records join source_payloads using (workspace_id, connection_id, object, gainsight_id)
        where object = 'Company' and verdict = 'filtered'`,
    ),
  );
  assert.equal(payloads.length, 0);

  // What the saved filter took out is explained: it does not use up what the guard allows.
  await deleteCompanies(0, 1);
  assert.equal((await sync.run('accounts', 'full')).state, 'done');

  await sync.save(TEST_CONFIG);
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  assert.deepEqual([await count('present'), await count('filtered')], [COMPANIES - 1, 0]);
});
