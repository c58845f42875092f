import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runChaos } from './chaos-loop.ts';

/** A few seeds in every test run; `npm run nightly` takes more. */
const FIRST_SEED = 1;
const COUNT = 4;

for (let seed = FIRST_SEED; seed < FIRST_SEED + COUNT; seed += 1) {
  test(`ends equal to its source after failing calls, stops and edits (seed ${seed})`, async (t) => {
    const result = await runChaos(import.meta.url, seed);
    t.diagnostic(JSON.stringify(result));
    assert.ok(result.faults > 0 && result.activities > 0 && result.values > 0, JSON.stringify(result));
  });
}
