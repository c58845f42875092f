import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeWorld } from '../seed.ts';
import { WorldError } from '../seed/world-error.ts';
import { transcriptCalls } from './transcript-calls.ts';

const folder = mkdtempSync(join(tmpdir(), 'sandbox-transcripts-'));
after(() => rmSync(folder, { recursive: true }));

const now = new Date('2026-11-24T09:30:00Z');
const long = 'We should keep the small one. '.repeat(400).trim();

function fileOf(name: string, lines: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return path;
}

const meetings = Array.from({ length: 34 }, (_, at) => ({
  id: `set/M${at}`,
  title: 'what people labelled it',
  turns: [
    { speaker: 'Chair', text: 'Okay. So, shall we start? I have the list.' },
    { speaker: 'Member A', text: long },
    { speaker: 'Hon. Zoë Ødegård', text: 'Mm-hmm.' },
    { speaker: 'Chair', text: ' ' },
    { speaker: 'Chair', text: 'Then we take it.' },
  ],
}));
const path = fileOf('meetings.jsonl', meetings);

test('serves every meeting word for word, as a call of a company of its own', () => {
  const world = makeWorld({ seed: 7, companies: 500, now });
  const calls = transcriptCalls(path, world);
  assert.equal(calls.length, 34);
  assert.equal(new Set(calls.map((call) => call.companyGsid)).size, 34);
  assert.equal(new Set(calls.map((call) => call.id)).size, 34);
  const taken = new Set(world.calls.map((call) => call.companyGsid));
  for (const [at, call] of calls.entries()) {
    assert.ok(!taken.has(call.companyGsid));
    assert.equal(call.clientUniqueId, meetings[at]?.id);
    const said = call.monologues.map(({ sentences }) => sentences.map(({ text }) => text).join(' '));
    const meant = meetings[at]?.turns.map(({ text }) => text).filter((text) => text.trim() !== '');
    assert.deepEqual(said, meant);
    assert.ok(Date.parse(call.transcribedAt) <= now.getTime());
    assert.match(call.title, /invented/);
    assert.doesNotMatch(call.title, /labelled/);
  }
});

test('makes the first speaker our host and the others persons of the company', () => {
  const world = makeWorld({ seed: 7, companies: 500, now });
  const [call] = transcriptCalls(path, world);
  const [host, ...guests] = call?.parties ?? [];
  assert.equal(host?.userId, call?.primaryUserId);
  assert.ok(
    world.gongUsers.some(
      ({ id, emailAddress }) => id === host?.userId && emailAddress === host?.emailAddress,
    ),
  );
  assert.equal(guests.length, 2);
  for (const guest of guests) {
    const person = world.objects.get('person')?.rows.find((row) => row['Email'] === guest.emailAddress);
    const tie = world.objects
      .get('company_person')
      ?.rows.find((row) => row['Person_ID'] === person?.['Gsid']);
    assert.equal(person?.['Name'], guest.name);
    assert.equal(tie?.['Company_ID'], call?.companyGsid);
  }
});

test('adds nobody twice and gives a meeting the same ids every time', () => {
  const world = makeWorld({ seed: 7, companies: 500, now });
  const first = transcriptCalls(path, world);
  const people = world.objects.get('person')?.rows.length;
  assert.deepEqual(transcriptCalls(path, world), first);
  assert.equal(world.objects.get('person')?.rows.length, people);
});

test('names the line that is no meeting, and says when companies are too few', () => {
  const world = makeWorld({ seed: 7, companies: 30, now });
  const broken = fileOf('broken.jsonl', [meetings[0], '{"id": "x", "turns": [']);
  assert.throws(
    () => transcriptCalls(broken, world),
    (error) => error instanceof WorldError && /line 2/.test(error.message),
  );
  assert.throws(() => transcriptCalls(path, world), WorldError);
});
