import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFilterGroup, splitPasted, writeFilterGroup } from './filter-groups.ts';

const rule = { field: 'Status', op: 'in', value: ['Active'] } as const;
const other = { field: 'ARR', op: 'empty' };

test('gives back every filter as it was read, however deep', () => {
  for (const filter of [
    { and: [rule] },
    { or: [rule, { and: [other, rule] }] },
    { and: [{ or: [other, { and: [rule, { or: [other] }] }] }, rule] },
  ]) {
    assert.deepEqual(writeFilterGroup(readFilterGroup(filter)), filter);
  }
});

test('reads a single rule as a group of one, and no filter as an empty one', () => {
  assert.deepEqual(readFilterGroup(rule), { kind: 'and', members: [rule] });
  assert.deepEqual(readFilterGroup(null), { kind: 'and', members: [] });
});

test('leaves out a group that has lost its last rule, and one that holds only such', () => {
  const empty = { kind: 'or', members: [] } as const;
  const groups = { kind: 'and', members: [{ kind: 'or', members: [empty] }, rule, empty] } as const;
  assert.deepEqual(writeFilterGroup(groups), { and: [rule] });
});

test('takes pasted lines whole, and one line apart at its commas', () => {
  assert.deepEqual(splitPasted('Lindqvist, Berg & Co\n Acme \r\n\nAcme'), ['Lindqvist, Berg & Co', 'Acme']);
  assert.deepEqual(splitPasted('1P01, 1P02;1P03'), ['1P01', '1P02', '1P03']);
  assert.deepEqual(splitPasted('  '), []);
});
