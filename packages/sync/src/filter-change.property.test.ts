import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedSeeds, createRandom } from '@handrail/core/testing';
import type { Random } from '@handrail/core/testing';
import { findLatestConfig, listImportedNames, readAccounts, scheduleStream } from '@handrail/database';
import { COMPANY } from './inbound/account-context.ts';
import { fromAccountRow } from './inbound/account-row.ts';
import { listStandingFields } from './inbound/described-fields.ts';
import { getGainsight } from './inventory.ts';
import { readDraft } from './read-draft.ts';
import { saveConfiguration } from './save-configuration.ts';
import { toSourceField } from './source-fields.ts';
import { randomDocument } from './testing/random-configuration.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';
import type { SyncTest } from './testing.ts';

/** `npm run nightly` asks for more: the first seed and how many. */
const seeds = askedSeeds(process.argv, [1, 2, 3]);

const sync = await startSyncTest(import.meta.url, { pageSizeRecords: 25 });
const rows = sync.source.rows('company');
const gsids = rows.map((row) => String(row['Gsid']));
await sync.connect();
await carryOut(sync, TEST_CONFIG);
const fields = (
  await sync.transaction(async (tx) => listStandingFields(tx, (await getGainsight(tx)).id, COMPANY))
).map((row) => toSourceField(row));

/** Saves a document as a person does, and works what it asks for and the next increment to their ends. */
async function carryOut(of: SyncTest, document: object): Promise<void> {
  await of.transaction(async (tx) => {
    const basedOn = (await findLatestConfig(tx))?.version ?? 0;
    const saved = await saveConfiguration(tx, { basedOn, document, createdBy: null, now: of.clock.now() });
    assert.equal(saved.kind, 'saved', JSON.stringify(saved));
  });
  const isFirst = (await readCopy(of)).size === 0;
  let run = await of.queue('accounts', isFirst || (await isFullDue(of)) ? 'full' : 'incremental');
  while (run.state === 'queued' || run.state === 'running') run = await of.work(run);
  assert.ok(['done', 'partial'].includes(run.state), JSON.stringify(run));
  const fullDueAt = new Date(of.clock.now().getTime() + 86_400_000);
  await of.transaction((tx) => scheduleStream(tx, run.stream_id, { fullDueAt }));
  await of.run('accounts');
}

async function isFullDue(of: SyncTest): Promise<boolean> {
  return of.transaction(async (tx) => {
    const due = await tx.db
      .selectFrom('streams')
      .select('next_full_due_at')
      .where('name', '=', 'accounts')
      .executeTakeFirstOrThrow();
    return due.next_full_due_at !== null && due.next_full_due_at <= of.clock.now();
  });
}

/** Every account in the lists, by the source's id, as a person sees it. */
async function readCopy(of: SyncTest): Promise<ReadonlyMap<string, object>> {
  return of.transaction(async (tx) => {
    const connection = await getGainsight(tx);
    const imported = await listImportedNames(tx, { connectionId: connection.id, object: COMPANY });
    const accounts = await readAccounts(tx, connection.id, gsids);
    const present = [...accounts].filter(([, row]) => row.presence === 'present');
    assert.deepEqual(present.map(([id]) => id).toSorted(), [...imported.keys()].toSorted());
    return new Map(present.map(([id, row]) => [id, fromAccountRow(row)]));
  });
}

async function drawFilter(random: Random): Promise<object> {
  for (;;) {
    const { accounts } = Object(randomDocument(random, fields, rows)) as { readonly accounts: object };
    const document = { ...TEST_CONFIG, accounts };
    if ((await sync.transaction((tx) => readDraft(tx, document))).ok) return document;
  }
}

for (const seed of seeds) {
  test(`a changed filter leaves what a fresh copy with it would hold (seed ${seed})`, async () => {
    const random = createRandom(seed);
    sync.clock.advance(60_000);
    for (let left = random.below(3); left > 0; left -= 1) {
      const other = random.pick(rows);
      await sync.source.update('Company', random.pick(gsids), { Status: other['Status'] ?? null });
    }
    const document = await drawFilter(random);
    await carryOut(sync, document);
    const fresh = await sync.another();
    await fresh.connect();
    await carryOut(fresh, document);
    assert.deepEqual(await readCopy(sync), await readCopy(fresh));
  });
}
