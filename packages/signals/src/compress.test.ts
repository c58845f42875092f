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
];

for (const [spoken, short] of CASES) {
  test(`shortens "${spoken}" by deletion only`, () => {
    assert.equal(compress(spoken), short);
  });
}

test('keeps denials and hedges, which carry meaning', () => {
  assert.match(compress('I guess we could do 10 percent.'), /^I guess/u);
  assert.match(compress('Nein, das geht nicht.'), /^Nein/u);
});
