import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCursors, setCursors } from './cursors.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

const HOUR_MS = 3_600_000;
const INBOUND = ['accounts', 'relationships', 'stakeholders', 'users', 'deletions', 'meetings'] as const;

const sync = await startSyncTest(import.meta.url);
await sync.connect();
await sync.save(TEST_CONFIG);
for (const stream of INBOUND) await sync.run(stream, 'full');
const [gone] = sync.source.rows('company').slice(-1);
await sync.source.delete('company', String(gone?.['Gsid']));
await sync.run('deletions');

async function standing(object: string) {
  const place = (await sync.transaction(readCursors)).find((one) => one.object === object);
  assert.ok(place?.cursor && place.reached, object);
  return { stream: place.stream, object, cursor: place.cursor, reached: place.reached };
}
const order = (place: { readonly stream: string; readonly object: string }, cursor: Date) => ({
  cursors: [{ stream: place.stream, object: place.object, cursor }],
  isTrial: false,
  now: sync.clock.now(),
});
const set = async (object: string, cursor: Date) => {
  const place = await standing(object);
  return sync.transaction((tx) => setCursors(tx, order(place, cursor)));
};
const modifiedSince = (object: string, since: Date) =>
  sync.source
    .rows(object)
    .filter((row) => Date.parse(String(row['ModifiedDate'] ?? row['ModifiedAt'])) >= since.getTime()).length;
const rowVersions = () =>
  sync.transaction((tx) =>
    tx.query(`
      select gainsight_id, ctid::text, xmin::text from source_records
      union all select gainsight_id, ctid::text, xmin::text from source_payloads
      union all select gainsight_id, ctid::text, xmin::text from accounts
      union all select id::text, ctid::text, xmin::text from changes
      order by 1, 2, 3`),
  );

/** An instant of a company with about half of them modified before it. */
const middle = new Date(
  sync.source
    .rows('company')
    .map((row) => Date.parse(String(row['ModifiedDate'])))
    .toSorted((left, right) => left - right)
    .at(30) ?? 0,
);

test('an increment reads again exactly what was modified since a cursor set back, writes no row, and goes on as before', async () => {
  const before = await standing('Company');
  const since = new Date(Math.floor(middle.getTime() / 1000) * 1000);
  assert.equal((await set('Company', middle)).kind, 'set');
  assert.deepEqual(await standing('Company'), { ...before, cursor: since });
  const versions = await rowVersions();
  const run = await sync.run('accounts');
  const expected = modifiedSince('company', since);
  assert.ok(expected > 5 && expected < 59, String(expected));
  assert.deepEqual([run.state, run.seen, run.unchanged], ['done', expected, expected]);
  assert.deepEqual(await rowVersions(), versions);
  const after = await standing('Company');
  assert.ok(after.cursor >= before.cursor);
  assert.deepEqual(after.reached, after.cursor);
});

for (const [object, source] of [
  ['Relationship', 'relationship'],
  ['company_person', 'company_person'],
  ['gsuser', 'gsuser'],
] as const) {
  test(`${object} is read again by its own cursor, in the stream that has it`, async () => {
    const places = await sync.transaction(readCursors);
    const place = places.find((one) => one.object.toLowerCase() === object.toLowerCase());
    assert.ok(place);
    await set(place.object, new Date(0));
    const run = await sync.run(place.stream);
    assert.equal(run.state, 'done');
    assert.ok(run.seen >= modifiedSince(source, new Date(0)), String(run.seen));
    assert.equal(run.unchanged, run.seen);
  });
}

test('a cursor that was set back goes forward again as far as runs reached, and no further', async () => {
  const before = await standing('Company');
  await set('Company', middle);
  const beyond = await set('Company', new Date(before.reached.getTime() + 1_000));
  assert.equal(beyond.kind, 'invalid');
  assert.equal((await set('Company', before.reached)).kind, 'set');
  assert.deepEqual(await standing('Company'), before);
});

test('a full run leaves a cursor where it was set back to, and counts as read up to where it began', async () => {
  const before = await standing('Company');
  await set('Company', middle);
  const setBack = await standing('Company');
  await sync.run('accounts', 'full');
  assert.deepEqual(await standing('Company'), setBack);

  const [edited] = sync.source.rows('company');
  sync.clock.advance(2 * HOUR_MS);
  await sync.source.update('company', String(edited?.['Gsid']), { Name: 'Read by a full run' });
  const editedAt = sync.clock.now();
  const run = await sync.run('accounts', 'full');
  const { cursor, reached } = await standing('Company');
  assert.deepEqual(cursor, setBack.cursor);
  assert.ok(reached > before.reached && reached < editedAt, reached.toISOString());
  assert.equal((await set('Company', new Date(reached.getTime() + 1_000))).kind, 'invalid');
  assert.equal((await set('Company', reached)).kind, 'set');
  assert.ok(run.calls <= 4, String(run.calls));
});

test('a cursor saved by an older version was reached where it stands', async () => {
  await sync.transaction((tx) =>
    tx.query(`update checkpoints set position = position - 'reached' where object = 'Company'`),
  );
  const { cursor, reached } = await standing('Company');
  assert.deepEqual(reached, cursor);
  assert.equal((await set('Company', new Date(cursor.getTime() + 1_000))).kind, 'invalid');
  await set('Company', middle);
  assert.equal((await set('Company', cursor)).kind, 'set');
});

test('a run that is queued while a cursor is being set begins at what was set', async () => {
  const place = await standing('Company');
  const { worked } = await sync.transaction(async (tx) => {
    assert.equal((await setCursors(tx, order(place, middle))).kind, 'set');
    let isOver = false;
    const work = sync.work(await sync.queue('accounts')).finally(() => {
      isOver = true;
    });
    for (let waiting = 0; waiting === 0;) {
      assert.ok(!isOver, 'the slice waits until the cursor is in force');
      const waits = await tx.query('select 1 from pg_locks where not granted');
      waiting = waits.length;
    }
    return { worked: work };
  });
  const run = await worked;
  const since = new Date(Math.floor(middle.getTime() / 1000) * 1000);
  assert.deepEqual([run.state, run.seen], ['done', modifiedSince('company', since)]);
});

test('while a run of the stream is open its cursor does not move, and those of others do', async () => {
  const before = await standing('Company');
  const run = await sync.queue('accounts');
  const refused = await set('Company', middle);
  assert.ok(refused.kind === 'busy' && refused.run?.id === run.id && refused.stream === 'accounts');
  assert.equal((await set('Company', before.cursor)).kind, 'set', 'what stands there already may be named');
  assert.equal((await set('Relationship', middle)).kind, 'set');
  let met: Awaited<ReturnType<typeof set>> | null = null;
  sync.beforeCall = async () => {
    met ??= await set('Company', middle);
  };
  await sync.work(run);
  sync.beforeCall = null;
  assert.equal(Object(met).kind, 'busy');
  assert.deepEqual(await standing('Company'), before);
  await sync.run('relationships');
});

test('lines of the delete log are read again, and nobody is removed twice', async () => {
  const log = await standing('record_delete_log');
  sync.clock.advance(HOUR_MS);
  assert.equal((await set(log.object, new Date(log.cursor.getTime() - 24 * HOUR_MS))).kind, 'set');
  const run = await sync.run('deletions');
  assert.deepEqual([run.state, run.seen, run.exits], ['done', 1, 0]);
  assert.deepEqual(await standing(log.object), log);
});

test('what a log was read up to stays reached, though its newest line is gone', async () => {
  const newest = String(sync.source.rows('company').at(-1)?.['Gsid']);
  sync.clock.advance(HOUR_MS);
  await sync.source.delete('company', newest);
  await sync.run('deletions');
  const log = await standing('record_delete_log');
  const line = sync.source.rows(log.object).find((one) => one['RecordId'] === newest);
  await sync.source.delete(log.object, String(line?.['Gsid']));
  await set(log.object, new Date(log.cursor.getTime() - 24 * HOUR_MS));
  await sync.run('deletions');
  const { cursor, reached } = await standing(log.object);
  assert.ok(cursor < log.cursor);
  assert.deepEqual(reached, log.reached);
  assert.equal((await set(log.object, log.cursor)).kind, 'set');
});

test('meetings are listed again from a cursor set back, once, whatever was stored of them before', async () => {
  const { calls } = sync.sandbox.context.world;
  const held = (from: Date) => calls.filter(({ started }) => Date.parse(started) >= from.getTime()).length;
  const place = await standing('calls');
  const back = new Date(place.cursor.getTime() - 20 * 24 * HOUR_MS);
  await set('calls', back);
  assert.deepEqual(await standing('calls'), { ...place, cursor: back });
  const run = await sync.run('meetings');
  assert.equal(run.state, 'done');
  assert.ok(run.seen > held(place.cursor), String(run.seen));
  const after = await standing('calls');
  assert.deepEqual(after.cursor, after.reached);
  assert.ok((await sync.run('meetings')).seen <= held(after.cursor));
  const beyond = await set('calls', new Date(after.reached.getTime() + HOUR_MS));
  assert.equal(beyond.kind, 'invalid');
});

test('a meetings cursor set back stands until a run is complete, and goes forward again', async () => {
  const place = await standing('calls');
  await set('calls', new Date(place.cursor.getTime() - HOUR_MS));
  assert.equal((await set('calls', place.cursor)).kind, 'set');
  assert.deepEqual(await standing('calls'), place);
});
