import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fragment, jsx, jsxs } from './jsx-runtime.ts';

test('an element shows no text that turns the direction of what stands around it', () => {
  const name = 'Acme \u202Eetaroproc\u202C\u200F \u2067x\u2069\u061C';
  const shown = 'Acme etaroproc x';
  assert.deepEqual(jsx('strong', { children: name, title: name }).props, { children: shown, title: shown });
  assert.deepEqual(jsxs(Fragment, { children: [name, ': ', 3, null] }).props, {
    children: [shown, ': ', 3, null],
  });
  assert.deepEqual(jsx('p', { children: [[name, 1], 'x'] }).props, { children: [[shown, 1], 'x'] });
});

test('an element keeps its letters in any script, and a field what it holds', () => {
  const held = { value: 'a\u202Eb', children: 'חברה بيت \u200Dx', 'data-id': '\u202E' };
  const { props } = jsx('input', held);
  assert.equal(props, held);
});
