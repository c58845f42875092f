import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInterleavings } from './delivery-model.ts';

/** The suite runs a few; `npm run nightly` calls `runInterleavings` with more. */
const FIRST_SEED = 1;
const COUNT = 600;

test(`leaves one activity per meeting, at its company, whatever happens (seeds ${FIRST_SEED}–${FIRST_SEED + COUNT - 1})`, () => {
  const tally = runInterleavings({ firstSeed: FIRST_SEED, count: COUNT });
  assert.deepEqual(tally.failedSeeds, [], 'replay with runInterleaving(seed)');
  assert.ok(tally.faults > COUNT, 'the model made trouble');
});

test('leaves one activity per meeting when two installations race over lagging reads', () => {
  const tally = runInterleavings({
    firstSeed: 9000,
    count: 300,
    fixed: { installations: 2, lagMs: 600_000 },
  });
  assert.deepEqual(tally.failedSeeds, []);
});

test('an early look-up, made for new content, does not count as the one that finds a second installation', () => {
  for (const firstSeed of [43_667, 61_717]) {
    assert.deepEqual(runInterleavings({ firstSeed, count: 1 }).failedSeeds, []);
  }
  const fixed = { installations: 2, lagMs: 600_000 } as const;
  assert.deepEqual(runInterleavings({ firstSeed: 1_005_117, count: 1, fixed }).failedSeeds, []);
});

test('the model finds doubles in a scheme that believes a negative look-up at once', () => {
  const fixed = { negativeProofMs: 0, confirms: false, lagMs: 600_000, duplicates: 'stored' } as const;
  assert.ok(runInterleavings({ firstSeed: FIRST_SEED, count: 300, fixed }).doubled > 0);
});
