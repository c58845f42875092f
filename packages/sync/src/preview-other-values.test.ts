import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestInventory } from './inventory.ts';
import { previewConfiguration } from './preview.ts';
import { readDraft } from './read-draft.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 60 } });
const workspace = sync.database.workspace(sync.workspaceId);
const config = {
  ...TEST_CONFIG,
  fields: {
    ...TEST_CONFIG.fields,
    relationship: { custom: { stage: { source: 'Stage' }, kind: { source: 'Status' } } },
  },
};
await sync.connect();
await sync.save(config);
for (const stream of ['accounts', 'relationships', 'stakeholders']) await sync.run(stream, 'full');
await sync.work(await sync.transaction((tx) => requestInventory(tx, sync.clock.now())));

async function preview(document: object) {
  const draft = await sync.transaction((tx) => readDraft(tx, document));
  assert.ok(draft.ok, JSON.stringify(draft));
  const asked = { configuration: draft.value, limit: 5_000, search: null, now: sync.clock.now() };
  return (await previewConfiguration(workspace, asked)).otherValues;
}

/** What the changes of a run's records say, by the id at the source. */
async function changesOf(runId: string, table: 'stakeholders' | 'relationships') {
  const rows = await sync.transaction((tx) =>
    tx.query<{ id: string; fields: Record<string, [unknown, unknown]> }>(
      `select r.gainsight_id as id, c.fields from changes c join ${table} r on r.id = c.record_id
       where c.run_id = $1 and c.event = 'changed' order by 1`,
      [runId],
    ),
  );
  return new Map(rows.map(({ id, fields }) => [id, fields]));
}

const mapping = {
  ...config,
  fields: {
    ...config.fields,
    stakeholder: { title: 'Role', role: 'Title' },
    relationship: { custom: { stage: { source: 'Status' }, kind: { source: 'Status' } } },
  },
};

test('foresees to the record what another mapping makes of stakeholders and relationships', async () => {
  const unchanged = await preview({ ...config, retention: { transcripts: 400 } });
  assert.deepEqual(unchanged, { stakeholders: null, relationships: null });

  const { stakeholders, relationships } = await preview(mapping);
  assert.ok(stakeholders && relationships);
  assert.deepEqual([stakeholders.unforeseen, relationships.unforeseen], [[], []]);
  assert.ok(stakeholders.changed > 10 && relationships.changed > 2);
  sync.clock.advance(3_600_000);
  await sync.save(mapping);
  for (const [stream, foreseen] of [
    ['stakeholders', stakeholders],
    ['relationships', relationships],
  ] as const) {
    const run = await sync.run(stream, 'full');
    const rows = foreseen.rows.map(({ gainsightId, changes }) => [gainsightId, changes] as const);
    assert.deepEqual(await changesOf(run.id, stream), new Map(rows.toSorted(([a], [b]) => (a < b ? -1 : 1))));
  }
});

test('names what was never read, and foresees the rest', async () => {
  const { stakeholders } = await preview({
    ...mapping,
    fields: { ...mapping.fields, stakeholder: { title: 'Title', role: 'Role', phone: 'Person.FirstName' } },
  });
  assert.deepEqual(stakeholders?.unforeseen, ['Person.FirstName']);
  assert.ok(stakeholders.changed > 10);
  assert.ok(stakeholders.rows.every(({ changes }) => !('phone' in changes)));
});
