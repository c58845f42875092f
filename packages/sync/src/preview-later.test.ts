import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countDraft } from './count-draft.ts';
import { countLeaving } from './count-leaving.ts';
import { requestInventory } from './inventory.ts';
import { previewConfiguration } from './preview.ts';
import { readDraft } from './read-draft.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';
import { warnOfDraft } from './warn-of-text.ts';

const sync = await startSyncTest(import.meta.url);
const workspace = sync.database.workspace(sync.workspaceId);
const config = {
  ...TEST_CONFIG,
  accounts: { import: 'matching', filter: { field: 'Employees', op: 'gte', value: 0 } },
  fields: { account: { ...TEST_CONFIG.fields.account, employees: 'Employees' } },
};
await sync.connect();
await sync.save(config);
await sync.run('accounts', 'full');
const inventory = await sync.transaction((tx) => requestInventory(tx, sync.clock.now()));
assert.equal((await sync.work(inventory)).state, 'done');
const [changed, emptied, out, gone] = sync.source
  .rows('company')
  .filter((row) => Number(row['Employees']) > 0)
  .map((row) => String(row['Gsid']));
assert.ok(changed && emptied && out && gone);
sync.clock.advance(3_600_000);
await sync.source.update('company', changed, { Employees: 77_777, Domains__gc: '48000' });
await sync.source.update('company', emptied, { Industry: null });
await sync.source.update('company', out, { Employees: -1 });
await sync.source.delete('company', gone);
const added = await sync.source.insert('company', { Name: 'Came Later', Employees: 12 });
await sync.run('accounts');
await sync.run('deletions');

async function read(document: object) {
  const draft = await sync.transaction((tx) => readDraft(tx, document));
  assert.ok(draft.ok, JSON.stringify(draft));
  return draft.value;
}

async function preview(document: object) {
  const asked = { configuration: await read(document), limit: 100, search: null, now: sync.clock.now() };
  return previewConfiguration(workspace, asked);
}
const idsOf = (rows: readonly { readonly gainsightId: string }[]) => rows.map((row) => row.gainsightId);

test('foretells no way back to what the inventory held before a later run', async () => {
  const found = await preview({ ...config, retention: { transcripts: 400 } });
  assert.deepEqual([found.rows.fields, found.rows.entering, found.rows.leaving], [[], [], []]);
  const wider = await preview({ ...config, accounts: { import: 'all' } });
  assert.deepEqual(wider.rows.fields, []);
  assert.deepEqual(wider.rows.missing, [], 'who came since is not missing');
  assert.deepEqual(idsOf(wider.rows.entering), [out], 'who left since comes back, who is gone does not');
  assert.ok(!idsOf(wider.rows.entering).includes(added));
});

test('tells a later value in what a draft changes', async () => {
  const filter = { field: 'Employees', op: 'lt', value: 77_777 };
  const found = await preview({ ...config, accounts: { import: 'matching', filter } });
  assert.ok(idsOf(found.rows.leaving).includes(changed));
  const account = { ...config.fields.account, industry: 'Region__gc' };
  const mapped = await preview({ ...config, fields: { account } });
  const row = mapped.rows.fields.find(({ gainsightId }) => gainsightId === emptied);
  assert.equal(row?.changes['industry']?.[0], null);
});

test('counts a draft and who leaves by it on what was read last, as its preview does', async () => {
  const filter = { and: [{ field: 'Employees', op: 'lt', value: 77_777 }] };
  const document = { ...config, accounts: { import: 'matching', filter } };
  const draft = await read(document);
  const found = await preview(document);
  const counts = await countDraft(workspace, draft, sync.clock.now());
  const { leaving, 'almost-in': almostIn, 'stays-out': staysOut } = found.totals;
  assert.equal(counts.records, found.inventory.records - 1, 'who is gone counts no more');
  assert.equal(counts.imported, counts.records - leaving - almostIn - staysOut);
  assert.equal(counts.rules.find(({ path }) => path === 'and[0]')?.matches, counts.imported);
  const { accounts } = await countLeaving(workspace, draft, sync.clock.now());
  assert.deepEqual([accounts, idsOf(found.rows.leaving).includes(changed)], [leaving, true]);
});

test('warns of a text by its later value', async () => {
  const { arr: _arr, ...account } = config.fields.account;
  const draft = await read({ ...config, fields: { account: { ...account, arr: 'Domains__gc' } } });
  const [warning] = await sync.transaction((tx) => warnOfDraft(tx, draft, sync.clock.now()));
  assert.match(warning?.message ?? '', /: 1 of \d+ values looked at can be read as a number;/u);
});
