import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorld } from '../seed.ts';
import type { WorldCall } from '../world.ts';

const now = new Date('2026-11-24T09:30:00Z');
const world = makeWorld({ seed: 7, companies: 30, now });
const written = world.calls.filter((call) => call.mustKeep !== undefined);

function sentencesOf(call: WorldCall): string[] {
  return call.monologues.flatMap(({ sentences }) => sentences.map(({ text }) => text));
}

test('states every fact that a summary must keep literally in one sentence of its transcript', () => {
  for (const call of written) {
    const sentences = sentencesOf(call);
    const facts = call.mustKeep ?? [];
    assert.ok(facts.length >= 6 && facts.length <= 12, call.title);
    for (const { accept } of facts) {
      const found = accept.some((spelling) => sentences.some((sentence) => sentence.includes(spelling)));
      assert.ok(found, `${call.title}: ${accept.join(' | ')}`);
    }
  }
});

test('names every promise literally in one sentence of its transcript', () => {
  for (const call of written) {
    const sentences = sentencesOf(call);
    for (const promise of call.promises ?? []) {
      assert.ok(
        sentences.some((sentence) => sentence.includes(promise)),
        `${call.title}: ${promise}`,
      );
    }
    assert.ok((call.promises ?? []).length >= 2, call.title);
  }
});

test('names every decision literally in one sentence of its transcript', () => {
  for (const call of written) {
    const sentences = sentencesOf(call);
    assert.ok(call.decisions !== undefined, call.title);
    for (const decision of call.decisions)
      assert.ok(
        sentences.some((sentence) => sentence.includes(decision)),
        `${call.title}: ${decision}`,
      );
  }
});

test('has at least forty business calls in four languages', () => {
  assert.ok(written.length >= 40, String(written.length));
  assert.deepEqual(new Set(written.map(({ language }) => language)), new Set(['eng', 'ger', 'fre', 'swe']));
});

test('writes long business calls of 60 to 140 turns, one for each of the first fourteen companies', () => {
  const long = written.filter((call) => call.monologues.length >= 40);
  assert.equal(long.length, 14);
  assert.equal(new Set(long.map((call) => call.companyGsid)).size, 14);
  for (const call of long) {
    const turns = call.monologues.length;
    const words = sentencesOf(call).join(' ').split(/\s+/).length;
    assert.ok(turns >= 60 && turns <= 140, `${call.title}: ${turns} turns`);
    assert.ok(words >= 850 && words <= 2_600, `${call.title}: ${words} words`);
  }
});

test('speaks at about 150 words a minute, in order', () => {
  for (const call of written) {
    const words = sentencesOf(call).join(' ').split(/\s+/).length;
    const pace = (words * 60) / call.durationSeconds;
    assert.ok(pace > 100 && pace < 165, `${call.title}: ${pace}`);
    const starts = call.monologues.map(({ sentences }) => sentences[0]?.startMs ?? -1);
    assert.deepEqual(
      [...starts].sort((a, b) => a - b),
      starts,
    );
  }
});

test('lets only people speak whom Gainsight knows: users of ours, persons of the company', () => {
  const emails = (object: string): Set<unknown> =>
    new Set(world.objects.get(object)?.rows.map((row) => row['Email']) ?? []);
  const users = emails('gsuser');
  // A colleague may join as a guest, under an address that the recorder knows as an alias.
  const aliases = new Set(world.gongUsers.flatMap(({ emailAliases }) => emailAliases));
  const persons = emails('person');
  for (const call of written) {
    for (const party of call.parties) {
      const { affiliation, emailAddress } = party;
      const known = affiliation === 'Internal' ? users : affiliation === 'Unknown' ? aliases : persons;
      assert.ok(emailAddress !== null && known.has(emailAddress), `${call.title}: ${emailAddress}`);
    }
    const speakers = new Set(call.parties.map((party) => party.speakerId));
    assert.ok(call.monologues.every((monologue) => speakers.has(monologue.speakerId)));
  }
});

test('holds the written calls within the last 30 days', () => {
  for (const call of written) {
    const ageDays = (now.getTime() - Date.parse(call.started)) / 86_400_000;
    assert.ok(ageDays > 0 && ageDays < 30, call.title);
    assert.ok(Date.parse(call.transcribedAt) <= now.getTime(), call.title);
  }
});
