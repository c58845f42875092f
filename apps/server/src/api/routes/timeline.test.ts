import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  backfillTimeline,
  getConfig,
  getTimeline,
  importMeetings,
  listAccounts,
  listEarlierMeetings,
  listOutbox,
  listStreams,
  saveConfig,
  syncStream,
  validateConfig,
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

/** Changes a user at Gainsight, and reads users anew. */
async function changeUser(email: string, change: object): Promise<void> {
  const { gainsightUrl, context } = api.sandbox;
  const user = context.world.objects.get('gsuser')?.rows.find((row) => row['Email'] === email);
  const reply = await fetch(`${gainsightUrl}/__sandbox/objects/gsuser/${String(user?.['Gsid'])}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(change),
  });
  assert.ok(reply.ok);
  await api.call(syncStream, { params: { name: 'users' }, body: { mode: 'full' } });
  await api.workRuns();
}

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

  const { mark } = await api.call(listEarlierMeetings, { query: {} });
  await importEarlier('Placed after the look');
  const refused = await api.refusal(backfillTimeline, { body: { mark } });
  assert.deepEqual([refused.status, refused.code, await orders()], [409, 'earlier_meetings_changed', 0]);
  const again = await api.call(listEarlierMeetings, { query: {} });
  const after = await api.call(backfillTimeline, { body: { mark: again.mark } });
  assert.deepEqual([after.earlierMeetings, after.since], [0, since]);
  assert.equal(await orders(), made + 1);

  await importEarlier('Placed after the back-fill');
  assert.deepEqual([await orders(), (await read()).earlierMeetings], [made + 1, 1]);
});

/** Imports a meeting of an account that was held before the Timeline was switched on, and works what follows. */
async function importEarlier(title: string): Promise<void> {
  const { items } = await api.call(listAccounts, { query: { limit: 1 } });
  const turns = [{ speaker: 'Ann', text: `We decided to renew the ${title} contract for 40,000 euros.` }];
  const startedAt = new Date(api.clock.now().getTime() - 86_400_000).toISOString();
  const content = JSON.stringify({ title, startedAt, turns });
  await api.call(importMeetings, {
    body: { fileName: `${title}.jsonl`, format: 'json-lines', content, accountId: items[0]?.id ?? '' },
  });
  api.clock.advance(3_600_000);
  await api.workRuns();
}

test('a fallback author who left is told of, and keeps nothing from being saved but the Timeline on their name', async () => {
  const AUTHOR = 'ingrid.solberg@lumenta.example';
  const path = 'timeline.fallbackAuthor';
  const edit = async (part: object) => {
    const { version, document } = await api.call(getConfig, {});
    return { body: { basedOn: version, document: { ...document, ...part } } };
  };
  const check = async (part: object) => {
    const { basedOn: _, ...body } = (await edit(part)).body;
    return api.call(validateConfig, { body });
  };
  assert.deepEqual(await check({}), { isValid: true, issues: [], warnings: [] });

  await changeUser(AUTHOR, { IsActiveUser: false });
  const [told] = (await check({})).warnings;
  assert.match(told?.message ?? '', /no active user of Gainsight .* ingrid\.solberg@/u);
  const checked = await check({ retention: { transcripts: 400 } });
  assert.deepEqual([checked.isValid, checked.warnings.map((one) => one.path)], [true, [path]]);
  await api.call(saveConfig, await edit({ retention: { transcripts: 400 } }));
  await api.call(
    saveConfig,
    await edit({ timeline: { enabled: true, fallbackAuthor: AUTHOR, twins: 'skip' } }),
  );

  const refused = async (timeline: object) =>
    (await api.refusal(saveConfig, await edit({ timeline }))).issues?.map((one) => one.path);
  assert.deepEqual(await refused({ enabled: true, fallbackAuthor: 'nobody@lumenta.example' }), [path]);
  await saveTimeline(false);
  assert.deepEqual((await check({})).warnings, []);
  assert.deepEqual(await refused({ enabled: true, fallbackAuthor: AUTHOR }), [path]);
  await changeUser(AUTHOR, { IsActiveUser: true });
  await saveTimeline(true);
});

test('lets nobody but an admin ask for it', async () => {
  const { token } = await api.addMember('manager');
  assert.equal((await api.refusal(backfillTimeline, { body: {} }, token)).code, 'not_allowed');
});
