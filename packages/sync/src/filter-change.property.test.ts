import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedSeeds, createRandom } from '@handrail/core/testing';
import type { Random } from '@handrail/core/testing';
import { readDraft } from './read-draft.ts';
import { carryOut, readCopy, readSourceFields } from './testing/carry-out.ts';
import { randomDocument } from './testing/random-configuration.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

/** `npm run nightly` asks for more: the first seed and how many. */
const seeds = askedSeeds(process.argv, [1, 2, 3]);

const sync = await startSyncTest(import.meta.url, { pageSizeRecords: 25 });
const rows = sync.source.rows('company');
const gsids = rows.map((row) => String(row['Gsid']));
await sync.connect();
await carryOut(sync, TEST_CONFIG);
const fields = await readSourceFields(sync);

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
