import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differ, mergeDocuments, put } from './merge-documents.ts';

const base = {
  version: 1,
  accounts: { import: 'matching', filter: { field: 'Status', op: 'in', value: ['Active'] } },
  fields: { account: { name: 'Name', tier: 'Tier' } },
};

test('puts what was changed here on top of what was saved meanwhile, and loses neither', () => {
  const mine = put(put(base, ['status', 'field'], 'Status'), ['fields', 'account', 'tier'], undefined);
  const theirs = put(base, ['fields', 'account', 'arr'], { source: 'ARR', owner: 'seed' });
  assert.deepEqual(mergeDocuments(base, mine, theirs), {
    ...base,
    status: { field: 'Status' },
    fields: { account: { name: 'Name', arr: { source: 'ARR', owner: 'seed' } } },
  });
});

test('lets what was changed here stand where both changed one place, a filter as a whole', () => {
  const filter = { and: [{ field: 'ARR', op: 'gte', value: 5 }] };
  const mine = put(base, ['accounts', 'filter'], filter);
  const theirs = put(base, ['accounts', 'filter'], { field: 'Status', op: 'in', value: ['Churned'] });
  assert.deepEqual(mergeDocuments(base, mine, theirs), mine);
});

test('replaces a plain mapping by one with an owner, and back', () => {
  const owned = put(base, ['fields', 'account', 'tier'], { source: 'Tier', owner: 'seed' });
  const theirs = put(base, ['timeline', 'enabled'], false);
  assert.deepEqual(mergeDocuments(base, owned, theirs), put(owned, ['timeline', 'enabled'], false));
  assert.deepEqual(mergeDocuments(owned, base, owned), base);
});

test('takes a default that is written out, and another order of keys, for no difference', () => {
  assert.deepEqual(differ(base, put(base, ['timeline', 'enabled'], false)), []);
  const reordered = put(base, ['accounts', 'filter'], { value: ['Active'], op: 'in', field: 'Status' });
  assert.deepEqual(differ(base, reordered), []);
});

test('compares a draft that is not finished as it stands', () => {
  const draft = put(base, ['accounts', 'filter'], { field: '', op: 'in', value: [] });
  assert.deepEqual(
    differ(base, draft).map(({ path }) => path),
    ['accounts.filter'],
  );
});
