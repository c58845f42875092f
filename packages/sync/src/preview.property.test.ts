import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountSources, changesBetween } from '@handrail/core';
import type { AccountProjection, Changes, PreviewKind } from '@handrail/core';
import { askedSeeds, createRandom } from '@handrail/core/testing';
import type { Random } from '@handrail/core/testing';
import {
  findLatestConfig,
  findOpenRun,
  findStream,
  listRunSetAside,
  readAccounts,
  scheduleStream,
} from '@handrail/database';
import type { AccountRow, RunRow } from '@handrail/database';
import { readConfiguration } from './configuration.ts';
import { COMPANY } from './inbound/account-context.ts';
import { listStandingFields } from './inbound/described-fields.ts';
import { fromAccountRow } from './inbound/account-row.ts';
import { getGainsight, requestInventory } from './inventory.ts';
import { previewConfiguration } from './preview.ts';
import type { Preview } from './preview.ts';
import { randomDocument } from './testing/random-configuration.ts';
import { readDraft } from './read-draft.ts';
import { listRunRecords } from './run-records.ts';
import { saveConfiguration } from './save-configuration.ts';
import { toSourceField } from './source-fields.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

/** `npm run nightly` asks for more: the first seed and how many. */
/** In seed 47 a field that is seeded once was edited at the source after its record was read. */
const seeds = askedSeeds(process.argv, [1, 2, 3, 4, 5, 6, 7, 47]);

const sync = await startSyncTest(import.meta.url, { pageSizeRecords: 25 });
const rows = sync.source.rows('company');
const gsids = rows.map((row) => String(row['Gsid']));
const workspace = sync.database.workspace(sync.workspaceId);
await sync.connect();
await sync.save(TEST_CONFIG);
await sync.run('accounts', 'full');
const fields = (
  await sync.transaction(async (tx) => listStandingFields(tx, (await getGainsight(tx)).id, COMPANY))
).map((row) => toSourceField(row));
let projections = 0;

/**
 * A document that Save takes: what the tenant refuses is drawn again. Every other one is made of what the one in force
 * reads already, so that it can be carried out without a call.
 */
async function drawDocument(random: Random): Promise<object> {
  const read = new Set(accountSources((await sync.transaction((tx) => readConfiguration(tx))).configuration));
  const drawn = random.chance(0.5) ? fields.filter((field) => read.has(field.name)) : fields;
  for (;;) {
    const document = randomDocument(random, drawn, rows);
    const draft = await sync.transaction((tx) => readDraft(tx, document));
    if (draft.ok) return document;
  }
}

/** Status and mapping as in force, under another filter: what it keeps in is told without its fields. */
async function drawFilter(random: Random): Promise<object> {
  for (;;) {
    const { accounts } = Object(randomDocument(random, fields, rows));
    if (accounts.import === 'all') continue;
    const document = { ...TEST_CONFIG, accounts };
    const draft = await sync.transaction((tx) => readDraft(tx, document));
    if (draft.ok) return document;
  }
}

async function changeSource(random: Random): Promise<void> {
  sync.clock.advance(60_000);
  for (let left = random.below(4); left > 0; left -= 1) {
    const other = random.pick(rows);
    const field = random.pick(['Status', 'Tier__gc', 'Region__gc', 'Arr', 'Csm', 'Name']);
    await sync.source.update('Company', random.pick(gsids), { [field]: other[field] ?? null });
  }
}

async function readAll(): Promise<ReadonlyMap<string, AccountRow>> {
  return sync.transaction(async (tx) => readAccounts(tx, (await getGainsight(tx)).id, gsids));
}

async function carryOutWhole(document: object): Promise<RunRow> {
  let run = await carryOut(document);
  while (run.state === 'queued' || run.state === 'running') run = await sync.work(run);
  // The schedule, which begins runs otherwise, would have set its next one.
  const fullDueAt = new Date(sync.clock.now().getTime() + 86_400_000);
  await sync.transaction((tx) => scheduleStream(tx, run.stream_id, { fullDueAt }));
  return run;
}

/** What the run did, told from what stood before and after it alone. */
function outcomeOf(before: ReadonlyMap<string, AccountRow>, after: ReadonlyMap<string, AccountRow>) {
  const found: Record<string, string[]> = { entering: [], leaving: [], status: [], people: [], fields: [] };
  const changes = new Map<string, Changes>();
  for (const [id, row] of after) {
    const old = before.get(id);
    const wasHere = old?.presence === 'present';
    if (row.presence === 'present' && !wasHere) found['entering']?.push(id);
    if (row.presence === 'filtered' && wasHere) found['leaving']?.push(id);
    if (row.presence !== 'present' || !wasHere) continue;
    const changed = changesBetween(shown(old), shown(row));
    const names = Object.keys(changed);
    if (names.length > 0) changes.set(id, changed);
    if (names.includes('status')) found['status']?.push(id);
    if (names.some((name) => name === 'owner' || name === 'csm')) found['people']?.push(id);
    if (names.some((name) => !['status', 'owner', 'csm'].includes(name))) found['fields']?.push(id);
  }
  return { found, changes };
}

/** The account as it is shown: with the day on which we saw it churn where the source names none. */
function shown(row: AccountRow): AccountProjection {
  return { ...fromAccountRow(row), churnedOn: row.churned_on ?? row.turned_churned_on };
}

const CHANGED = { outcome: 'changed', search: null, after: null, limit: 1_000 } as const;
const UNCHANGED = { ...CHANGED, outcome: 'unchanged' } as const;

async function carryOut(document: object): Promise<RunRow> {
  const open = await sync.transaction(async (tx) => {
    const basedOn = (await findLatestConfig(tx))?.version ?? 0;
    const outcome = await saveConfiguration(tx, {
      basedOn,
      document,
      createdBy: null,
      now: sync.clock.now(),
    });
    assert.equal(outcome.kind, 'saved', JSON.stringify(outcome));
    const stream = await findStream(tx, 'accounts');
    assert.ok(stream !== undefined);
    return findOpenRun(tx, stream.id);
  });
  return open ?? sync.queue('accounts', 'full');
}

const idsOf = (preview: Preview, kind: PreviewKind) =>
  preview.rows[kind].map((row) => row.gainsightId).toSorted();

for (const seed of seeds) {
  test(`what the preview of a draft lists is what its run does, to the record (seed ${seed})`, async () => {
    const random = createRandom(seed);
    await carryOutWhole(TEST_CONFIG);
    await changeSource(random);
    if (random.chance(0.5)) await sync.run('accounts', 'full');
    const inventory = await sync.transaction((tx) => requestInventory(tx, sync.clock.now()));
    assert.equal((await sync.work(inventory)).state, 'done');
    // Drawn apart, so that a seed of old still draws what it did.
    const apart = createRandom(seed + 1_008);
    const document = apart.chance(0.4) ? await drawFilter(apart) : await drawDocument(random);
    const draft = await sync.transaction((tx) => readDraft(tx, document));
    assert.ok(draft.ok);
    const asked = {
      configuration: draft.value,
      limit: Infinity,
      search: null,
      now: sync.clock.now(),
    };
    const preview = await previewConfiguration(workspace, asked);

    const before = await readAll();
    const run = await carryOutWhole(document);
    if (run.mode === 'projection') {
      projections += 1;
      // What was edited at the source since the last run comes in with the next increment.
      await sync.run('accounts');
    }
    assert.ok(['done', 'partial'].includes(run.state), JSON.stringify(run));
    assert.equal(run.mode === 'full', preview.cost.isFull);
    // Pages are of 25 here; a cost is told for pages of 5,000.
    const ofAccounts = preview.cost.streams.find(({ stream }) => stream === 'accounts')?.calls ?? 0;
    assert.ok(run.calls <= (run.mode === 'full' ? ofAccounts + gsids.length / 25 : 0));
    const after = await readAll();
    const { found, changes } = outcomeOf(before, after);
    for (const kind of ['entering', 'leaving', 'status', 'people', 'fields'] as const) {
      assert.deepEqual(idsOf(preview, kind), found[kind]?.toSorted(), kind);
    }
    for (const kind of ['status', 'people', 'fields'] as const) {
      for (const row of preview.rows[kind]) assert.deepEqual(row.changes, changes.get(row.gainsightId));
    }
    const { records } = await sync.transaction((tx) => listRunRecords(tx, run, 'accounts', CHANGED));
    if (run.mode === 'full') {
      const told = new Map(records.map((one) => [one.gainsightId, one.fields]));
      assert.equal(run.changed, records.length);
      const asWas = await sync.transaction((tx) => listRunRecords(tx, run, 'accounts', UNCHANGED));
      assert.deepEqual([asWas.total, asWas.listing], [run.unchanged, 'whole']);
      assert.equal(run.unchanged, preview.unchanged);
      for (const [gainsightId, of] of changes) assert.deepEqual(told.get(gainsightId), of);
    }
    const aside = await sync.transaction((tx) => listRunSetAside(tx, run.id, 1_000));
    if (run.mode === 'full') {
      const listed = new Set(idsOf(preview, 'set-aside'));
      assert.ok(aside.every(({ gainsightId }) => listed.has(gainsightId)));
      assert.equal(run.set_aside, listed.size);
    }
    assert.deepEqual(preview.rows.missing, []);
  });
}

const isEnough = seeds.length >= 8;
test(
  'some of the drafts are carried out without a call, and some by reading everything',
  { skip: !isEnough },
  () => {
    assert.ok(projections > 0 && projections < seeds.length, `${projections} of ${seeds.length}`);
  },
);
