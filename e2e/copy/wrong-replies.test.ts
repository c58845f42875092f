// SC6: whatever a reply of a full run is short of, no company that stands there is taken for gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedSeeds, createRandom } from '@handrail/core/testing';
import type { FaultKind } from '@handrail/sandbox';
import { startSyncTest, storedFailure, TEST_CONFIG } from '@handrail/sync/testing';
import { assertCopy } from './held-against-source.ts';

/** A few seeds in every run of the tests; `npm run nightly` names a seed and a count of its own. */
const seeds = askedSeeds(process.argv, [1, 2, 3, 4, 5, 6]);
const KINDS = [
  'html-200',
  'html-503',
  'result-false-in-200',
  'cut-body',
  'invalid-json',
  'empty-body',
  'short-page',
  'wrong-content-length',
  'error-500',
  'lost-reply',
] as const satisfies readonly FaultKind[];

const sync = await startSyncTest(import.meta.url, { pageSizeRecords: 7, sandbox: { companies: 60 } });
await sync.connect();
await sync.save(TEST_CONFIG);
await sync.run('accounts', 'full');

for (const seed of seeds) {
  test(`removes nobody by replies that are empty, short, cut or wrong (seed ${seed})`, async (t) => {
    const random = createRandom(seed);
    sync.clock.advance(25 * 3_600_000);
    const kind = random.pick(KINDS);
    const from = random.between(1, 14);
    const times = random.between(1, 6);
    sync.sandbox.context.faults.add({ kind, vendor: 'gainsight', from, times });
    t.diagnostic(`${kind} ${times} times from call ${from} on`);
    // A call is tried again by itself; a run that was given up leaves everything as it was.
    const run = await sync.run('accounts', random.chance(0.7) ? 'full' : 'incremental');
    sync.sandbox.context.faults.clear();
    assert.equal(run.exits, 0, `${run.state} ${storedFailure(run).code}`);
    await assertCopy(sync, `${kind} from call ${from} on`);
    // The key was refused in one of these replies: a person connects again.
    if (storedFailure(run).code.endsWith('unauthorized')) await sync.connect();
    // Afterwards one that is really gone is seen, and no other.
    const [gone] = sync.source.rows('company').slice(random.below(40));
    await sync.source.delete('company', String(gone?.['Gsid']));
    await sync.source.insert('company', { Name: `After ${seed}` });
    assert.equal((await sync.run('accounts', 'full')).state, 'done');
    await assertCopy(sync, 'the run after');
  });
}
