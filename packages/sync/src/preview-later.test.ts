import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestInventory } from './inventory.ts';
import { previewConfiguration } from './preview.ts';
import { readDraft } from './read-draft.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

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
await sync.source.update('company', changed, { Employees: 77_777 });
await sync.source.update('company', emptied, { Industry: null });
await sync.source.update('company', out, { Employees: -1 });
await sync.source.delete('company', gone);
const added = await sync.source.insert('company', { Name: 'Came Later', Employees: 12 });
await sync.run('accounts');
await sync.run('deletions');

async function preview(document: object) {
  const draft = await sync.transaction((tx) => readDraft(tx, document));
  assert.ok(draft.ok);
  const asked = { configuration: draft.value, limit: 100, search: null, now: sync.clock.now() };
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
