import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeCandidates } from './candidate.ts';
import { weighConcepts } from './concepts.ts';
import { splitSentences } from './transcript.ts';
import { stemOf } from './words.ts';

/** The weight of each word in a talk that says this sentence and nothing else. */
function weighIn(text: string, language: string | null): (word: string) => number {
  const turn = { index: 0, speaker: 'Ann', side: 'unknown' as const, text, startMs: null, endMs: null };
  const { weights } = weighConcepts(makeCandidates(splitSentences(turn), 'en'), language);
  return (word) => weights.get(stemOf(word)) ?? 0;
}

test('weighs the words that summaries are written in heavier than those that keep a talk going', () => {
  const text = 'The criteria of the depot and the examples of the depot.';
  const [english, unknown] = [weighIn(text, 'en'), weighIn(text, null)];
  assert.ok(english('criteria') > unknown('criteria'));
  assert.ok(english('examples') < unknown('examples'));
  assert.equal(english('depot'), unknown('depot'));
});

test('weighs a thing that is named heavier than what somebody does', () => {
  const weight = weighIn('The terminal was slow and they rebooted.', null);
  assert.ok(weight('terminal') > weight('rebooted'));
});
