import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedSeeds } from './asked-seeds.ts';

test('takes the seeds that are asked for, each a step after the one before, else the usual ones', () => {
  const asked = (...args: readonly string[]) => askedSeeds(['node', 'some.test.ts', ...args], [3, 5]);
  assert.deepEqual(asked(), [3, 5]);
  assert.deepEqual(asked('47'), [47]);
  assert.deepEqual(asked('47', '3'), [47, 48, 49]);
  assert.deepEqual(asked('47', '3', '10'), [47, 57, 67]);
});
