import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as e from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const DAY_MS = 24 * 3_600_000;

const api = await startApiTest(import.meta.url, { sandbox: { companies: 30 } });
const early = await api.call(e.listCursors, {});
await api.makeLoop();

const list = async () => (await api.call(e.listCursors, {})).cursors;
const cursorOf = async (stream: string) => {
  const found = (await list()).find((one) => one.stream === stream);
  assert.ok(found, stream);
  return found;
};
const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();
const set = (cursors: readonly object[], isTrial = false) => ({
  body: { ...e.cursorsDocumentSchema.parse({ cursors }), isTrial },
});

test('lists every cursor that a complete run left, in one order, and none before', async () => {
  assert.deepEqual(early.cursors, []);
  const streams = (await list()).map(({ stream }) => stream);
  assert.deepEqual([...new Set(streams)], ['accounts', 'relationships', 'stakeholders', 'users', 'meetings']);
});

test('setting what stands moves nothing, and writes nothing', async () => {
  const rows = () =>
    api.database
      .workspace(api.workspace.id)
      .transaction((tx) => tx.query('select xmin::text from checkpoints'));
  const before = await rows();
  assert.deepEqual(await api.call(e.setCursors, set(await list())), { moved: [] });
  assert.deepEqual(await rows(), before);
});

test('a cursor is set back, forward again by the older list, and the audit has both with before and after', async () => {
  const older = await list();
  const { stream, object, cursor } = await cursorOf('accounts');
  const to = later(cursor, -9 * DAY_MS);
  const moved = [{ stream, object, from: cursor, to }];
  assert.deepEqual(await api.call(e.setCursors, set([{ stream, object, cursor: to }], true)), { moved });
  assert.deepEqual(await list(), older, 'a trial moves nothing');
  assert.deepEqual(await api.call(e.setCursors, set([{ stream, object, cursor: to }])), { moved });
  assert.deepEqual(await cursorOf('accounts'), { stream, object, cursor: to, reached: cursor });
  const back = await api.call(e.setCursors, set(older));
  assert.deepEqual(back, { moved: [{ stream, object, from: to, to: cursor }] });
  assert.deepEqual(await list(), older);
  const { items } = await api.call(e.listAudit, { query: { action: 'setCursors', outcome: 'done' } });
  assert.deepEqual(
    items.map(({ changes }) => changes).filter((changes) => changes !== null),
    [{ 'accounts/Company': [to, cursor] }, { 'accounts/Company': [cursor, to] }],
  );
});

test('a list with any fault sets nothing, and every fault is named with what to do', async () => {
  const before = await list();
  const { stream, object, cursor, reached } = await cursorOf('accounts');
  const refused = await api.refusal(
    e.setCursors,
    set([
      { stream, object, cursor: later(cursor, -DAY_MS) },
      { stream, object, cursor },
      {
        stream: 'relationships',
        object: 'Relationship',
        cursor: later(new Date().toISOString(), 400 * DAY_MS),
      },
      { stream: 'opportunities', object: 'Opportunity', cursor },
      { stream: 'users', object: 'Company', cursor },
      { stream: 'deletions', object: 'record_delete_log', cursor },
      { stream: 'meetings', object: 'calls', cursor: '1969-12-31T23:00:00Z' },
    ]),
  );
  assert.deepEqual([refused.status, refused.code], [422, 'cursors_refused']);
  const told = refused.issues?.map(({ path, message }) => `${path} ${message}`) ?? [];
  assert.equal(told.length, 6);
  for (const [at, words] of [
    /^cursors\.1 accounts\/Company stands here twice$/u,
    /^cursors\.2 relationships\/Relationship was read up to \S+Z; \S+ lies in the future,.*full sync \(handrail sync relationships --mode full\)/u,
    /^cursors\.3 opportunities is no stream with cursors$/u,
    /^cursors\.4 Company is no object of users, which reads gsuser, company_team$/u,
    /^cursors\.5 deletions\/record_delete_log has no cursor before its first complete run: leave it out, or run a full sync/u,
    /^cursors\.6 meetings\/calls was to be read from before 1970$/u,
  ].entries())
    assert.match(told[at] ?? '', words);
  const beyond = await api.refusal(e.setCursors, set([{ stream, object, cursor: later(reached, 1_000) }]));
  assert.match(
    beyond.issues?.[0]?.message ?? '',
    new RegExp(
      `^accounts/Company was read up to ${reached}; \\S+ lies beyond that, .* would be missed: run a full sync`,
      'u',
    ),
  );
  assert.deepEqual(await list(), before);
});

test('what is no instant is refused with its place', async () => {
  const { stream, object } = await cursorOf('accounts');
  for (const cursor of ['yesterday', '2026-11-24', '', '2026-02-30T00:00:00Z']) {
    const refused = await api.refusal(e.setCursors, { body: { cursors: [{ stream, object, cursor }] } });
    assert.deepEqual([refused.status, refused.issues?.[0]?.path], [400, 'cursors.0.cursor'], cursor);
  }
});

test('a stream with an open run is refused with the run, and nothing of the list is set', async () => {
  const before = await list();
  const run = await api.call(e.syncStream, { params: { name: 'users' }, body: {} });
  const refused = await api.refusal(
    e.setCursors,
    set(before.map((one) => ({ ...one, cursor: later(one.cursor, -DAY_MS) }))),
  );
  assert.deepEqual([refused.status, refused.code], [409, 'cursors_busy']);
  assert.match(refused.detail ?? '', new RegExp(`^Run #${run.number} of users is open`, 'u'));
  assert.deepEqual(refused.facts, { stream: 'users', runId: run.id, runNumber: run.number });
  assert.deepEqual(await list(), before);
  await api.workRuns();
});

test('everybody signed in sees the cursors, and admins alone set them', async () => {
  const { token } = await api.addMember('manager');
  const { cursors } = await api.call(e.listCursors, {}, token);
  assert.deepEqual(cursors, await list());
  const refused = await api.refusal(e.setCursors, set(cursors), token);
  assert.deepEqual([refused.status, refused.code], [403, 'not_allowed']);
});
