import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideAccount } from './decide.ts';
import type { AccountRules, Decision, StoredAccount } from './decide.ts';
import type { Filter } from './filter.ts';
import type { JsonObject } from './json.ts';
import { contentHash } from './record.ts';
import { fieldCatalog } from './source-field.ts';

const fields = fieldCatalog([
  { name: 'Name', label: 'Name', type: 'text' },
  { name: 'ARR', label: 'ARR', type: 'number' },
  { name: 'RenewalDate', label: 'Renewal', type: 'date' },
  {
    name: 'Status',
    label: 'Status',
    type: 'picklist',
    options: [
      { value: '1I00A', label: 'Active' },
      { value: '1I00C', label: 'Churned' },
    ],
  },
]);

function buildRules(over: Partial<AccountRules> = {}): AccountRules {
  const row = (source: string): { source: string; owner: 'gainsight'; prefer: readonly string[] } => ({
    source,
    owner: 'gainsight',
    prefer: [],
  });
  return {
    version: 'v1',
    filter: null,
    status: { field: 'Status', churned: ['Churned'], prospect: [], churnedOn: null },
    mapping: {
      standard: { name: row('Name'), arr: row('ARR'), renewalDate: row('RenewalDate') },
      custom: {},
    },
    fields,
    zone: 'UTC',
    ...over,
  };
}

const values: JsonObject = { Name: 'Lindqvist AB', ARR: 48_000, RenewalDate: '2027-03-31', Status: '1I00A' };

function decide(
  held: JsonObject,
  stored: StoredAccount | null = null,
  rules = buildRules(),
  today = '2026-11-24',
): Decision {
  return decideAccount({
    record: { gainsightId: '1P02A', modifiedAt: null, values: held },
    hash: contentHash(held),
    stored,
    rules,
    today,
  });
}

function storedOf(decision: Decision, over: Partial<StoredAccount> = {}): StoredAccount {
  assert.ok(
    decision.outcome === 'added' || decision.outcome === 'changed' || decision.outcome === 'unchanged',
  );
  return {
    contentHash: decision.contentHash,
    presence: 'present',
    verdict: decision.verdict,
    rulesVersion: 'v1',
    decidedOn: '2026-11-24',
    projection: decision.projection,
    ...over,
  };
}

test('adds a new record with its projection', () => {
  const decision = decide(values);
  assert.equal(decision.outcome, 'added');
  assert.equal(decision.outcome === 'added' && decision.projection.arr, 48_000);
});

test('leaves the same record unchanged, whatever the order of its keys', () => {
  const stored = storedOf(decide(values));
  const reversed = Object.fromEntries(Object.entries(values).toReversed());
  assert.equal(decide(reversed, stored).outcome, 'unchanged');
});

test('names what changed, before and after, and that the account churns', () => {
  const stored = storedOf(decide(values));
  const decision = decide({ ...values, ARR: '50000', Status: '1I00C' }, stored);
  assert.ok(decision.outcome === 'changed');
  assert.deepEqual(decision.changes, { arr: [48_000, 50_000], status: ['active', 'churned'] });
  assert.equal(decision.churns, true);
});

test('filters a record out, says that it leaves, and later that nothing differs', () => {
  const filter: Filter = { field: 'ARR', op: 'gte', value: 50_000 };
  const rules = buildRules({ filter, version: 'v2' });
  const decision = decide(values, storedOf(decide(values)), rules);
  assert.ok(decision.outcome === 'filtered');
  assert.deepEqual(decision.verdict, { in: false, rule: 'rule', field: 'ARR', value: 48_000 });
  assert.equal(decision.exits, true);
  const stored: StoredAccount = {
    contentHash: decision.contentHash,
    presence: 'filtered',
    verdict: decision.verdict,
    rulesVersion: 'v2',
    decidedOn: '2026-11-24',
    projection: null,
  };
  const again = decide(values, stored, rules);
  assert.ok(again.outcome === 'filtered' && again.isSame && !again.exits);
});

test('decides a relative date again on another day though nothing else differs', () => {
  const rules = buildRules({ filter: { field: 'RenewalDate', op: 'next_days', value: 130 } });
  const added = decide(values, null, rules, '2026-11-24');
  assert.equal(added.outcome, 'added');
  assert.equal(decide(values, storedOf(added), rules, '2027-04-01').outcome, 'filtered');
});

test('brings a missing account back with its history', () => {
  const stored = storedOf(decide(values), { presence: 'missing' });
  const decision = decide(values, stored);
  assert.ok(decision.outcome === 'changed');
  assert.deepEqual(decision.changes, {});
});

for (const [what, over, field, reason] of [
  ['a NUL', { Name: 'a\0b' }, 'Name', 'nul'],
  ['a lone surrogate', { Name: '\uD800' }, 'Name', 'lone-surrogate'],
  ['an amount that is no number', { ARR: '48,000' }, 'ARR', 'not-a-number'],
  ['a date that does not exist', { RenewalDate: '2026-02-30' }, 'RenewalDate', 'not-a-date'],
  ['no name', { Name: '  ' }, 'Name', 'missing-name'],
] as const) {
  test(`sets a record with ${what} aside, with field and reason`, () => {
    const decision = decide({ ...values, ...over });
    assert.ok(decision.outcome === 'set-aside');
    assert.deepEqual([decision.field, decision.reason], [field, reason]);
  });
}

test('keeps a value that a person set by hand', () => {
  const first = decide(values);
  assert.ok(first.outcome === 'added');
  const stored = storedOf(first, { projection: { ...first.projection, arr: 1 }, overridden: ['arr'] });
  const decision = decide({ ...values, ARR: 99, Name: 'New' }, stored);
  assert.ok(decision.outcome === 'changed');
  assert.deepEqual(decision.changes, { name: ['Lindqvist AB', 'New'] });
  assert.equal(decision.projection.arr, 1);
});
