import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLatestConfig, findOpenRun, findStream, getWorkspace, readAccounts } from '@handrail/database';
import { getGainsight, requestInventory } from './inventory.ts';
import { previewConfiguration } from './preview.ts';
import { readDraft } from './read-draft.ts';
import { saveOrganisation } from './save-organisation.ts';
import { runSchedule } from './schedule.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

const WEST = 'America/Los_Angeles';
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 40 } });
const rows = sync.sandbox.context.world.objects.get('company')?.rows ?? [];
const gsids = rows.map((row) => String(row['Gsid'])).toSorted();
for (const [at, row] of rows.toSorted((a, b) => (String(a['Gsid']) < String(b['Gsid']) ? -1 : 1)).entries()) {
  // The three of the last hours of a day in the west are of the next day in UTC.
  row['Last_Review__gc'] =
    at < 10 ? '2026-06-29T12:00:00.000Z' : at < 13 ? '2026-06-30T06:55:06.000Z' : '2026-07-05T12:00:00.000Z';
}
const document = {
  ...TEST_CONFIG,
  accounts: { import: 'matching', filter: { field: 'Last_Review__gc', op: 'lte', value: '2026-06-29' } },
  fields: { account: { ...TEST_CONFIG.fields.account, custom: { reviewed: 'Last_Review__gc' } } },
};

const accounts = () => sync.transaction(async (tx) => readAccounts(tx, (await getGainsight(tx)).id, gsids));
const idsIn = async () =>
  [...(await accounts())]
    .filter(([, { presence }]) => presence === 'present')
    .map(([id]) => id)
    .toSorted();
const change = (organisation: { readonly zone?: string; readonly domains?: readonly string[] }) =>
  sync.transaction((tx) => saveOrganisation(tx, { ...organisation, createdBy: null, now: sync.clock.now() }));
const latest = () => sync.transaction((tx) => findLatestConfig(tx));
const zone = async () => (await sync.transaction((tx) => getWorkspace(tx))).time_zone;

test('before the first Save the organisation is of the workspace alone, and begins nothing', async () => {
  assert.equal(await change({ zone: 'Europe/Berlin', domains: ['lumenta.example'] }), undefined);
  assert.deepEqual([await zone(), await latest()], ['Europe/Berlin', undefined]);
  await change({ zone: 'UTC' });
});

test('a document that leaves the organisation out keeps it, and is saved with it written out', async () => {
  await sync.connect();
  await sync.saveAsPerson(document);
  const saved = await latest();
  assert.partialDeepStrictEqual(saved?.document, {
    organisation: { zone: 'UTC', domains: ['lumenta.example'] },
  });
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  assert.deepEqual(await idsIn(), gsids.slice(0, 10));
});

test('another zone lets in whom its preview names, and gives every date-time its day there', async () => {
  const draft = { ...document, organisation: { zone: WEST } };
  const inventory = await sync.transaction((tx) => requestInventory(tx, sync.clock.now()));
  assert.equal((await sync.work(inventory)).state, 'done');
  const read = await sync.transaction((tx) => readDraft(tx, draft));
  assert.ok(read.ok);
  const asked = { configuration: read.value, limit: Infinity, search: null, now: sync.clock.now() };
  const foreseen = await previewConfiguration(sync.database.workspace(sync.workspaceId), asked);
  assert.deepEqual(
    foreseen.rows.entering.map(({ gainsightId }) => gainsightId).toSorted(),
    gsids.slice(10, 13),
  );

  const outcome = await change({ zone: WEST });
  assert.equal(outcome?.kind, 'saved');
  assert.deepEqual([await zone(), (await latest())?.version], [WEST, 2]);
  await runSchedule(sync.engine);
  for (const name of ['accounts', 'relationships', 'stakeholders']) {
    const run = await sync.transaction(async (tx) => {
      const stream = await findStream(tx, name);
      return stream === undefined ? undefined : findOpenRun(tx, stream.id);
    });
    assert.equal(run?.mode, 'full', name);
    if (name === 'accounts' && run !== undefined) await sync.work(run);
  }
  assert.deepEqual(await idsIn(), gsids.slice(0, 13));
  const days = new Set([...(await accounts()).values()].map(({ fields }) => JSON.stringify(fields)));
  assert.deepEqual([...days], ['{"reviewed":"2026-06-29"}']);
});

test('the same organisation again makes no version', async () => {
  assert.equal(await change({ zone: WEST, domains: ['lumenta.example'] }), undefined);
  assert.equal((await latest())?.version, 2);
});
