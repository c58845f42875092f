import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  backfillTimeline,
  getConfig,
  getTimeline,
  listOutbox,
  listStreams,
  saveConfig,
} from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
const read = () => api.call(getTimeline, {});
const orders = async () =>
  (await api.call(listOutbox, { query: { kind: 'timeline-activity', limit: 100 } })).items.length;
const readNarrowing = async () => {
  const { items } = await api.call(listStreams, {});
  const timeline = items.find(({ name }) => name === 'timeline');
  assert.deepEqual([timeline?.enabled, timeline?.idleReason], [true, null]);
  return timeline?.narrowedTo;
};
const saveTimeline = async (enabled: boolean) => {
  const { version, document } = await api.call(getConfig, {});
  const timeline = { fallbackAuthor: 'ingrid.solberg@lumenta.example', enabled };
  await api.call(saveConfig, { body: { basedOn: version, document: { ...document, timeline } } });
};

test('says that nothing is sent while the Timeline is off, and refuses a back-fill', async () => {
  assert.deepEqual(await read(), {
    enabled: false,
    since: null,
    earlierMeetings: 0,
    requiredFields: [],
    resting: { 'edited-there': 0, 'field-required': 0, held: 0 },
  });
  assert.equal((await api.refusal(backfillTimeline, { body: {} })).code, 'stream_idle');
});

test('orders the earlier meetings at the choice, and none before it', async () => {
  await api.makeLoop();
  const made = await orders();
  assert.ok(made > 0);
  assert.equal(await readNarrowing(), null);
  await saveTimeline(false);
  assert.match((await readNarrowing()) ?? '', /posts and changes nothing, and takes back/u);
  await api.database.workspace(api.workspace.id).transaction(async (tx) => {
    await tx.query(`delete from outbox where kind = 'timeline-activity'`);
    await tx.query('delete from remote_activities');
  });
  await saveTimeline(true);
  await api.workRuns();
  assert.equal(await orders(), 0);
  const { since, earlierMeetings } = await read();
  assert.equal(since, api.clock.now().toISOString());
  assert.ok(earlierMeetings > 0 && earlierMeetings <= made);

  const after = await api.call(backfillTimeline, { body: {} });
  assert.equal(after.earlierMeetings, 0);
  assert.ok(Date.parse(after.since ?? '') < Date.parse(since ?? ''));
  assert.equal(await orders(), made);
});

test('lets nobody but an admin ask for it', async () => {
  const { token } = await api.addMember('manager');
  assert.equal((await api.refusal(backfillTimeline, { body: {} }, token)).code, 'not_allowed');
});
