import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints } from '@handrail/contract';
import type { RequestOf } from '@handrail/contract';
import { parseMeetingId } from '@handrail/core';
import { holdAnswer } from '@handrail/database';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
const e = endpoints;
await api.makeLoop();

const read = (id: string) => api.call(e.getMeeting, { params: { id } });
const meetings = (await api.call(e.listMeetings, { query: { attribution: 'attributed' } })).items;
const details = await Promise.all(meetings.map(({ id }) => read(id)));
const meeting = details.find(
  ({ summary, timeline }) =>
    (summary?.actionItems.length ?? 0) >= 2 &&
    (summary?.points.length ?? 0) >= 2 &&
    timeline[0]?.state === 'delivered',
);
assert.ok(meeting?.summary);
const [item, other] = meeting.summary.actionItems;
const [point, dropped] = meeting.summary.points;
assert.ok(item && other && point && dropped);

type Change = RequestOf<typeof e.correctSummary>['body'];
const correct = (partId: string, body: Change) =>
  api.call(e.correctSummary, { params: { id: meeting.id, partId }, body });
const query = <R extends object>(text: string, values?: unknown[]) =>
  api.database.workspace(api.workspace.id).transaction((tx) => tx.query<R>(text, values));
const notes = () =>
  String(
    api.sandbox.activities().find((activity) => activity['ExternalId'] === meeting.timeline[0]?.externalId)?.[
      'Notes'
    ],
  );

test('ticks an item off without a new version, and opens it again', async () => {
  const done = await correct(item.id, { state: 'done' });
  assert.deepEqual(
    [done.summary?.version, done.summary?.actionItems[0]?.state, done.summary?.isCorrected],
    [1, 'done', false],
  );
  const open = await correct(item.id, { state: 'open' });
  assert.equal(open.summary?.actionItems[0]?.state, 'open');
  const listed = async () =>
    (await api.call(e.listMeetings, { query: {} })).items
      .find(({ id }) => id === meeting.id)
      ?.openActionItems.map(({ id }) => id);
  assert.ok((await listed())?.includes(item.id));
  await correct(item.id, { state: 'done' });
  assert.deepEqual(
    await listed(),
    open.summary?.actionItems.map(({ id }) => id).filter((id) => id !== item.id),
  );
});

test('corrects text, owner and day, removes a point, and updates the Timeline in place', async () => {
  const corrected = await correct(item.id, {
    text: 'Send the <b>signed</b> order form',
    owner: 'Ingrid Solberg',
    due: '2026-12-24',
  });
  assert.deepEqual([corrected.summary?.version, corrected.summary?.isCorrected], [2, true]);
  const [now] = corrected.summary?.actionItems ?? [];
  assert.deepEqual(
    [now?.text, now?.owner, now?.due, now?.state, now?.evidence],
    ['Send the <b>signed</b> order form', 'Ingrid Solberg', '2026-12-24', 'done', item.evidence],
  );
  const gone = corrected.summary?.points.find(({ text }) => text === dropped.text);
  assert.ok(gone);
  const without = await correct(gone.id, { isRemoved: true });
  assert.ok(without.summary?.points.every(({ text }) => text !== dropped.text));
  const before = api.sandbox.activities().length;
  api.clock.advance(3_600_000);
  await api.workRuns();
  assert.equal(api.sandbox.activities().length, before);
  assert.ok(notes().includes('Send the &lt;b&gt;signed&lt;/b&gt; order form'));
  assert.ok(notes().includes('corrected by a person'));
  assert.equal((await read(meeting.id)).timeline[0]?.state, 'delivered');
});

test('keeps what was corrected when a newer method makes another summary', async () => {
  const attempts = () => query<{ n: number }>('select count(*)::integer as n from deliveries');
  const [before] = await attempts();
  await query(`update summaries set algorithm = 'an-older-one'`);
  await api.call(e.syncStream, { params: { name: 'signals' }, body: { mode: 'incremental' } });
  await api.workRuns();
  const same = (await read(meeting.id)).summary;
  assert.deepEqual([same?.version, same?.isCorrected], [3, true]);
  assert.notEqual(same?.algorithm, 'an-older-one');
  assert.deepEqual(await attempts(), [before]);

  await query(`update summaries set algorithm = 'an-older-one'`);
  await query(
    `delete from claims where kind = 'topic' and summary_id in (select id from summaries where meeting_id = $1)`,
    [meeting.id],
  );
  await api.call(e.syncStream, { params: { name: 'signals' }, body: { mode: 'incremental' } });
  await api.workRuns();
  const { summary } = await read(meeting.id);
  assert.ok(summary);
  assert.deepEqual([summary.version, summary.isCorrected], [4, true]);
  const kept = summary.actionItems.find(({ evidence }) => evidence?.quote === item.evidence?.quote);
  assert.deepEqual(
    [kept?.text, kept?.owner, kept?.due, kept?.state],
    ['Send the <b>signed</b> order form', 'Ingrid Solberg', '2026-12-24', 'done'],
  );
  assert.ok(summary.points.every(({ text }) => text !== dropped.text));
  const untouched = details.find(({ id, summary: made }) => id !== meeting.id && made !== null);
  assert.ok(untouched);
  const still = (await read(untouched.id)).summary;
  assert.deepEqual([still?.version, still?.isCorrected], [1, false]);
});

test('corrects the tone of a topic, keeps it over regeneration, and measures the meeting by it', async () => {
  const toneOf = async () => {
    const [row] = await query<{ sentiment: number | null }>(
      'select sentiment::float8 as sentiment from meetings where id = $1',
      [meeting.id],
    );
    return row?.sentiment ?? null;
  };
  const topicsOf = async () => (await read(meeting.id)).summary?.topics ?? [];
  const spoken = (await read(meeting.id)).turns.filter(({ side }) => side === 'theirs');
  const said = (topic: string) => spoken.some(({ text }) => text.toLowerCase().includes(topic.toLowerCase()));
  const topic = (await topicsOf()).find(({ text }) => said(text));
  assert.ok(topic);
  const before = await toneOf();
  await correct(topic.id, { sentiment: -0.9 });
  const tone = async () => (await topicsOf()).find(({ text }) => text === topic.text)?.sentiment;
  assert.equal(await tone(), -0.9);
  const after = await toneOf();
  assert.ok(after !== null && after < (before ?? 1), `${before} → ${after}`);

  await api.call(e.regenerateSummary, { params: { id: meeting.id } });
  api.clock.advance(3_600_000);
  await api.workRuns();
  assert.deepEqual([await tone(), await toneOf()], [-0.9, after]);
  const { summary } = await read(meeting.id);
  const again = summary?.topics.find(({ text }) => text === topic.text);
  assert.ok(again && summary?.points[0]);
  const statusOf = async (partId: string, body: Change) =>
    (await api.refusal(e.correctSummary, { params: { id: meeting.id, partId }, body })).status;
  assert.equal(await statusOf(summary.points[0].id, { sentiment: 0.5 }), 404);
  assert.equal(await statusOf(again.id, { text: 'another' }), 404);
});

/** Works until the Timeline has what stands here. */
const deliver = async () => {
  api.clock.advance(3_600_000);
  await api.workRuns();
};
const regenerate = async () => {
  await api.call(e.regenerateSummary, { params: { id: meeting.id } });
  await deliver();
  return (await read(meeting.id)).summary;
};

test('corrects whose side an item is on, and keeps it over regeneration', async () => {
  const [first] = (await read(meeting.id)).summary?.actionItems ?? [];
  assert.ok(first);
  const side = first.side === 'ours' ? 'theirs' : 'ours';
  const corrected = await correct(first.id, { side });
  assert.equal(corrected.summary?.actionItems[0]?.side, side);
  assert.equal((await regenerate())?.actionItems[0]?.side, side);
  const [said] = (await read(meeting.id)).summary?.points ?? [];
  assert.ok(said);
  const refused = await api.refusal(e.correctSummary, {
    params: { id: meeting.id, partId: said.id },
    body: { side },
  });
  assert.equal(refused.status, 404);
});

test('adds what the machine missed under the name of who added it, corrects and removes it', async () => {
  const add = (body: RequestOf<typeof e.addSummaryPart>['body']) =>
    api.call(e.addSummaryPart, { params: { id: meeting.id }, body });
  const { user } = await api.call(e.getSession, {});
  const version = (await read(meeting.id)).summary?.version ?? 0;
  const promise = {
    kind: 'action-item',
    text: 'Call <b>the</b> bank',
    due: '2026-12-31',
    side: 'ours',
  } as const;
  await add(promise);
  await add({ kind: 'risk', text: 'Their budget is frozen' });
  const added = await add({ kind: 'decision', text: 'We pilot in Oslo first' });
  assert.deepEqual([added.summary?.version, added.summary?.isCorrected], [version + 3, true]);
  const { evidence, addedBy, owner, due, side } = added.summary?.actionItems.at(-1) ?? {};
  assert.deepEqual([evidence, addedBy, owner, due, side], [null, user.name, null, '2026-12-31', 'ours']);
  assert.ok(added.openActionItems.some(({ text }) => text === promise.text));

  const ofPeople = (summary: typeof added.summary) =>
    [summary?.actionItems, summary?.decisions, summary?.risks, summary?.asks].flatMap((parts = []) =>
      parts.filter((part) => part.addedBy !== null).map(({ text }) => text),
    );
  const texts = ['Call <b>the</b> bank', 'We pilot in Oslo first', 'Their budget is frozen'];
  assert.deepEqual(ofPeople(await regenerate()), texts);
  const by = `added by ${user.name}`;
  assert.ok(notes().includes(`Call &lt;b&gt;the&lt;/b&gt; bank <em>(due 2026-12-31, ${by})</em>`), notes());
  assert.ok(notes().includes(`We pilot in Oslo first <em>(${by})</em>`));

  const [risk] = (await read(meeting.id)).summary?.risks.filter((part) => part.addedBy !== null) ?? [];
  const [decision] =
    (await read(meeting.id)).summary?.decisions.filter((part) => part.addedBy !== null) ?? [];
  assert.ok(risk && decision);
  const without = await correct(risk.id, { isRemoved: true });
  assert.deepEqual(ofPeople(without.summary), texts.slice(0, 2));
  const renamed = without.summary?.decisions.find((part) => part.addedBy !== null);
  assert.ok(renamed);
  await correct(renamed.id, { text: 'We pilot in Bergen first' });
  assert.deepEqual(ofPeople(await regenerate()), [texts[0], 'We pilot in Bergen first']);
  assert.ok(!notes().includes('budget is frozen'));
  // The same words once more are the same part, and as they are written now.
  await add({ kind: 'risk', text: 'Their budget is frozen' });
  const again = await add({ kind: 'decision', text: 'We pilot in Oslo first' });
  assert.deepEqual(ofPeople(again.summary).toSorted(), texts.toSorted());

  const refused = { params: { id: '01890000-0000-7000-8000-000000000001' }, body: promise };
  assert.equal((await api.refusal(e.addSummaryPart, refused)).status, 404);
});

test('puts back what was removed, as it stood and in its place, and keeps it over regeneration', async () => {
  const before = (await read(meeting.id)).summary;
  const [first, ...rest] = before?.decisions.length ? before.decisions : (before?.points ?? []);
  const kind = before?.decisions.length ? 'decision' : 'point';
  assert.ok(first);
  const texts = ({ summary }: { summary: typeof before }) =>
    (kind === 'decision' ? summary?.decisions : summary?.points)?.map(({ text }) => text);
  const corrected = await correct(first.id, { text: 'As a person says it' });
  const [part] = (kind === 'decision' ? corrected.summary?.decisions : corrected.summary?.points) ?? [];
  const removed = await correct(part?.id ?? '', { isRemoved: true });
  assert.deepEqual(
    texts(removed),
    rest.map(({ text }) => text),
  );
  const [told] = removed.removedParts;
  assert.deepEqual(
    [told?.kind, told?.text, told?.removedBy],
    [kind, 'As a person says it', api.workspace.admin.name],
  );
  const back = await correct(told?.id ?? '', { isRemoved: false });
  assert.deepEqual(texts(back), ['As a person says it', ...rest.map(({ text }) => text)]);
  assert.ok(back.removedParts.every(({ id }) => id !== told?.id));
  assert.equal(back.summary?.version, (removed.summary?.version ?? 0) + 1);

  await api.call(e.regenerateSummary, { params: { id: meeting.id } });
  await api.workRuns();
  assert.ok(texts(await read(meeting.id))?.includes('As a person says it'));
  const again = { params: { id: meeting.id, partId: told?.id ?? '' }, body: { isRemoved: false } };
  assert.equal((await api.refusal(e.correctSummary, again)).code, 'not_found', 'it is no longer out');
  const both = { ...again, body: { isRemoved: false, text: 'And more' } };
  assert.equal((await api.refusal(e.correctSummary, both)).code, 'request_invalid');
});

test('refuses parts that are not there, of another meeting, and what changes nothing or too much', async () => {
  const refusal = (id: string, partId: string, body: Change) =>
    api.refusal(e.correctSummary, { params: { id, partId }, body });
  const unknown = '01890000-0000-7000-8000-000000000001';
  assert.equal((await refusal(meeting.id, unknown, { state: 'done' })).status, 404);
  const another = details.find(
    ({ id, summary }) => id !== meeting.id && summary?.actionItems[0] !== undefined,
  );
  assert.ok(another?.summary?.actionItems[0]);
  const foreign = another.summary.actionItems[0].id;
  assert.equal((await refusal(meeting.id, foreign, { state: 'done' })).status, 404);
  assert.equal((await refusal(meeting.id, unknown, {})).code, 'request_invalid');
  assert.equal((await refusal(meeting.id, unknown, { text: 'x'.repeat(2_001) })).code, 'request_invalid');
});

test('forgets what quotes an excluded meeting: corrections, and answers of a model that were not used', async () => {
  const kept = (id: string) =>
    query<{ corrections: number; answers: number }>(
      `select (select count(*)::integer from summary_corrections where meeting_id = $1) as corrections,
         (select count(*)::integer from held_answers where meeting_id = $1) as answers`,
      [id],
    );
  const { id, title } = meeting;
  await api.database.workspace(api.workspace.id).transaction((tx) =>
    holdAnswer(tx, {
      meeting_id: parseMeetingId(id),
      model: 'm',
      code: 'model_answer_refused',
      message: 'It was not used.',
      answer: 'They said that they leave.',
      held_at: api.clock.now(),
    }),
  );
  const [before] = await kept(id);
  assert.ok((before?.corrections ?? 0) > 0 && before?.answers === 1);
  const { version, document } = await api.call(e.getConfig, {});
  await api.call(e.saveConfig, {
    body: { basedOn: version, document: { ...document, meetings: { exclude: [{ title }] } } },
  });
  const excluded = await read(id);
  assert.deepEqual(
    [excluded.state, excluded.exclusionInWords],
    ['excluded', `the rule “title like ${title}”`],
  );
  assert.deepEqual(await kept(id), [{ corrections: 0, answers: 0 }]);
});
