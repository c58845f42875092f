import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTextValues } from './check-text-values.ts';
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
  const sourcesBy = (catalog: typeof fields) =>
    checkTextValues(mapping, { fields: catalog, zone: 'UTC' }).sources;
  assert.deepEqual(sourcesBy(fields), ['Notes__gc', 'Size__gc', 'Due__gc']);
  assert.deepEqual(sourcesBy(fieldCatalog([])), []);
});

test('says of how many values a text can be taken, and nothing where all can or none is there', () => {
  const check = checkTextValues(mapping, { fields, zone: 'UTC' });
  assert.deepEqual(check.issues('fields.account'), []);
  check.add({ Notes__gc: 'a fine customer', Size__gc: '120', Due__gc: '2027-01-31' });
  check.add({ Notes__gc: '48000.50', Size__gc: '', Due__gc: 'next spring' });
  check.add({ Notes__gc: null, Size__gc: null, Due__gc: '2027-02-30' });
  assert.deepEqual(check.issues('fields.account'), [
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
});
