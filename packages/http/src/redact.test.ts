import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRedactor } from './redact.ts';

const SECRET = 'canary/secret+1=';

test('takes a secret out of text in every spelling it may have', () => {
  const redactor = createRedactor([SECRET]);
  const base64 = Buffer.from(SECRET).toString('base64');
  for (const spelling of [SECRET, base64, base64.replaceAll('=', ''), encodeURIComponent(SECRET)]) {
    assert.equal(redactor.text(`before ${spelling} after`).includes(spelling), false, spelling);
  }
});

test('gives back the very error when it holds no secret', () => {
  const error = new TypeError('nothing to hide');
  assert.equal(createRedactor([SECRET]).error(error), error);
});

test('leaves nothing of a secret in a copy of an error, its stack or its causes', () => {
  const redactor = createRedactor([]);
  redactor.add(SECRET);
  const error = new TypeError(`bad header ${SECRET}`, { cause: new RangeError(`value ${SECRET}`) });
  const clean = redactor.error(error);
  assert.ok(clean instanceof Error);
  assert.equal(`${clean.message}${clean.stack}${String(clean.cause)}`.includes(SECRET), false);
  assert.equal(clean.name, 'TypeError');
});
