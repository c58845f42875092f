import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeCandidates } from './candidate.ts';
import { summarizeMeeting } from './meeting-summary.ts';
import { createPraiseCheck } from './praise.ts';
import type { Turn } from './transcript.ts';
import { usableSentences } from './usable-sentences.ts';

function turnsOf(lines: readonly string[]): Turn[] {
  return lines.map((text, index) => ({
    index,
    speaker: index % 2 === 0 ? 'Ann' : 'Tom',
    side: index % 2 === 0 ? ('theirs' as const) : ('ours' as const),
    text,
    startMs: null,
    endMs: null,
  }));
}

/** The risks of a long talk in which a customer says this. */
function risksOf(language: string, said: string, [yes, question]: readonly [string, string]): string[] {
  const lines = [...Array.from({ length: 14 }, () => [yes, question]).flat(), said, yes, question];
  return summarizeMeeting({ turns: turnsOf(lines), language, startedAt: null }).risks.map(({ text }) => text);
}

test('tells no praise as a risk', () => {
  const english = ['Ok?', 'How is it going with the others, what do you hear from them?'] as const;
  const board =
    'The depot in Crewe really likes the new board. They look at it every morning now, the shift lead even put it on a big screen.';
  assert.deepEqual(risksOf('en', board, english), []);
  const german = ['Gut.', 'Und wie läuft es bei den anderen, was hören Sie?'] as const;
  const app =
    'Unsere Monteure sind begeistert von der App. Früher haben sie jeden Abend zwei Stunden Zettel abgeschrieben.';
  assert.deepEqual(risksOf('de', app, german), []);
});

for (const [language, said, isPraise] of [
  ['en', 'The depot likes the board. They look at it every morning.', [true, true]],
  ['en', 'The depot likes the board. But nobody in Derby opens it.', [true, false]],
  ['en', "They don't like the board.", [false]],
  ['de', 'Das Depot ist begeistert von der Tafel. Sie schauen jeden Morgen darauf.', [true, true]],
  ['de', 'Sie sind nicht zufrieden mit der Tafel.', [false]],
  ['fr', 'Le dépôt adore le tableau. Ils le regardent chaque matin.', [true, true]],
  ['fr', "Ils n'ouvrent jamais le tableau.", [false]],
  ['sv', 'Depån gillar verkligen tavlan. De tittar på den varje morgon.', [true, true]],
  ['sv', 'De gillar inte tavlan.', [false]],
] as const) {
  test(`knows what praises in "${said}"`, () => {
    const candidates = makeCandidates(usableSentences(turnsOf([said])), language);
    assert.deepEqual(candidates.map(createPraiseCheck(candidates, language)), isPraise);
  });
}
