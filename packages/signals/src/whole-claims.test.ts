import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MeetingSummary, summarizeMeeting } from './meeting-summary.ts';
import type { Turn } from './transcript.ts';

/** A call in lines `Speaker: words`; "Us" is ours, everybody else theirs. */
function sumUp(language: string, text: string): MeetingSummary {
  const turns = text
    .trim()
    .split('\n')
    .map((line, index): Turn => {
      const [speaker = '', ...words] = line.split(': ');
      const side = speaker === 'Us' ? 'ours' : 'theirs';
      return { index, speaker, side, text: words.join(': '), startMs: null, endMs: null };
    });
  const summary = summarizeMeeting({ turns, language, startedAt: new Date('2026-11-24T15:00:00Z') });
  for (const { evidence } of claimsOf(summary))
    assert.ok(turns[evidence.turn]?.text.includes(evidence.quote), evidence.quote);
  return summary;
}

function claimsOf({ headline, points, decisions, actionItems, risks, asks }: MeetingSummary) {
  return [
    ...(headline === null ? [] : [headline]),
    ...points,
    ...decisions,
    ...actionItems,
    ...risks,
    ...asks,
  ];
}

/** A talk of short sentences about a sawmill. */
const TERSE = `
Us: Morning. How did the week go?
Ida: Badly. The saw planner froze.
Us: When was that?
Ida: Tuesday night. Nine hours of downtime.
Us: What did you lose?
Ida: Two shifts. Call it 14,000 euros.
Us: We found the reason. It was a full disk.
Ida: And it can't come back?
Us: No. It warns at eighty percent now.
Ida: Good. Next, the drying rooms.
Us: Yes. How many are there?
Ida: Six so far. Two more in spring.
Us: Then you need a bigger plan.
Ida: How much?
Us: 310 a month. Up from 240.
Ida: Too much. Give me 280.
Us: I'll ask Nora. Answer by Thursday.
Ida: Fine. Who trains the new people?
Us: That would be Birgit Solheim. She starts in January.
Ida: Is the 9th possible?
Us: Let me look at it.`;

test('tells a short sentence with what stands beside it in its turn', () => {
  const texts = claimsOf(sumUp('en', TERSE)).map(({ text }) => text);
  for (const whole of ['Two shifts. Call it 14,000 euros.', '310 a month. Up from 240.'])
    assert.ok(texts.includes(whole), `${whole} is not in ${texts.join(' / ')}`);
});

test('takes an answer with its day for a promise, though it has no verb', () => {
  const promised = sumUp('en', TERSE).actionItems.find(({ evidence }) => /Thursday/u.test(evidence.quote));
  assert.deepEqual([promised?.owner, promised?.due], ['Us', '2026-11-26']);
});

test('tells who is named and not there', () => {
  assert.ok(claimsOf(sumUp('en', TERSE)).some(({ text }) => text.includes('Birgit Solheim')));
});

test('tells a decision that points back with the sentence that it points to', () => {
  const { decisions } = sumUp(
    'de',
    `
Us: Dann zum Termin, bleibt es bei der Inbetriebnahme der zweiten Kühlhalle im März?
Uwe: Die zweite Halle fängt am 9. März an. Das ist beschlossen, der Vorstand hat zugestimmt.
Us: Sehr gut.`,
  );
  assert.deepEqual(
    decisions.map(({ text }) => text),
    ['Die zweite Halle fängt am 9. März an. Das ist beschlossen, der Vorstand hat zugestimmt.'],
  );
});

test('takes a day that suits for settled, where it was asked for', () => {
  const decisionsOf = (answer: string) =>
    sumUp(
      'en',
      `
Us: For the course, would December 10th be all right for the fitters?
Ida: ${answer}
Us: Wonderful.`,
    ).decisions.map(({ text }) => text);
  assert.deepEqual(decisionsOf('The 10th works, we are eight people.'), [
    'The 10th works, we are eight people.',
  ]);
  assert.deepEqual(decisionsOf('The 10th is when the auditors come, sadly.'), []);
});

test('takes no question for a promise or a risk, though a transcript without marks shows none', () => {
  const { actionItems, risks } = sumUp(
    'de',
    `
Us: guten morgen herr wolter
Uwe: guten morgen
Us: soll ich ihnen den bericht bis freitag noch mal schicken
Uwe: nein den habe ich schon
Us: was kostet sie der ausfall denn am tag
Uwe: ungefähr viertausend euro`,
  );
  assert.deepEqual(actionItems, []);
  assert.equal(
    risks.some(({ text }) => text.startsWith('Was kostet')),
    false,
  );
});

test('tells the likeliest risks of a longer call in which nobody speaks of one in clear words', () => {
  const { risks } = sumUp(
    'en',
    `
Us: Hello Ann, how has the month been at the two garden centres?
Ann: Fine on the whole, thanks. The spring order went well.
Us: Good to hear. And the till software?
Ann: It does what it should. We sold 900 lavenders in a weekend.
Us: That is a lot of lavender.
Ann: The manager in Ely printed labels by hand for the whole week.
Us: By hand? Why was that?
Ann: The label printer is never found by the till.
Us: I see. Is that only in Ely?
Ann: Only there, yes. The others print without trouble.
Us: I will look at the driver for Ely tomorrow.
Ann: Please do. And the owners are talking about going to Tillhouse instead.
Us: Oh. Thank you for telling me.
Ann: You would have heard it from them.
Us: When do they meet?
Ann: On the second of March, all three of them.
Us: Then I will send them the figures of the spring.
Ann: That would help. They like figures.
Us: Anything else from the shops?
Ann: No, that was it. The roses are coming on Friday.
Us: Lovely. Thank you, Ann.
Ann: Thank you, bye.`,
  );
  const told = risks.map(({ text }) => text).join(' ');
  assert.match(told, /Tillhouse/u);
});

test('opens with no headline of days and figures alone', () => {
  const { headline } = sumUp(
    'en',
    `
Us: Good morning, let us talk about the go-live of the warehouse in Rostock.
Ida: January 11th then, and not before 8.4 is there for all of them.
Us: The scanners for the Rostock warehouse were delivered to the wrong harbour.
Ida: When do the scanners for the Rostock warehouse come back from the harbour?
Us: The carrier does not know yet, the scanners for Rostock are in customs.`,
  );
  assert.doesNotMatch(headline?.text ?? '', /^January 11th/u);
});

test('tells a point that opens with a word that points back beside what it points to', () => {
  const texts = claimsOf(sumUp('en', BOARD)).map(({ text }) => text);
  assert.ok(
    texts.includes(
      'We look there which pumps come back with leaks. Before, we had two lists and a whiteboard on the wall.',
    ),
    texts.join(' / '),
  );
  assert.equal(
    texts.some((text) => text.startsWith('Before, we had')),
    false,
  );
});

const BOARD = `
Us: Hello Ann, how do the mechanics in the pump workshop like the board?
Ann: We look there which pumps come back with leaks. Before, we had two lists and a whiteboard on the wall.
Us: And the other workshops?
Ann: Some do, some don't.`;

test('tells nothing twice, and no short answer to a question that is not told', () => {
  const { points, risks } = sumUp(
    'de',
    `
Us: Guten Tag Frau Lenz, wie läuft es mit der neuen Packstraße in Halle zwei?
Lenz: Die Packstraße bleibt jede Nacht zweimal stehen. Das kostet uns Überstunden.
Us: Wie viele Leute betrifft das?
Lenz: 14, in zwei Schichten.
Us: Ich schicke Ihnen am Montag einen Techniker nach Halle zwei.
Lenz: Gut. Der Betriebsrat hat sich schon beschwert, und die Geschäftsführung fragt jede Woche nach.
Us: Verstanden.`,
  );
  const texts = points.map(({ text }) => text);
  assert.equal(texts.includes('14, in zwei Schichten.'), false);
  const quotes = risks.map(({ evidence }) => evidence.quote);
  assert.deepEqual(
    quotes.filter((quote) => quotes.some((other) => other !== quote && other.includes(quote))),
    [],
  );
});

test('keeps a word that one sentence ends with and the next begins with', () => {
  const { headline } = sumUp('en', 'Ann: The 40 crates never came back. Back in June it was 12.\nUs: Right.');
  const texts = claimsOf(
    sumUp('en', 'Ann: They never came back. Back in June it was 12 crates a week.\nUs: Right.'),
  ).map(({ text }) => text);
  assert.ok(headline !== null);
  assert.ok(
    texts.every((text) => !/came Back in/u.test(text)),
    texts.join(' / '),
  );
});
