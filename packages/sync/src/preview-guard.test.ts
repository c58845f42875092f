// What a preview says that the guard will hold is what the runs after Save then hold.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findStream, scheduleStream } from '@handrail/database';
import type { RunRow } from '@handrail/database';
import { requestInventory } from './inventory.ts';
import { previewConfiguration } from './preview.ts';
import type { Preview } from './preview.ts';
import { readDraft } from './read-draft.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

const DAY_MS = 24 * 3_600_000;
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 120 } });
const statuses = new Set(sync.source.rows('company').map((row) => row['Status']));
const labelled = (label: string) =>
  String(
    sync.source.rows('da_picklist').find((row) => row['Name'] === label && statuses.has(row['Gsid']))?.[
      'Gsid'
    ],
  );
for (const row of sync.source.rows('company'))
  await sync.source.update('company', String(row['Gsid']), { Status: labelled('Active'), Employees: 500 });
const gsids = sync.source.rows('company').map((row) => String(row['Gsid']));
/** Conditions added make a filter narrower: then stored records are decided again, and what was edited is read after that. */
const matching = (...least: readonly number[]) => ({
  import: 'matching',
  filter: { and: least.map((value) => ({ field: 'Employees', op: 'gte', value })) },
});
const MORE_FIELDS = {
  account: {
    ...TEST_CONFIG.fields.account,
    employees: 'Employees',
    lifecycleStage: 'LifecycleInWeeks',
  },
};
await sync.connect();
await sync.save({ ...TEST_CONFIG, accounts: matching(100) });
await sync.run('accounts', 'full');

async function edit(from: number, to: number, values: Readonly<Record<string, unknown>>): Promise<void> {
  sync.clock.advance(60_000);
  for (const gsid of gsids.slice(from, to)) await sync.source.update('company', gsid, values);
}

async function preview(document: object): Promise<Preview> {
  // The schedule, which begins runs otherwise, would have seen to the full run of the day.
  const fullDueAt = new Date(sync.clock.now().getTime() + DAY_MS);
  await sync.transaction(async (tx) => {
    const stream = await findStream(tx, 'accounts');
    if (stream !== undefined) await scheduleStream(tx, stream.id, { fullDueAt });
  });
  const inventory = await sync.transaction((tx) => requestInventory(tx, sync.clock.now()));
  assert.equal((await sync.work(inventory)).state, 'done');
  const draft = await sync.transaction((tx) => readDraft(tx, document));
  assert.ok(draft.ok, JSON.stringify(draft));
  const asked = { configuration: draft.value, limit: 200, search: null, now: sync.clock.now() };
  return previewConfiguration(sync.database.workspace(sync.workspaceId), asked);
}

/** What the runs after Save withhold: those of the run that Save began, if it did, and of the increment behind it. */
async function withheldAfterSave(document: object): Promise<number> {
  const open = await sync.saveAsPerson(document);
  const runs: RunRow[] = [];
  if (open !== undefined) runs.push(await sync.work(open));
  runs.push(await sync.run('accounts', runs.length === 0 ? 'full' : 'incremental'));
  const counts = runs.map(({ withheld }) => (withheld as { count: number } | null)?.count ?? 0);
  for (const run of runs) if (run.state === 'awaiting-approval') await sync.decide(run, 'approve');
  return Math.max(...counts);
}

test('a preview says how many changes to Churned, made at the source, the guard will hold beside what the draft explains', async () => {
  await edit(0, 20, { Employees: 110 });
  await sync.run('accounts');
  sync.clock.advance(DAY_MS);
  await edit(30, 45, { Status: labelled('Churn') });
  await edit(45, 47, { Employees: 3 });
  const document = { ...TEST_CONFIG, accounts: matching(100, 120) };
  const foreseen = await preview(document);
  assert.ok(!foreseen.cost.isFull);
  assert.deepEqual([foreseen.totals.leaving, foreseen.totals.status], [22, 15]);
  assert.deepEqual(foreseen.held, { total: 17, leaving: 2, status: 15, missing: 0 });
  assert.equal(await withheldAfterSave(document), 17);
});

test('a preview says that nothing is held where the draft explains what turns to Churned', async () => {
  sync.clock.advance(DAY_MS + 1_000);
  const status = { field: 'Status', churned: ['Churn', 'Active'], prospect: ['Prospect'] };
  const document = { ...TEST_CONFIG, accounts: matching(100, 120), status };
  const foreseen = await preview(document);
  assert.ok(foreseen.totals.status > 11);
  assert.equal(foreseen.held, null);
  assert.equal(await withheldAfterSave(document), 0);
  const back = { ...TEST_CONFIG, accounts: matching(100, 120) };
  assert.equal((await preview(back)).held, null);
  assert.equal(await withheldAfterSave(back), 0);
});

test('a preview lets as many go as the guard does, those of the last 24 h counted along', async () => {
  sync.clock.advance(DAY_MS + 1_000);
  await edit(50, 58, { Status: labelled('Churn') });
  const document = { ...TEST_CONFIG, accounts: matching(100, 120, 121) };
  assert.deepEqual([(await preview(document)).held, (await preview(document)).totals.status], [null, 8]);
  assert.equal(await withheldAfterSave(document), 0);
  await edit(58, 62, { Employees: 7 });
  const next = { ...TEST_CONFIG, accounts: matching(100, 120, 121, 122) };
  assert.deepEqual((await preview(next)).held, { total: 4, leaving: 4, status: 0, missing: 0 });
  assert.equal(await withheldAfterSave(next), 4);
});

test('a preview of a draft that has all read anew says whom the guard will hold: who is gone, and who turned Churned at the source', async () => {
  sync.clock.advance(DAY_MS + 1_000);
  for (const gsid of gsids.slice(70, 83)) await sync.source.delete('company', gsid);
  await edit(83, 85, { Status: labelled('Churn') });
  const document = { ...TEST_CONFIG, accounts: matching(100), fields: MORE_FIELDS };
  const foreseen = await preview(document);
  assert.ok(foreseen.cost.isFull);
  assert.deepEqual(foreseen.held, { total: 15, leaving: 0, status: 2, missing: 13 });
  assert.equal(await withheldAfterSave(document), 15);
});

test('a preview that reads nothing anew says of who is gone how many wait for approval, and in which run', async () => {
  sync.clock.advance(DAY_MS + 1_000);
  for (const gsid of gsids.slice(90, 103)) await sync.source.delete('company', gsid);
  const run = await sync.run('accounts', 'full');
  assert.equal(run.state, 'awaiting-approval');
  const document = { ...TEST_CONFIG, accounts: matching(100, 101), fields: MORE_FIELDS };
  const foreseen = await preview(document);
  assert.ok(!foreseen.cost.isFull);
  assert.equal(foreseen.totals.missing, 0);
  const { id, number } = run;
  assert.deepEqual(foreseen.waiting, [
    { run: { id, number }, total: 13, leaving: 0, status: 0, missing: 13 },
  ]);
  await sync.decide(run, 'approve');
  assert.deepEqual((await preview(document)).waiting, []);
});
