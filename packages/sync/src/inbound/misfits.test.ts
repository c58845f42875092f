import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExplainedNoun } from '@handrail/core';
import { explain } from '../explain/explain.ts';
import { listRunRecords } from '../run-records.ts';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';

const HOUR_MS = 3_600_000;
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 20 } });
await sync.connect();
await sync.save({ ...TEST_CONFIG, status: { ...TEST_CONFIG.status, churnedOn: 'Churn_Date__gc' } });

/** Writes a value that no call to the source would take. */
function setValue(object: string, gsid: string, values: Readonly<Record<string, unknown>>): void {
  const rows = sync.sandbox.context.world.objects.get(object)?.rows ?? [];
  const row = rows.find((one) => one['Gsid'] === gsid);
  assert.ok(row !== undefined, gsid);
  Object.assign(row, values, { ModifiedDate: sync.clock.now().toISOString() });
}
const openAside = () =>
  sync.transaction((tx) =>
    tx.query<{ readonly object: string; readonly id: string; readonly why: string }>(
      `select object, gainsight_id as id, concat_ws(' ', field, reason) as why
       from set_aside_records where state = 'open' order by object, why`,
    ),
  );
const why = async (noun: ExplainedNoun, text: string) =>
  (await sync.transaction((tx) => explain(tx, noun, { text, limit: 2 }))).explanation;

test('sets a churned account aside whose day of the churn is none, and Why? names the field', async () => {
  const [churned = '', other = ''] = sync.source.rows('company').map((row) => String(row['Gsid']));
  const item = sync.source
    .rows('da_picklist')
    .find(({ Category: of, Name: name }) => of === 'Status' && name === 'Churn')?.['Gsid'];
  setValue('company', churned, { Status: String(item), Churn_Date__gc: '2026-03-01' });
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  sync.clock.advance(HOUR_MS);
  setValue('company', churned, { Churn_Date__gc: 'last spring' });
  // Of who is not churned the day is not asked.
  setValue('company', other, { Status: null, Churn_Date__gc: 'never' });
  const run = await sync.run('accounts');
  assert.deepEqual([run.state, run.set_aside], ['partial', 1], JSON.stringify(run.failure));
  assert.deepEqual(await openAside(), [{ object: 'Company', id: churned, why: 'Churn_Date__gc not-a-date' }]);
  const stands = await sync.transaction((tx) =>
    tx.query(`select churned_on::text as on from accounts where gainsight_id = $1`, [churned]),
  );
  assert.deepEqual(stands, [{ on: '2026-03-01' }], 'the last good day stays');
  const answer = await why('account', churned);
  assert.equal(answer?.standing, 'set-aside');
  assert.equal(
    answer.answer,
    'Set aside: the field Churn Date holds “last spring”, which is not a date. The values that were read before it stay.',
  );
  const asked = { outcome: 'set-aside', search: null, after: null, limit: 9 } as const;
  const { records } = await sync.transaction((tx) => listRunRecords(tx, run, 'accounts', asked));
  assert.deepEqual(
    records.map(({ reason }) => reason),
    [
      'The field Churn Date holds “last spring”, which is not a date. Mend the value in Gainsight or map another field; the next run takes it up by itself.',
    ],
  );
  setValue('company', churned, { Churn_Date__gc: '2026-05-04' });
  assert.equal((await sync.run('accounts')).state, 'done');
  assert.deepEqual(await openAside(), []);
  const kept = await sync.transaction((tx) =>
    tx.query(`select value from set_aside_records where gainsight_id = $1`, [churned]),
  );
  assert.deepEqual(kept, [{ value: null }], 'what was mended is not kept');
  const origin = (await why('account', churned))?.fields.find(({ field }) => field === 'churnedOn');
  assert.deepEqual([origin?.value, origin?.source?.field], ['2026-05-04', 'Churn_Date__gc']);
});

test('sets a relationship and a stakeholder aside whose text is an object or a list of objects', async () => {
  for (const name of ['relationships', 'stakeholders'])
    assert.equal((await sync.run(name, 'full')).state, 'done');
  const named = async (id: string) => (await why('relationship', id))?.name;
  const relationship = String(sync.source.rows('relationship')[0]?.['Gsid']);
  const tie = String(sync.source.rows('company_person')[0]?.['Gsid']);
  const before = await named(relationship);
  sync.clock.advance(HOUR_MS);
  setValue('relationship', relationship, { Name: { en: 'Platform' } });
  setValue('company_person', tie, { Title: [{ en: 'Buyer' }] });
  for (const name of ['relationships', 'stakeholders'])
    assert.equal((await sync.run(name, 'full')).state, 'partial');
  assert.deepEqual(
    (await openAside()).map(({ id, why: reason }) => [id, reason]).toSorted(),
    [
      [relationship, 'Name not-a-text'],
      [tie, 'Title not-a-text'],
    ].toSorted(),
  );
  assert.equal(await named(relationship), before, 'the last good name stays');
});
