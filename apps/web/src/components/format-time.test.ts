import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAge, formatRelative } from './format-time.ts';

const NOW = Date.parse('2026-11-12T13:00:00Z');
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

test('tells an age back from now, never ahead of a clock that stands behind', () => {
  assert.equal(formatAge(at(-12), NOW), '12 min ago');
  assert.equal(formatAge(at(0.2), NOW), 'just now');
  assert.equal(formatAge(at(7), NOW), 'just now');
  assert.equal(formatAge('no instant', NOW), 'no instant');
});

test('tells what is to come ahead', () => {
  assert.equal(formatRelative(at(0.2), NOW), 'in a moment');
  assert.equal(formatRelative(at(180), NOW), 'in 3 h');
});
