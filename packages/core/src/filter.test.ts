import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentence } from './filter-sentence.ts';
import { judge, mayComeIn, relativeDateFields } from './filter.ts';
import type { Filter, FilterRule } from './filter.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { checkFilter } from './read-filter.ts';
import { fieldCatalog } from './source-field.ts';

const fields = fieldCatalog([
  { name: 'Name', label: 'Name', type: 'text' },
  { name: 'ARR', label: 'ARR', type: 'number' },
  { name: 'Live', label: 'Live', type: 'boolean' },
  { name: 'RenewalDate', label: 'Renewal', type: 'date' },
  { name: 'Seen', label: 'Last seen', type: 'datetime' },
  { name: 'Csm', label: 'CSM', type: 'user' },
  {
    name: 'Status',
    label: 'Status',
    type: 'picklist',
    options: [
      { value: '1I00A', label: 'Active', systemName: 'Active' },
      { value: '1I00C', label: 'Gone', systemName: 'Churned' },
    ],
  },
  {
    name: 'Tags',
    label: 'Tags',
    type: 'multi-picklist',
    options: [
      { value: 't1', label: 'Gold' },
      { value: 't2', label: 'Pilot' },
    ],
  },
]);
const context = { today: '2026-11-24', fields, zone: 'America/New_York' };

const cases: readonly (readonly [FilterRule, JsonObject, boolean])[] = [
  [{ field: 'Name', op: 'eq', value: 'ACME ltd' }, { Name: ' Acme LTD ' }, true],
  [{ field: 'Name', op: 'ne', value: 'x' }, { Name: null }, false],
  [{ field: 'Name', op: 'ne', value: 'x' }, {}, false],
  [{ field: 'Name', op: 'empty' }, { Name: '' }, true],
  [{ field: 'Name', op: 'empty' }, {}, true],
  [{ field: 'Name', op: 'not_empty' }, { Name: '0' }, true],
  [{ field: 'Name', op: 'contains', value: 'É' }, { Name: 'Cafe\u0301 Nord' }, true],
  [{ field: 'Name', op: 'starts_with', value: 'ac' }, { Name: 'ACME' }, true],
  [{ field: 'Name', op: 'ends_with', value: 'ME' }, { Name: 'acme' }, true],
  [{ field: 'Name', op: 'in', value: ['a', 'B'] }, { Name: 'b' }, true],
  [{ field: 'Name', op: 'not_in', value: ['a', 'B'] }, { Name: 'b' }, false],
  [{ field: 'ARR', op: 'gte', value: 50_000 }, { ARR: '50000.0' }, true],
  [{ field: 'ARR', op: 'lt', value: 0 }, { ARR: 'none' }, false],
  [{ field: 'ARR', op: 'ne', value: 0 }, { ARR: 'none' }, false],
  [{ field: 'ARR', op: 'between', value: [1, 2] }, { ARR: 2 }, true],
  [{ field: 'Live', op: 'eq', value: true }, { Live: 'true' }, true],
  [{ field: 'RenewalDate', op: 'next_days', value: 7 }, { RenewalDate: '2026-12-01' }, true],
  [{ field: 'RenewalDate', op: 'next_days', value: 7 }, { RenewalDate: '2026-12-02' }, false],
  [{ field: 'RenewalDate', op: 'last_days', value: 0 }, { RenewalDate: '2026-11-24' }, true],
  [{ field: 'RenewalDate', op: 'before_days', value: 7 }, { RenewalDate: '2026-11-16' }, true],
  [{ field: 'RenewalDate', op: 'before_days', value: 7 }, { RenewalDate: '2026-11-17' }, false],
  [{ field: 'RenewalDate', op: 'before_days', value: 7 }, { RenewalDate: null }, false],
  [{ field: 'RenewalDate', op: 'after_days', value: 7 }, { RenewalDate: '2026-12-02' }, true],
  [{ field: 'RenewalDate', op: 'after_days', value: 7 }, { RenewalDate: '2026-12-01' }, false],
  [{ field: 'RenewalDate', op: 'after_days', value: 7 }, { RenewalDate: null }, false],
  [{ field: 'RenewalDate', op: 'eq', value: '2026-11-24' }, { RenewalDate: Date.UTC(2026, 10, 24) }, true],
  // 03:00 in UTC is still the evening before in New York
  [{ field: 'Seen', op: 'eq', value: '2026-11-23' }, { Seen: '2026-11-24T03:00:00Z' }, true],
  [{ field: 'Seen', op: 'gte', value: '2026-11-24' }, { Seen: '2026-11-24T03:00:00Z' }, false],
  [{ field: 'Status', op: 'in', value: ['Churned'] }, { Status: '1I00C' }, true],
  [{ field: 'Status', op: 'in', value: ['Gone'] }, { Status: '1I00C' }, true],
  [{ field: 'Status', op: 'ne', value: 'Active' }, { Status: '1I00C' }, true],
  [{ field: 'Csm', op: 'eq', value: '1P01A' }, { Csm: '1p01a' }, false],
  [{ field: 'Tags', op: 'any_of', value: ['Pilot'] }, { Tags: 't1;t2' }, true],
  [{ field: 'Tags', op: 'all_of', value: ['Gold', 'Pilot'] }, { Tags: ['t1'] }, false],
  [{ field: 'Tags', op: 'none_of', value: ['Gold'] }, { Tags: [] }, false],
  [{ field: 'Unlisted', op: 'gte', value: 5 }, { Unlisted: 7 }, true],
];

for (const [rule, values, expected] of cases) {
  test(`judges ${JSON.stringify(rule)} of ${JSON.stringify(values)} as ${expected ? 'in' : 'out'}`, () => {
    assert.equal(judge(rule, values, context).in, expected);
  });
}

const renewing: Filter = {
  and: [
    { field: 'Status', op: 'in', value: ['Active'] },
    {
      or: [
        { field: 'RenewalDate', op: 'next_days', value: 30 },
        { field: 'Seen', op: 'last_days', value: 2 },
      ],
    },
  ],
};
const comingIn: readonly (readonly [string, JsonObject, string, boolean])[] = [
  ['its date came near', { RenewalDate: '2026-12-24' }, '2026-11-23', true],
  ['its date was near before', { RenewalDate: '2026-12-23' }, '2026-11-23', false],
  ['its date is not near yet', { RenewalDate: '2026-12-25' }, '2026-11-23', false],
  ['its date came and went', { RenewalDate: '2026-11-20' }, '2026-10-01', false],
  ['its date is empty', { RenewalDate: null, Seen: null }, '2026-11-23', false],
  ['another rule still keeps it out', { Status: '1I00C', RenewalDate: '2026-12-24' }, '2026-11-23', false],
  ['nothing of its dates is known', { Status: '1I00A' }, '2026-11-23', false],
];
for (const [why, known, since, expected] of comingIn) {
  test(`takes a record that was out as one that may${expected ? '' : ' not'} come in: ${why}`, () => {
    assert.equal(mayComeIn(renewing, known, since, context), expected);
    assert.deepEqual(relativeDateFields(renewing), ['RenewalDate', 'Seen']);
  });
}

const tree: Filter = {
  and: [
    { field: 'Status', op: 'in', value: ['Active', 'Churned'] },
    {
      or: [
        { field: 'Csm', op: 'eq', value: '1P01A' },
        { field: 'ARR', op: 'gte', value: 50_000 },
      ],
    },
  ],
};

test('names the first rule that failed, with the value that failed it', () => {
  const verdict = judge(tree, { Status: '1I00A', Csm: 'x', ARR: 1 }, context);
  assert.deepEqual(verdict, { in: false, rule: 'and[1].or[0]', field: 'Csm', value: 'x' });
});

test('says a filter as a sentence with labels', () => {
  assert.equal(
    sentence(tree, fields),
    'Status is one of Active, Gone, and (CSM is 1P01A or ARR is at least 50,000)',
  );
  assert.equal(
    sentence({ field: 'RenewalDate', op: 'lte', value: '2026-12-31' }, fields),
    'Renewal is on or before 2026-12-31',
  );
  for (const [value, said] of [
    [0, 'Renewal is today'],
    [1, 'Renewal is in the next 1 day'],
    [30, 'Renewal is in the next 30 days'],
  ] as const)
    assert.equal(sentence({ field: 'RenewalDate', op: 'next_days', value }, fields), said);
  assert.equal(sentence(null), 'all accounts');
});

test('holds every rule against the type of its field', () => {
  const wrong: Filter = {
    and: [
      { field: 'ARR', op: 'contains', value: 'x' },
      { field: 'ARR', op: 'eq', value: '5' },
      { field: 'Nope', op: 'empty' },
      { field: 'RenewalDate', op: 'lt', value: 'soon' },
    ],
  };
  assert.deepEqual(
    checkFilter(wrong, fields, 'accounts.filter').map((issue) => issue.path),
    [
      'accounts.filter.and[0].op',
      'accounts.filter.and[1].value',
      'accounts.filter.and[2].field',
      'accounts.filter.and[3].value',
    ],
  );
});

test('judges a pasted list of 20,000 names on 1,000 records without walking it each time', () => {
  const value: readonly JsonValue[] = Array.from({ length: 20_000 }, (_, index) => `Name ${index}`);
  const rule: Filter = { field: 'Name', op: 'in', value };
  for (let index = 0; index < 1000; index += 1) assert.ok(judge(rule, { Name: `name ${index}` }, context).in);
});
