import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMapping } from './check-mapping.ts';
import { STAKEHOLDER_FIELDS } from './config.ts';
import type { FieldMapping } from './field-mapping.ts';
import { ACCOUNT_FIELDS } from './mapping.ts';
import { FIELD_TYPES, fieldCatalog } from './source-field.ts';

const options = [
  { value: '1', label: 'Gold' },
  { value: '2', label: 'Silver' },
];
const fields = fieldCatalog(
  FIELD_TYPES.map((type) => ({
    name: type,
    label: type,
    type,
    ...(type.endsWith('picklist') && { options }),
  })),
);
const places = (
  name: string,
  row: Partial<FieldMapping>,
  isCustom = false,
  kinds: Parameters<typeof checkMapping>[1] = ACCOUNT_FIELDS,
): readonly string[] => {
  const rows = { [name]: { source: '', owner: 'gainsight' as const, prefer: [], ...row } };
  const mapping = isCustom ? { standard: {}, custom: rows } : { standard: rows, custom: {} };
  return checkMapping(mapping, kinds, fields, 'account').map((issue) => issue.path);
};

test('takes of each kind of field the sources that it can be converted from, and names the place of others', () => {
  const taken = (name: string) =>
    FIELD_TYPES.filter((type) => places(name, { source: type, prefer: ['Gold'] }).length === 0);
  assert.deepEqual(taken('arr'), ['text', 'number']);
  assert.deepEqual(taken('renewalDate'), ['text', 'date', 'datetime']);
  assert.deepEqual(taken('csm'), ['text', 'user', 'lookup']);
  assert.deepEqual(taken('domains'), ['text', 'picklist', 'multi-picklist']);
  assert.deepEqual(
    taken('tier'),
    FIELD_TYPES.filter((type) => type !== 'user'),
  );
  assert.deepEqual(places('arr', { source: 'user' }), ['account.arr']);
});

test('takes of a stakeholder what its field can be read from, and refuses the rest', () => {
  const taken = (name: string) =>
    FIELD_TYPES.filter((type) => places(name, { source: type }, false, STAKEHOLDER_FIELDS).length === 0);
  assert.deepEqual(taken('email'), ['text']);
  assert.deepEqual(taken('phone'), ['text', 'number']);
  assert.deepEqual(taken('decisionMaker'), ['text', 'boolean', 'picklist']);
  assert.deepEqual(taken('touchFrequency'), ['text', 'number', 'picklist']);
  assert.deepEqual(taken('role'), ['text', 'number', 'boolean', 'date', 'datetime', 'picklist', 'lookup']);
});

test('takes several items into one value by a stated order alone, of items that the field has', () => {
  const source = 'multi-picklist';
  assert.deepEqual(places('tier', { source }), ['account.tier']);
  assert.deepEqual(places('tier', { source, prefer: ['Silver', 'Gold'] }), []);
  assert.deepEqual(places('tier', { source, prefer: ['Gold', 'Bronze'] }), ['account.tier.prefer[1]']);
  assert.deepEqual(places('own', { source }, true), [], 'a custom field keeps all of them');
  assert.deepEqual(places('own', { source, prefer: ['Bronze'] }, true), ['account.custom.own.prefer[0]']);
});
