import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { WorldCall } from '../world.ts';
import { dig, list, startTestGong, type TestGong } from './testing.ts';

const isWritten = (call: WorldCall): boolean => call.mustKeep !== undefined && call.crmAccountId !== null;

/** Asks for one call with a selector and returns what the answer shows of it. */
async function show({ ask }: TestGong, id: string, contentSelector?: object): Promise<unknown> {
  const { status, body } = await ask('/v2/calls/extensive', { filter: { callIds: [id] }, contentSelector });
  assert.equal(status, 200, JSON.stringify(body));
  return dig(body, 'calls', 0);
}

async function startWithCall(t: TestContext): Promise<{ gong: TestGong; call: WorldCall }> {
  const gong = await startTestGong(t);
  return { gong, call: gong.call(isWritten) };
}

test('shows only the meta data when nothing is selected', async (t) => {
  const { gong, call } = await startWithCall(t);
  for (const selector of [undefined, {}, { context: 'None' }, { exposedFields: { parties: false } }]) {
    assert.deepEqual(Object.keys(Object(await show(gong, call.id, selector))), ['metaData']);
  }
});

test('shows of each group only what was selected', async (t) => {
  const { gong, call } = await startWithCall(t);
  const groups = {
    content: [
      'structure',
      'topics',
      'trackers',
      'brief',
      'outline',
      'highlights',
      'callOutcome',
      'keyPoints',
    ],
    interaction: ['speakers', 'video', 'questions'],
    collaboration: ['publicComments'],
  };
  for (const [group, names] of Object.entries(groups)) {
    for (const name of names) {
      const shown = await show(gong, call.id, { exposedFields: { [group]: { [name]: true } } });
      assert.deepEqual(Object.keys(Object(shown)), ['metaData', group]);
      assert.deepEqual(Object.keys(Object(dig(shown, group))), [name]);
    }
  }
  // The request and the answer name this one differently.
  const stats = await show(gong, call.id, {
    exposedFields: { interaction: { personInteractionStats: true } },
  });
  assert.deepEqual(Object.keys(Object(dig(stats, 'interaction'))), ['interactionStats']);
});

test('links a call to the CRM: without values when basic, with them when extended, once a timing', async (t) => {
  const { gong, call } = await startWithCall(t);
  const basicOnly = list(await show(gong, call.id, { context: 'Basic' }), 'context', 0, 'objects');
  assert.deepEqual(basicOnly[0], {
    objectType: 'Account',
    objectId: call.crmAccountId,
    fields: [],
    timing: null,
  });
  const extended = await show(gong, call.id, { context: 'Extended' });
  assert.equal(dig(extended, 'context', 0, 'objects', 0, 'timing'), 'Now');
  assert.equal(dig(extended, 'context', 0, 'objects', 0, 'fields', 0, 'name'), 'Name');
  const both = await show(gong, call.id, { context: 'Extended', contextTiming: ['Now', 'TimeOfCall'] });
  const timings = list(both, 'context', 0, 'objects').map((object) => dig(object, 'timing'));
  assert.deepEqual([...new Set(timings)], ['Now', 'TimeOfCall']);
  const unlinked = gong.call((one) => one.crmAccountId === null);
  assert.deepEqual(dig(await show(gong, unlinked.id, { context: 'Basic' }), 'context'), []);
});

test('shows the parties, with the speaker id null for who said nothing, and their CRM links on demand', async (t) => {
  const { gong, call } = await startWithCall(t);
  const [silent, ...others] = call.parties;
  assert.ok(silent);
  const at = gong.context.world.calls.indexOf(call);
  gong.context.world.calls[at] = { ...call, parties: [{ ...silent, speakerId: null }, ...others] };
  const bare = list(await show(gong, call.id, { exposedFields: { parties: true } }), 'parties');
  assert.deepEqual(
    [dig(bare[0], 'speakerId'), dig(bare[0], 'methods'), dig(bare[0], 'context')],
    [null, ['Invitee'], []],
  );
  assert.deepEqual(dig(bare[1], 'methods'), ['Invitee', 'Attendee']);
  const linked = await show(gong, call.id, { context: 'Extended', exposedFields: { parties: true } });
  const kinds = list(linked, 'parties').map((party) => dig(party, 'context', 0, 'objects', 0, 'objectType'));
  assert.deepEqual([...new Set(kinds)].sort(), ['Contact', 'User']);
});

test('analyses a long call and leaves the texts of a short one null', async (t) => {
  const { gong, call } = await startWithCall(t);
  const content = { brief: true, outline: true, highlights: true, keyPoints: true, topics: true };
  const long = dig(await show(gong, call.id, { exposedFields: { content } }), 'content');
  assert.ok(String(dig(long, 'brief')).includes(call.title));
  const topics = list(long, 'topics').map((topic) => dig(topic, 'name'));
  const sections = list(long, 'outline');
  assert.deepEqual(
    sections.map((section) => dig(section, 'section')),
    topics,
  );
  assert.ok(Number(dig(sections[1], 'startTime')) * 1000 < call.durationSeconds * 1000, 'in seconds');
  assert.equal(list(long, 'keyPoints').length, topics.length);
  assert.equal(dig(long, 'highlights', 0, 'title'), 'Next steps');
  const short = gong.call((one) => one.monologues.length < 12);
  const none = dig(await show(gong, short.id, { exposedFields: { content } }), 'content');
  for (const name of ['brief', 'outline', 'highlights', 'keyPoints']) assert.equal(dig(none, name), null);
});

test('tells when a tracker came up only together with trackers and since 2023', async (t) => {
  const { gong, call } = await startWithCall(t);
  const trackersOf = async (id: string, flags: object): Promise<unknown[]> =>
    list(await show(gong, id, { exposedFields: { content: flags } }), 'content', 'trackers');
  const counted = await trackersOf(call.id, { trackers: true });
  const hit = counted.find((tracker) => Number(dig(tracker, 'count')) > 0);
  assert.ok(hit);
  assert.ok(counted.every((tracker) => list(tracker, 'occurrences').length === 0));
  const timed = await trackersOf(call.id, { trackers: true, trackerOccurrences: true });
  for (const tracker of timed) {
    const total = list(tracker, 'phrases').reduce(
      (sum: number, phrase) => sum + Number(dig(phrase, 'count')),
      0,
    );
    const isSmart = dig(tracker, 'type') === 'SMART';
    if (isSmart) assert.deepEqual(dig(tracker, 'phrases'), []);
    else assert.equal(total, dig(tracker, 'count'));
    const showsPhrases = dig(tracker, 'name') === 'Competition';
    assert.equal(list(tracker, 'occurrences').length, showsPhrases ? 0 : dig(tracker, 'count'));
  }
  const alone = await show(gong, call.id, { exposedFields: { content: { trackerOccurrences: true } } });
  assert.deepEqual(dig(alone, 'content'), {});
  const at = gong.context.world.calls.indexOf(call);
  gong.context.world.calls[at] = { ...call, started: '2022-12-31T23:59:59Z' };
  const old = await trackersOf(call.id, { trackers: true, trackerOccurrences: true });
  assert.ok(old.every((tracker) => list(tracker, 'occurrences').length === 0));
});

test('gives figures of the host in seconds, and none without enough speech', async (t) => {
  const { gong, call } = await startWithCall(t);
  const interaction = { speakers: true, personInteractionStats: true, questions: true, video: true };
  const shown = dig(await show(gong, call.id, { exposedFields: { interaction } }), 'interaction');
  const stats = new Map(
    list(shown, 'interactionStats').map((stat) => [dig(stat, 'name'), dig(stat, 'value')]),
  );
  assert.deepEqual([...stats.keys()].sort(), [
    'Interactivity',
    'Longest Customer Story',
    'Longest Monologue',
    'Patience',
    'Talk Ratio',
  ]);
  assert.ok(Number(stats.get('Talk Ratio')) > 0 && Number(stats.get('Talk Ratio')) < 1);
  const talked = list(shown, 'speakers').reduce((sum: number, one) => sum + Number(dig(one, 'talkTime')), 0);
  assert.ok(talked > 60 && talked <= call.durationSeconds);
  assert.deepEqual(
    list(shown, 'speakers').map((one) => dig(one, 'id')),
    call.parties.map(({ id }) => id),
  );
  const at = gong.context.world.calls.indexOf(call);
  gong.context.world.calls[at] = { ...call, monologues: call.monologues.slice(0, 2) };
  const silent = await show(gong, call.id, { exposedFields: { interaction } });
  assert.deepEqual(Object.keys(Object(silent)), ['metaData']);
});

test('shows comments with the person tagged, and answers that say to which', async (t) => {
  const gong = await startTestGong(t);
  const { body } = await gong.ask('/v2/calls/extensive', {
    filter: {},
    contentSelector: { exposedFields: { collaboration: { publicComments: true } } },
  });
  const comments = list(body, 'calls').flatMap((call) => list(call, 'collaboration', 'publicComments'));
  const ids = new Set(comments.map((comment) => dig(comment, 'id')));
  assert.equal(ids.size, comments.length);
  assert.ok(comments.some((comment) => /^@\[.+\]\(\d+\)/.test(String(dig(comment, 'comment')))));
  const answers = comments.filter((comment) => dig(comment, 'inReplyTo') !== null);
  assert.ok(answers.length > 0 && answers.every((answer) => ids.has(dig(answer, 'inReplyTo'))));
});

test('links recordings for eight hours', async (t) => {
  const { gong, call } = await startWithCall(t);
  const media = dig(await show(gong, call.id, { exposedFields: { media: true } }), 'media');
  const audio = await fetch(String(dig(media, 'audioUrl')));
  assert.equal(audio.headers.get('content-type'), 'audio/wav');
  assert.equal(Buffer.from(await audio.arrayBuffer()).toString('latin1', 0, 4), 'RIFF');
  const video = await fetch(String(dig(media, 'videoUrl')));
  assert.equal(Buffer.from(await video.arrayBuffer()).toString('latin1', 4, 8), 'ftyp');
  gong.clock.advance(8 * 3_600_000);
  assert.equal((await fetch(String(dig(media, 'audioUrl')))).status, 403);
});

test('applies hosts, ids, period and workspace together', async (t) => {
  const gong = await startTestGong(t);
  const call = gong.call(isWritten);
  const ids = async (filter: object): Promise<unknown[]> => {
    const reply = await gong.ask('/v2/calls/extensive', { filter });
    return reply.status === 404 ? [] : list(reply.body, 'calls').map((one) => dig(one, 'metaData', 'id'));
  };
  const primaryUserIds = [call.primaryUserId];
  const hosted = await ids({ primaryUserIds });
  assert.ok(hosted.includes(call.id) && hosted.length < gong.context.world.calls.length);
  assert.deepEqual(await ids({ primaryUserIds, callIds: [call.id, '1'] }), [call.id]);
  assert.deepEqual(await ids({ primaryUserIds: ['1'], callIds: [call.id] }), []);
  assert.deepEqual(await ids({ callIds: [call.id], toDateTime: '2026-01-02T00:00:00Z' }), []);
});

test('refuses a request without a filter, with numeric ids, or with a timing but no extended context', async (t) => {
  const { ask } = await startTestGong(t);
  for (const body of [
    {},
    { filter: null },
    { filter: { callIds: [4_400_000_000_000_000] } },
    { filter: {}, contentSelector: { context: 'Basic', contextTiming: ['Now'] } },
    { filter: {}, contentSelector: { contextTiming: ['Now'] } },
    { filter: {}, contentSelector: { context: 'Extended', contextTiming: ['Tomorrow'] } },
    '{"filter":',
  ]) {
    const reply = await ask('/v2/calls/extensive', body);
    assert.equal(reply.status, 400, JSON.stringify(body));
    assert.ok(list(reply.body, 'errors').length > 0);
  }
});
