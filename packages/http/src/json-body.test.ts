import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBody } from './json-body.ts';
import { createBoundsScan } from './json-bounds.ts';

const CASES = [
  ['{"a":1}', 'application/json', 'json'],
  ['{"a":1}', 'text/html', 'json'],
  ['\ufeff[1]', '', 'json'],
  ['null', 'application/json', 'json'],
  ['', 'application/json', 'empty'],
  [' \r\n', '', 'empty'],
  ['<!doctype html><p>', 'text/html', 'html'],
  ['<html>', 'application/json', 'html'],
  ['upstream connect error', 'text/plain', 'text'],
  ['{"a":', 'application/json', 'broken-json'],
  ['oops', 'application/json', 'broken-json'],
] as const;

for (const [body, contentType, form] of CASES) {
  test(`reads ${JSON.stringify(body)} (${contentType || 'no type'}) as ${form}`, () => {
    assert.equal(readBody(Buffer.from(body), contentType).form, form);
  });
}

test('takes bytes that are no UTF-8 for broken instead of changing them', () => {
  assert.equal(readBody(Buffer.from('{"a":"\xff"}', 'latin1'), 'application/json').form, 'broken-json');
});

test('drops keys that could reach a prototype, plain or escaped, at any depth', () => {
  for (const key of ['__proto__', '\\u005f_proto__', '_\\u005fpro\\u0074o__']) {
    const { json } = readBody(
      Buffer.from(`{"rows":[{"${key}":{"isAdmin":true},"kept":1}]}`),
      'application/json',
    );
    assert.deepEqual(json, { rows: [{ kept: 1 }] });
    const row = Object.assign({}, Reflect.get(Object(json), 'rows')[0]);
    assert.equal(row.isAdmin, undefined);
  }
});

test('follows nesting across chunks and past brackets in strings', () => {
  const fits = createBoundsScan(2, 100);
  const pieces = ['[{"a": "[[[[\\"{', '{{\\', '\\"}, [1]', ', {}]'];
  for (const piece of pieces) assert.equal(fits(Buffer.from(piece)), 'fits');
  const deep = createBoundsScan(2, 100);
  assert.equal(deep(Buffer.from('[[')), 'fits');
  assert.equal(deep(Buffer.from('[')), 'too-deep');
});

test('counts values across chunks, without those in strings', () => {
  const scan = createBoundsScan(2, 4);
  assert.equal(scan(Buffer.from('[1,",,,,[[",')), 'fits');
  assert.equal(scan(Buffer.from('[')), 'fits');
  assert.equal(scan(Buffer.from('],')), 'too-many');
});

test('passes any body that does not open as JSON', () => {
  assert.equal(createBoundsScan(1, 1)(Buffer.from('<p>{{{[[[,,,')), 'fits');
});
