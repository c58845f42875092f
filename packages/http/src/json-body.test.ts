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
  test(`reads ${JSON.stringify(body)} (${contentType || 'no type'}) as ${form}`, async () => {
    assert.equal((await readBody(Buffer.from(body), contentType, null)).form, form);
  });
}

test('takes bytes that are no UTF-8 for broken instead of changing them', async () => {
  const bytes = Buffer.from('{"a":"\xff"}', 'latin1');
  assert.equal((await readBody(bytes, 'application/json', null)).form, 'broken-json');
});

test('decodes a long text, parses it and drops its keys in a turn each', async () => {
  const bytes = Buffer.from(`{"__proto__":1,"kept":"${'x'.repeat(9 * 2 ** 20)}"}`);
  let turns = 0;
  let turn = setImmediate(function count() {
    turns += 1;
    turn = setImmediate(count);
  });
  const { json } = await readBody(bytes, 'application/json', null);
  clearImmediate(turn);
  assert.deepEqual(Object.keys(Object(json)), ['kept']);
  // One ends with the joining of chunks, one each with decoding and parsing.
  assert.ok(turns >= 3, `${turns} turns`);
});

test('drops keys that could reach a prototype, plain or escaped, at any depth', async () => {
  for (const key of ['__proto__', '\\u005f_proto__', '_\\u005fpro\\u0074o__']) {
    const bytes = Buffer.from(`{"rows":[{"${key}":{"isAdmin":true},"kept":1}]}`);
    const { json } = await readBody(bytes, 'application/json', null);
    assert.deepEqual(json, { rows: [{ kept: 1 }] });
    const row = Object.assign({}, Reflect.get(Object(json), 'rows')[0]);
    assert.equal(row.isAdmin, undefined);
  }
});

test('follows nesting across chunks and past brackets in strings', () => {
  const { read: fits } = createBoundsScan(2, 100);
  const pieces = ['[{"a": "[[[[\\"{', '{{\\', '\\"}, [1]', ', {}]'];
  for (const piece of pieces) assert.equal(fits(Buffer.from(piece)), 'fits');
  const { read: deep } = createBoundsScan(2, 100);
  assert.equal(deep(Buffer.from('[[')), 'fits');
  assert.equal(deep(Buffer.from('[')), 'too-deep');
});

test('counts values across chunks, without those in strings', () => {
  const { read: scan } = createBoundsScan(2, 4);
  assert.equal(scan(Buffer.from('[1,",,,,[[",')), 'fits');
  assert.equal(scan(Buffer.from('[')), 'fits');
  assert.equal(scan(Buffer.from('],')), 'too-many');
});

test('passes any body that does not open as JSON', () => {
  assert.equal(createBoundsScan(1, 1).read(Buffer.from('<p>{{{[[[,,,')), 'fits');
});

/** A body whose pieces the scan finds as it does on the wire. */
function readInPieces(text: string, chunkBytes = 65_536) {
  const bytes = Buffer.from(text);
  const scan = createBoundsScan(64, 10_000_000);
  for (let at = 0; at < bytes.length; at += chunkBytes)
    assert.equal(scan.read(bytes.subarray(at, at + chunkBytes)), 'fits');
  return { longList: scan.longList(), body: readBody(bytes, 'application/json', scan.longList()) };
}

const LONG = Array.from({ length: 90_000 }, (_, index) => ({
  Gsid: `1P02${index}`,
  Notes: 'Räksmörgås, "]",[{ \\ 🙂'.repeat(3),
  Tags: [index, null],
}));

test('reads a long list in pieces as it reads it whole, wherever it stands and however it is cut', async () => {
  for (const value of [
    LONG,
    { result: true, data: LONG, message: null },
    { data: { records: LONG }, requestId: 'r', errors: [['short'], []] },
    { first: [1, 2, 3], records: LONG, after: LONG.slice(0, 40_000) },
  ]) {
    const text = JSON.stringify(value);
    for (const chunkBytes of [65_536, 9_973]) {
      const { longList, body } = readInPieces(`\ufeff${text}`, chunkBytes);
      assert.ok((longList?.cuts.length ?? 0) > 1);
      assert.deepEqual((await body).json, value);
    }
  }
});

test('takes a long list for broken that is broken in a piece, around it, or by a comma too many', async () => {
  const items = JSON.stringify(LONG).slice(1, -1);
  for (const text of [`[${items},]`, `[${items},oops]`, `{"a":[${items}],}`, `[${items}`, `[,${items}]`])
    assert.equal((await readInPieces(text).body).form, 'broken-json', text.slice(-10));
});

test('lets the last of two keys of one name count, also where the first is a long list', async () => {
  const { body } = readInPieces(`{"a":${JSON.stringify(LONG)},"a":1}`);
  assert.deepEqual((await body).json, { a: 1 });
});

test('drops keys that could reach a prototype from every piece', async () => {
  const { body } = readInPieces(JSON.stringify(LONG).replaceAll('"Tags"', '"__proto__"'));
  const { json } = await body;
  assert.ok(Array.isArray(json) && json.length === LONG.length);
  assert.ok(json.every((row: object) => !Object.hasOwn(row, '__proto__')));
});

test('refuses an object of very many keys, which costs more to parse than its size', () => {
  const keys = Array.from({ length: 6_000 }, (_, index) => `"k${index}":1`).join();
  assert.equal(createBoundsScan(64, 1_000_000).read(Buffer.from(`[{${keys}}]`)), 'too-many');
  assert.equal(
    createBoundsScan(64, 1_000_000).read(Buffer.from(`[${'{"a":1,"b":2},'.repeat(9_000)}1]`)),
    'fits',
  );
});
