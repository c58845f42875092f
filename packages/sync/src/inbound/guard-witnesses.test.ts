import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunId } from '@handrail/core';
import { closeRun, countAccounts, findRun, listWaitingApprovals } from '@handrail/database';
import type { RunRow } from '@handrail/database';
import { explain } from '../explain/explain.ts';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';
import { withheldSchema } from '../withheld-run.ts';

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

/** Edits companies, a moment before the next run reads them. */
async function edit(from: number, to: number, values: Readonly<Record<string, unknown>>): Promise<void> {
  sync.clock.advance(60_000);
  for (const gsid of gsids.slice(from, to)) await sync.source.update('company', gsid, values);
}
const count = (presence: 'present' | 'missing' | 'filtered', status: 'active' | 'churned' | null = null) =>
  sync.transaction((tx) => countAccounts(tx, { search: null, status, health: null, presence }));
const shown = (run: RunRow) =>
  run.withheld as { count: number; sample: { kind: string; gainsightId: string }[] } | null;
const waiting = () => sync.transaction((tx) => listWaitingApprovals(tx));
const ends = async (id: RunId) => {
  const run = await sync.transaction((tx) => findRun(tx, id));
  return [run?.state, run?.withheld, run?.withheld_end];
};
const why = async (gsid: string | undefined) => {
  const query = { text: gsid ?? '', limit: 2 };
  return (await sync.transaction((tx) => explain(tx, 'account', query))).explanation?.answer ?? '';
};
const approve = (run: RunRow) => sync.decide(run, 'approve');

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
  assert.deepEqual(await ends(run.id), ['done', null, { kind: 'settled', count: 6, run: null, gone: 6 }]);
  assert.match(await why(gsids[10]), /^Gone/u);
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
  const decided = await sync.decide(run, 'reject');
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

let joined: RunId | null = null;
const endOfJoined = async () => (joined === null ? null : (await ends(joined))[2]);

test('asks once about one event, whichever runs meet it, and keeps the list current', async () => {
  const [asking, ...others] = await waiting();
  assert.ok(asking);
  assert.deepEqual([others, shown(asking)?.count], [[], 28]);
  const refers = { kind: 'joined', run: { id: asking.id, number: asking.number }, gone: null };
  joined = (await sync.run('accounts', 'full')).id;
  assert.deepEqual(await ends(joined), ['done', null, { ...refers, count: 28 }]);
  sync.clock.advance(60_000);
  await edit(62, 64, { Employees: 800 });
  await sync.run('accounts');
  const [still] = await waiting();
  assert.ok(still);
  assert.deepEqual([still.id, shown(still)?.count], [asking.id, 26], 'two match again, and wait no more');
  assert.ok(!shown(still)?.sample.some(({ gainsightId }) => gainsightId === gsids[62]));
});

test('asks anew about an event that grew, once, and never lets a list grow that somebody looks at', async () => {
  const [asking] = await waiting();
  assert.ok(asking);
  sync.clock.advance(60_000);
  await edit(90, 105, { Employees: 4 });
  await edit(64, 65, { Employees: 5 });
  const grown = await sync.run('accounts');
  assert.deepEqual([grown.state, shown(grown)?.count], ['awaiting-approval', 26 + 15]);
  const refers = { id: grown.id, number: grown.number };
  assert.deepEqual(await ends(asking.id), [
    'done',
    null,
    { kind: 'superseded', count: 26, run: refers, gone: null },
  ]);
  assert.deepEqual(
    (await waiting()).map(({ id }) => id),
    [grown.id],
  );
  assert.deepEqual(await endOfJoined(), { kind: 'joined', count: 28, run: refers, gone: null });
});

test('waits no more once all that it met took effect by itself or came back', async () => {
  const [asking] = await waiting();
  assert.ok(asking);
  assert.match(await why(gsids[64]), /^Held: it no longer matches the filter/u);
  await edit(65, 105, { Employees: 900 });
  sync.clock.advance(60_000);
  const run = await sync.run('accounts', 'full');
  assert.equal(run.state, 'done');
  assert.match(await why(gsids[64]), /^Filtered out/u);
  assert.match(await why(gsids[65]), /^Imported/u);
  assert.deepEqual(await waiting(), []);
  assert.deepEqual(await ends(asking.id), ['done', null, { kind: 'settled', count: 41, run: null, gone: 1 }]);
  assert.deepEqual(await endOfJoined(), { kind: 'settled', count: 28, run: null, gone: null });
  await edit(60, 90, { Employees: 3 });
  sync.clock.advance(DAY_MS);
});

test('decides with one run about all that wait for the same exits, and leaves each what only it asks about', async () => {
  await edit(60, 90, { Employees: 3 });
  sync.clock.advance(DAY_MS);
  const asking = await sync.run('accounts', 'full');
  assert.equal(asking.state, 'awaiting-approval');
  const [first, second] = [await sync.run('accounts'), await sync.run('accounts')];
  const list = withheldSchema.parse(asking.withheld);
  const [one] = list.sample;
  assert.ok(one);
  const more = { ...list, count: 31, sample: [...list.sample, { ...one, gainsightId: gsids[100] ?? '' }] };
  await sync.transaction(async (tx) => {
    // As they stood before one event was asked about once.
    const end = { state: 'awaiting-approval', failure: null, now: sync.clock.now() } as const;
    await closeRun(tx, first.id, { ...end, withheld: list });
    await closeRun(tx, second.id, { ...end, withheld: more });
  });
  const decided = await sync.decide(asking, 'reject');
  assert.equal(decided.state, 'done');
  assert.deepEqual(
    (await waiting()).map((run) => [run.id, shown(run)?.sample.map(({ gainsightId }) => gainsightId)]),
    [[second.id, [gsids[100]]]],
  );
  await sync.run('accounts', 'full');
});

test('decides an approval by what was saved while it waited, and says so', async () => {
  const [run] = await waiting();
  assert.ok(run);
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

test('counts nobody who comes back as Churned: that takes no account out', async () => {
  sync.clock.advance(DAY_MS + 1_000);
  const open = { ...TEST_CONFIG, accounts: { import: 'all' } };
  await sync.save(open);
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  sync.clock.advance(DAY_MS + 1_000);
  const closed = { import: 'matching', filter: { field: 'Name', op: 'not_in', value: namesOf(20, 50) } };
  await sync.save({ ...TEST_CONFIG, accounts: closed });
  assert.equal((await sync.run('accounts', 'full')).state, 'done', 'the configuration explains who leaves');
  await edit(20, 50, { Status: labelled('Churn') });
  await sync.save(open);
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  await edit(60, 61, { Status: labelled('Churn') });
  assert.equal((await sync.run('accounts')).state, 'done');
});

function namesOf(from: number, to: number): readonly string[] {
  const names = new Map(sync.source.rows('company').map((row) => [row['Gsid'], String(row['Name'])]));
  return gsids.slice(from, to).flatMap((gsid) => names.get(gsid) ?? []);
}
