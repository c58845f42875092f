import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRetryBudget, fourTriesInTwoMinutes, readRetryAfterMs, retryDelayMs } from './retry.ts';

const NOW = new Date('2026-11-12T10:00:00.000Z');

test('reads Retry-After in seconds, in parts of a second and as a date', () => {
  assert.equal(readRetryAfterMs('17', NOW), 17_000);
  assert.equal(readRetryAfterMs(' 0.5 ', NOW), 500);
  assert.equal(readRetryAfterMs('Thu, 12 Nov 2026 10:00:42 GMT', NOW), 42_000);
});

test('takes a past date as no wait and nonsense as not said', () => {
  assert.equal(readRetryAfterMs('Thu, 12 Nov 2026 09:00:00 GMT', NOW), 0);
  for (const header of [undefined, '', 'soon', '-5', '1e9', '12345678901'])
    assert.equal(readRetryAfterMs(header, NOW), null);
});

test('never waits less than told, and at most five seconds more', () => {
  for (const random of [0, 0.5, 0.999]) {
    for (const toldMs of [0, 1_000, 45_000, 3_600_000]) {
      const waitMs = retryDelayMs(fourTriesInTwoMinutes, 1, toldMs, () => random);
      assert.ok(waitMs >= toldMs && waitMs <= toldMs + 5_000, `${waitMs} after being told ${toldMs}`);
    }
  }
});

test('spreads those who were told the same, the longer the more', () => {
  const [early = 0, middle = 0, late = 0] = [0, 0.5, 0.999].map((random) =>
    retryDelayMs(fourTriesInTwoMinutes, 1, 45_000, () => random),
  );
  assert.equal(early, 45_000);
  assert.ok(middle - early > 2_000 && late - middle > 2_000, `${middle}, ${late}`);
});

test('draws from the whole range below a doubling cap', () => {
  const least = [1, 2, 3, 9].map((tries) => retryDelayMs(fourTriesInTwoMinutes, tries, null, () => 0));
  const most = [1, 2, 3, 9].map((tries) => retryDelayMs(fourTriesInTwoMinutes, tries, null, () => 0.9999999));
  assert.deepEqual(least, [0, 0, 0, 0]);
  assert.deepEqual(most, [499, 999, 1_999, 19_999]);
});

test('keeps repeats of a two-hour outage to a tenth of the calls and one a minute', () => {
  let nowMs = NOW.getTime();
  const budget = createRetryBudget(() => new Date(nowMs));
  let repeats = 0;
  const [calls, outageMs] = [2_000, 2 * 3_600_000];
  for (let call = 0; call < calls; call += 1) {
    budget.earn();
    for (let wanted = 0; wanted < 3 && budget.spend(); wanted += 1) repeats += 1;
    nowMs += outageMs / calls;
  }
  assert.ok(repeats <= calls / 10 + 120 + 5, `${repeats} repeats`);
});
