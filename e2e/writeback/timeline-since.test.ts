import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countEarlierMeetings, listEarlierTargets } from '@handrail/database';
import { createSignals, orderEarlier } from '@handrail/signals';
import { previewWriteback } from '@handrail/sync';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';

const sync = await startSyncTest(import.meta.url, { extra: [createSignals()] });
const author = String(sync.source.rows('gsuser').find((row) => row['IsActiveUser'] === true)?.['Email']);
const OFF = { ...TEST_CONFIG, organisation: { domains: ['lumenta.example'] } };
const ON = { ...OFF, timeline: { enabled: true, fallbackAuthor: author } };
const signal = new AbortController().signal;
const planned = async () =>
  (await previewWriteback(sync.vendors, sync.workspaceId, signal)).activities.length;
const earlier = (canary: readonly string[] = []) =>
  sync.transaction((tx) => countEarlierMeetings(tx, { since: null, canary }));
const sendEarlier = () =>
  sync.transaction(async (tx) => {
    const listed = await listEarlierTargets(tx, { since: null, canary: [] });
    await orderEarlier(tx, listed, sync.clock.now());
  });
const sent = () =>
  sync.sandbox.activities().filter((one) => String(one['ExternalId']).startsWith('hr1-')).length;

const { calls, gongUsers } = sync.sandbox.context.world;
// The recorder's main address of a colleague is not the tenant's, which it knows as an alias.
const marcus = gongUsers.find(({ firstName }) => firstName === 'Marcus');
assert.ok(marcus);
const marcusEmail = marcus.emailAddress;
Object.assign(marcus, { emailAddress: 'marcus@field.example', emailAliases: [marcusEmail] });

await sync.connect();
await sync.save(OFF);
await sync.run('accounts', 'full');
await sync.run('meetings', 'full');
await sync.run('signals');

test('sends no meeting that was held before the Timeline was switched on, and counts them', async () => {
  assert.equal(await earlier(), 0, 'nothing is earlier than a Timeline that is off');
  await sync.save(ON);
  await sync.run('signals');
  await sync.run('timeline');
  assert.deepEqual([await planned(), sent()], [0, 0]);
  assert.ok((await earlier()) > 5);
});

test('keeps the time of switching on when the configuration is saved again', async () => {
  const before = await earlier();
  sync.clock.advance(3_600_000);
  await sync.save({ ...ON, cadence: { accounts: 120 } });
  assert.equal(await earlier(), before);
});

test('counts of the earlier meetings only those of accounts that go first, where some do', async () => {
  const companies = await sync.transaction((tx) =>
    tx.query<{ gainsightId: string; meetings: number }>(
      `select a.gainsight_id as "gainsightId", count(*)::int as meetings from accounts a
       join attributions t on t.account_id = a.id
       join meetings m on m.id = t.meeting_id and m.state = 'transcribed' group by a.id`,
    ),
  );
  for (const { gainsightId, meetings } of companies) assert.equal(await earlier([gainsightId]), meetings);
  assert.equal(await earlier(['1P02NOBODY']), 0);
});

test('sends the meetings read so far once they are asked for, as many as were counted', async () => {
  const before = await earlier();
  await sendEarlier();
  assert.equal(await earlier(), 0);
  await sync.run('signals');
  assert.equal(await planned(), before);
  await sync.run('timeline');
  assert.equal(sent(), before);
});

test('names the organiser as author, whichever of their addresses the tenant knows', () => {
  const gsid = sync.source.rows('gsuser').find((row) => row['Email'] === marcusEmail)?.['Gsid'];
  const titles = calls.filter((call) => call.primaryUserId === marcus.id).map(({ title }) => title);
  const his = sync.sandbox
    .activities()
    .filter((one) => titles.some((title) => String(one['Subject']).endsWith(`: ${title}`)));
  assert.ok(his.length > 0);
  assert.deepEqual([...new Set(his.map((one) => one['AuthorId']))], [gsid]);
});

test('begins anew when it is switched on again, and keeps what stands', async () => {
  const before = sent();
  await sync.save(OFF);
  sync.clock.advance(60_000);
  await sync.save(ON);
  await sync.run('signals');
  await sync.run('timeline');
  assert.equal(sent(), before);
});
