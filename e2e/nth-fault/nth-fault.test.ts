import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedSeeds } from '@handrail/core/testing';
import { faultOf, runNthFault } from './nth-fault-loop.ts';

/** A call, a statement and a commit in every run of the tests; `npm run nightly` takes every one from its seeds on. */
const seeds = askedSeeds(process.argv, [99, 1_000_130, 2_000_071]);

/** Kinds of which a run met no fault any more: no later place is one either. */
const isOver = new Set<string>();

for (const seed of seeds) {
  const fault = faultOf(seed);
  test(`ends equal to its source after one fault: ${fault.kind} at ${fault.n} (seed ${seed})`, async (t) => {
    if (isOver.has(fault.kind)) {
      t.skip('past the end');
      return;
    }
    const { isMet, places } = await runNthFault(import.meta.url, fault);
    t.diagnostic(`${isMet ? 'met' : 'past the end'}; ${places} places`);
    assert.ok(isMet || fault.n > places);
    if (!isMet) isOver.add(fault.kind);
  });
}
