import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hash128, hashText } from './hash128.ts';

function hashBytes(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const hash = new Hash128();
  for (let at = 0; at < bytes.length; at += 2) hash.unit((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
  return hash.digest();
}

test('agrees with a reference that meets the verification value of SMHasher, 0xB3ECE62A', () => {
  assert.equal(hashBytes('I will not buy this record, it is scratched.'), 'a0a9683b25ac5e40d9af2895890dddf5');
  assert.equal(hashText(''), '0'.repeat(32));
});

test('gives the same digest whether fed in one piece or in many', () => {
  const text = 'Ärger, 4 Bytes 🎯 und mehr. '.repeat(500);
  const pieces = new Hash128();
  for (const [index, piece] of text.split(' ').entries()) pieces.text(index === 0 ? piece : ` ${piece}`);
  assert.equal(pieces.digest(), hashText(text));
});

test('starts afresh after a digest', () => {
  const hash = new Hash128();
  hash.text('before');
  hash.digest();
  hash.text('after');
  assert.equal(hash.digest(), hashText('after'));
});
