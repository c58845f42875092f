import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldInWords } from './field-labels.ts';

test('names what a change can name in words, and a custom field by its own name', () => {
  const named = [
    'churnedOn',
    'status',
    'renewalDate',
    'company',
    'presence',
    'decisionMaker',
    'fields.goLive',
  ];
  assert.deepEqual(named.map(fieldInWords), [
    'Churned on',
    'Status',
    'Renewal date',
    'Account',
    'Standing',
    'Decision maker',
    'goLive',
  ]);
});
