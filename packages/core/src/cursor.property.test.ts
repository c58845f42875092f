import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { advanceCheckpoint, anchorOf, beginCheckpoint, cursorAfter, floorToSecond } from './cursor.ts';
import { RUN_MODES } from './run.ts';

const seed = 20_261_124;
const instant = fc.integer({ min: 0, max: 4_000_000 }).map((timeMs) => new Date(timeMs));
const maybe = fc.option(instant, { nil: null });

test(`a cursor never goes back, lies on a whole second and at or before anchor − lookback (seed ${seed})`, () => {
  fc.assert(
    fc.property(
      maybe,
      maybe,
      fc.constantFrom(...RUN_MODES),
      fc.nat({ max: 900_000 }),
      (cursor, anchor, mode, lookback) => {
        const stood = cursor === null ? null : floorToSecond(cursor);
        const checkpoint = beginCheckpoint({ object: 'Company', mode, cursor: stood, anchor });
        const next = cursorAfter(checkpoint, stood, lookback);
        if (stood !== null) assert.ok(next !== null && next >= stood);
        if (next !== null) assert.ok(next.getTime() % 1000 === 0);
        const isMoved = next?.getTime() !== stood?.getTime();
        if (isMoved)
          assert.ok(anchor !== null && next !== null && next.getTime() <= anchor.getTime() - lookback);
        if (mode === 'full' && stood !== null) assert.ok(!isMoved);
      },
    ),
    { seed, numRuns: 500 },
  );
});

test(`a date more than five minutes beyond the source's clock is no anchor (seed ${seed})`, () => {
  fc.assert(
    fc.property(instant, instant, (greatest, sourceNow) => {
      const anchor = anchorOf(greatest, sourceNow);
      assert.equal(anchor === null, greatest.getTime() > sourceNow.getTime() + 300_000);
    }),
    { seed, numRuns: 300 },
  );
});

test('a page that does not go past its beginning stops the run instead of repeating for ever', () => {
  const checkpoint = beginCheckpoint({ object: 'Company', mode: 'full', cursor: null, anchor: null });
  const second = advanceCheckpoint(checkpoint, 'B');
  assert.equal(advanceCheckpoint(second, 'C').gsidAfter, 'C');
  assert.throws(() => advanceCheckpoint(second, 'B'), { code: 'core_cursor_stuck' });
  assert.throws(() => advanceCheckpoint(second, 'A'), { code: 'core_cursor_stuck' });
});
