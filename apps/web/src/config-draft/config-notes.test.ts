import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configNotes } from './config-notes.ts';
import { settingsOf } from './settings-of.ts';

const said = (path: string) => ({ path, message: 'does not fit' });
const rules = Array.from({ length: 11 }, (_, at) => ({ field: 'Csm', op: 'in', value: [`${at}@x.example`] }));
const document = { accounts: { filter: { and: rules } }, fields: { account: { region: 'Region__gc' } } };
const checked = {
  document,
  reply: {
    isValid: false,
    issues: [said('accounts.filter.and[1].value[0]')],
    warnings: [said('accounts.filter.and[10].field'), said('fields.account.region')],
  },
};
const notes = configNotes(checked, document);
const paths = (of: ReturnType<typeof notes.at>) => of.map(({ path }) => path);

test('says at a control what is said of its place or within it, and of no place that only begins alike', () => {
  assert.deepEqual(notes.at('accounts.filter.and[1]'), [
    { path: 'accounts.filter.and[1].value[0]', message: 'does not fit', isIssue: true },
  ]);
  assert.deepEqual(paths(notes.at('accounts.filter.and[0]')), []);
  assert.deepEqual(paths(notes.at('fields.account.reg')), []);
});

test('says of every other place what no control here has', () => {
  assert.deepEqual(paths(notes.outside(['accounts.filter'])), ['fields.account.region']);
  assert.equal(notes.outside([]).length, 3);
  assert.equal(configNotes(undefined, document).outside([]).length, 0);
});

test('says nothing more of a place that was edited since it was checked, until it is checked again', () => {
  const edited = { ...document, fields: { account: { region: 'Territory__gc' } } };
  assert.deepEqual(paths(configNotes(checked, edited).at('fields')), []);
  assert.equal(configNotes(checked, edited).outside([]).length, 2);
});

test('knows the tab that has the control of a place', () => {
  const places = [
    'status.churned[0]',
    'fields.account.custom.area',
    'retention.accountsGone',
    'meetings.from',
  ];
  assert.deepEqual(places.map(settingsOf), [
    { screen: 'gainsight', tab: 'status', label: 'Status' },
    { screen: 'fields', tab: 'account', label: 'Account fields' },
    { screen: 'gainsight', tab: 'retention', label: 'Retention' },
    null,
  ]);
});
