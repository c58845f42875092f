import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceField } from '@handrail/contract';
import { mapStatus, readStatusMapping, withStatusField } from './status-mapping.ts';

const document = { status: { field: 'Status', churned: ['Gone', 'Former'], prospect: ['p1'] } };
const counts = [
  { value: 'c1', label: 'Gone', accounts: 4, status: 'churned', isMapped: true },
  { value: 'a1', label: 'Live', accounts: 9, status: 'active', isMapped: false },
] as const;

const read = (...asked: Parameters<typeof readStatusMapping>) =>
  readStatusMapping(...asked)?.map(({ value, label, accounts, status }) => ({
    value,
    label,
    accounts,
    status,
  }));

test('lists every value that accounts hold or that is mapped, by id or by label', () => {
  assert.deepEqual(read(document, undefined, [...counts]), [
    { value: 'c1', label: 'Gone', accounts: 4, status: 'churned' },
    { value: 'a1', label: 'Live', accounts: 9, status: 'active' },
    { value: 'Former', label: 'Former', accounts: 0, status: 'churned' },
    { value: 'p1', label: 'p1', accounts: 0, status: 'prospect' },
  ]);
});

const field: SourceField = {
  object: 'company',
  name: 'Status',
  label: 'Status',
  dataType: 'PICKLIST',
  type: 'picklist',
  updateable: true,
  options: [
    // As after two renames: the label of one is the system name of the other.
    { value: 'i1', label: 'Gone', systemName: 'Churn' },
    { value: 'i2', label: 'Churn', systemName: 'Inactive' },
  ],
  holds: null,
  filled: null,
  lookedAt: null,
  samples: [],
};

test('means the item that was mapped after it was renamed, and names items by what stays', () => {
  const mapped = { status: { field: 'Status', churned: ['Churn'] } };
  assert.deepEqual(read(mapped, field, []), [
    { value: 'i1', label: 'Gone', accounts: null, status: 'churned' },
    { value: 'i2', label: 'Churn', accounts: null, status: 'active' },
  ]);
  const [gone, churn] = readStatusMapping(mapped, field, []) ?? [];
  assert.ok(gone && churn);
  assert.deepEqual(mapStatus(mapped, gone, 'prospect'), { status: { field: 'Status', prospect: ['Churn'] } });
  assert.deepEqual(mapStatus(mapped, churn, 'churned'), {
    status: { field: 'Status', churned: ['Churn', 'Inactive'] },
  });
});

test('moves a value to one side and off the other, and keeps the rest', () => {
  assert.deepEqual(mapStatus(document, { name: 'Gone', named: ['Gone'] }, 'prospect'), {
    status: { field: 'Status', churned: ['Former'], prospect: ['p1', 'Gone'] },
  });
  assert.deepEqual(mapStatus(document, { name: 'Lead', named: ['p1'] }, 'active'), {
    status: { field: 'Status', churned: ['Gone', 'Former'] },
  });
});

test('does not touch a side that is a filter', () => {
  const filtered = { status: { churned: { field: 'ARR', op: 'empty' } } };
  assert.equal(readStatusMapping(filtered, undefined, []), null);
});

test('keeps the date of the churn when another field tells the status, and none of its values', () => {
  const dated = { status: { ...document.status, churnedOn: 'Churn_Date__gc' } };
  assert.deepEqual(withStatusField(dated, 'Stage'), {
    status: { field: 'Stage', churnedOn: 'Churn_Date__gc' },
  });
  assert.deepEqual(withStatusField(document, 'Stage'), { status: { field: 'Stage' } });
  assert.deepEqual(withStatusField(dated, ''), {});
});
