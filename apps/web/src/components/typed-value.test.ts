import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTyped } from './typed-value.ts';

test('reads what is typed as the kind of its field, and empties a field by empty text', () => {
  assert.deepEqual(readTyped('number', ' 48000.50 '), { ok: true, value: 48_000.5 });
  assert.deepEqual(readTyped('boolean', 'no'), { ok: true, value: false });
  assert.deepEqual(readTyped('domains', 'a.example, b.example'), {
    ok: true,
    value: ['a.example', 'b.example'],
  });
  assert.deepEqual(readTyped('list', 'Data Hub; Core'), { ok: true, value: ['Data Hub', 'Core'] });
  assert.deepEqual(readTyped('text', '  '), { ok: true, value: null });
});

test('says at once what does not fit', () => {
  assert.equal(readTyped('number', '48k').ok, false);
  assert.equal(readTyped('boolean', 'perhaps').ok, false);
});
