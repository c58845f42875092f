import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verdictInWords } from './explain.ts';
import { judge } from './filter.ts';
import type { Filter } from './filter.ts';
import type { JsonObject } from './json.ts';

const filter: Filter = {
  and: [
    { field: 'Status', op: 'in', value: ['1', '2'] },
    {
      or: [
        { field: 'Region', op: 'eq', value: 'EMEA' },
        { field: 'ARR', op: 'gte', value: 50_000 },
      ],
    },
  ],
};
const fields = new Map([
  [
    'Status',
    {
      name: 'Status',
      label: 'Lifecycle status',
      type: 'picklist' as const,
      options: [
        { value: '1', label: 'Active' },
        { value: '2', label: 'Prospect' },
        { value: '3', label: 'Churn' },
      ],
    },
  ],
]);

const say = (values: JsonObject, by: Filter = filter) =>
  verdictInWords(judge(by, values, { today: '2026-11-26', fields }), { filter: by, fields, configVersion: 7 })
    .answer;

test('names the one rule of a group of all that failed, with labels for ids', () => {
  assert.equal(
    say({ Status: '3', Region: 'EMEA' }),
    'Filtered out because “Lifecycle status is one of Active, Prospect” does not hold: Lifecycle status is Churn.',
  );
});

test('names a whole group of any when none of it holds, and nothing as empty', () => {
  assert.equal(
    say({ Status: '1', Region: null, ARR: 10 }),
    'Filtered out because nothing of “Region is EMEA or ARR is at least 50,000” holds: Region is empty.',
  );
});

test('names the whole of a group of all that lets in, and the one of a group of any', () => {
  assert.match(say({ Status: '1', ARR: 60_000 }), /^Imported because “Lifecycle status .*, and \(Region/);
  const either: Filter = { or: [{ field: 'Region', op: 'eq', value: 'EMEA' }, filter] };
  assert.equal(say({ Region: 'EMEA' }, either), 'Imported because “Region is EMEA” holds: Region is EMEA.');
});

test('names the field alone when the filter that decided is no longer known', () => {
  const verdict = judge(filter, { Status: '3' }, { today: '2026-11-26' });
  const words = verdictInWords(verdict, { filter: null, fields: new Map(), configVersion: 0 });
  assert.equal(words.answer, 'Filtered out because the rule on Status does not hold: Status is 3.');
});
