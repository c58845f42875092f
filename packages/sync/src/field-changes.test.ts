import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findConnection, findStream } from '@handrail/database';
import type { RunRow } from '@handrail/database';
import { listFieldChanges } from './field-changes.ts';
import { startSyncTest, storedFailure, TEST_CONFIG } from './testing.ts';

const sync = await startSyncTest(import.meta.url);
await sync.connect();
await sync.save(TEST_CONFIG);
await sync.run('accounts', 'full');
const company = sync.sandbox.context.world.objects.get('company');
assert.ok(company);
const original = company.fields;

const changes = async () => {
  const found = await sync.transaction(async (tx) => {
    const connection = await findConnection(tx, 'gainsight');
    assert.ok(connection);
    return listFieldChanges(tx, connection);
  });
  return found.map(({ name, kind, before, now, usedBy }) => ({ name, kind, before, now, usedBy }));
};
/** Changes the description at the source, and has it read by a full run. */
async function describeAs(fields: typeof original): Promise<void> {
  assert.ok(company);
  company.fields = fields;
  sync.clock.advance(3_600_000);
  await sync.run('accounts', 'full');
}
const field = (name: string) => {
  const found = original.find((one) => one.name === name);
  assert.ok(found, name);
  return found;
};

const unreadable = async () =>
  (await changes()).filter(({ kind }) => kind === 'unreadable').map(({ name }) => name);
const regions = () =>
  sync.transaction((tx) => tx.query('select gainsight_id, region from accounts order by gainsight_id'));

let regionIs = 'Region__gc';
/** Gives the field another API name at the source, by the door of its admins, which keeps its values. */
async function rename(name: string): Promise<void> {
  if (name === regionIs) return;
  const address = `${sync.sandbox.gainsightUrl}/__sandbox/admin/objects/company/fields/${regionIs}`;
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(address, { method: 'PATCH', headers, body: JSON.stringify({ name }) });
  assert.equal(reply.status, 200);
  regionIs = name;
}

test('tells of no change while the description stays', async () => {
  await describeAs(original);
  assert.deepEqual(await changes(), []);
});

test('tells which field was added, renamed or retyped, and what uses it', async () => {
  await describeAs([
    ...original.map((one) =>
      one.name === 'Industry'
        ? { ...one, label: 'Line of business' }
        : one.name === 'Domains__gc'
          ? { ...one, type: 'EMAIL' as const }
          : one,
    ),
    { ...field('Domains__gc'), name: 'Extra__gc', label: 'Extra' },
  ]);
  const [industry] = await sync.transaction((tx) =>
    tx.query<{ type: string }>(`select data_type as type from source_fields where name = 'Domains__gc'`),
  );
  assert.deepEqual(
    (await changes()).toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    [
      {
        name: 'Domains__gc',
        kind: 'retyped',
        before: field('Domains__gc').type,
        now: industry?.type,
        usedBy: ['fields.account.domains'],
      },
      { name: 'Extra__gc', kind: 'added', before: null, now: null, usedBy: [] },
      {
        name: 'Industry',
        kind: 'renamed',
        before: field('Industry').label,
        now: 'Line of business',
        usedBy: ['fields.account.industry'],
      },
    ],
  );
});

test('takes them for seen once the configuration is saved again', async () => {
  sync.clock.advance(60_000);
  await sync.save(TEST_CONFIG);
  assert.deepEqual(await changes(), []);
});

test('tells of a removed field as long as something uses it, and of the one that took its place', async () => {
  const without = company.fields.filter((one) => one.name !== 'Region__gc');
  await describeAs(without);
  const usedBy = ['fields.account.region'];
  assert.deepEqual(await changes(), [
    { name: 'Region__gc', kind: 'removed', before: null, now: null, usedBy },
  ]);
  await describeAs([...without, { ...field('Region__gc'), name: 'Territory__gc' }]);
  const [renamed] = await changes();
  assert.deepEqual(renamed, {
    name: 'Region__gc',
    kind: 'renamed',
    before: null,
    now: 'Territory__gc',
    usedBy,
  });
});

test('reads on without a field that is described and refused, and empties nothing, until it is read again', async () => {
  company.fields = original;
  await sync.save(TEST_CONFIG);
  sync.clock.advance(3_600_000);
  await sync.run('accounts', 'full');
  assert.deepEqual(await unreadable(), []);
  const before = await regions();
  const gsid = String(sync.source.rows('company').find((row) => row['Region__gc'] !== null)?.['Gsid']);
  for (const mode of ['full', 'incremental'] as const) {
    sync.clock.advance(3_600_000);
    await sync.source.update('company', gsid, { Name: `Read ${mode}`, Region__gc: null });
    const run = await runRefused(mode);
    assert.equal(run.state, 'done', mode);
    assert.deepEqual(await unreadable(), ['Region__gc']);
    assert.deepEqual(await regions(), before);
    assert.equal(await nameOf(gsid), `Read ${mode}`);
  }
  await sync.run('accounts');
  assert.deepEqual(await unreadable(), []);
  const stream = await sync.transaction((tx) => findStream(tx, 'accounts'));
  assert.deepEqual(stream?.next_full_due_at, sync.clock.now(), 'what changed meanwhile is read');
  await sync.run('accounts', 'full');
  assert.notDeepEqual(await regions(), before);
});

test('decides nothing by a field that is refused', async () => {
  const before = await regions();
  const filter = { and: [{ field: 'Region__gc', op: 'not_empty' }] };
  await sync.save({ ...TEST_CONFIG, accounts: { import: 'matching', filter } });
  for (const mode of ['full', 'incremental'] as const) {
    sync.clock.advance(3_600_000);
    const run = await runRefused(mode);
    assert.deepEqual([run.state, storedFailure(run).code], ['failed', 'source_field_refused'], mode);
    assert.deepEqual(await regions(), before);
  }
  await sync.save(TEST_CONFIG);
});

/** Runs accounts while the region stands in the description alone: a query that asks for it is refused. */
async function runRefused(mode: 'full' | 'incremental'): Promise<RunRow> {
  const describing = mode === 'full' ? 1 : 3;
  let calls = 0;
  sync.beforeCall = () => {
    calls += 1;
    return rename(calls === describing ? 'Region__gc' : 'Elsewhere__gc');
  };
  const run = await sync.run('accounts', mode);
  sync.beforeCall = null;
  await rename('Region__gc');
  return run;
}

async function nameOf(gsid: string): Promise<string | undefined> {
  const [row] = await sync.transaction((tx) =>
    tx.query<{ name: string }>('select name from accounts where gainsight_id = $1', [gsid]),
  );
  return row?.name;
}
