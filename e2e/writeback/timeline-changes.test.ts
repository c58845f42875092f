// Meetings that change at the recorder after their entry was posted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSignals } from '@handrail/signals';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';

const DAY_MS = 24 * 3_600_000;
const TITLE = 'Castellan Foods – Valencia proposal';
const sync = await startSyncTest(import.meta.url, { extra: [createSignals()] });
const { callLog, world } = sync.sandbox.context;
const author = String(sync.source.rows('gsuser').find((row) => row['IsActiveUser'] === true)?.['Email']);

await sync.connect();
await sync.save({
  ...TEST_CONFIG,
  organisation: { domains: ['lumenta.example'] },
  timeline: { enabled: true, fallbackAuthor: author },
});
await sync.run('accounts', 'full');
await sync.backfill();
await hours();

const call = world.calls.find(({ title }) => title === TITLE);
assert.ok(call);
const entry = (title: string) => {
  const found = sync.sandbox.activities().filter((one) => one['Subject'] === `Meeting summary: ${title}`);
  assert.equal(found.length, 1, title);
  return found[0] ?? {};
};
const { ExternalId } = entry(TITLE);

/** Full reads of meetings and the passes of two days. */
async function hours(): Promise<void> {
  for (let day = 0; day < 2; day += 1) {
    sync.clock.advance(DAY_MS);
    await sync.run('meetings', 'full');
    await sync.run('signals');
    for (let pass = 0; pass < 2; pass += 1) {
      await sync.run('timeline');
      sync.clock.advance(DAY_MS / 24);
    }
  }
}

const writes = () => callLog.entries.filter(({ path }) => path.startsWith('/v1/ant/es/activity'));

test('asks Gainsight nothing of meetings that stay as they are', async () => {
  callLog.clear();
  await hours();
  assert.deepEqual(
    callLog.entries.filter(({ vendor }) => vendor === 'gainsight').map(({ path }) => path),
    [],
  );
});

test('brings the new title and time to the entry that stands, once', async () => {
  const started = new Date(Date.parse(call.started) - 3_600_000).toISOString();
  Object.assign(call, { title: 'Legal – Valencia', started });
  callLog.clear();
  await hours();
  const changed = entry('Legal – Valencia');
  assert.equal(changed['ExternalId'], ExternalId);
  assert.equal(new Date(String(changed['ActivityDate'])).toISOString(), new Date(started).toISOString());
  assert.match(
    String(changed['Notes']),
    new RegExp(`meeting of ${started.slice(0, 16).replace('T', ' ')} UTC`),
  );
  assert.deepEqual(
    writes().map(({ method }) => method),
    ['PUT'],
  );
});

test('brings attendees that joined to the entry, though its words stay, once', async () => {
  const before = { ...entry('Legal – Valencia') };
  const [party] = call.parties;
  assert.ok(party);
  const joined = {
    ...party,
    id: 'joined',
    userId: null,
    speakerId: null,
    emailAddress: 'joined@lumenta.example',
  };
  Object.assign(call, { parties: [...call.parties, joined] });
  callLog.clear();
  await hours();
  const [change, ...more] = writes();
  assert.deepEqual([change?.method, more.length], ['PUT', 0]);
  assert.match(String(change?.body), /joined@lumenta\.example/);
  assert.equal(entry('Legal – Valencia')['Notes'], before['Notes']);
});

test("keeps a person's edit of the entry when the meeting changes", async () => {
  const { Gsid } = entry('Legal – Valencia');
  await sync.source.update('activity_timeline', String(Gsid), { Notes: '<p>Mine.</p>' });
  Object.assign(call, { title: 'Legal – Valencia, again' });
  callLog.clear();
  await hours();
  assert.equal(entry('Legal – Valencia')['Notes'], '<p>Mine.</p>');
  assert.equal(writes().length, 0);
});
