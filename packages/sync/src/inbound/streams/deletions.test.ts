import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { countAccounts, findRun, findStream, listRunChanges, listWaitingApprovals } from '@handrail/database';
import { explain } from '../../explain/explain.ts';
import { startSyncTest, TEST_CONFIG } from '../../testing.ts';
import { withheldSchema } from '../../withheld-run.ts';

const DAY_MS = 24 * 3_600_000;
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 100 } });
await sync.connect();
await sync.save(TEST_CONFIG);
await sync.run('accounts', 'full');
await sync.run('relationships', 'full');
await sync.run('stakeholders', 'full');
beforeEach(() => {
  sync.sandbox.context.faults.clear();
  sync.clock.advance(60_000);
});

const count = (presence: 'present' | 'missing') =>
  sync.transaction((tx) => countAccounts(tx, { search: null, status: null, health: null, presence }));
const deleteCompanies = async (from: number, to: number) => {
  for (const row of sync.source.rows('company').slice(from, to)) {
    await sync.source.delete('company', String(row['Gsid']));
  }
};
const accounts = () => sync.transaction((tx) => findStream(tx, 'accounts'));

test('has deleted companies go missing by the delete log, without a full run', async () => {
  await deleteCompanies(0, 3);
  const run = await sync.run('deletions');
  assert.deepEqual([run.state, run.exits], ['done', 3], JSON.stringify(run.failure));
  assert.deepEqual([await count('present'), await count('missing')], [97, 3]);
});

test('asks one call an object when nothing was deleted since, and removes nobody twice', async () => {
  sync.clock.advance(3_600_000);
  const run = await sync.run('deletions');
  assert.deepEqual([run.state, run.exits, run.calls], ['done', 0, 5]);
});

test('takes a line of the log for no proof: a company that answers by its id stays', async () => {
  const log = sync.sandbox.context.world.objects.get('record_delete_log');
  const standing = String(sync.source.rows('company')[10]?.['Gsid']);
  const line = log?.rows[0];
  assert.ok(log && line);
  log.rows.push({
    ...line,
    RecordId: standing,
    DeletedOn: sync.clock
      .now()
      .toISOString()
      .replace(/\.\d+Z$/u, 'Z'),
  });
  const run = await sync.run('deletions');
  assert.deepEqual([run.state, run.exits], ['done', 0]);
  assert.equal(await count('present'), 97);
});

test('removes nobody when the check by id comes back short', async () => {
  await deleteCompanies(0, 2);
  sync.sandbox.context.faults.add({ kind: 'short-page', path: '/query/company', times: 10 });
  const run = await sync.run('deletions');
  assert.deepEqual([run.state, run.exits], ['done', 0]);
  sync.sandbox.context.faults.clear();
  assert.equal((await sync.run('deletions')).exits, 2, 'the next run asks again');
});

test('has deleted relationships, persons and ties go missing by the log, with a change that says so', async () => {
  const relationship = String(sync.source.rows('relationship')[0]?.['Gsid']);
  const [tie, other] = sync.source.rows('company_person').slice(-2);
  assert.ok(tie !== undefined && other !== undefined);
  await sync.source.delete('relationship', relationship);
  await sync.source.delete('company_person', String(tie['Gsid']));
  await sync.source.delete('person', String(other['Person_ID']));
  const run = await sync.run('deletions');
  assert.deepEqual([run.state, run.exits], ['done', 3], JSON.stringify(run.failure));
  const changes = await sync.transaction((tx) => listRunChanges(tx, run.id, 10));
  assert.deepEqual(
    changes.map(({ kind, gainsightId, event }) => `${kind} ${gainsightId ?? ''} ${event}`).toSorted(),
    [
      `relationship ${relationship} missing`,
      `stakeholder ${String(tie['Gsid'])} missing`,
      `stakeholder ${String(other['Gsid'])} missing`,
    ].toSorted(),
  );
  assert.equal((await sync.run('deletions')).exits, 0, 'nobody goes twice');
});

for (const deleteLogNames of ['lower', 'label'] as const) {
  test(`finds a deletion in a log that names objects otherwise: ${deleteLogNames}`, async () => {
    sync.sandbox.context.switches.deleteLogNames = deleteLogNames;
    const tie = sync.source.rows('company_person').at(-10);
    assert.ok(tie !== undefined);
    await sync.source.delete('company_person', String(tie['Gsid']));
    const run = await sync.run('deletions');
    sync.sandbox.context.switches.deleteLogNames = 'capitalised';
    assert.deepEqual([run.state, run.exits], ['done', 1], JSON.stringify(run.failure));
  });
}

test('holds a mass deletion of ties back, and an approval lets go who is still gone', async () => {
  sync.clock.advance(DAY_MS);
  const ties = sync.source.rows('company_person').slice(20, 50);
  for (const tie of ties) await sync.source.delete('company_person', String(tie['Gsid']));
  const run = await sync.run('deletions');
  assert.deepEqual([run.state, run.exits], ['awaiting-approval', 0]);
  const decided = await sync.decide(run, 'approve');
  assert.deepEqual([decided.state, decided.exits], ['done', 30]);
});

test('counts with every other witness: a mass deletion waits for a person', async () => {
  sync.clock.advance(DAY_MS);
  await sync.run('deletions');
  await deleteCompanies(0, 14);
  const run = await sync.run('deletions');
  assert.deepEqual([run.state, run.exits, await count('missing')], ['awaiting-approval', 0, 5]);
  const decided = await sync.decide(run, 'approve');
  assert.deepEqual([decided.state, decided.exits, await count('missing')], ['done', 14, 19]);
});

test('asks about what a person kept by no increment, only about what came since, and again by a full run', async () => {
  sync.clock.advance(DAY_MS);
  await sync.run('deletions');
  const gone = await count('missing');
  const [kept] = sync.source.rows('company').slice(0, 12);
  assert.ok(kept);
  await deleteCompanies(0, 12);
  const asking = await sync.run('deletions');
  assert.equal(asking.state, 'awaiting-approval');
  sync.clock.advance(60_000);
  await sync.decide(asking, 'reject');
  const decided = await sync.transaction((tx) => findRun(tx, asking.id));
  assert.deepEqual(decided?.finished_at, asking.finished_at, 'waiting for a person is no work');
  const query = { text: String(kept['Gsid']), limit: 2 };
  const { explanation } = await sync.transaction((tx) => explain(tx, 'account', query));
  assert.match(
    explanation?.answer ?? '',
    new RegExp(`^Kept: it is no longer in Gainsight, and a person kept it .*#${asking.number} asked`, 'u'),
  );
  assert.ok(explanation?.reasons.some(({ label, link }) => label === 'Kept by' && link?.id === asking.id));

  sync.clock.advance(3_600_000);
  const hourly = await sync.run('deletions');
  assert.deepEqual(
    [hourly.state, hourly.exits, hourly.withheld_end],
    ['done', 0, { kind: 'kept', count: 12, run: { id: asking.id, number: asking.number }, gone: 0 }],
  );
  await deleteCompanies(0, 1);
  const later = await sync.run('deletions');
  assert.equal(withheldSchema.parse(later.withheld).count, 1, 'the one that was not kept');
  await sync.decide(later, 'approve');
  assert.equal(await count('missing'), gone + 1);

  const daily = await sync.run('accounts', 'full');
  assert.deepEqual([daily.state, withheldSchema.parse(daily.withheld).count], ['awaiting-approval', 12]);
  await sync.decide(daily, 'approve');
  assert.equal(await count('missing'), gone + 13);
  const told = await sync.transaction((tx) => explain(tx, 'account', query));
  assert.match(told.explanation?.answer ?? '', /^Gone/u);
});

test('lets no held exit go because nobody decides: it waits past the log, asked about once', async () => {
  sync.clock.advance(DAY_MS);
  await sync.run('deletions');
  const before = [await count('present'), await count('missing')];
  await deleteCompanies(0, 12);
  const asking = await sync.run('deletions');
  assert.equal(asking.state, 'awaiting-approval');
  for (const days of [1, 6, 10]) {
    sync.clock.advance(days * DAY_MS);
    await sync.run('deletions');
    const daily = await sync.run('accounts', 'full');
    assert.deepEqual([daily.state, daily.exits], ['done', 0], JSON.stringify(daily.failure));
    const waits = await sync.transaction(listWaitingApprovals);
    assert.deepEqual(
      waits.map(({ id, withheld }) => [id, withheldSchema.parse(withheld).count]),
      [[asking.id, 12]],
    );
    assert.deepEqual([await count('present'), await count('missing')], before);
  }
  const decided = await sync.decide(asking, 'approve');
  assert.deepEqual([decided.state, decided.exits], ['done', 12]);
});

test('has a full run of accounts follow when nobody looked for longer than the log reaches back', async () => {
  sync.clock.advance(10 * DAY_MS);
  await sync.run('deletions');
  const before = (await accounts())?.next_full_due_at;
  sync.clock.advance(16 * DAY_MS);
  await sync.run('deletions');
  const after = (await accounts())?.next_full_due_at;
  assert.notDeepEqual(after, before);
  assert.deepEqual(after, sync.clock.now());
});
