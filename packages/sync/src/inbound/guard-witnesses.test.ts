import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countAccounts, listWaitingApprovals } from '@handrail/database';
import type { RunRow } from '@handrail/database';
import { decideWithheld } from '../approve-exits.ts';
import { explain } from '../explain/explain.ts';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';

const COMPANIES = 120;
const DAY_MS = 24 * 3_600_000;
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: COMPANIES } });
const statuses = new Set(sync.source.rows('company').map((row) => row['Status']));
const labelled = (label: string) => {
  const items = sync.source.rows('da_picklist').filter((row) => row['Name'] === label);
  const item = items.find((row) => statuses.has(row['Gsid']));
  assert.ok(item, `no company has the status ${label}`);
  return String(item['Gsid']);
};
// Every company is an active one that the filter lets in; each test takes others from there.
for (const row of sync.source.rows('company')) {
  await sync.source.update('company', String(row['Gsid']), { Status: labelled('Active'), Employees: 500 });
}
// Numbered once: companies that are made or deleted meanwhile move nobody.
const gsids = sync.source.rows('company').map((row) => String(row['Gsid']));
await sync.connect();
await sync.save({
  ...TEST_CONFIG,
  accounts: { import: 'matching', filter: { field: 'Employees', op: 'gte', value: 100 } },
});
await sync.run('accounts', 'full');
const signal = new AbortController().signal;

/** Edits companies, a moment before the next run reads them. */
async function edit(from: number, to: number, values: Readonly<Record<string, unknown>>): Promise<void> {
  sync.clock.advance(60_000);
  for (const gsid of gsids.slice(from, to)) await sync.source.update('company', gsid, values);
}
const count = (presence: 'present' | 'missing' | 'filtered', status: 'active' | 'churned' | null = null) =>
  sync.transaction((tx) => countAccounts(tx, { search: null, status, health: null, presence }));
const shown = (run: RunRow) => run.withheld as { count: number; sample: { kind: string }[] } | null;
const approve = (run: RunRow) => decideWithheld(sync.vendors, sync.workspaceId, run.id, 'approve', signal);

test('lets up to ten accounts leave by the filter or turn to Churned at once', async () => {
  await edit(0, 3, { Employees: 5 });
  await edit(3, 5, { Status: labelled('Churn') });
  const run = await sync.run('accounts');
  assert.deepEqual([run.state, run.filtered, run.changed], ['done', 3, 2], JSON.stringify(run));
  assert.deepEqual([await count('filtered'), await count('present', 'churned')], [3, 2]);
});

test('counts what left by the filter, turned to Churned and was deleted within 24 h as one event', async () => {
  for (const gsid of gsids.slice(10, 16)) await sync.source.delete('company', gsid);
  sync.clock.advance(60_000);
  const run = await sync.run('accounts', 'full');
  assert.equal(run.state, 'awaiting-approval', 'five before and six now are more than ten and more than 5 %');
  assert.deepEqual([shown(run)?.count, await count('missing')], [6, 0]);

  sync.clock.advance(DAY_MS + 1_000);
  assert.equal((await sync.run('accounts', 'full')).state, 'done', 'a day later the five count no longer');
  assert.equal(await count('missing'), 6);
});

test('withholds a mass exit by an unchanged filter from an increment, and goes on with the rest', async () => {
  sync.clock.advance(DAY_MS);
  await edit(20, 40, { Employees: 1 });
  await sync.source.insert('company', { Name: 'New Company', Employees: 900, Status: labelled('Active') });
  await edit(50, 51, { Name: 'Renamed Company' });
  const filtered = await count('filtered');
  const run = await sync.run('accounts');
  assert.equal(run.state, 'awaiting-approval');
  assert.deepEqual([run.added, run.changed], [1, 1], JSON.stringify(run.failure));
  assert.equal(shown(run)?.count, 20);
  assert.ok(shown(run)?.sample.every((exit) => exit.kind === 'filtered'));
  assert.equal(await count('filtered'), filtered, 'nobody left');

  await edit(20, 22, { Employees: 700 });
  const decided = await approve(run);
  assert.equal(decided.state, 'done');
  assert.equal(await count('filtered'), filtered + 18, 'two match again and stay');
});

test('lets an approval clear one event: what it let go uses up nothing of the next 24 h', async () => {
  await edit(60, 62, { Employees: 1 });
  assert.equal((await sync.run('accounts')).state, 'done');
});

test('withholds a mass turn to Churned, and keeps every status when it is rejected', async () => {
  sync.clock.advance(DAY_MS);
  await edit(70, 90, { Status: labelled('Churn') });
  const before = await count('present', 'churned');
  const run = await sync.run('accounts');
  assert.deepEqual([run.state, run.changed, shown(run)?.count], ['awaiting-approval', 0, 20]);
  const decided = await decideWithheld(sync.vendors, sync.workspaceId, run.id, 'reject', signal);
  assert.deepEqual([decided.state, await count('present', 'churned')], ['done', before]);
});

test('carries out at once what a saved configuration explains', async () => {
  sync.clock.advance(DAY_MS);
  await sync.save({ ...TEST_CONFIG, status: { field: 'Status', churned: ['Churn', 'Active'] } });
  const run = await sync.run('accounts', 'full');
  assert.equal(run.state, 'done', JSON.stringify(run.withheld));
  assert.equal(await count('present', 'active'), 0);
});

test('takes no change of a field at the source for a configuration that explains an exit', async () => {
  await sync.save({
    ...TEST_CONFIG,
    accounts: { import: 'matching', filter: { field: 'Employees', op: 'gte', value: 100 } },
  });
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  sync.clock.advance(DAY_MS);
  const company = sync.sandbox.context.world.objects.get('company');
  assert.ok(company);
  company.fields = company.fields.map((field) =>
    field.name === 'Employees' ? { ...field, label: 'Staff' } : field,
  );
  await edit(60, 90, { Employees: 3 });
  const run = await sync.run('accounts', 'full');
  assert.equal(run.state, 'awaiting-approval');
});

test('decides with one run about all that wait for the same exits', async () => {
  const waiting = async () => (await sync.transaction((tx) => listWaitingApprovals(tx))).map(({ id }) => id);
  const [before] = (await waiting()).slice(-1);
  const again = await sync.run('accounts', 'full');
  assert.deepEqual((await waiting()).slice(-2), [before, again.id], 'nobody decided, and both wait');
  const decided = await decideWithheld(sync.vendors, sync.workspaceId, again.id, 'reject', signal);
  assert.equal(decided.state, 'done');
  const left = await waiting();
  assert.ok(before !== undefined && !left.includes(before), 'its exits were decided with the others');
});

test('decides an approval by what was saved while it waited, and says so', async () => {
  const run = await sync.run('accounts', 'full');
  assert.equal(run.state, 'awaiting-approval');
  await sync.save({
    ...TEST_CONFIG,
    accounts: { import: 'matching', filter: { field: 'Employees', op: 'gte', value: 50 } },
  });
  assert.equal((await approve(run)).state, 'done');
  const query = { text: gsids[80] ?? '', limit: 2 };
  const { explanation } = await sync.transaction((tx) => explain(tx, 'account', query));
  assert.match(
    explanation?.answer ?? '',
    /^Filtered out because “Staff is at least 50” does not hold: Staff is 3/u,
  );
});
