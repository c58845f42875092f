import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeInWords, valueInWords } from './change-words.ts';

test('names the places of a configuration as its screens do', () => {
  assert.deepEqual(
    [
      'accounts.import',
      'accounts.filter',
      'accounts.filter.and[0].value[1]',
      'writeback.values[2].field',
      'accounts.whenFiltered.keepDays',
      'status.churned',
      'fields.account.renewalDate',
      'fields.account.renewalDate.owner',
      'fields.account.custom.products',
      'fields.stakeholder.email',
      'timeline.fallbackAuthor',
      'retention.accountsGone',
      'cadence.accounts',
      'insights.accountDark.days',
    ].map(placeInWords),
    [
      'Which accounts to import',
      'Account filter',
      'Account filter',
      'Fields written to Gainsight',
      'How long filtered accounts are kept',
      'Churned',
      'Account field Renewal date',
      'Account field Renewal date, owner',
      'Account field products',
      'Stakeholder field E-mail',
      'Fallback author of Timeline entries',
      'Retention of accounts gone',
      'Cadence of accounts',
      'Insights account dark, days',
    ],
  );
});

test('says values in words: a filter as a sentence, what is left to its default as that', () => {
  assert.equal(valueInWords(undefined), 'default');
  assert.equal(valueInWords({ and: [{ field: 'ARR', op: 'gte', value: 5000 }] }), 'ARR is at least 5,000');
  assert.equal(valueInWords(['Active', 'Churn']), 'Active, Churn');
  assert.equal(valueInWords(true), 'Yes');
  assert.equal(valueInWords({ source: 'Tier__gc', owner: 'person' }), 'source Tier__gc, owner person');
  assert.equal(valueInWords([{ domain: 'x.example' }]), 'domain x.example');
});
