import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FilterContext } from './filter.ts';
import type { JsonObject } from './json.ts';
import { projectAccount } from './mapping.ts';
import type { FieldMapping } from './field-mapping.ts';
import { fieldCatalog } from './source-field.ts';
import { statusOf } from './status.ts';
import type { StatusRules } from './status.ts';

const context: FilterContext = {
  today: '2026-11-29',
  zone: 'Asia/Tokyo',
  fields: fieldCatalog([
    {
      name: 'Status',
      label: 'Status',
      type: 'picklist',
      options: [
        { value: '1I00A', label: 'Active' },
        { value: '1I00C', label: 'Churned' },
        { value: '1I00P', label: 'Prospect' },
      ],
    },
    { name: 'ChurnedAt', label: 'Churned at', type: 'datetime' },
    { name: 'Arr', label: 'ARR', type: 'number' },
  ]),
};
const mapped: StatusRules = {
  field: 'Status',
  churned: ['Churned'],
  prospect: ['Prospect'],
  churnedOn: null,
};
const NAME: FieldMapping = { source: 'Name', owner: 'gainsight', prefer: [] };
const judged = (values: JsonObject, rules: Partial<StatusRules> = {}) =>
  statusOf({ ...mapped, ...rules }, values, context);

test('labels by the mapped values, and what neither side names is active and told as unmapped', () => {
  for (const [value, status, isMapped] of [
    ['1I00C', 'churned', true],
    ['1I00P', 'prospect', true],
    ['1I00A', 'active', false],
    ['1I00Z', 'active', false],
    [null, 'active', false],
  ] as const)
    assert.deepEqual(judged({ Status: value }), { status, isMapped, value });
  assert.equal(judged({}).isMapped, false);
});

test('Churned beats Prospect where a record meets both', () => {
  const isSmall = { field: 'Arr', op: 'lt', value: 10 } as const;
  const values = { Status: '1I00C', Arr: 5 };
  assert.equal(judged(values, { prospect: isSmall }).status, 'churned');
  assert.equal(judged({ ...values, Status: '1I00P' }, { churned: isSmall }).status, 'churned');
  assert.equal(judged(values, { churned: ['Prospect', 'Churned'], prospect: ['Churned'] }).status, 'churned');
});

test('dates a churn by its mapped field, on the day in the zone, and nothing else', () => {
  const projected = (values: JsonObject, churnedOn: string | null) =>
    projectAccount(
      { Name: 'Acme', ...values },
      { mapping: { standard: { name: NAME }, custom: {} }, status: { ...mapped, churnedOn } },
      context,
    );
  const churnedOn = (...of: Parameters<typeof projected>) => {
    const result = projected(...of);
    return result.ok ? result.projection.churnedOn : result.faults;
  };
  const at = { ChurnedAt: '2026-03-01T20:00:00Z' };
  const none = { ChurnedAt: 'last spring' };
  assert.equal(churnedOn({ Status: '1I00C', ...at }, 'ChurnedAt'), '2026-03-02');
  assert.equal(churnedOn({ Status: '1I00P', ...at }, 'ChurnedAt'), null);
  assert.equal(churnedOn({ Status: '1I00C', ...at }, null), null);
  assert.equal(churnedOn({ Status: '1I00C', ChurnedAt: '' }, 'ChurnedAt'), null);
  assert.deepEqual(churnedOn({ Status: '1I00C', ...none }, 'ChurnedAt'), [
    { field: 'ChurnedAt', reason: 'not-a-date', value: 'last spring' },
  ]);
  assert.equal(churnedOn({ Status: '1I00P', ...none }, 'ChurnedAt'), null, 'asked of nobody else');
});
