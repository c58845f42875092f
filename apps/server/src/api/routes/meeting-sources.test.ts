import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints as e, MEETING_LINE_EXAMPLE } from '@handrail/contract';
import type { Meeting, MeetingImport } from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
await api.makeLoop();
const exclude = [{ domain: 'lawfirm.example' }, { title: 'audit' }];
const lineOf = (title: string, email: string) =>
  JSON.stringify({
    title,
    startedAt: '2026-11-20T10:00:00Z',
    participants: [{ name: 'Ben', email }],
    turns: [{ speaker: 'Ben', text: `About ${title}: we will send the plan by Friday.` }],
  });
const importFile = (fileName: string, ...lines: readonly string[]) =>
  api.call(e.importMeetings, { body: { fileName, format: 'json-lines', content: lines.join('\n') } });
const imports = async (): Promise<readonly MeetingImport[]> =>
  (await api.call(e.listMeetingImports, { query: {} })).items;
const meetings = async (): Promise<readonly Meeting[]> =>
  (await api.call(e.listMeetings, { query: { limit: 200 } })).items;

await api.call(e.saveConfig, {
  body: { basedOn: 1, document: { ...TEST_DOCUMENT, meetings: { exclude } } },
});

test('tells what is held of each source, and how many each rule keeps out', async () => {
  const { items } = await api.call(e.listMeetingSources, {});
  assert.deepEqual(
    items.map(({ source }) => source),
    ['gong', 'file'],
  );
  const [gong] = items;
  assert.ok(gong !== undefined && gong.transcribed >= 12 && gong.oldest !== null);
  assert.equal(gong.meetings, gong.transcribed + gong.awaiting + gong.withoutTranscript);
  assert.deepEqual(
    gong.excluded.map(({ rule, ruleInWords }) => [rule, ruleInWords]),
    [['private', 'being private at the recorder']],
  );
});

test('lists imports with counts and faults, newest first, and who made them', async () => {
  await importFile('mixed.jsonl', lineOf('One', 'a@b.example'), '{ broken', lineOf('L', 'x@lawfirm.example'));
  await importFile('mixed.jsonl', lineOf('One', 'a@b.example'), lineOf('Two', 'a@b.example'));
  const [second, first] = await imports();
  assert.ok(first !== undefined && second !== undefined);
  assert.deepEqual(
    [first.fileName, first.added, first.unchanged, first.excluded, first.faultCount, first.faults[0]?.line],
    ['mixed.jsonl', 1, 0, 1, 1, 2],
  );
  assert.deepEqual([second.added, second.unchanged, second.importedBy], [1, 1, first.importedBy]);
});

test('takes the meeting that the help shows, and tells in the history that it was dated', async () => {
  const text = `Ana: ${'The same words. '.repeat(3)}\nBen: Fine.`;
  const body = { fileName: 'undated.txt', format: 'text', content: text } as const;
  await api.call(e.importMeetings, { body });
  await api.call(e.importMeetings, { body: { ...body, startedAt: '2026-01-05T10:00:00Z' } });
  const [dated] = await imports();
  assert.deepEqual(
    [dated?.fileName, dated?.added, dated?.changed, dated?.unchanged],
    ['undated.txt', 0, 1, 0],
  );
  const shown = await importFile('shown.jsonl', MEETING_LINE_EXAMPLE);
  assert.deepEqual([shown.added, shown.refused], [1, []]);
});

test('names a file that was refused, unless a rule would keep out what its name tells', async () => {
  const refuse = (fileName: string) =>
    api.call(e.importMeetings, { body: { fileName, format: 'srt', content: 'no cue' } });
  await refuse('minutes.srt');
  const [refused] = await imports();
  assert.deepEqual([refused?.fileName, refused?.faultCount], ['minutes.srt', 1]);
  await refuse('internal audit.srt');
  assert.equal((await imports())[0]?.fileName, null);
});

test('keeps neither name nor words of a file whose meeting is kept out', async () => {
  await importFile('Settlement with Ms Secret.jsonl', lineOf('Settlement', 'x@lawfirm.example'));
  const [last] = await imports();
  assert.deepEqual([last?.fileName, last?.added, last?.excluded, last?.faults], [null, 0, 1, []]);
  const rows = await api.database.workspace(api.workspace.id).transaction(async (tx) => {
    const tables = await tx.query<{ name: string }>(
      `select table_name::text as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const hits = await tx.query(`select 1 from "${name}" t where t::text ilike '%settlement%' limit 1`);
      if (hits.length > 0) found.push(name);
    }
    return found;
  });
  assert.deepEqual(rows, []);
});

test('undoing an import takes its meetings away, and the file can be imported again', async () => {
  const [account] = (await api.call(e.listAccounts, { query: { limit: 1 } })).items;
  assert.ok(account);
  const outcome = await importFile('undo.jsonl', lineOf('Undo me', 'a@b.example'));
  const [id] = outcome.meetingIds;
  const [mine] = await imports();
  assert.ok(id !== undefined && mine !== undefined);
  assert.deepEqual(await api.call(e.undoMeetingImport, { params: { id: mine.id } }), { removed: 1 });
  const gone = (await meetings()).find((one) => one.id === id);
  assert.deepEqual(
    [gone?.state, gone?.exclusionRule, gone?.title],
    ['excluded', 'undone', 'Excluded meeting'],
  );
  assert.equal((await api.refusal(e.undoMeetingImport, { params: { id: mine.id } })).code, 'not_found');
  const again = await importFile('undo.jsonl', lineOf('Undo me', 'a@b.example'));
  assert.deepEqual([again.added, again.changed, again.meetingIds], [0, 1, [id]]);
  assert.equal((await meetings()).find((one) => one.id === id)?.title, 'Undo me');
});

test('what is gone at the recorder is taken away only in the number that was shown', async () => {
  const { calls } = api.sandbox.context.world;
  const kept = [...calls];
  calls.splice(0, calls.length, ...kept.slice(0, 2));
  api.clock.advance(25 * 3_600_000);
  await api.workRuns();
  const goneOf = async () => (await api.call(e.listMeetingSources, {})).items[0]?.gone ?? 0;
  const gone = await goneOf();
  assert.ok(gone > 10);
  const wrong = await api.refusal(e.removeGoneMeetings, { body: { meetings: gone - 1 } });
  assert.deepEqual([wrong.status, wrong.code], [409, 'gone_meetings_changed']);
  assert.deepEqual(await api.call(e.removeGoneMeetings, { body: { meetings: gone } }), { removed: gone });
  assert.equal(await goneOf(), 0);
});

test('sources and imports are for admins', async () => {
  const { token } = await api.addMember('user');
  assert.equal((await api.refusal(e.listMeetingSources, {}, token)).status, 403);
  assert.equal((await api.refusal(e.listMeetingImports, { query: {} }, token)).status, 403);
});
