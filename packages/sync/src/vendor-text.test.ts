import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_VENDOR_CHARACTERS, quoteVendor } from './vendor-text.ts';

test('keeps ordinary words as they are', () => {
  assert.equal(
    quoteVendor('Ant__Topic__c is required – bitte ausfüllen'),
    'Ant__Topic__c is required – bitte ausfüllen',
  );
});

test('cuts long words and never through a character', () => {
  const quoted = quoteVendor('🍳'.repeat(5_000));
  assert.equal([...quoted].length, MAX_VENDOR_CHARACTERS);
  assert.ok(quoted.isWellFormed() && quoted.endsWith('…'));
});

test('leaves no line break, control or direction mark', () => {
  assert.equal(quoteVendor(' one\r\n\u001B[31mtwo\u0000\u202E three\u2028four '), 'one [31mtwo three four');
});
