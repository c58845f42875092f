import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldCatalog } from '@handrail/core';
import { configPlaceInWords, configValueInWords } from './config-words.ts';

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
    ].map(configPlaceInWords),
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

test('says values as the screens do that set them: a filter as a sentence, what is left out at its default', () => {
  const fields = fieldCatalog([{ name: 'Csm', label: 'CSM', type: 'user' }]);
  const filter = { and: [{ field: 'Csm', op: 'in', value: ['priya@x.example'] }] };
  const row = { metric: 'health.score', object: 'Company', field: 'Csm' };
  const said: readonly (readonly [string, unknown, string])[] = [
    ['accounts.import', undefined, 'Sync all accounts'],
    ['accounts.import', 'matching', 'Only accounts that match'],
    ['accounts.filter', undefined, 'none'],
    ['accounts.filter', filter, 'CSM is one of priya@x.example'],
    ['accounts.whenFiltered.keepDays', 'forever', 'Keep for ever'],
    ['retention.accountsGone', undefined, '90 days'],
    ['cadence.accounts', undefined, 'every hour'],
    ['cadence.accounts', 240, 'every 4 h'],
    ['status.field', 'Csm', 'CSM'],
    ['status.churned', ['Active', 'Churn'], 'Active, Churn'],
    ['timeline.enabled', undefined, 'Off'],
    ['timeline.enabled', true, 'On'],
    ['fields.account.csm', 'Csm', 'CSM'],
    ['fields.account.tier', { source: 'Tier__gc', owner: 'person' }, 'source Tier__gc, owner person'],
    ['fields.account.tier', undefined, 'default'],
    ['writeback.values', undefined, 'none'],
    ['writeback.values', [row], 'Health score to CSM of Company'],
    ['meetings.exclude', [{ domain: 'x.example' }], 'domain x.example'],
  ];
  for (const [path, value, words] of said) assert.equal(configValueInWords(path, value, fields), words, path);
});
