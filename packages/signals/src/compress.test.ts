import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compress } from './compress.ts';

const CASES: readonly (readonly [string, string])[] = [
  ['So, um, we we need, you know, 40 seats.', 'We need, 40 seats.'],
  ['Well, I think the the export is slow, right?', 'I think the export is slow?'],
  ['And then uh th this is done.', 'This is done.'],
  ['Also, ähm, wir brauchen die Daten.', 'Wir brauchen die Daten.'],
  ["No, we won't renew.", "No, we won't renew."],
  ['So far it works.', 'So far it works.'],
  ["But i - I'll s- - send th- the - the draft.", "I'll send the draft."],
  ['Well - um - we could - we could wait.', 'We could wait.'],
  ['Vor- und Nachteile der Lösung.', 'Vor- und Nachteile der Lösung.'],
  ['The plan - which we like - stands.', 'The plan - which we like - stands.'],
  ['They had had a problem.', 'They had had a problem.'],
  ['I, I think the, the crews trust it, it works.', 'I think the crews trust it, it works.'],
];

for (const [spoken, short] of CASES) {
  test(`shortens "${spoken}" by deletion only`, () => {
    assert.equal(compress(spoken, 'en'), short);
  });
}

const OTHER_LANGUAGES: readonly (readonly [string, string, string])[] = [
  [
    'de',
    'Also, ähm, dann telefonieren wir um acht, wenn er da ist.',
    'Dann telefonieren wir um acht, wenn er da ist.',
  ],
  ['sv', 'Jag skickar er listan.', 'Jag skickar er listan.'],
  ['pt', 'É um problema.', 'É um problema.'],
  ['fr', 'Euh, le contrat se termine le 31 mars.', 'Le contrat se termine le 31 mars.'],
];

for (const [language, spoken, short] of OTHER_LANGUAGES) {
  test(`takes no word of "${spoken}" (${language}) for an English hesitation`, () => {
    assert.equal(compress(spoken, language), short);
  });
}

test('keeps denials and hedges, which carry meaning', () => {
  assert.match(compress('I guess we could do 10 percent.', 'en'), /^I guess/u);
  assert.match(compress('Nein, das geht nicht.', 'de'), /^Nein/u);
});
