import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FileTurn } from './file-meeting.ts';
import { readMeetingFile } from './read-meeting-file.ts';
import type { MeetingFileFormat } from './read-meeting-file.ts';

function read(content: string, format: MeetingFileFormat): readonly FileTurn[] {
  const [entry, ...others] = readMeetingFile(content, format);
  assert.deepEqual(others, []);
  assert.ok(entry !== undefined && 'meeting' in entry, JSON.stringify(entry));
  return entry.meeting.turns;
}
const spoken = (turns: readonly FileTurn[]) =>
  turns.map(({ speaker, text, startMs }) => [speaker, text, startMs] as const);

function reasonOf(content: string, format: MeetingFileFormat): string {
  const [entry] = readMeetingFile(content, format);
  assert.ok(entry !== undefined && 'reason' in entry);
  return entry.reason;
}

test('reads voice tags, byte-order mark, Windows line ends, notes, ids and entities of WebVTT', () => {
  const file =
    '\uFEFFWEBVTT\r\n\r\nNOTE made by a recorder\r\n\r\nid-1\r\n00:01.000 --> 00:04.000\r\n' +
    '<v Ana Ruiz>Terms &amp; <i>price</i>\r\nstand.</v>\r\n\r\n00:00:09.000 --> 00:00:10.000\r\n<v Ben>Good.</v> <v Ana Ruiz>Then done.\r\n';
  assert.deepEqual(spoken(read(file, 'webvtt')), [
    ['Ana Ruiz', 'Terms & price stand.', 1_000],
    ['Ben', 'Good.', 9_000],
    ['Ana Ruiz', 'Then done.', 9_000],
  ]);
});

test('takes speakers before colons that stand twice, and no word with a colon for one', () => {
  const file = `WEBVTT

00:00:01.000 --> 00:00:02.000
Ana Ruiz: Here is the plan.

00:00:05.000 --> 00:00:06.000
Three points: price, date, owner.

00:00:09.000 --> 00:00:10.000
Ana Ruiz: And the price.

00:00:20.000 --> 00:00:21.000
Ben Okafor: Fine.

00:00:30.000 --> 00:00:31.000
Ben Okafor: See https://example.test
`;
  assert.deepEqual(spoken(read(file, 'webvtt')), [
    ['Ana Ruiz', 'Here is the plan.', 1_000],
    ['Ana Ruiz', 'Three points: price, date, owner.', 5_000],
    ['Ana Ruiz', 'And the price.', 9_000],
    ['Ben Okafor', 'Fine.', 20_000],
    ['Ben Okafor', 'See https://example.test', 30_000],
  ]);
});

test('joins successive cues of one speaker within two seconds, and drops captions that roll on', () => {
  const file = `WEBVTT

00:00:01.000 --> 00:00:02.000
<v Ana>we would

00:00:02.000 --> 00:00:03.000
<v Ana>we would like to stay

00:00:04.500 --> 00:00:05.000
<v Ana>for a year

00:00:09.000 --> 00:00:10.000
<v Ana>Anything else?
`;
  assert.deepEqual(spoken(read(file, 'webvtt')), [
    ['Ana', 'we would like to stay for a year', 2_000],
    ['Ana', 'Anything else?', 9_000],
  ]);
});

test('reads SRT with commas or points, short hours and marks of layout', () => {
  const file = `1\n0:00:01,000 --> 00:00:02,500 X1:40\n<i>Ana</i>: Hi\nthere\n\n2\n00:00:08.00 --> 00:00:09.0\nAna: <font color="red">Bye</font>\n`;
  assert.deepEqual(spoken(read(file, 'srt')), [
    ['Ana', 'Hi there', 1_000],
    ['Ana', 'Bye', 8_000],
  ]);
});

const FORMS = {
  'name and colon': 'Ana Ruiz: Hello.\nBen: Hi.\nAna Ruiz: Bye.\nBen: Bye, Ana.',
  'time in front':
    '[00:00:01] Ana Ruiz: Hello.\n[00:00:02] Ben: Hi.\n[00:03] Ana Ruiz: Bye.\n[1:00:00] Ben: Bye, Ana.',
  'time behind the name':
    'Ana Ruiz (00:00:01): Hello.\nBen (00:02): Hi.\nAna Ruiz (0:03): Bye.\nBen (1:00:00): Bye, Ana.',
  'words below the name':
    'Ana Ruiz  00:01\nHello.\n\nBen  00:02\nHi.\n\nAna Ruiz  0:03\nBye.\n\nBen 1:00:00\nBye,\nAna.',
};
for (const [form, content] of Object.entries(FORMS)) {
  test(`reads text with ${form}`, () => {
    const turns = read(content, 'text');
    assert.deepEqual(
      turns.map(({ speaker, text }) => [speaker, text]),
      [
        ['Ana Ruiz', 'Hello.'],
        ['Ben', 'Hi.'],
        ['Ana Ruiz', 'Bye.'],
        ['Ben', 'Bye, Ana.'],
      ],
    );
    if (form !== 'name and colon') assert.equal(turns.at(-1)?.startMs, 3_600_000);
  });
}

test('reads text without speakers as paragraphs of one unknown speaker', () => {
  assert.deepEqual(spoken(read('We met today.\nIt went well: they stay.\n\nNext steps follow.\n', 'text')), [
    ['Unknown speaker', 'We met today. It went well: they stay.', null],
    ['Unknown speaker', 'Next steps follow.', null],
  ]);
});

test('names the speakers as who took part', () => {
  const [entry] = readMeetingFile(FORMS['name and colon'], 'text');
  assert.ok(entry !== undefined && 'meeting' in entry);
  assert.deepEqual(entry.meeting.participants, [{ name: 'Ana Ruiz' }, { name: 'Ben' }]);
});

test('names the speakers of JSON lines as who took part where a line names nobody', () => {
  const turns = [
    { speaker: 'Ana', text: 'Hello.' },
    { speaker: 'Ben', text: 'Hi.' },
    { speaker: 'Ana', text: 'Bye.' },
  ];
  const participantsOf = (participants?: readonly { readonly email: string }[]) => {
    const [entry] = readMeetingFile(JSON.stringify({ turns, participants }), 'json-lines');
    assert.ok(entry !== undefined && 'meeting' in entry);
    return entry.meeting.participants;
  };
  assert.deepEqual(participantsOf(), [{ name: 'Ana' }, { name: 'Ben' }]);
  assert.deepEqual(participantsOf([]), [{ name: 'Ana' }, { name: 'Ben' }]);
  assert.deepEqual(participantsOf([{ email: 'a@x.example' }]), [{ email: 'a@x.example' }]);
});

test('refuses what is no such file with a reason', () => {
  assert.match(reasonOf('1\n00:00 nonsense', 'webvtt'), /does not begin with WEBVTT/u);
  assert.match(reasonOf('WEBVTT\n\nnothing', 'webvtt'), /no cue/u);
  assert.match(reasonOf('nothing', 'srt'), /no cue/u);
  assert.match(reasonOf(' \n \n', 'text'), /no text/u);
  assert.match(
    reasonOf(new TextDecoder().decode(Buffer.from('Ana: Hej hå', 'utf16le')), 'text'),
    /bytes that are no text/u,
  );
});

test('takes no archive and no program for a text, under whatever name', () => {
  // As a Word file, which is compressed: every byte is about as frequent as any other.
  const bytes = Uint8Array.from({ length: 10_000 }, (_, at) => (at * 167 + (at >> 8)) % 256);
  const guessed = new TextDecoder('windows-1252').decode(bytes);
  for (const format of ['text', 'srt', 'webvtt'] as const)
    assert.match(reasonOf(guessed, format), /bytes that are no text/u);
  assert.equal(read('Ana: one\fpage\tand – “more” €5', 'text').length, 1);
});

test('takes a list of meetings and one meeting over several lines as JSON lines', () => {
  const turns = [{ speaker: 'Ana', text: 'Hej' }];
  const list = readMeetingFile(JSON.stringify([{ turns }, { title: 'B' }, { turns }], null, 2), 'json-lines');
  assert.deepEqual(
    list.map((entry) => ('reason' in entry ? `${entry.line} ${entry.reason}` : entry.line)),
    [1, '2 Meeting 2 of the list: turns is missing.', 3],
  );
  assert.equal(read(JSON.stringify({ turns }, null, 2), 'json-lines').length, 1);
});

test('says in words of its own what is wrong with a meeting', () => {
  const turns = [{ speaker: 'Ana', text: 'Hej' }];
  const reasons = [
    [1],
    {},
    { turns: [] },
    { turns, participants: ['Ana'] },
    { turns: [{ speaker: 'Ana' }] },
    { turns, startedAt: 'yesterday' },
    { turns, language: 'x'.repeat(21) },
    { turns: [{ ...turns[0], startMs: -1 }] },
  ].map((value) => reasonOf(JSON.stringify(value), 'json-lines'));
  assert.deepEqual(reasons, [
    'Meeting 1 of the list: The line is no object.',
    'turns is missing.',
    'turns has too few entries.',
    'participants[0] is no object.',
    'turns[0].text is missing.',
    'startedAt is no time as 2026-11-03T09:00:00Z is one.',
    'language is too long.',
    'turns[0].startMs is too small.',
  ]);
});

test('meets any text with turns or a reason, in any format', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'WEBVTT',
      '00:00:01.000 --> 00:00:02.000',
      '<v A>',
      'Ana: ',
      '\n\n',
      '\r',
      '[00:01] ',
      '<',
      '&amp',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 30 }),
      fc.constantFrom('webvtt', 'srt', 'text'),
      (pieces, format) => {
        for (const entry of readMeetingFile(pieces.join(''), format)) {
          if ('reason' in entry) assert.ok(entry.reason.length > 5);
          else
            assert.ok(entry.meeting.turns.every(({ text }) => !text.includes('\0') && text.isWellFormed()));
        }
      },
    ),
    { numRuns: 300 },
  );
});
