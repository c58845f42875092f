import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStatedLimits } from './stated-limits.ts';

test('reads a stated limit, with its windows where it has some', () => {
  const readings: readonly [string | undefined, readonly (readonly [number, number | null])[]][] = [
    ['200', [[200, null]]],
    ['100;w=60', [[100, 60]]],
    [
      '12, 12;w=3600, 100;w=86400;name="day"',
      [
        [12, 3_600],
        [100, 86_400],
      ],
    ],
    ['12;comment=hours', [[12, null]]],
    ['0', []],
    ['-3', []],
    ['many', []],
    ['12, soon, 30;w=60', [[30, 60]]],
    ['', []],
    [undefined, []],
  ];
  for (const [header, limits] of readings) {
    const read = readStatedLimits(header).map(({ calls, windowSeconds }) => [calls, windowSeconds]);
    assert.deepEqual(read, limits, header);
  }
});
