import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { meanSentiment, scoreSentiment, toneOf } from './sentiment.ts';

test('tells praise from complaint in English and German', () => {
  assert.ok((scoreSentiment('This is great, the team loves it.', 'en') ?? 0) > 0.4);
  assert.ok((scoreSentiment('We are frustrated, it fails every week.', 'en') ?? 0) < -0.4);
  assert.ok((scoreSentiment('Wir sind sehr zufrieden damit.', 'de') ?? 0) > 0.4);
  assert.ok((scoreSentiment('Das ist eine Katastrophe und sehr ärgerlich.', 'de') ?? 0) < -0.4);
});

test('a denial turns the tone', () => {
  assert.ok((scoreSentiment('We are not happy.', 'en') ?? 0) < 0);
  assert.ok((scoreSentiment('Das gefällt uns nicht.', 'de') ?? 0) < 0);
});

test('hears phrases and outcries whose words alone have no tone', () => {
  assert.equal(toneOf('Oh no. Are you kidding?', 'en'), 'negative');
  assert.equal(toneOf('What?! Come on!', 'en'), 'negative');
  assert.equal(toneOf('Congratulations, I can’t wait.', 'en'), 'positive');
  assert.equal(toneOf('I like to call at nine, yeah.', 'en'), 'neutral');
  assert.equal(toneOf('No, it works, happy.', 'en'), 'positive');
  assert.equal(toneOf('Très bien.', 'fr'), null);
});

test('words without tone score 0, languages without a list null', () => {
  assert.equal(scoreSentiment('The meeting is on Tuesday.', 'en'), 0);
  assert.equal(scoreSentiment('Très bien.', 'fr'), null);
  assert.equal(meanSentiment(['The meeting is on Tuesday.'], 'en'), null);
});

test('a score lies between -1 and 1 for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('en', 'de'), (text, language) => {
      const score = scoreSentiment(text, language) ?? 0;
      assert.ok(score >= -1 && score <= 1);
    }),
  );
});
