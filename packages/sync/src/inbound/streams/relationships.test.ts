import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { countRelationships, findStream, listRelationships, listRecordChanges } from '@handrail/database';
import type { ListedRelationship } from '@handrail/database';
import { startSyncTest, TEST_CONFIG } from '../../testing.ts';

const DAY_MS = 24 * 3_600_000;
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 60 } });
await sync.connect();
await sync.save(TEST_CONFIG);
beforeEach(() => {
  sync.sandbox.context.faults.clear();
  sync.clock.advance(60_000);
});

const theirs = () => sync.source.rows('relationship');
const ours = (presence: 'present' | 'missing' | 'filtered' = 'present') =>
  sync.transaction((tx) =>
    listRelationships(tx, { search: null, accountId: null, presence, after: null, limit: 500 }),
  );
const count = (presence: 'present' | 'missing' | 'filtered') =>
  sync.transaction((tx) => countRelationships(tx, { search: null, accountId: null, presence }));
const find = async (gsid: string): Promise<ListedRelationship> => {
  const all = [...(await ours()), ...(await ours('missing')), ...(await ours('filtered'))];
  const found = all.find((row) => row.gainsight_id === gsid);
  assert.ok(found, gsid);
  return found;
};
const idAt = (place: number) => String(theirs().at(place)?.['Gsid']);
/** Told before any other is made: one that comes may stand before it. */
const EDITED = idAt(1);

test('reads all relationships, also before any account has arrived', async () => {
  const run = await sync.run('relationships', 'full');
  assert.deepEqual([run.state, run.added], ['done', theirs().length], JSON.stringify(run.failure));
  assert.ok((await ours()).every((row) => row.account_id === null));
});

test('finds their accounts as soon as these are there, without reading a relationship again', async () => {
  await sync.run('accounts', 'full');
  const rows = await ours();
  assert.equal(rows.length, theirs().length);
  const companies = new Map(sync.source.rows('company').map((row) => [row['Gsid'], row['Name']]));
  for (const row of rows) assert.equal(row.account_name, companies.get(row.company_gainsight_id));
});

test('shows type, stage and status by name, and amounts and days as the source has them', async () => {
  const source = theirs()[0];
  const row = await find(idAt(0));
  const type = sync.source.rows('relationship_type').find((one) => one['Gsid'] === source?.['TypeId']);
  assert.deepEqual(
    [row.name, row.type_name, row.stage, row.arr, row.renewal_on, row.contract_start_on],
    [
      source?.['Name'],
      type?.['Name'],
      'Adopting',
      source?.['Arr'],
      source?.['RenewalDate'],
      source?.['OriginalContractDate'],
    ],
  );
});

test('writes nothing and keeps the identity when nothing changed', async () => {
  const run = await sync.run('relationships', 'full');
  assert.deepEqual([run.state, run.seen, run.unchanged], ['done', theirs().length, theirs().length]);
});

test('takes an edit and a newcomer by increment, with what changed', async () => {
  const changed = EDITED;
  await sync.source.update('relationship', changed, { Arr: 4_321 });
  const { Gsid: _id, ...like } = theirs()[2] ?? {};
  const created = await sync.source.insert('relationship', { ...like, Name: 'Brand new' });
  const run = await sync.run('relationships');
  assert.deepEqual([run.state, run.added, run.changed], ['done', 1, 1]);
  const edited = await find(changed);
  assert.equal(edited.arr, 4_321);
  const [change] = await sync.transaction((tx) => listRecordChanges(tx, edited.id, 5));
  assert.equal(change?.event, 'changed');
  assert.equal((await find(created)).name, 'Brand new');
});

test('counts as unchanged what the source only writes otherwise', async () => {
  sync.clock.advance(60_000);
  const row = sync.sandbox.context.world.objects
    .get('relationship')
    ?.rows.find(({ Gsid }) => Gsid === EDITED);
  assert.ok(row);
  Object.assign(row, { Arr: '4321', ModifiedDate: sync.clock.now().toISOString() });
  const run = await sync.run('relationships', 'full');
  assert.deepEqual([run.state, run.changed, run.unchanged], ['done', 0, run.seen]);
});

test('shows a renamed type at once, though no relationship moved', async () => {
  const type = String(theirs()[0]?.['TypeId']);
  await sync.source.update('relationship_type', type, { Name: 'Planning' });
  const run = await sync.run('relationships');
  assert.equal(run.changed, 0);
  assert.equal((await find(idAt(0))).type_name, 'Planning');
});

test('sets a relationship without a name aside and keeps the others', async () => {
  await sync.source.update('relationship', idAt(3), { Name: '  ' });
  const run = await sync.run('relationships');
  assert.deepEqual([run.state, run.set_aside], ['partial', 1]);
  await sync.source.update('relationship', idAt(3), { Name: 'Named again' });
  const mended = await sync.run('relationships');
  assert.deepEqual([mended.state, (await find(idAt(3))).name], ['done', 'Named again']);
});

test('has a deleted relationship go missing by the sweep', async () => {
  const id = idAt(4);
  await sync.source.delete('relationship', id);
  assert.equal((await sync.run('relationships')).exits, 0, 'an increment removes nobody');
  const run = await sync.run('relationships', 'full');
  assert.deepEqual([run.state, run.exits, (await find(id)).presence], ['done', 1, 'missing']);
});

test('removes nobody when the check by id comes back short', async () => {
  const id = idAt(4);
  await sync.source.delete('relationship', id);
  sync.beforeCall = () => {
    sync.sandbox.context.faults.clear();
    sync.sandbox.context.faults.add({ kind: 'short-page', path: '/query/Relationship', times: 1 });
  };
  await sync.run('relationships', 'full').finally(() => {
    sync.beforeCall = null;
  });
  assert.equal((await find(id)).presence, 'present');
  sync.sandbox.context.faults.clear();
  assert.equal((await sync.run('relationships', 'full')).exits, 1);
});

test('lets the relationships of an account go and come with it, without its values meanwhile', async () => {
  const company = String((await ours())[0]?.company_gainsight_id);
  const name = sync.source.rows('company').find((row) => row['Gsid'] === company)?.['Name'];
  const own = (await ours()).filter((row) => row.company_gainsight_id === company).length;
  const before = await count('present');
  const filter = { field: 'Name', op: 'ne', value: String(name) };
  await sync.save({ ...TEST_CONFIG, accounts: { import: 'matching', filter } });
  await sync.run('accounts', 'full');
  const due = (await sync.transaction((tx) => findStream(tx, 'relationships')))?.next_due_at;
  assert.ok(due != null && due <= sync.clock.now(), 'the stream follows at once');
  assert.equal((await sync.run('relationships')).state, 'done');
  assert.deepEqual([await count('present'), await count('filtered')], [before - own, own]);
  const full = await sync.run('relationships', 'full');
  assert.deepEqual([full.state, full.filtered, await count('filtered')], ['done', own, own]);
  await sync.save(TEST_CONFIG);
  await sync.run('accounts', 'full');
  const back = await sync.run('relationships');
  assert.deepEqual([back.state, await count('present')], ['done', before]);
});

test('withholds a mass exit until a person approves, who is shown the names', async () => {
  sync.clock.advance(DAY_MS * 2);
  for (const row of theirs().slice(0, 12)) await sync.source.delete('relationship', String(row['Gsid']));
  const missing = await count('missing');
  const run = await sync.run('relationships', 'full');
  assert.deepEqual([run.state, await count('missing')], ['awaiting-approval', missing]);
  const decided = await sync.decide(run, 'approve');
  assert.deepEqual([decided.state, decided.exits, await count('missing')], ['done', 12, missing + 12]);
});

test('shows a relationship as gone while its account is, though the account may come back', async () => {
  const company = String((await ours()).at(-1)?.company_gainsight_id);
  const before = await count('present');
  const own = (await ours()).filter((row) => row.company_gainsight_id === company).length;
  const gone = await count('missing');
  await sync.source.delete('company', company);
  await sync.run('deletions');
  assert.deepEqual([await count('present'), await count('missing')], [before - own, gone + own]);
  assert.ok((await ours('missing')).some((row) => row.company_gainsight_id === company));
});
