// What a preview says that leaves with accounts is what the runs of relationships and stakeholders then take out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestInventory } from './inventory.ts';
import { previewConfiguration } from './preview.ts';
import type { Preview } from './preview.ts';
import { readDraft } from './read-draft.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 120 } });
await sync.connect();
await sync.save(TEST_CONFIG);
for (const name of ['accounts', 'relationships', 'stakeholders']) await sync.run(name, 'full');
await sync.run('stakeholders');

const [first] = sync.source.rows('company');
const tier = String(first?.['Tier__gc']);
const leaving = new Set(
  sync.source.rows('company').flatMap((row) => (row['Tier__gc'] === tier ? [String(row['Gsid'])] : [])),
);
const staying = sync.source.rows('company').find((row) => !leaving.has(String(row['Gsid'])));
const NARROW = {
  ...TEST_CONFIG,
  accounts: { import: 'matching', filter: { field: 'Tier__gc', op: 'ne', value: tier } },
};

/** Who stands at accounts by now, by how the lists hold them. */
async function countStanding(): Promise<{ relationships: number; stakeholders: number }> {
  return sync.transaction(async (tx) => {
    const relationships = tx.db.selectFrom('relationships').select('id').where('presence', '=', 'present');
    const stakeholders = tx.db.selectFrom('stakeholders').select('id').where('presence', '<>', 'filtered');
    return {
      relationships: (await relationships.execute()).length,
      stakeholders: (await stakeholders.execute()).length,
    };
  });
}

async function preview(document: object): Promise<Preview> {
  const inventory = await sync.transaction((tx) => requestInventory(tx, sync.clock.now()));
  assert.equal((await sync.work(inventory)).state, 'done');
  const draft = await sync.transaction((tx) => readDraft(tx, document));
  assert.ok(draft.ok, JSON.stringify(draft));
  const asked = { configuration: draft.value, limit: 20, search: null, now: sync.clock.now() };
  return previewConfiguration(sync.database.workspace(sync.workspaceId), asked);
}

async function carryOut(document: object): Promise<void> {
  const open = await sync.saveAsPerson(document);
  await sync.work(open ?? (await sync.queue('accounts', 'full')));
}

test('a preview of a narrower filter says how many relationships and stakeholders its accounts take along', async () => {
  const ties = sync.source.rows('company_person');
  const goes = ties.find((row) => leaving.has(String(row['Company_ID'])));
  const stays = ties.find((row) => row['Company_ID'] === staying?.['Gsid']);
  assert.ok(goes && stays);
  // Each at an account that leaves and at one that stays. Who was edited last is read again by the next run, which counts
  // them among its filtered records should they leave: then it is one who stays.
  for (const [person, company] of [
    [stays['Person_ID'], goes['Company_ID']],
    [goes['Person_ID'], stays['Company_ID']],
  ]) {
    sync.clock.advance(3_600_000);
    await sync.source.insert('company_person', { Person_ID: person, Company_ID: company, Active: true });
  }
  await sync.run('stakeholders');
  const before = await countStanding();

  const { withLeaving, totals } = await preview(NARROW);
  assert.ok(withLeaving.relationships > 0 && withLeaving.stakeholders > totals.leaving);
  await carryOut(NARROW);
  const [relationships, stakeholders] = [await sync.run('relationships'), await sync.run('stakeholders')];
  const after = await countStanding();
  assert.deepEqual(
    {
      relationships: before.relationships - after.relationships,
      stakeholders: before.stakeholders - after.stakeholders,
    },
    withLeaving,
  );
  assert.deepEqual({ relationships: relationships.exits, stakeholders: stakeholders.exits }, withLeaving);
});

test('a preview that takes no account out takes nothing along', async () => {
  const nothing = { relationships: 0, stakeholders: 0 };
  assert.deepEqual((await preview(NARROW)).withLeaving, nothing);
  const wide = await preview(TEST_CONFIG);
  assert.ok(wide.totals.entering > 0);
  assert.deepEqual(wide.withLeaving, nothing);
});
