import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFilterGroups, splitPasted, writeFilterGroups } from './filter-groups.ts';

const rule = { field: 'Status', op: 'in', value: ['Active'] };
const other = { field: 'ARR', op: 'empty' };

test('gives back every filter of two levels as it was read', () => {
  for (const filter of [{ and: [rule] }, { or: [rule, { and: [other, rule] }] }]) {
    const groups = readFilterGroups(filter);
    assert.ok(groups !== null);
    assert.deepEqual(writeFilterGroups(groups), filter);
  }
});

test('reads a single rule as a group of one, and no filter as an empty one', () => {
  assert.deepEqual(readFilterGroups(rule), { kind: 'and', members: [rule] });
  assert.deepEqual(readFilterGroups(null), { kind: 'and', members: [] });
});

test('does not touch a filter that is nested deeper', () => {
  assert.equal(readFilterGroups({ and: [{ or: [{ and: [rule] }] }] }), null);
});

test('leaves out a group that has lost its last rule', () => {
  const groups = { kind: 'and', members: [{ kind: 'or', members: [] }] } as const;
  assert.deepEqual(writeFilterGroups(groups), { and: [] });
});

test('takes pasted lines whole, and one line apart at its commas', () => {
  assert.deepEqual(splitPasted('Lindqvist, Berg & Co\n Acme \r\n\nAcme'), ['Lindqvist, Berg & Co', 'Acme']);
  assert.deepEqual(splitPasted('1P01, 1P02;1P03'), ['1P01', '1P02', '1P03']);
  assert.deepEqual(splitPasted('  '), []);
});
