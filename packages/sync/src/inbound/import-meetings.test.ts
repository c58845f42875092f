import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMeeting, listTurns } from '@handrail/database';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';
import { importMeetings } from './import-meetings.ts';

const sync = await startSyncTest(import.meta.url);
await sync.save({
  ...TEST_CONFIG,
  organisation: { domains: ['ours.example'] },
  meetings: { exclude: [{ domain: 'lawfirm.example' }] },
});

const importLines = (...lines: readonly (string | object)[]) =>
  sync.transaction((tx) =>
    importMeetings(
      tx,
      {
        content: lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
        format: 'json-lines',
        title: null,
        startedAt: null,
        accountId: null,
      },
      sync.clock.now(),
    ),
  );
const turns = [
  { speaker: 'Ann', text: 'We go live on the first of May.', startMs: 0, endMs: 4_000 },
  { speaker: 'Ben', text: 'I will send the plan.' },
];
const meeting = {
  id: 'm-1',
  title: 'Kick-off',
  startedAt: '2026-11-02T10:00:00Z',
  participants: [
    { name: 'Ann', email: 'ann@ours.example' },
    { name: 'Ben', email: 'ben@customer.example' },
  ],
  turns,
};

test('imports a meeting with its turns, each on its side', async () => {
  const outcome = await importLines(meeting);
  assert.deepEqual([outcome.added, outcome.unchanged, outcome.refused], [1, 0, []]);
  const [id] = outcome.meetingIds;
  assert.ok(id);
  const stored = await sync.transaction((tx) => listTurns(tx, id));
  assert.deepEqual(
    stored.map(({ speaker, side, text, start_ms: startMs }) => [speaker, side, text, startMs]),
    [
      ['Ann', 'ours', turns[0]?.text, 0],
      ['Ben', 'theirs', turns[1]?.text, null],
    ],
  );
});

test('names a meeting whose title shows nothing, so that it can be opened', async () => {
  for (const title of ['   ', '\u00A0\u200B', undefined]) {
    const outcome = await importLines({
      ...meeting,
      title,
      turns: [{ speaker: 'Ann', text: `Of ${title}.` }],
    });
    const [id] = outcome.meetingIds;
    assert.ok(id);
    const row = await sync.transaction((tx) => findMeeting(tx, id));
    assert.equal(row?.title, 'Untitled meeting');
  }
});

test('changes nothing when the same file comes twice, or a meeting twice in one file', async () => {
  const again = await importLines(meeting, meeting, '');
  assert.deepEqual([again.added, again.unchanged], [0, 2]);
  assert.equal(new Set(again.meetingIds).size, 1);
});

test('knows a meeting again after the domains of the workspace have changed', async () => {
  await sync.save({ ...TEST_CONFIG, organisation: { domains: ['ours.example', 'customer.example'] } });
  const again = await importLines(meeting);
  assert.deepEqual([again.added, again.unchanged], [0, 1]);
  await sync.save({
    ...TEST_CONFIG,
    organisation: { domains: ['ours.example'] },
    meetings: { exclude: [{ domain: 'lawfirm.example' }] },
  });
});

test('refuses what cannot be read by the number of its line, and imports all others', async () => {
  const outcome = await importLines(
    '{ not json',
    { ...meeting, title: 'Second' },
    { title: 'No turns' },
    { ...meeting, turns: [] },
    { ...meeting, turns: [{ speaker: 'A', text: 'x', startMs: 9e15 }] },
    { ...meeting, startedAt: 'yesterday' },
    { ...meeting, title: 'Of tomorrow', startedAt: '2031-01-01T09:00:00Z' },
    { ...meeting, title: 'Third' },
  );
  assert.equal(outcome.added, 2);
  assert.deepEqual(
    outcome.refused.map(({ line }) => line),
    [1, 3, 4, 5, 6, 7],
  );
  assert.ok(outcome.refused.every(({ reason }) => reason.length > 5));
});

test('refuses an excluded meeting and keeps nothing of it', async () => {
  const secret = { ...meeting, title: 'Secret', participants: [{ name: 'L', email: 'l@lawfirm.example' }] };
  const outcome = await importLines(secret);
  assert.deepEqual(outcome.refused, [
    { line: 1, reason: 'Kept out by the rule “somebody of lawfirm.example”.' },
  ]);
  const kept = await sync.transaction((tx) => tx.query(`select 1 from meetings where title = 'Secret'`));
  assert.equal(kept.length, 0);
});

test('takes a byte-order mark, Windows line ends, NUL and half characters', async () => {
  const odd = {
    ...meeting,
    id: 'x\0y',
    title: 'Odd \0 \uD800',
    language: 'en\0g',
    participants: [{ name: 'A\0', email: 'a\0@b.example' }],
  };
  const outcome = await importLines(`\uFEFF${JSON.stringify(odd)}\r`, '\r');
  assert.deepEqual([outcome.added, outcome.refused], [1, []]);
});

test('imports one meeting from subtitles, titled and dated by who imports them, and knows it under another name', async () => {
  const file = {
    content: 'WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann Lee>We sign on Friday.</v>\n',
    format: 'webvtt',
    title: 'Signing',
    startedAt: new Date('2026-11-03T09:00:00Z'),
    accountId: null,
  } as const;
  const first = await sync.transaction((tx) => importMeetings(tx, file, sync.clock.now()));
  assert.deepEqual([first.added, first.refused], [1, []]);
  const [row] = await sync.transaction((tx) =>
    tx.query(`select title, started_at from meetings where title = 'Signing'`),
  );
  assert.deepEqual(row, { title: 'Signing', started_at: file.startedAt });
  const renamed = await sync.transaction((tx) =>
    importMeetings(tx, { ...file, title: 'signing (copy)' }, sync.clock.now()),
  );
  assert.deepEqual([renamed.added, renamed.unchanged], [0, 1]);
});

test('learns when a meeting was held from the same file, once, and takes nothing in for it', async () => {
  const content = 'WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann Lee>I will send the draft by Friday.</v>\n';
  const file = { content, format: 'webvtt', title: 'Undated', accountId: null } as const;
  const bring = (startedAt: Date | null) =>
    sync.transaction((tx) => importMeetings(tx, { ...file, startedAt }, sync.clock.now()));
  const startedAt = async () => {
    const [row] = await sync.transaction((tx) =>
      tx.query<{ started_at: Date | null }>(`select started_at from meetings where title = 'Undated'`),
    );
    return row?.started_at;
  };
  await bring(null);
  assert.equal(await startedAt(), null);
  const held = new Date('2026-11-03T09:00:00Z');
  const dated = await bring(held);
  assert.deepEqual([dated.added, dated.changed, dated.unchanged, dated.takenIn], [0, 1, 0, []]);
  assert.deepEqual(await startedAt(), held);
  const again = await bring(new Date('2026-11-04T09:00:00Z'));
  assert.deepEqual([again.changed, again.unchanged], [0, 1]);
  assert.deepEqual(await startedAt(), held);
});

test('refuses a file without words and adds nothing', async () => {
  const empty = {
    content: 'no subtitles',
    format: 'webvtt',
    title: null,
    startedAt: null,
    accountId: null,
  } as const;
  const outcome = await sync.transaction((tx) => importMeetings(tx, empty, sync.clock.now()));
  assert.deepEqual([outcome.added, outcome.refused.length], [0, 1]);
});
