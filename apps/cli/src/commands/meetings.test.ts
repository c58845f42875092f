import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Meeting, MeetingDetail } from '@handrail/contract';
import { pageOfAll, runCli, startCannedServer } from '../testing.ts';

const MEETING: Meeting = {
  id: '01890000-0000-7000-8000-0000000000c1',
  source: 'gong',
  sourceMeetingId: '7782342274025937895',
  sourceReference: 'qmsum/ES2006a',
  title: 'Renewal',
  url: null,
  startedAt: '2026-07-30T14:00:00Z',
  durationSeconds: 1800,
  language: 'en',
  state: 'transcribed',
  exclusionRule: null,
  attribution: 'none',
  attributionDecidedBy: 'rule',
  timelineWish: null,
  accounts: [],
  unseenAccounts: [],
  headline: 'Acme renews.',
  actionItemCount: 1,
  openActionItems: [],
  timeline: [],
};
const EVIDENCE = { turn: 0, quote: 'we will renew', startMs: 0 };
const DETAIL: MeetingDetail = {
  ...MEETING,
  sendings: [],
  removedParts: [],
  timelineStandstill: null,
  participants: [],
  summary: {
    version: 1,
    algorithm: 'built-in-1',
    language: 'en',
    languageNote: null,
    isCorrected: false,
    model: null,
    fallbackCode: null,
    headline: { id: 'h', text: 'Acme renews.', evidence: EVIDENCE },
    points: [{ id: 'p', text: 'We will renew.', evidence: EVIDENCE }],
    decisions: [],
    actionItems: [
      {
        id: 'a1',
        text: 'Send the quote.',
        owner: null,
        due: '2026-08-05',
        side: 'ours',
        state: 'open',
        evidence: EVIDENCE,
        addedBy: null,
      },
    ],
    risks: [{ id: 'r', text: 'The budget is frozen.', evidence: null, addedBy: 'Ingrid Solberg' }],
    asks: [],
    topics: [],
    createdAt: '2026-07-30T15:00:00Z',
  },
  turns: [
    {
      turn: 0,
      speaker: 'Dana',
      side: 'theirs',
      text: 'we will renew',
      startMs: 0,
      endMs: 900,
      acts: ['commit'],
      sentiment: 'neutral',
    },
  ],
  review: null,
  ruleOffers: [],
  exclusionInWords: null,
  summaryAskedAt: null,
};

async function fileOf(t: TestContext, name: string, content: string | Buffer): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'handrail-cli-'));
  t.after(() => rm(dir, { recursive: true }));
  const path = join(dir, name);
  await writeFile(path, content);
  return path;
}

test('gives a meeting as the server tells it, found by id, reference or title', async () => {
  await using server = await startCannedServer({
    listMeetings: () => pageOfAll([MEETING]),
    getMeeting: () => DETAIL,
  });
  for (const meant of [MEETING.id, 'qmsum/ES2006a', '7782342274025937895', 'Renewal']) {
    const ended = await runCli(server, ['meetings', 'show', meant, '--json']);
    assert.deepEqual(JSON.parse(ended.out), DETAIL);
  }
});

test('shows a summary with the turn behind each sentence, and the transcript on request', async () => {
  await using server = await startCannedServer({ getMeeting: () => DETAIL });
  const short = await runCli(server, ['meetings', 'show', MEETING.id]);
  assert.match(short.out, /- We will renew\. \[turn 0\]/u);
  assert.match(short.out, /- The budget is frozen\. \[added by Ingrid Solberg\]/u);
  assert.match(short.out, /- Send the quote\. \[turn 0\] +owner not said, 2026-08-05/u);
  assert.equal(short.out.includes('Dana'), false);
  const long = await runCli(server, ['meetings', 'show', MEETING.id, '--transcript']);
  assert.match(long.out, /Dana: we will renew/u);
});

test('lists meetings in every format', async () => {
  await using server = await startCannedServer({ listMeetings: () => pageOfAll([MEETING]) });
  const json = await runCli(server, ['meetings', 'list', '--json']);
  assert.deepEqual(JSON.parse(json.out), [MEETING]);
  const table = await runCli(server, ['meetings', 'list']);
  assert.match(table.out, /2026-07-30 14:00:00 UTC +Renewal/u);
  const csv = await runCli(server, ['meetings', 'list', '--format', 'csv']);
  assert.match(csv.out, /qmsum\/ES2006a/u);
});

test('imports files line by line and sums what was added', async (t) => {
  const path = await fileOf(t, 'calls.jsonl', '{"id":1}\n{"id":2}\n');
  await using server = await startCannedServer({
    importMeetings: () => ({ added: 2, changed: 0, unchanged: 0, refused: [], meetingIds: ['a', 'b'] }),
  });
  const ended = await runCli(server, ['meetings', 'import', path, '--account', MEETING.id, '--json']);
  assert.equal(ended.exitCode, 0);
  assert.deepEqual(JSON.parse(ended.out), {
    added: 2,
    changed: 0,
    unchanged: 0,
    refused: [],
    meetingIds: ['a', 'b'],
  });
  assert.deepEqual(server.seen[0]?.body, {
    fileName: 'calls.jsonl',
    format: 'json-lines',
    content: '{"id":1}\n{"id":2}\n',
    accountId: MEETING.id,
  });
});

test('imports a file of subtitles whole, with when it was held', async (t) => {
  const content = 'WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann>Hello.</v>\n';
  const path = await fileOf(t, 'Review.VTT', content);
  await using server = await startCannedServer({
    importMeetings: () => ({ added: 1, changed: 0, unchanged: 0, refused: [], meetingIds: ['a'] }),
  });
  const ended = await runCli(server, ['meetings', 'import', path, '--started-at', '2026-11-03T09:00:00Z']);
  assert.equal(ended.exitCode, 0);
  assert.deepEqual(server.seen[0]?.body, {
    fileName: 'Review.VTT',
    format: 'webvtt',
    content,
    startedAt: '2026-11-03T09:00:00Z',
  });
});

test('says where meetings wait whose account nobody named, and what a line of JSON lines holds', async (t) => {
  const path = await fileOf(t, 'notes.txt', 'Ann: Hello.\n');
  await using server = await startCannedServer({
    importMeetings: () => ({ added: 1, changed: 0, unchanged: 0, refused: [], meetingIds: ['a'] }),
  });
  assert.match((await runCli(server, ['meetings', 'import', path])).error, /waits in Review/u);
  const placed = await runCli(server, ['meetings', 'import', path, '--account', MEETING.id]);
  assert.doesNotMatch(placed.error, /Review/u);
  const { out } = await runCli(server, ['meetings', 'import', '--help']);
  for (const key of ['turns', 'speaker', 'participants', 'startedAt', 'startMs'])
    assert.ok(out.includes(key), key);
});

test('sends a list of meetings whole, which no line cuts', async (t) => {
  const turns = [{ speaker: 'Ann', text: 'x'.repeat(5_000_000) }];
  const path = await fileOf(t, 'list.json', JSON.stringify([{ turns }, { turns }], null, 2));
  await using server = await startCannedServer({
    importMeetings: () => ({ added: 2, changed: 0, unchanged: 0, refused: [], meetingIds: ['a', 'b'] }),
  });
  assert.equal((await runCli(server, ['meetings', 'import', path])).exitCode, 0);
  assert.equal(server.seen.length, 1);
});

const SWEDISH = 'Åsa: Vi förnyar avtalet.\nJörg: Schön – „gern“.\n';
const CHINESE = '张伟: 我们续约一年。\n李娜: 合同周五发给你们。\n';
for (const [name, bytes, content = SWEDISH] of [
  ['UTF-16 LE without a mark', Buffer.from(SWEDISH, 'utf16le')],
  ['UTF-16 BE without a mark', Buffer.from(SWEDISH, 'utf16le').swap16()],
  ['UTF-16 LE without a mark, in another script', Buffer.from(CHINESE, 'utf16le'), CHINESE],
  ['UTF-16 BE without a mark, in another script', Buffer.from(CHINESE, 'utf16le').swap16(), CHINESE],
  ['UTF-16 LE without a mark, in plain letters', Buffer.from('Ann: Yes.\n', 'utf16le'), 'Ann: Yes.\n'],
  ['UTF-8 with a zero in it', Buffer.from('Ann: Yes, \0 we do.\n'), 'Ann: Yes, \0 we do.\n'],
  ['UTF-16 LE', Buffer.from(`\uFEFF${SWEDISH}`, 'utf16le')],
  ['UTF-16 BE', Buffer.from(`\uFEFF${SWEDISH}`, 'utf16le').swap16()],
  [
    'Windows-1252',
    Buffer.from(SWEDISH.replaceAll('–', '\x96').replaceAll('„', '\x84').replaceAll('“', '\x93'), 'latin1'),
  ],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${SWEDISH}`)],
] as const) {
  test(`imports a text in ${name}`, async (t) => {
    await using server = await startCannedServer({
      importMeetings: () => ({ added: 1, changed: 0, unchanged: 0, refused: [], meetingIds: ['a'] }),
    });
    const ended = await runCli(server, ['meetings', 'import', await fileOf(t, 'notes.txt', bytes)]);
    assert.equal(ended.exitCode, 0);
    assert.deepEqual(server.seen[0]?.body, { fileName: 'notes.txt', format: 'text', content });
    assert.match(ended.error, /: 1 meeting so far/u);
  });
}

test('names each refused line and fails, though the others are imported', async (t) => {
  const path = await fileOf(t, 'calls.jsonl', '{"id":1}\nnonsense\n');
  await using server = await startCannedServer({
    importMeetings: () => ({
      added: 1,
      changed: 0,
      unchanged: 0,
      refused: [{ line: 2, reason: 'It is not JSON.' }],
      meetingIds: ['a'],
    }),
  });
  const ended = await runCli(server, ['meetings', 'import', path]);
  assert.equal(ended.exitCode, 1);
  assert.match(
    ended.out,
    /1 added, 0 changed, 0 unchanged, 1 refused\n.*calls\.jsonl:2: It is not JSON\.\n/u,
  );
  assert.match(ended.error, /1 line was refused;/u);
  assert.match(ended.error, /Code: cli_not_all_imported\n$/u);
});

test('refuses files it cannot read before it sends anything', async () => {
  await using server = await startCannedServer({});
  const absent = await runCli(server, ['meetings', 'import', '/absent.jsonl']);
  assert.equal(absent.exitCode, 1);
  assert.match(absent.error, /Code: cli_file_unreadable\n$/u);
  const unread = await runCli(server, ['meetings', 'import', 'call.docx']);
  assert.equal(unread.exitCode, 2);
  assert.match(unread.error, /\.vtt/u);
  assert.equal(server.seen.length, 0);
});

test('imports are listed with what came of each, and one is undone by its id', async () => {
  const item = {
    id: '01890000-0000-7000-8000-000000000001',
    fileName: 'calls.jsonl',
    format: 'json-lines',
    importedBy: 'a@b.example',
    createdAt: '2026-11-20T10:00:00.000Z',
    added: 3,
    changed: 4,
    unchanged: 1,
    excluded: 2,
    faultCount: 0,
    faults: [],
    undoneAt: null,
  };
  await using server = await startCannedServer({
    listMeetingImports: () => pageOfAll([item]),
    undoMeetingImport: () => ({ removed: 3 }),
  });
  const listed = await runCli(server, ['meetings', 'imports', '--format', 'csv']);
  assert.match(listed.out, /calls\.jsonl,json-lines,a@b\.example,3,4,1,2,0/u);
  const undone = await runCli(server, ['meetings', 'undo-import', item.id]);
  assert.equal(undone.out, '3 meetings taken away.\n');
});

test('holds, sends, takes back and places a meeting that is named', async () => {
  const account = { id: '01890000-0000-7000-8000-0000000000a1', name: 'Acme', gainsightId: '1P02ACME' };
  await using server = await startCannedServer({
    listMeetings: () => pageOfAll([MEETING]),
    wishTimeline: () => DETAIL,
    attributeMeeting: () => DETAIL,
  });
  for (const wish of ['hold', 'send', 'withdraw']) {
    const ended = await runCli(server, ['meetings', wish, 'Renewal']);
    assert.equal(ended.exitCode, 0, ended.error);
    assert.deepEqual(server.seen.at(-1)?.body, { wish });
    assert.deepEqual(server.seen.at(-1)?.params, { id: MEETING.id });
  }
  for (const [given, body] of [
    [[account.id], { by: 'person', accountIds: [account.id] }],
    [['--none'], { by: 'person', accountIds: [] }],
    [['--by-rules'], { by: 'rule' }],
  ] as const) {
    const ended = await runCli(server, ['meetings', 'place', 'Renewal', ...given, '--json']);
    assert.deepEqual(JSON.parse(ended.out), DETAIL);
    assert.deepEqual(server.seen.at(-1)?.body, body);
  }
  for (const given of [[], [account.id, '--none'], ['--none', '--by-rules']])
    assert.equal((await runCli(server, ['meetings', 'place', 'Renewal', ...given])).exitCode, 2);
});

test('names no account that the caller may not see, and says where its entry stands', async () => {
  const hidden = {
    attribution: 'attributed' as const,
    unseenAccounts: [{ state: 'delivered' as const, deliveredAt: '2026-07-30T16:00:00Z' }],
  };
  await using server = await startCannedServer({
    getMeeting: () => ({ ...DETAIL, ...hidden }),
    listMeetings: () => pageOfAll([{ ...MEETING, ...hidden }]),
  });
  const shown = await runCli(server, ['meetings', 'show', MEETING.id]);
  assert.match(shown.out, /^Account: an account that you may not see$/mu);
  assert.match(shown.out, /^Timeline of an account that you may not see: delivered$/mu);
  const table = await runCli(server, ['meetings', 'list']);
  assert.match(table.out, /an account that you may not see.*delivered/u);
});

test('lists what was taken out of a summary, and puts it back', async () => {
  const id = '01890000-0000-7000-8000-0000000000f1';
  const removedParts = [
    {
      id,
      kind: 'decision' as const,
      text: 'We go live.',
      removedBy: null,
      removedAt: '2026-07-31T10:00:00Z',
    },
  ];
  await using server = await startCannedServer({
    getMeeting: () => ({ ...DETAIL, removedParts }),
    correctSummary: () => DETAIL,
  });
  const shown = await runCli(server, ['meetings', 'show', MEETING.id]);
  assert.ok(shown.out.includes(`Removed\n  - decision: We go live. [${id}, by somebody who is gone]\n`));
  const ended = await runCli(server, ['meetings', 'restore-part', MEETING.id, id]);
  assert.equal(ended.exitCode, 0, ended.error);
  assert.deepEqual(server.seen.at(-1)?.params, { id: MEETING.id, partId: id });
  assert.deepEqual(server.seen.at(-1)?.body, { isRemoved: false });
});
