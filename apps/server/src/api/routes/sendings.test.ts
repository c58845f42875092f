import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints as e } from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
await api.makeLoop();
const { items } = await api.call(e.listReviews, { query: {} });
const id = items[0]?.meeting.id ?? '';
const [account, other] = (await api.call(e.listAccounts, { query: { limit: 2 } })).items;
assert.ok(id !== '' && account !== undefined && other !== undefined);

const sql = (text: string, ...params: unknown[]) =>
  api.database.workspace(api.workspace.id).transaction((tx) => tx.query(text, params));
const setTimeline = async (timeline: object) => {
  const { version } = await api.call(e.getConfig, {});
  const document = { ...TEST_DOCUMENT, timeline: { ...TEST_DOCUMENT.timeline, ...timeline } };
  await api.call(e.saveConfig, { body: { basedOn: version, document } });
};
/** What is said right after a person decided, before any pass. */
const decide = async () => {
  const body = { by: 'person' as const, accountIds: [account.id] };
  const { sendings } = await api.call(e.attributeMeeting, { params: { id }, body });
  await api.call(e.attributeMeeting, { params: { id }, body: { by: 'rule' } });
  return sendings.map(({ accountName, reason }) => [accountName, reason]);
};

test('a decision tells what becomes of the summary: it goes out, or why it does not', async () => {
  await sql(`update workspaces set timeline_since = '2000-01-01'`);
  assert.deepEqual(await decide(), [[account.name, null]]);
  await setTimeline({ hold: [account.gainsightId] });
  assert.deepEqual(await decide(), [[account.name, 'held']]);
  await setTimeline({ canary: [other.gainsightId] });
  assert.deepEqual(await decide(), [[account.name, 'not-first']]);
  await setTimeline({});
  await sql('update workspaces set timeline_since = $1', api.clock.now());
  assert.deepEqual(await decide(), [[account.name, 'earlier']]);
  await setTimeline({ enabled: false });
  assert.deepEqual(await decide(), [[account.name, 'timeline-off']]);
  const none = { params: { id }, body: { by: 'person' as const, accountIds: [] } };
  assert.deepEqual((await api.call(e.attributeMeeting, none)).sendings, []);
});

test('the page of a meeting that a pass leaves out says so, and that of one it sends when', async () => {
  await setTimeline({});
  await sql('update workspaces set timeline_since = $1', api.clock.now());
  const body = { by: 'person' as const, accountIds: [account.id] };
  await api.call(e.attributeMeeting, { params: { id }, body });
  api.clock.advance(3_600_000);
  await api.workRuns();
  const left = await api.call(e.getMeeting, { params: { id } });
  assert.deepEqual([left.timeline, left.sendings[0]?.reason], [[], 'earlier']);
  const { timeline } = await api.call(e.wishTimeline, { params: { id }, body: { wish: 'send' } });
  assert.equal(timeline[0]?.accountId, account.id, 'a person sends it all the same');
});
