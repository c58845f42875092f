import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMissingField, findNamedField } from './missing-field.ts';

test('takes a field for required that is called missing and was sent without a value', () => {
  for (const [message, field] of [
    ["Activity value for key 'Ant__Topic__c' missing", 'Ant__Topic__c'],
    ['Activity value for key “DurationInMins” missing', 'DurationInMins'],
    ['Activity value for key DurationInMins missing', 'DurationInMins'],
    ["Field 'Ant__Status__c' missing", 'Ant__Status__c'],
    ['Ant__Status__c is missing', 'Ant__Status__c'],
  ] as const) {
    assert.equal(findMissingField(message, []), field, message);
    assert.equal(findMissingField(message, ['Ant__Other__c']), field, message);
    assert.equal(findMissingField(message, [field.toUpperCase()]), undefined, message);
  }
});

test('takes none for required that is named for another cause, or that every save holds', () => {
  for (const message of [
    "Activity field 'ant__mood__c' is unknown",
    "Invalid value 'x' for key 'Ant__Mood__c'",
    "Activity context name for key 'ContextName' missing",
    'A value is missing',
  ])
    assert.equal(findMissingField(message, []), undefined, message);
});

test('names the field whose value was refused as the settings spell it', () => {
  const sent = ['Ant__Topic__c', 'Ant__Mood__c'];
  assert.equal(findNamedField("Activity field 'ant__mood__c' is unknown", sent), 'Ant__Mood__c');
  assert.equal(findNamedField("Activity field 'ant__mood__c2' is unknown", sent), undefined);
});
