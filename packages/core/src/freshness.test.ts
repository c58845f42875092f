import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeFreshness } from './freshness.ts';

const now = new Date('2026-11-24T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

test('data is late only when two intervals have passed', () => {
  const judge = (minutes: number | null, enabled = true) =>
    judgeFreshness(
      { asOf: minutes === null ? null : minutesAgo(minutes), intervalMinutes: 60, enabled },
      now,
    );
  assert.deepEqual([judge(0), judge(120), judge(121)], ['in-time', 'in-time', 'late']);
  assert.equal(judge(null), 'never');
  assert.equal(judge(5_000, false), 'off');
});
