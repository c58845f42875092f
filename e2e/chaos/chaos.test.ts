import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedSeeds } from '@handrail/core/testing';
import { runChaos } from './chaos-loop.ts';

/** A few seeds in every run of the tests; `npm run nightly` names a seed and a count of its own. */
const seeds = askedSeeds(process.argv, [1, 2]);

for (const seed of seeds) {
  test(`ends equal to its source after failing calls, stops and edits (seed ${seed})`, async (t) => {
    const result = await runChaos(import.meta.url, seed);
    t.diagnostic(JSON.stringify(result));
    assert.ok(result.faults > 0 && result.activities > 0 && result.values > 0, JSON.stringify(result));
  });
}
