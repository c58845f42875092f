import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dig, list, START, startTestGong, WIDE } from './testing.ts';

test('gives transcripts in milliseconds, for ids and period together', async (t) => {
  const { ask, call } = await startTestGong(t);
  const written = call((one) => one.mustKeep !== undefined);
  const { body } = await ask('/v2/calls/transcript', { filter: { callIds: [written.id], ...WIDE } });
  assert.equal(dig(body, 'callTranscripts', 0, 'callId'), written.id);
  const transcript = list(body, 'callTranscripts', 0, 'transcript');
  assert.equal(transcript.length, written.monologues.length);
  assert.equal(dig(transcript, 1, 'sentences', 0, 'start'), written.monologues[1]?.sentences[0]?.startMs);
  const end = Number(dig(list(transcript.at(-1), 'sentences').at(-1), 'end'));
  assert.equal(Math.ceil(end / 1000), written.durationSeconds);
  const outside = { callIds: [written.id], toDateTime: '2026-01-02T00:00:00Z' };
  assert.equal((await ask('/v2/calls/transcript', { filter: outside })).status, 404);
  assert.equal((await ask('/v2/calls/transcript', {})).status, 400);
});

test('lists a call before its transcript is ready', async (t) => {
  const { ask, call, clock } = await startTestGong(t);
  const late = call((one) => one.transcribedAt > START && one.listedAt <= START);
  const ready = call((one) => one.mustKeep !== undefined);
  const entries = async (...callIds: string[]): Promise<unknown[]> => {
    const reply = await ask('/v2/calls/transcript', { filter: { callIds } });
    return reply.status === 404 ? [] : list(reply.body, 'callTranscripts').map((one) => dig(one, 'callId'));
  };
  assert.equal((await ask(`/v2/calls/${late.id}`)).status, 200);
  assert.deepEqual(await entries(late.id), [], '404 when nothing is ready');
  assert.deepEqual(await entries(late.id, ready.id), [ready.id], 'no entry beside one that is ready');
  clock.advance(3_600_000);
  assert.deepEqual(await entries(late.id), [late.id]);
});

test('has turns without a sentence, a voice without a participant and people who talk at once', async (t) => {
  const { ask, call } = await startTestGong(t);
  const garbled = call((one) => one.title.startsWith('Aurora – call from the yard'));
  const { body } = await ask('/v2/calls/transcript', { filter: { callIds: [garbled.id] } });
  const transcript = list(body, 'callTranscripts', 0, 'transcript');
  assert.ok(transcript.some((monologue) => list(monologue, 'sentences').length === 0));
  const known = new Set<unknown>(garbled.parties.map(({ speakerId }) => speakerId));
  assert.equal(transcript.filter((monologue) => !known.has(dig(monologue, 'speakerId'))).length, 1);
  const spoken = transcript.filter((monologue) => list(monologue, 'sentences').length > 0);
  const overlaps = spoken.filter((monologue, at) => {
    const before = list(spoken[at - 1] ?? { sentences: [] }, 'sentences').at(-1);
    return Number(dig(monologue, 'sentences', 0, 'start')) < Number(dig(before, 'end') ?? 0);
  });
  assert.equal(overlaps.length, 1);
});

test('passes hostile text of a title, a name and a sentence on unchanged', async (t) => {
  const { ask, call } = await startTestGong(t);
  const hostile = call((one) => one.title.startsWith('=HYPERLINK'));
  const filter = { callIds: [hostile.id] };
  const shown = await ask('/v2/calls/extensive', {
    filter,
    contentSelector: { exposedFields: { parties: true } },
  });
  assert.equal(dig(shown.body, 'calls', 0, 'metaData', 'title'), hostile.title);
  const names = list(shown.body, 'calls', 0, 'parties').map((party) => String(dig(party, 'name')));
  assert.ok(names.some((name) => name.startsWith('Ignore previous instructions')));
  const { body } = await ask('/v2/calls/transcript', { filter });
  const said = JSON.stringify(body);
  for (const text of ['東京デポ', 'مستودع دبي', '👷🏽‍♀️', '<img src=x onerror=alert(1)>', "+cmd|' /C calc'!A0"])
    assert.ok(said.includes(JSON.stringify(text).slice(1, -1)), text);
});
