import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { joinTestCluster } from '@handrail/database/testing';
import { openLane, runKillLoop } from './kill-loop.ts';
import { runStopLoop } from './stop-loop.ts';

const cluster = await joinTestCluster();
after(() => cluster.stop());
const lane = await openLane(cluster);

/** Server and worker, each at a call and at a time; `npm run nightly` kills at more moments. */
const KILLS = { firstSeed: 5, count: 4 };
/** A worker stopped at one moment; `npm run nightly` stops at more. */
const STOPS = { firstSeed: 1, count: 1 };
const seeds = ({ firstSeed, count }: typeof KILLS) => `seeds ${firstSeed}–${firstSeed + count - 1}`;

test(`ends as undisturbed after SIGKILL of server or worker at any moment (${seeds(KILLS)})`, async (t) => {
  const results = await runKillLoop({
    ...KILLS,
    lane,
    onResult: ({ seed, moment, callsBefore }) =>
      t.diagnostic(`seed ${seed}: ${moment.victim} after ${callsBefore} calls`),
  });
  const failed = results.filter((result) => result.doubled > 0 || result.differs.length > 0);
  assert.deepEqual(failed, []);
  // Else nothing was proven: the moments lie all over the loop.
  assert.ok(new Set(results.map((result) => result.callsBefore)).size > KILLS.count / 3);
});

test(`lets a worker that was stopped past its lease write nothing when it wakes up (${seeds(STOPS)})`, async (t) => {
  const results = await runStopLoop({
    ...STOPS,
    lane,
    onResult: ({ seed, callsBefore }) => t.diagnostic(`seed ${seed}: stopped after ${callsBefore} calls`),
  });
  assert.deepEqual(
    results.filter((result) => result.written.length > 0 || result.differs.length > 0),
    [],
  );
});
