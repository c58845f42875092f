import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedSeeds } from '@handrail/core/testing';
import { z } from 'zod';
import { nextSlot, runSchedule } from './schedule.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

/** Some jumps in every run of the tests; `npm run nightly` names a seed and a count of its own. */
const seeds = askedSeeds(process.argv, [1]);
const JUMPS = 50;
const HOUR_MS = 3_600_000;

const sync = await startSyncTest(import.meta.url);
await sync.connect();
await sync.save(TEST_CONFIG);

/** Repeatable numbers from 0 to below 1 (mulberry32). */
function drawFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const rowSchema = z.object({ due: z.date(), interval: z.number(), offset: z.number() });
const readStream = async () => {
  const [row] = await sync.transaction((tx) =>
    tx.query(
      `select next_due_at as due, interval_minutes as interval, offset_seconds as offset
       from streams where name = 'deletions'`,
    ),
  );
  return rowSchema.parse(row);
};
/** Ends what was begun, as workers would; answers how many runs of the stream there were. */
const endRuns = async () => {
  const ended = await sync.transaction((tx) =>
    tx.query(
      `with ended as (update runs set state = 'done' where state in ('queued', 'running') returning stream_id)
       select 1 from ended join streams s on s.id = ended.stream_id where s.name = 'deletions'`,
    ),
  );
  return ended.length;
};

for (const seed of seeds) {
  test(`begins each due run once though the clock jumps ${JUMPS} times, an hour on or back (seed ${seed})`, async () => {
    const draw = drawFrom(seed);
    await runSchedule(sync.engine);
    await endRuns();
    for (let jump = 0; jump < JUMPS; jump += 1) {
      // Mostly it runs as clocks do; now and then it is set on or back, by an hour or by a little.
      const kind = draw();
      const step =
        kind < 0.3 ? HOUR_MS : kind < 0.5 ? -HOUR_MS : kind < 0.6 ? -draw() * 60_000 : draw() * HOUR_MS;
      sync.clock.advance(Math.round(step));
      const now = sync.clock.now();
      const { due, interval, offset } = await readStream();
      await runSchedule(sync.engine);
      const begun = await endRuns();
      assert.equal(
        begun,
        due <= now ? 1 : 0,
        `jump ${jump}: due ${due.toISOString()} at ${now.toISOString()}`,
      );
      const next = (await readStream()).due;
      // What is due stands on the stream's own grid: no slot is passed over, and none comes a second time.
      assert.deepEqual(next, due <= now ? nextSlot(now, interval, offset) : due);
      await runSchedule(sync.engine);
      assert.equal(await endRuns(), 0, `jump ${jump}: a second look begins nothing`);
    }
  });
}
