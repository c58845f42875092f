// A run that has used up the calls of a day waits where it stands, says until when, and goes on there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCallBudget, findRun } from '@handrail/database';
import { startSyncTest, storedFailure, TEST_CONFIG } from '../testing.ts';
import { runSlice } from './run-stream.ts';

const CALLS_PER_DAY = 80;
const SHARE = 0.5;
const perDay = { perMinute: 1_000, perDay: CALLS_PER_DAY };
let taken = 0;
const sync = await startSyncTest(import.meta.url, {
  pageSizeRecords: 2,
  sandbox: { companies: 120 },
  budget: (database, clock) => {
    const budget = createCallBudget({
      database,
      limits: { sync: perDay, async: perDay, users: perDay, timeline: perDay, calls: perDay },
      share: SHARE,
      clock: () => clock.now().getTime(),
      wait: (ms) => Promise.resolve(clock.advance(ms)),
    });
    const never = new AbortController().signal;
    return {
      async take({ host, family, priority, caller, signal = never }) {
        await budget.take({ host, family, priority, caller, signal });
        taken += 1;
      },
    };
  },
});
await sync.connect();
await sync.save(TEST_CONFIG);

test('a full run beyond the share of a day waits with its place kept, says until when, and repeats no page', async () => {
  const { id } = await sync.queue('accounts', 'full');
  const pauses: number[] = [];
  for (let slices = 0; slices < 200; slices += 1) {
    const before = taken;
    await runSlice(sync.engine, { workspaceId: sync.workspaceId, runId: id }, new AbortController().signal);
    const run = await sync.transaction((tx) => findRun(tx, id));
    assert.ok(run !== undefined);
    if (run.state !== 'running') break;
    assert.ok(run.seen > 0 && run.exits === 0);
    if (run.resume_at === null) continue;
    const { code, message } = storedFailure(run);
    assert.equal(code, 'budget_exhausted');
    // The time is told beside it, in the words and zone of who reads it.
    assert.doesNotMatch(message, /\d{4}-\d\d/u);
    const waitMs = run.resume_at.getTime() - sync.clock.now().getTime();
    // Nothing goes out before the time that is told.
    await runSlice(sync.engine, { workspaceId: sync.workspaceId, runId: id }, new AbortController().signal);
    assert.ok(waitMs > 0 && taken - before <= CALLS_PER_DAY * SHARE);
    pauses.push(waitMs);
    sync.clock.advance(waitMs);
  }
  const run = await sync.transaction((tx) => findRun(tx, id));
  const count = sync.source.rows('company').length;
  assert.deepEqual([run?.state, run?.seen, run?.pages], ['done', count, count / 2]);
  assert.ok(pauses.length > 0, 'the day is shorter than the run');
  assert.ok((run?.calls ?? Infinity) <= count / 2 + 3 * (pauses.length + 1), `${run?.calls} calls`);
});
