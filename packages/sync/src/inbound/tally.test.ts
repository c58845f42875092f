import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIRST_READING, isAgreed, nextReading, withPage } from './tally.ts';

test('takes one page for whole, and two only when a second reading holds the same', () => {
  const one = withPage(FIRST_READING, ['a', 'b']);
  assert.ok(isAgreed(one));
  const two = withPage(one, ['c']);
  assert.ok(!isAgreed(two));
  assert.ok(isAgreed(withPage(nextReading(two), ['c', 'a', 'b'])), 'whatever the order and the pages');
  assert.ok(!isAgreed(withPage(nextReading(two), ['a', 'b'])));
  assert.ok(!isAgreed(withPage(nextReading(two), ['a', 'b', 'd'])), 'as many, but others');
});

test('compares with the reading before, not with the first', () => {
  const first = withPage(withPage(FIRST_READING, ['a']), ['b']);
  const second = withPage(nextReading(first), ['a', 'b', 'c']);
  const third = withPage(nextReading(second), ['a', 'b', 'c']);
  assert.deepEqual([isAgreed(second), isAgreed(third), third.reading], [false, true, 3]);
});
