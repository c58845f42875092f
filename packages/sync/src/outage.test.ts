// RL4: an outage is met with few calls and ends soon, over all streams, in the time that was passed in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedSeeds } from '@handrail/core/testing';
import { createOutageGate, listOpenRuns, listOutages, listStreams } from '@handrail/database';
import { runSlice } from './inbound/run-stream.ts';
import { runSchedule } from './schedule.ts';
import { startSyncTest, storedFailure, TEST_CONFIG } from './testing.ts';

const MINUTE_MS = 60_000;
const PROBES_PER_MINUTE = 1;
const signal = new AbortController().signal;
let sent = 0;
const sync = await startSyncTest(import.meta.url, {
  sandbox: { companies: 10 },
  budget: (database, clock) => {
    const gate = createOutageGate({ database, clock: () => clock.now().getTime() });
    return {
      async take({ host }) {
        await gate.pass(host);
        sent += 1;
      },
      heard: (host, isAway) => gate.heard(host, isAway),
    };
  },
});

/** Lives for so many minutes as a worker would: what is due begins, what may go on goes on. Answers the calls made. */
async function live(minutes: number): Promise<number> {
  const before = sent;
  const endMs = sync.clock.now().getTime() + minutes * MINUTE_MS;
  for (;;) {
    await runSchedule(sync.engine);
    const now = sync.clock.now();
    const { streams, runs } = await sync.transaction(async (tx) => ({
      streams: (await listStreams(tx)).filter(({ name }) => sync.engine.streams.has(name)),
      runs: await listOpenRuns(tx),
    }));
    // Signals are computed by another package, and are no calls.
    const known = streams.filter(({ enabled }) => enabled);
    const open = runs.filter((run) => known.some(({ id }) => id === run.stream_id));
    const ready = open.filter(({ resume_at: at }) => at === null || at <= now);
    for (const run of ready)
      await runSlice(sync.engine, { workspaceId: sync.workspaceId, runId: run.id }, signal);
    if (ready.length > 0) continue;
    const times = [
      ...known.flatMap((row) => [row.next_due_at, row.next_full_due_at]),
      ...open.map((run) => run.resume_at),
    ].flatMap((at) => (at === null ? [] : [at.getTime()]));
    const nextMs = Math.min(...times.filter((ms) => ms > now.getTime()));
    if (nextMs >= endMs) {
      sync.clock.advance(Math.max(0, endMs - now.getTime()));
      return sent - before;
    }
    sync.clock.advance(nextMs - now.getTime());
  }
}

await sync.connect();
await sync.save(TEST_CONFIG);

// Minutes that the outage lasts: an hour has every hourly run in it. `npm run nightly` asks for the two hours of the scorecard.
for (const minutes of askedSeeds(process.argv, [60])) {
  test(`an outage of a vendor costs a tenth more calls and one a minute, and is over within two (seed ${minutes})`, async () => {
    await live(90);
    const normal = await live(minutes);
    sync.sandbox.context.faults.add({ kind: 'error-503', times: 1_000_000, vendor: 'gainsight' });
    const during = await live(minutes);
    const allowed = 1.1 * normal + PROBES_PER_MINUTE * minutes;
    assert.ok(during <= allowed, `${during} calls during the outage, ${normal} without, ${allowed} allowed`);
    assert.equal((await sync.database.platform().transaction(listOutages)).length, 1, 'the outage was met');
    const told = (await sync.transaction(listOpenRuns))
      .filter((run) => run.failure !== null)
      .map((run) => storedFailure(run));
    assert.ok(told.some(({ code }) => code === 'vendor_away'));
    // The time is told beside it, in the words and zone of who reads it.
    assert.ok(told.every(({ message }) => !/\d{4}-\d\d/u.test(message)));
    const beforeItsEnd = sync.clock.now();
    sync.sandbox.context.faults.clear();
    await live(2);
    assert.deepEqual(await sync.database.platform().transaction(listOutages), []);
    const waiting = (await sync.transaction(listOpenRuns)).filter((run) => run.failure !== null);
    assert.deepEqual(waiting, []);
    const { done } = await sync.transaction(
      async (tx) =>
        (
          await tx.query<{ done: boolean }>(
            `select exists (select 1 from runs where state = 'done' and finished_at >= $1) as done`,
            [beforeItsEnd],
          )
        )[0] ?? { done: false },
    );
    assert.ok(done, 'what waited was done');
  });
}
