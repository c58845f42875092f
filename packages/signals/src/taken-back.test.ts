import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summarizeMeeting } from './meeting-summary.ts';

/** What is said in turn by a customer and by us. */
function sumUp(language: string, lines: readonly string[]) {
  const turns = lines.map((text, index) => ({
    index,
    speaker: index % 2 === 0 ? 'Ann' : 'Tom',
    side: index % 2 === 0 ? ('theirs' as const) : ('ours' as const),
    text,
    startMs: null,
    endMs: null,
  }));
  return summarizeMeeting({ turns, language, startedAt: null });
}

function decisionsOf(language: string, lines: readonly string[]): string[] {
  return sumUp(language, lines).decisions.map(({ text }) => text);
}

const TAKEN_BACK: readonly (readonly [string, readonly string[], string, string])[] = [
  [
    'en',
    [
      'We have agreed that Newcastle goes live on December 7th.',
      'Good. The fix for the signatures ships on December 10th with version 8.4.',
      "Hang on. No, I've changed my mind. Let's not do the 7th after all.",
      'So we push Newcastle?',
      "We're postponing Newcastle to January 11th, with the new version.",
    ],
    'We have agreed that Newcastle goes live on December 7th.',
    "We're postponing Newcastle to January 11th, with the new version.",
  ],
  [
    'en',
    [
      "We've decided to run the planner training on site in Leeds.",
      'Fine. How many planners come?',
      'Twelve. Wait, the trains are on strike that week.',
      "Then let's do the planner training remotely instead.",
      'Works for me.',
    ],
    "We've decided to run the planner training on site in Leeds.",
    "Then let's do the planner training remotely instead.",
  ],
  [
    'de',
    [
      'Wir haben beschlossen, die Schulung am 3. Dezember in Derby zu machen.',
      'Gut. Wie viele Leute kommen?',
      'Zwanzig. Moment, am 3. ist Streik.',
      'Das ist ungünstig.',
      'Dann machen wir die Schulung doch nicht am 3. Dezember, sondern am 10. Januar.',
    ],
    'Wir haben beschlossen, die Schulung am 3. Dezember in Derby zu machen.',
    'Dann machen wir die Schulung doch nicht am 3. Dezember, sondern am 10. Januar.',
  ],
  [
    'fr',
    [
      'Nous avons décidé de lancer la formation à Lyon le 3 décembre.',
      'Très bien. Combien de personnes viennent ?',
      'Vingt. Attendez, le 3 il y a une grève.',
      'Finalement non, on ne lance pas la formation le 3 décembre.',
      'On reporte la formation au 10 janvier.',
    ],
    'Nous avons décidé de lancer la formation à Lyon le 3 décembre.',
    'On reporte la formation au 10 janvier.',
  ],
  [
    'sv',
    [
      'Vi har bestämt att utbildningen i Malmö blir den 3 december.',
      'Bra. Hur många kommer?',
      'Tjugo. Vänta, den 3 är det strejk.',
      'Vi kör ändå inte utbildningen den 3 december.',
      'Då säger vi så, vi skjuter på utbildningen till den 10 januari.',
    ],
    'Vi har bestämt att utbildningen i Malmö blir den 3 december.',
    'Då säger vi så, vi skjuter på utbildningen till den 10 januari.',
  ],
];

for (const [language, lines, early, late] of TAKEN_BACK) {
  test(`lets the later decision stand, not "${early}"`, () => {
    const { headline, points, decisions } = sumUp(language, lines);
    const texts = [...decisions, ...points, ...(headline === null ? [] : [headline])].map(({ text }) => text);
    assert.ok(!texts.includes(early), texts.join('\n'));
    assert.ok(
      decisions.some(({ text }) => text === late),
      decisions.map(({ text }) => text).join('\n'),
    );
    // Without what takes it back it stands.
    assert.ok(decisionsOf(language, lines.slice(0, 2)).includes(early));
  });
}

const OF_ANOTHER_SUBJECT: readonly (readonly [string, string, string])[] = [
  [
    'en',
    'We have agreed on two years at £81,500 for the licences.',
    "I've changed my mind about the training. Let's do the planner training in January instead.",
  ],
  [
    'de',
    'Wir haben uns auf zwei Jahre für die Lizenzen geeinigt.',
    'Dann machen wir die Schulung doch nicht am 3. Dezember, sondern am 10. Januar.',
  ],
  [
    'fr',
    'Nous avons décidé de garder les licences pour trois ans.',
    'Finalement non, on ne lance pas la formation à Lyon. On reporte la formation au 10 janvier.',
  ],
  [
    'sv',
    'Vi har bestämt att licenserna löper i tre år.',
    'Vi kör ändå inte utbildningen i Malmö. Då säger vi så, vi skjuter på utbildningen.',
  ],
];

for (const [language, early, later] of OF_ANOTHER_SUBJECT) {
  test(`lets "${early}" stand where something else is taken back`, () => {
    assert.ok(decisionsOf(language, [early, 'Ok.', later]).includes(early));
  });
}
