// What is promised of every kind of data: how often it is read, and how often completely.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listOpenRuns, listRuns, listStreams } from '@handrail/database';
import { runSlice } from './inbound/run-stream.ts';
import { runSchedule } from './schedule.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const STEP_MINUTES = 15;
const signal = new AbortController().signal;
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 10 } });
await sync.connect();
await sync.save(TEST_CONFIG);

const PER_DAY = new Map([
  ['accounts', 24],
  ['relationships', 24],
  ['stakeholders', 24],
  ['users', 6],
  ['deletions', 24],
]);
const streams = (await sync.transaction(listStreams)).filter(({ name }) => PER_DAY.has(name));

/** Lives for so many minutes as a worker would that knows no other streams. */
async function live(minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += STEP_MINUTES) {
    sync.clock.advance(STEP_MINUTES * MINUTE_MS);
    await runSchedule(sync.engine);
    const open = await sync.transaction(listOpenRuns);
    for (const run of open.filter((one) => streams.some(({ id }) => id === one.stream_id)))
      await runSlice(sync.engine, { workspaceId: sync.workspaceId, runId: run.id }, signal);
  }
}

test('reads each kind of data as often as promised, and once a day completely', async () => {
  await live(2 * 60);
  const since = sync.clock.now();
  await live(DAY_MINUTES);
  assert.equal(streams.length, PER_DAY.size);
  for (const { id, name } of streams) {
    const perDay = PER_DAY.get(name) ?? 0;
    const runs = await sync.transaction((tx) => listRuns(tx, { streamId: id, limit: 100 }));
    const ofDay = runs.filter((run) => run.created_at > since && run.mode !== 'projection');
    assert.ok(ofDay.every(({ state }) => state === 'done'));
    assert.ok(Math.abs(ofDay.length - perDay) <= 1, `${name}: ${ofDay.length}`);
    const full = ofDay.filter(({ mode }) => mode === 'full').length;
    assert.equal(full, name === 'deletions' ? 0 : 1, `${name}, full`);
  }
});
