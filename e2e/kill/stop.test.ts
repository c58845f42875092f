import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runStopLoop } from './stop-loop.ts';

/** The suite stops at a few moments; `npm run nightly` at more. */
const FIRST_SEED = 1;
const COUNT = 1;

test(`lets a worker that was stopped past its lease write nothing when it wakes up (seeds ${FIRST_SEED}–${FIRST_SEED + COUNT - 1})`, async (t) => {
  const results = await runStopLoop({
    firstSeed: FIRST_SEED,
    count: COUNT,
    onResult: ({ seed, callsBefore }) => t.diagnostic(`seed ${seed}: stopped after ${callsBefore} calls`),
  });
  assert.deepEqual(
    results.filter((result) => result.written.length > 0 || result.differs.length > 0),
    [],
  );
});
