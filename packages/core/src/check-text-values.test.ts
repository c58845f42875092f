import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTextValues, triedSources } from './check-text-values.ts';
import type { AccountMapping } from './mapping.ts';
import { fieldCatalog } from './source-field.ts';

const from = (source: string) => ({ source, owner: 'gainsight' as const, prefer: [] });
const mapping: AccountMapping = {
  standard: {
    name: from('Name'),
    arr: from('Notes__gc'),
    mrr: from('Mrr'),
    employees: from('Size__gc'),
    renewalDate: from('Due__gc'),
    tier: from('Notes__gc'),
  },
  custom: { memo: from('Notes__gc') },
};
const fields = fieldCatalog([
  { name: 'Name', label: 'Name', type: 'text' },
  { name: 'Notes__gc', label: 'Notes', type: 'text' },
  { name: 'Mrr', label: 'MRR', type: 'number' },
  { name: 'Size__gc', label: 'Size', type: 'text' },
  { name: 'Due__gc', label: 'Due', type: 'text' },
]);

test('looks at texts that are to fill a number or a day, each once, and at nothing else', () => {
  assert.deepEqual(triedSources(mapping, { fields }), ['Notes__gc', 'Size__gc', 'Due__gc']);
  assert.deepEqual(triedSources(mapping, { fields: fieldCatalog([]) }), []);
});

test('says of how many values a text can be taken, and nothing where all can or none is there', () => {
  const records = [
    { Notes__gc: 'a fine customer', Mrr: 'not a number', Size__gc: '120', Due__gc: '2027-01-31' },
    { Notes__gc: '48000.50', Size__gc: '', Due__gc: 'next spring' },
    { Notes__gc: null, Size__gc: null, Due__gc: '2027-02-30' },
  ];
  assert.deepEqual(checkTextValues(mapping, { fields, zone: 'UTC' }, records, 'fields.account'), [
    {
      path: 'fields.account.arr',
      message:
        'Notes is text: 1 of 2 values looked at can be read as a number; accounts with another value are set aside',
    },
    {
      path: 'fields.account.renewalDate',
      message:
        'Due is text: 1 of 3 values looked at can be read as a date; accounts with another value are set aside',
    },
  ]);
  assert.deepEqual(checkTextValues(mapping, { fields, zone: 'UTC' }, [], 'fields.account'), []);
});
