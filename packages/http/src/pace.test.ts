import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPace } from './pace.ts';
import { createStubClock } from './testing.ts';

const CHARGE = { host: 'api.gong.io', family: 'calls' };

test('lets the first call through at once and the others evenly after it', async () => {
  const clock = createStubClock();
  const pace = createPace(2, clock);
  for (let call = 0; call < 4; call += 1) await pace.take(CHARGE);
  assert.deepEqual(clock.waits, [500, 500, 500]);
});

test('gives calls that come at once a turn each', async () => {
  const clock = createStubClock();
  const pace = createPace(4, clock);
  const waits: number[] = [];
  const still = createPace(4, {
    now: () => new Date(0),
    wait: async (waitMs) => {
      waits.push(waitMs);
    },
  });
  await Promise.all([1, 2, 3, 4].map(() => still.take(CHARGE)));
  assert.deepEqual(waits, [250, 500, 750]);
  clock.advance(10_000);
  await pace.take(CHARGE);
  await pace.take(CHARGE);
  assert.deepEqual(clock.waits, [250]);
});

test('waits for all callers as long as one was told', async () => {
  const clock = createStubClock();
  const pace = createPace(2, clock);
  pace.learn?.({ ...CHARGE, limited: true, retryAfterMs: 3_000, stated: [] });
  pace.learn?.({ ...CHARGE, limited: false, retryAfterMs: null, stated: [] });
  await pace.take(CHARGE);
  assert.deepEqual(clock.waits, [3_000]);
});

test('stops waiting when its caller stops', async () => {
  const pace = createPace(1, { now: () => new Date(0) });
  await pace.take(CHARGE);
  const stop = new AbortController();
  const waiting = pace.take({ ...CHARGE, signal: stop.signal });
  stop.abort();
  await assert.rejects(waiting, { name: 'AbortError' });
});
