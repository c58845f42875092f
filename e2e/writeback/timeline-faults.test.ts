// WB1 over the real pass: summaries under faults drawn from a seed, counted at the sandbox.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedSeeds, createRandom } from '@handrail/core/testing';
import { orderSummaries } from '@handrail/database/testing';
import type { FaultKind } from '@handrail/sandbox';
import { hangCalls } from './hung-calls.ts';
import { startWritebackTest } from './one-meeting.ts';

/** One small seed in every run of the tests; `npm run nightly` names a seed and a count of its own. */
const seeds = askedSeeds(process.argv, [1]);
const SUMMARIES = process.argv[2] === undefined ? 12 : 50;
const FAULTY_PASSES = 3;
const SAVE = '/v1/ant/es/activity$';
const LOOK_UP = '/query/activity_timeline';
const AT_SAVES: readonly FaultKind[] = [
  'reset-before',
  'lost-reply',
  'reset-after',
  'cut-body',
  'invalid-json',
  'error-500',
  'too-many',
  'html-200',
  'html-503',
  'result-false-in-200',
  // Nothing is stored yet, and nobody knows: half of these are carried out later.
  'records-refused',
];
const AT_LOOK_UPS: readonly FaultKind[] = ['reset-before', 'cut-body', 'error-500', 'html-200'];

const sync = await startWritebackTest(import.meta.url);
const { switches, faults } = sync.sandbox.context;

for (const seed of seeds) {
  test(`puts ${SUMMARIES} summaries in the Timeline once each, whatever fails and comes late (seed ${seed})`, async (t) => {
    const random = createRandom(seed);
    Object.assign(switches, {
      externalIdRepeat: random.pick(['refused', 'stored-twice']),
      activityReadLagSeconds: random.pick([0, 30, 600]),
      activityId: random.pick(['same-as-gsid', 'different']),
    });
    const name = `seed ${seed}`;
    const order = { name, points: Array.from({ length: SUMMARIES }, () => 1), now: sync.clock.now() };
    await sync.transaction((tx) => orderSummaries(tx, { ...order, point: 'It works again.' }));
    const hung = hangCalls(
      sync,
      { method: 'POST', path: /\/v1\/ant\/es\/activity$/, fault: 'records-refused' },
      random,
    );
    let played = 0;
    for (let pass = 0; pass < FAULTY_PASSES; pass += 1) {
      for (const kind of AT_SAVES)
        faults.add({ kind, path: SAVE, probability: 0.08, seed: random.below(1_000_000) });
      for (const kind of AT_LOOK_UPS)
        faults.add({ kind, path: LOOK_UP, probability: 0.02, seed: random.below(1_000_000) });
      const run = await sync.run('timeline');
      played += faults.list().reduce((sum, fault) => sum + fault.played, 0);
      faults.clear();
      if (run.state === 'failed') await sync.connect();
      sync.clock.advance(random.between(1, 240) * 1_000);
      await hung.carryOut();
    }
    // What hangs is carried out in time, and seen by reads before an absence counts as proven.
    sync.clock.advance(300_000);
    await hung.carryOut();
    await sync.settle();
    hung.stop();
    const standing = sync.sandbox
      .activities()
      .filter((one) => String(one['Subject']).startsWith(`Meeting summary: Meeting ${name}/`));
    const meetings = new Set(standing.map((one) => one['Subject']));
    t.diagnostic(`${played} faults, ${hung.count()} carried out late`);
    assert.deepEqual(
      { doubled: standing.length - meetings.size, missing: SUMMARIES - meetings.size },
      { doubled: 0, missing: 0 },
    );
    for (const one of standing) await sync.source.delete('activity_timeline', String(one['Gsid']));
    await sync.transaction(async (tx) => {
      for (const table of ['outbox', 'remote_activities', 'meetings']) await tx.query(`delete from ${table}`);
    });
  });
}
