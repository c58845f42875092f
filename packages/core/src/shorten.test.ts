import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cycleInWords } from './cycle-words.ts';
import { shorten } from './shorten.ts';

test('ends a longer text in an ellipsis and cuts no character in two', () => {
  assert.equal(shorten('Halvorsen', 9), 'Halvorsen');
  assert.equal(shorten('Halvorsen', 8), 'Halvors…');
  assert.equal(shorten('Acme 🚢🚢', 7), 'Acme …');
});

test('tells of parents in a circle with names that a sentence can hold', () => {
  const words = cycleInWords(['A'.repeat(5_003), 'Borealis']);
  assert.ok(words.length < 500, words);
  assert.match(words, /: A+… → Borealis → A+…\./u);
});
