import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hasInvisible, splitSentences, stripInvisible, type Turn } from './transcript.ts';

const turnOf = (text: string): Turn => ({
  index: 0,
  speaker: 'Ann',
  side: 'ours',
  text,
  startMs: null,
  endMs: null,
});
const split = (text: string): string[] => splitSentences(turnOf(text)).map((sentence) => sentence.text);

test('ends a sentence at its mark, not at an abbreviation, a decimal or an ordinal', () => {
  assert.deepEqual(split('Mr. Lee pays $2.5 million. Okay? Done!'), [
    'Mr. Lee pays $2.5 million.',
    'Okay?',
    'Done!',
  ]);
  assert.deepEqual(split('Wir starten z.B. am 3. März. Gut.'), ['Wir starten z.B. am 3. März.', 'Gut.']);
});

test('every sentence is exactly the slice of the turn that its offsets name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      let end = 0;
      for (const sentence of splitSentences(turnOf(text))) {
        assert.equal(text.slice(sentence.start, sentence.end), sentence.text);
        assert.ok(sentence.start >= end && !hasInvisible(sentence.text));
        end = sentence.end;
      }
    }),
  );
});

test('strips what a reader cannot see and keeps the joiners that scripts need', () => {
  assert.equal(stripInvisible('pay\u202E \u200Bnow\u{E0041}\u0000'), 'pay now');
  assert.equal(stripInvisible('می\u200Cخواهم'), 'می\u200Cخواهم');
});
