import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runKillLoop } from './kill-loop.ts';

/** Server and worker, each at a call and at a time; `npm run nightly` kills at more moments. */
const FIRST_SEED = 5;
const COUNT = 4;

test(`ends as undisturbed after SIGKILL of server or worker at any moment (seeds ${FIRST_SEED}–${FIRST_SEED + COUNT - 1})`, async (t) => {
  const results = await runKillLoop({
    firstSeed: FIRST_SEED,
    count: COUNT,
    onResult: ({ seed, moment, callsBefore }) =>
      t.diagnostic(`seed ${seed}: ${moment.victim} after ${callsBefore} calls`),
  });
  const failed = results.filter((result) => result.doubled > 0 || result.differs.length > 0);
  assert.deepEqual(failed, []);
  // Else nothing was proven: the moments lie all over the loop.
  assert.ok(new Set(results.map((result) => result.callsBefore)).size > COUNT / 3);
});
