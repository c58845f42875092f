import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countAccounts, listWaitingApprovals } from '@handrail/database';
import { listRunRecords } from '../../run-records.ts';
import { startSyncTest, storedFailure, TEST_CONFIG } from '../../testing.ts';

const sync = await startSyncTest(import.meta.url);
const everything = { search: null, status: null, health: null, presence: 'present' } as const;
const names = async () =>
  new Map(
    (
      await sync.transaction((tx) =>
        tx.query<{ gainsight_id: string; name: string }>('select gainsight_id, name from accounts'),
      )
    ).map((row) => [row.gainsight_id, row.name]),
  );
const [firstCompany, secondCompany] = sync.source.rows('company').map((row) => String(row['Gsid']));

/** Where every row stands and which transactions wrote or locked it: any write or lock shows. */
const rowVersions = () =>
  sync.transaction((tx) =>
    tx.query(`
      select gainsight_id, ctid::text, xmin::text, xmax::text from source_records
      union all select gainsight_id, ctid::text, xmin::text, xmax::text from source_payloads
      union all select gainsight_id, ctid::text, xmin::text, xmax::text from accounts
      union all select id::text, ctid::text, xmin::text, xmax::text from changes
      order by 1, 2, 3`),
  );

test('imports every company once, in one call for each page and three besides', async () => {
  await sync.connect();
  await sync.save(TEST_CONFIG);
  const first = await sync.run('accounts', 'full');
  assert.equal(first.state, 'done', JSON.stringify(first));
  assert.equal(first.added, 60);
  assert.ok(first.calls <= 1 + 3, `${first.calls} calls`);
  assert.equal(await sync.transaction((tx) => countAccounts(tx, everything)), 60);
});

test('writes no row when everything is read again unchanged', async () => {
  const before = await rowVersions();
  const again = await sync.run('accounts', 'full');
  assert.deepEqual([again.state, again.seen, again.unchanged, again.exits], ['done', 60, 60, 0]);
  assert.ok(again.calls <= 1 + 3, `${again.calls} calls`);
  assert.deepEqual(await rowVersions(), before);
});

test('asks two calls of companies in an increment that finds nothing new', async () => {
  const increment = await sync.run('accounts');
  assert.equal(increment.state, 'done');
  // One more of them reads the users.
  assert.ok(increment.calls <= 3, `${increment.calls} calls`);
  assert.equal(increment.unchanged, increment.seen);
});

test('picks up an edit and a new company in an increment', async () => {
  sync.clock.advance(3_600_000);
  await sync.source.update('company', firstCompany ?? '', { Name: 'Renamed Company' });
  const added = await sync.source.insert('company', { Name: 'New Company', Domains__gc: 'new.example' });
  const increment = await sync.run('accounts');
  assert.deepEqual([increment.state, increment.changed, increment.added], ['done', 1, 1]);
  const held = await names();
  assert.equal(held.get(firstCompany ?? ''), 'Renamed Company');
  assert.equal(held.get(added), 'New Company');
});

test('finds a record that became visible late but within the lookback', async () => {
  sync.clock.advance(3_600_000);
  sync.sandbox.context.switches.recordReadLagSeconds = 600;
  await sync.source.update('company', firstCompany ?? '', { Name: 'Seen Late' });
  sync.sandbox.context.switches.recordReadLagSeconds = 0;
  sync.clock.advance(60_000);
  await sync.source.update('company', secondCompany ?? '', { Name: 'Seen At Once' });
  await sync.run('accounts');
  assert.equal((await names()).get(firstCompany ?? ''), 'Renamed Company');
  sync.clock.advance(600_000);
  await sync.run('accounts');
  assert.equal((await names()).get(firstCompany ?? ''), 'Seen Late');
  assert.equal((await names()).get(secondCompany ?? ''), 'Seen At Once');
});

test('lets no record that is dated in the future hold later increments back', async () => {
  const row = sync.sandbox.context.world.objects
    .get('company')
    ?.rows.find((one) => one['Gsid'] === secondCompany);
  assert.ok(row);
  row['ModifiedDate'] = new Date(sync.clock.now().getTime() + 400 * 86_400_000).toISOString();
  assert.equal((await sync.run('accounts')).state, 'done');
  sync.clock.advance(3_600_000);
  await sync.source.update('company', firstCompany ?? '', { Name: 'After The Future' });
  assert.equal((await sync.run('accounts')).state, 'done');
  assert.equal((await names()).get(firstCompany ?? ''), 'After The Future');
});

test('says which mapped field the tenant does not have, and keeps what is stored', async () => {
  await sync.save({
    ...TEST_CONFIG,
    fields: { account: { ...TEST_CONFIG.fields.account, region: 'Gone__gc' } },
  });
  const failed = await sync.run('accounts', 'full');
  assert.equal(failed.state, 'failed');
  const { code, kind } = storedFailure(failed);
  assert.deepEqual([code, kind], ['source_field_missing', 'configuration']);
  assert.equal(await sync.transaction((tx) => countAccounts(tx, everything)), 61);
  await sync.save(TEST_CONFIG);
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
});

test('notices that a mapped field was removed at the source', async () => {
  const company = sync.sandbox.context.world.objects.get('company');
  assert.ok(company);
  const fields = company.fields;
  company.fields = fields.filter((field) => field.name !== 'Region__gc');
  sync.clock.advance(3_600_000);
  const failed = await sync.run('accounts', 'full');
  assert.deepEqual([failed.state, storedFailure(failed).code], ['awaiting-approval', 'source_field_removed']);
  assert.equal(await sync.transaction((tx) => countAccounts(tx, everything)), 61);
  const [regions] = await sync.transaction((tx) =>
    tx.query<{ count: number }>('select count(region)::int as count from accounts'),
  );
  assert.ok(regions && regions.count > 0, 'no column is emptied');
  await assert.rejects(sync.decide(failed, 'approve'), {
    code: 'source_field_removed',
  });
  const dismissed = await sync.decide(failed, 'reject');
  assert.equal(dismissed.state, 'cancelled');
  company.fields = fields;
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
});

test('takes an empty text for no value when it looks for a field that was emptied', async (t) => {
  t.after(() => sync.save(TEST_CONFIG));
  const company = sync.sandbox.context.world.objects.get('company');
  assert.ok(company);
  const { fields } = TEST_CONFIG;
  const custom = { ticker: 'TickerSymbol' };
  await sync.save({ ...TEST_CONFIG, fields: { ...fields, account: { ...fields?.account, custom } } });
  for (const value of [null, '', null]) {
    for (const row of company.rows) row['TickerSymbol'] = value;
    sync.clock.advance(3_600_000);
    assert.equal((await sync.run('accounts', 'full')).state, 'done');
  }
});

test('stops before it decides by a field that is suddenly empty, and goes on when a person approves', async () => {
  const company = sync.sandbox.context.world.objects.get('company');
  assert.ok(company);
  const industries = async () => {
    const rows = await sync.transaction((tx) =>
      tx.query<{ count: number }>('select count(industry)::int as count from accounts'),
    );
    return rows[0]?.count ?? 0;
  };
  const before = await industries();
  assert.ok(before > 30, `${before} of 61 have an industry`);
  sync.clock.advance(3_600_000);
  for (const row of sync.source.rows('company')) {
    await sync.source.update('company', String(row['Gsid']), { Industry: null });
  }
  for (const mode of ['incremental', 'full'] as const) {
    const stopped = await sync.run('accounts', mode);
    assert.deepEqual(
      [stopped.state, storedFailure(stopped).code, stopped.changed],
      ['awaiting-approval', 'source_field_emptied', 0],
    );
    assert.equal(await industries(), before);
    const asked = { outcome: 'unchanged', search: null, after: null, limit: 5 } as const;
    assert.equal(
      (await sync.transaction((tx) => listRunRecords(tx, stopped, 'accounts', asked))).total,
      0,
      'a run that decided nothing has no outcome',
    );
    sync.clock.advance(60_000);
    if (mode === 'incremental') continue;
    const decided = await sync.decide(stopped, 'approve');
    assert.equal(decided.state, 'cancelled');
  }
  const run = await sync.run('accounts', 'full');
  assert.deepEqual([run.state, await industries()], ['done', 0]);
});

test('asks once about a field that was emptied, and no more when a full run finds it filled again', async () => {
  const waiting = async () => (await sync.transaction(listWaitingApprovals)).map(({ number }) => number);
  const company = sync.sandbox.context.world.objects.get('company');
  assert.ok(company);
  const regions = company.rows.map((row) => row['Region__gc']);
  for (const row of company.rows) row['Region__gc'] = null;
  sync.clock.advance(3_600_000);
  await sync.run('accounts', 'full');
  const second = await sync.run('accounts', 'full');
  assert.deepEqual([storedFailure(second).code, await waiting()], ['source_field_emptied', [second.number]]);
  company.rows.forEach((row, index) => (row['Region__gc'] = regions[index] ?? null));
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  assert.deepEqual(await waiting(), []);
});

test('counts a write of ours to a field that is only written as no change', async () => {
  const field = 'Handrail_Health__gc';
  const values = [{ metric: 'health.score', object: 'Company', field }];
  await sync.save({ ...TEST_CONFIG, writeback: { enabled: true, values } });
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  sync.clock.advance(3_600_000);
  await sync.source.update('company', firstCompany ?? '', { [field]: 71 });
  const increment = await sync.run('accounts');
  assert.deepEqual([increment.state, increment.changed], ['done', 0]);
  assert.ok(increment.seen > 0);
  assert.equal(increment.unchanged, increment.seen);
});
