import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mapStatus, readStatusMapping } from './status-mapping.ts';

const document = { status: { field: 'Status', churned: ['Gone', 'Former'], prospect: ['p1'] } };
const counts = [
  { value: 'c1', label: 'Gone', accounts: 4, status: 'churned', isMapped: true },
  { value: 'a1', label: 'Live', accounts: 9, status: 'active', isMapped: false },
] as const;

test('lists every value that accounts hold or that is mapped, by id or by label', () => {
  assert.deepEqual(readStatusMapping(document, undefined, [...counts]), [
    { value: 'c1', label: 'Gone', accounts: 4, status: 'churned' },
    { value: 'a1', label: 'Live', accounts: 9, status: 'active' },
    { value: 'Former', label: 'Former', accounts: 0, status: 'churned' },
    { value: 'p1', label: 'p1', accounts: 0, status: 'prospect' },
  ]);
});

test('moves a value to one side and off the other, and keeps the rest', () => {
  assert.deepEqual(mapStatus(document, ['c1', 'Gone'], 'prospect'), {
    status: { field: 'Status', churned: ['Former'], prospect: ['p1', 'Gone'] },
  });
  assert.deepEqual(mapStatus(document, ['p1', 'Lead'], 'active'), {
    status: { field: 'Status', churned: ['Gone', 'Former'] },
  });
});

test('does not touch a side that is a filter', () => {
  const filtered = { status: { churned: { field: 'ARR', op: 'empty' } } };
  assert.equal(readStatusMapping(filtered, undefined, []), null);
});
