import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Stream } from '@handrail/contract';
import { findAlarms } from './alarms.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const DAY_MS = 24 * 3_600_000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS).toISOString();
const buildStream = (parts: Partial<Stream>): Stream => ({
  name: 'deletions',
  label: 'Deleted records',
  direction: 'in',
  intervalMinutes: 60,
  enabled: false,
  idleReason: null,
  lastCompletedAt: daysAgo(0),
  lastFullCompletedAt: null,
  nextDueAt: null,
  nextFullDueAt: null,
  openSetAside: 0,
  currentRun: null,
  lastRuns: [],
  ...parts,
});
const codes = (stream: Stream) =>
  findAlarms([stream], [], { outbox: {}, outgoingPaused: false }, NOW).map((alarm) => alarm.code);

test('tells before the fifteen days of the delete log are over that nobody reads it, also of a stream that is off', () => {
  assert.deepEqual(codes(buildStream({ lastCompletedAt: daysAgo(11) })), []);
  assert.deepEqual(codes(buildStream({ lastCompletedAt: daysAgo(12) })), ['delete_log_gap']);
  assert.deepEqual(codes(buildStream({ lastCompletedAt: null })), []);
  assert.deepEqual(codes(buildStream({ name: 'accounts', lastCompletedAt: daysAgo(12) })), []);
});
