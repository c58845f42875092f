import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { judge, OPERATORS } from './filter.ts';
import type { Filter, FilterContext, FilterRule } from './filter.ts';
import type { JsonValue } from './json.ts';
import { FIELD_TYPES, fieldCatalog } from './source-field.ts';

const seed = 20_261_124;
const context: FilterContext = {
  today: '2026-11-24',
  fields: fieldCatalog(FIELD_TYPES.map((type) => ({ name: type, label: type, type }))),
};

const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom('', 'a', 'A', 'b', '5', '2026-11-20', 'a;b'),
  fc.integer({ min: -3, max: 6 }),
  fc.boolean(),
  fc.constant(null),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const rule: fc.Arbitrary<FilterRule> = fc.record({
  field: fc.constantFrom(...FIELD_TYPES, 'unlisted'),
  op: fc.constantFrom(...OPERATORS),
  value: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
});
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    rule,
    fc.record({ and: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }) }),
  ),
}));
const values = fc.dictionary(
  fc.constantFrom<string>(...FIELD_TYPES, 'unlisted'),
  fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
);

/** The meaning of groups said once more, in the plainest way. */
function plainly(node: Filter, held: Parameters<typeof judge>[1]): boolean {
  if ('and' in node) return node.and.every((member) => plainly(member, held));
  if ('or' in node) return node.or.some((member) => plainly(member, held));
  return judge(node, held, context).in;
}

/** The rule that a verdict's path leads to. */
function ruleAt(node: Filter, path: string): Filter {
  if (path === 'rule') return node;
  return path.split('.').reduce((at: Filter, step) => {
    const index = Number(/\d+/.exec(step)?.[0]);
    const members = 'and' in at ? at.and : 'or' in at ? at.or : [];
    return members[index] ?? at;
  }, node);
}

test(`groups mean all and any, and the named rule decides alone (seed ${seed})`, () => {
  fc.assert(
    fc.property(filter, values, (node, held) => {
      const verdict = judge(node, held, context);
      assert.equal(verdict.in, plainly(node, held));
      const decided = ruleAt(node, verdict.rule);
      assert.ok('field' in decided && decided.field === verdict.field);
      assert.equal(judge(decided, held, context).in, verdict.in);
    }),
    { seed, numRuns: 500 },
  );
});

test(`an empty value matches "empty" and nothing else, for every type (seed ${seed})`, () => {
  const empty = fc.constantFrom<JsonValue | undefined>(null, '', [], undefined);
  fc.assert(
    fc.property(rule, empty, (one, value) => {
      const held = value === undefined ? {} : { [one.field]: value };
      assert.equal(judge(one, held, context).in, one.op === 'empty');
    }),
    { seed, numRuns: 500 },
  );
});
