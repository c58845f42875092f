import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proposeAccountMapping } from './propose-mapping.ts';
import type { ProposedSource } from './propose-mapping.ts';
import type { FieldType } from './source-field.ts';

const source = (name: string, type: FieldType, filled: number | null, label = name): ProposedSource => ({
  field: { name, label, type },
  filled,
});
const proposed = (sources: readonly ProposedSource[], field: string) =>
  proposeAccountMapping(sources)
    .filter((one) => one.field === field)
    .map(({ source: name, evidence }) => [name, evidence] as const);

test('proposes owner and CSM apart, each with its evidence', () => {
  const sources = [
    source('Owner', 'user', 1),
    source('Csm', 'user', 0.97, 'CSM'),
    source('AccountManager__gc', 'user', 0.4, 'Account Manager'),
  ];
  assert.deepEqual(proposed(sources, 'owner'), [
    ['Owner', 'Owner: named so, a user, 100 % filled'],
    ['AccountManager__gc', 'Account Manager: named like it, a user, 40 % filled'],
  ]);
  assert.deepEqual(proposed(sources, 'csm'), [['Csm', 'CSM: named so, a user, 97 % filled']]);
});

test('proposes nothing of a type that cannot fill the field, or that next to nobody filled', () => {
  assert.deepEqual(proposed([source('Arr', 'date', 1)], 'arr'), []);
  assert.deepEqual(proposed([source('Arr', 'number', 0.04)], 'arr'), []);
  assert.deepEqual(proposed([source('Arr', 'number', null)], 'arr'), [['Arr', 'Arr: named so, number']]);
});

test('puts the field that is called just so first, then the better filled', () => {
  const sources = [
    source('Segment_A__gc', 'text', 0.5),
    source('Segment_B__gc', 'text', 0.9),
    source('Tier__gc', 'text', 0.2),
  ];
  const names = proposed(sources, 'tier').map(([name]) => name);
  assert.deepEqual(names, ['Tier__gc', 'Segment_B__gc', 'Segment_A__gc']);
});
