import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from './json.ts';
import type { JsonObject } from './json.ts';
import { contentHash, findUnstorable, MAX_TEXT_UNITS, settleText } from './record.ts';

const seed = 20_261_124;
const values = fc
  .dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 2 }))
  .map((held): JsonObject => {
    return JSON.parse(JSON.stringify(held));
  });

test(`two records have one hash exactly when they say the same (seed ${seed})`, () => {
  fc.assert(
    fc.property(values, values, (left, right) => {
      assert.equal(contentHash(left) === contentHash(right), canonicalJson(left) === canonicalJson(right));
      const reversed = Object.fromEntries(Object.entries(left).toReversed());
      assert.equal(contentHash(reversed), contentHash(left));
    }),
    { seed, numRuns: 500 },
  );
});

test('tells absent, null, empty, zero, false and the words for them apart', () => {
  const held: readonly JsonObject[] = [
    {},
    { a: null },
    { a: '' },
    { a: 0 },
    { a: false },
    { a: '0' },
    { a: 'null' },
    { a: [] },
    { a: {} },
    { a: [null] },
    { a: 'b' },
    { ab: '' },
    { a: ['b', 'c'] },
    { a: ['bc'] },
    { a: 2 ** 53 },
    { a: 0.1 },
  ];
  assert.equal(new Set(held.map(contentHash)).size, held.length);
  assert.equal(contentHash({ a: -0 }), contentHash({ a: 0 }));
});

test('names the first value that PostgreSQL could not give back', () => {
  assert.deepEqual(findUnstorable({ a: 'fine 🎯', b: { c: ['x\0'] } }), { field: 'b', reason: 'nul' });
  assert.deepEqual(findUnstorable({ a: '\uDC00' }), { field: 'a', reason: 'lone-surrogate' });
  assert.equal(findUnstorable({ a: 'é', n: 1e308, t: true, z: null }), null);
  assert.equal(settleText('x'.repeat(MAX_TEXT_UNITS + 1)), 'overlong');
  let deep: JsonObject = {};
  for (let depth = 0; depth < 100; depth += 1) deep = { deep };
  assert.deepEqual(findUnstorable({ a: deep }), { field: 'a', reason: 'too-deep' });
});

test('hashes a page of 5,000 records with 40 fields', () => {
  const page = Array.from({ length: 5000 }, (_, row) =>
    Object.fromEntries(
      Array.from({ length: 40 }, (_unused, field) => [`Field_${field}__gc`, `value ${field} of ${row}`]),
    ),
  );
  assert.equal(new Set(page.map(contentHash)).size, 5000);
});
