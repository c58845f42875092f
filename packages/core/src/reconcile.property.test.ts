import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FIELD_OWNERS } from './field-mapping.ts';
import type { AccountProjection } from './mapping.ts';
import { changesBetween, reconcile } from './reconcile.ts';

const seed = 20_261_124;
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const name = fc.constantFrom('a', 'b', 'c');
const projection: fc.Arbitrary<AccountProjection> = fc.record({
  name,
  status: fc.constantFrom('active', 'churned', 'prospect'),
  churnedOn: maybe(fc.constant('2026-01-01')),
  owner: maybe(name),
  csm: maybe(name),
  tier: maybe(name),
  parent: maybe(name),
  arr: maybe(fc.integer({ min: 0, max: 2 })),
  mrr: maybe(fc.integer({ min: 0, max: 2 })),
  currency: maybe(name),
  renewalDate: maybe(fc.constant('2027-01-01')),
  contractStart: maybe(fc.constant('2025-01-01')),
  lifecycleStage: maybe(name),
  industry: maybe(name),
  region: maybe(name),
  domains: fc.uniqueArray(fc.constantFrom('a.example', 'b.example')),
  employees: maybe(fc.integer({ min: 0, max: 2 })),
  crmId: maybe(name),
  fields: fc.dictionary(fc.constantFrom('x', 'y'), fc.oneof(fc.constant(null), name)),
});
const fieldNames = ['name', 'tier', 'arr', 'domains', 'csm', 'fields.x', 'fields.y'] as const;
const owners = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...fieldNames), fc.constantFrom(...FIELD_OWNERS)), {
    selector: ([field]) => field,
  })
  .map((rows) => new Map<string, (typeof FIELD_OWNERS)[number]>(rows));

test(`never touches a field that another side owns (seed ${seed})`, () => {
  fc.assert(
    fc.property(projection, projection, owners, (stored, incoming, owned) => {
      const { changes } = reconcile(stored, incoming, owned);
      for (const [field, owner] of owned) {
        if (owner === 'handrail' || owner === 'person') assert.ok(!(field in changes), field);
      }
    }),
    { seed, numRuns: 300 },
  );
});

test(`changes nothing when the same record comes again (seed ${seed})`, () => {
  fc.assert(
    fc.property(projection, projection, owners, (stored, incoming, owned) => {
      const once = reconcile(stored, incoming, owned);
      assert.deepEqual(reconcile(once.projection, incoming, owned).changes, {});
    }),
    { seed, numRuns: 300 },
  );
});

test(`takes over the source's values wholly where Gainsight owns everything (seed ${seed})`, () => {
  fc.assert(
    fc.property(projection, projection, (stored, incoming) => {
      const { projection: after } = reconcile(stored, incoming, new Map());
      assert.deepEqual(changesBetween(after, incoming), {});
    }),
    { seed, numRuns: 300 },
  );
});

test('tells a change of any field', () => {
  const [before] = fc.sample(projection, { seed, numRuns: 1 });
  assert.ok(before !== undefined);
  const other = { ...before, fields: { x: 'new' } };
  for (const field of Object.keys(before).filter((one) => one !== 'fields')) {
    const after: AccountProjection = { ...before, [field]: 'another' };
    assert.deepEqual(Object.keys(changesBetween(before, after)), [field]);
  }
  assert.deepEqual(Object.keys(changesBetween({ ...before, fields: {} }, other)), ['fields.x']);
});
