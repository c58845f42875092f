import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decimalsAfter, GREATEST_SCALE, MOST_DECIMALS } from './conversion.ts';
import { isSameValue, misfitsOf, takesMetric, toFieldValue } from './field-value.ts';
import { findMetric, METRIC_LABELS } from './metrics.ts';
import type { Metric } from './metrics.ts';
import type { SourceField } from './source-field.ts';

const seed = 20_261_129;
const metric = (id: string): Metric => {
  const found = findMetric(id);
  assert.ok(found);
  return found;
};
const score = metric('health.score');
const label = metric('health.label');
const number: SourceField = { name: 'Number', label: 'Number', type: 'number' };
const items = ['Good', 'Fair', 'Poor', 'High', 'Red'];
const picklist: SourceField = {
  name: 'Picklist',
  label: 'Picklist',
  type: 'picklist',
  options: items.map((name, at) => ({ value: `1I00${at}`, label: name })),
};

const scores = fc.integer({ min: 0, max: 1_000 }).map((tenths) => tenths / 10);
const numeric = fc.record({
  outOf: fc.option(fc.integer({ min: 1, max: GREATEST_SCALE })),
  decimals: fc.option(fc.integer({ min: 0, max: MOST_DECIMALS })),
});

test('a converted score stays on its scale, in order, and as near as its decimals tell', () => {
  fc.assert(
    fc.property(scores, scores, numeric, (one, other, conversion) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)].map((value) =>
        Number(toFieldValue(value, conversion, number)),
      );
      const top = conversion.outOf ?? 100;
      assert.ok(low !== undefined && high !== undefined && 0 <= low && low <= high && high <= top);
      const decimals = decimalsAfter(score, conversion);
      assert.equal(Number(high.toFixed(decimals)), high, 'no more decimals than are said');
      const exact = (Math.max(one, other) * top) / 100;
      assert.ok(Math.abs(high - exact) <= 0.5 / 10 ** decimals + 1e-9);
      // What was sent and comes back, as a number or as digits, needs no second write.
      assert.ok(isSameValue(high, high) && isSameValue(String(high), high));
      assert.equal(toFieldValue(high, { outOf: null, decimals: conversion.decimals }, number), high);
    }),
    { seed },
  );
});

test('a word becomes an item that the picklist has wherever Save finds nothing wrong, and nothing at all elsewhere', () => {
  const word = fc.constantFrom(...items, ...items.map((_, at) => `1I00${at}`), 'Gone', '');
  const words = fc.record({ High: word, Medium: word, Low: word });
  fc.assert(
    fc.property(fc.option(words), fc.subarray(items), (table, kept) => {
      const field = {
        ...picklist,
        options: (picklist.options ?? []).filter(({ label: name }) => kept.includes(name)),
      };
      const conversion = table === null ? null : { words: table };
      const ids = field.options.map(({ value }) => value);
      const said = METRIC_LABELS.map((one) => toFieldValue(one, conversion, field));
      const isWhole = misfitsOf(label, conversion, field, 'row').length === 0;
      assert.equal(
        isWhole,
        said.every((value) => typeof value === 'string' && ids.includes(value)),
      );
      for (const value of said) assert.ok(value === undefined || ids.includes(String(value)));
      if (isWhole) assert.ok(takesMetric(label, field));
    }),
    { seed },
  );
});

test('a value that is not defined is converted to none', () => {
  fc.assert(
    fc.property(numeric, fc.constantFrom(number, picklist), (conversion, field) => {
      assert.equal(toFieldValue(null, conversion, field), null);
    }),
    { seed },
  );
});
