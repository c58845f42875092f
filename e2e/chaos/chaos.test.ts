import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runChaos } from './chaos-loop.ts';

/** A few seeds in every run of the tests; `npm run nightly` names a seed and a count of its own. */
const [firstSeed = 1, count = 2] = process.argv.slice(2).map(Number);

for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
  test(`ends equal to its source after failing calls, stops and edits (seed ${seed})`, async (t) => {
    const result = await runChaos(import.meta.url, seed);
    t.diagnostic(JSON.stringify(result));
    assert.ok(result.faults > 0 && result.activities > 0 && result.values > 0, JSON.stringify(result));
  });
}
