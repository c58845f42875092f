import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedSeeds } from '@handrail/core/testing';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';
import { assertCopy } from './held-against-source.ts';

/** A few seeds in every run of the tests; `npm run nightly` names a seed and a count of its own. */
const seeds = askedSeeds(process.argv, [1, 2, 3, 4]);
const COMPANIES = 60;

const sync = await startSyncTest(import.meta.url, { pageSizeRecords: 7, sandbox: { companies: COMPANIES } });
await sync.connect();
await sync.save(TEST_CONFIG);
await sync.run('accounts', 'full');

for (const seed of seeds) {
  test(`loses and doubles nothing of a source edited between any two pages (seed ${seed})`, async (t) => {
    const draw = drawFrom(seed);
    let edits = 0;
    // A day on, so that the guard does not count the removals of all seeds together.
    sync.clock.advance(25 * 3_600_000);
    sync.beforeCall = async () => {
      if (draw() < 0.5) return;
      edits += 1;
      await edit(draw);
    };
    for (const mode of ['full', 'incremental'] as const)
      assert.equal((await sync.run('accounts', mode)).state, 'done', `seed ${seed}: ${mode}`);
    sync.beforeCall = null;
    // What moved behind the reader is found by one more increment; what is gone, by the full run.
    sync.clock.advance(60_000);
    for (const mode of ['incremental', 'full'] as const)
      assert.equal((await sync.run('accounts', mode)).state, 'done', `seed ${seed}: ${mode}`);
    t.diagnostic(`${edits} edits`);
    await assertCopy(sync, `seed ${seed}`);
  });
}

/** A person at Gainsight renames, adds or, while there are enough, deletes a company. */
async function edit(draw: () => number): Promise<void> {
  const rows = sync.source.rows('company');
  const gsid = String(rows[Math.floor(draw() * rows.length)]?.['Gsid']);
  const kind = draw();
  const Name = `Edited ${Math.floor(draw() * 1e9)}`;
  if (kind < 0.6) await sync.source.update('company', gsid, { Name });
  else if (kind < 0.8 || rows.length < COMPANIES) await sync.source.insert('company', { Name });
  else await sync.source.delete('company', gsid);
}

/** Repeatable numbers from 0 to below 1 (mulberry32). */
function drawFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
