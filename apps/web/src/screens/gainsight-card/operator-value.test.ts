import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonValue, Operator } from '@handrail/core';
import { beginRule, withOperator } from './operator-value.ts';

const changed = (from: Operator, value: JsonValue, to: Operator) =>
  withOperator({ field: 'ARR', op: from, value }, to);

test('another operator keeps what was typed where it takes the same kind of value', () => {
  assert.deepEqual(changed('eq', 'nonsense', 'ne'), { field: 'ARR', op: 'ne', value: 'nonsense' });
  assert.deepEqual(changed('in', ['a', 'b'], 'none_of').value, ['a', 'b']);
  assert.equal(changed('last_days', 7, 'before_days').value, 7);
});

test('one value becomes the one item of a list or an end of a range, and back', () => {
  assert.deepEqual(changed('eq', 'a', 'in').value, ['a']);
  assert.deepEqual(changed('eq', '', 'in').value, []);
  assert.equal(changed('in', ['a', 'b'], 'eq').value, 'a');
  assert.equal(changed('in', [], 'eq').value, '');
  assert.deepEqual(changed('gte', 50_000, 'between').value, [50_000, '']);
  assert.deepEqual(changed('lte', 50_000, 'between').value, ['', 50_000]);
  assert.equal(changed('between', [1, 2], 'gte').value, 1);
  assert.equal(changed('between', [1, 2], 'lte').value, 2);
});

test('an operator of another kind begins empty', () => {
  assert.deepEqual(changed('eq', 'a', 'empty'), { field: 'ARR', op: 'empty' });
  assert.equal(changed('gte', '2026-01-01', 'last_days').value, 30);
  assert.equal(changed('last_days', 7, 'gte').value, '');
  assert.equal(withOperator({ field: 'ARR', op: 'empty' }, 'eq').value, '');
  assert.deepEqual(beginRule('ARR', 'between').value, ['', '']);
});
