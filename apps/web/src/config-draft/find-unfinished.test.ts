import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findUnfinished } from './find-unfinished.ts';

const LABELS = new Map([
  ['ParentCompany', 'Parent Company'],
  ['ARR', 'ARR'],
]);
const said = (filter: object) =>
  findUnfinished({ accounts: { import: 'matching', filter: { ...filter } } }, LABELS);
const rule = (op: string, value: unknown, field = 'ParentCompany') => ({ field, op, value });
const done = rule('eq', 'Lindqvist AB');

test('an unfinished rule is told by its number, its field and what it lacks', () => {
  assert.equal(said({ and: [done] }), null);
  assert.equal(said({ and: [rule('eq', '', '')] }), 'Not finished: Rule 1 has no field.');
  assert.equal(said({ and: [done, rule('eq', '')] }), 'Not finished: Rule 2 (Parent Company) has no value.');
  assert.equal(said({ or: [rule('in', [])] }), 'Not finished: Rule 1 (Parent Company) has no value.');
  assert.equal(
    said({ and: [rule('between', ['', 5], 'ARR')] }),
    'Not finished: Rule 1 (ARR) has no lower value.',
  );
  assert.equal(
    said({ and: [rule('between', [5, ''], 'ARR')] }),
    'Not finished: Rule 1 (ARR) has no upper value.',
  );
  assert.equal(
    said({ and: [rule('between', [9, 5], 'ARR')] }),
    'Not finished: Rule 1 (ARR) begins with the higher value.',
  );
  assert.equal(
    said({ and: [rule('last_days', '', 'Renewal__gc')] }),
    'Not finished: Rule 1 (Renewal__gc) needs a whole number of days from 0 to 36,500.',
  );
  assert.equal(said({ field: 'Name', op: 'in', value: [] }), 'Not finished: Rule 1 (Name) has no value.');
});

test('it is named as the builder names it, in groups and in the rules of a status', () => {
  const nested = { and: [done, { or: [{ and: [done, done, rule('eq', '')] }] }] };
  assert.equal(said(nested), 'Not finished: Rule 3 of group 1 of group 2 (Parent Company) has no value.');
  assert.equal(said({ and: [] }), 'Not finished: The filter has no rule.');
  assert.equal(said({ and: [done, { or: [] }] }), 'Not finished: Group 2 has no rule.');
  assert.equal(
    findUnfinished({ status: { churned: { and: [rule('eq', '')] } } }, LABELS),
    'Not finished: Churned: Rule 1 (Parent Company) has no value.',
  );
});

test('what else is unfinished is named as its control is', () => {
  assert.equal(
    findUnfinished({ health: { thresholds: { high: 58, medium: 80 } } }),
    'Not finished: Lowest score of Medium must lie below the lowest score of High.',
  );
});
