import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitLines } from './split-lines.ts';

test('keeps a small text whole', () => {
  assert.deepEqual(splitLines('{"a":1}\n{"b":2}\n', 1000), [{ content: '{"a":1}\n{"b":2}\n', firstLine: 1 }]);
});

test('cuts only between lines and tells where each part begins', () => {
  const parts = splitLines('aaaa\nbbbb\ncccc', 12);
  assert.deepEqual(parts, [
    { content: 'aaaa\nbbbb', firstLine: 1 },
    { content: 'cccc', firstLine: 3 },
  ]);
});

test('lets a longer line stand alone instead of cutting it', () => {
  const parts = splitLines('a\nbbbbbbbbbbbbbbbbbbbb\nc', 8);
  assert.deepEqual(
    parts.map((part) => [part.firstLine, part.content.length]),
    [
      [1, 1],
      [2, 20],
      [3, 1],
    ],
  );
});

test('makes no part of blank lines', () => {
  assert.deepEqual(splitLines('\n \n', 100), []);
});
