import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listMeetings, readSummaries } from '@handrail/database';
import { createSignals } from '@handrail/signals';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';

const sync = await startSyncTest(import.meta.url, { extra: [createSignals()] });
const author = [...(sync.sandbox.context.world.objects.get('gsuser')?.rows ?? [])].find(
  (row) => row['IsActiveUser'] === true,
)?.['Email'];

test('accounts and calls come in, summaries and values go out, once', async () => {
  await sync.connect();
  await sync.save({
    ...TEST_CONFIG,
    timeline: { enabled: true, fallbackAuthor: author },
    writeback: {
      enabled: true,
      values: [
        {
          metric: 'health.score',
          object: 'Company',
          field: 'Handrail_Health__gc',
          whenUndefined: 'keep',
          owner: 'handrail',
        },
        {
          metric: 'engagement.score',
          object: 'Company',
          field: 'Handrail_Engagement__gc',
          whenUndefined: 'keep',
          owner: 'handrail',
        },
      ],
    },
  });
  await sync.backfill();
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  assert.equal((await sync.run('meetings', 'full')).state, 'done');
  const signals = await sync.run('signals');
  assert.equal(signals.state, 'done', JSON.stringify(signals));
  const timeline = await sync.run('timeline');
  assert.equal(timeline.state, 'done', JSON.stringify(timeline));
  const values = await sync.run('values');
  assert.equal(values.state, 'done', JSON.stringify(values));

  const meetings = await sync.transaction((tx) =>
    listMeetings(tx, { accountId: null, search: null, attribution: 'attributed', after: null, limit: 200 }),
  );
  const summaries = await sync.transaction((tx) =>
    readSummaries(
      tx,
      meetings.map((meeting) => meeting.id),
    ),
  );
  const ours = sync.sandbox.activities().filter((row) => String(row['ExternalId'] ?? '').startsWith('hr1-'));
  assert.ok(ours.length >= 14);
  assert.equal(ours.length, summaries.size);
  assert.equal(new Set(ours.map((row) => row['ExternalId'])).size, ours.length);
  const written = (sync.sandbox.context.world.objects.get('company')?.rows ?? []).filter(
    (row) => typeof row['Handrail_Health__gc'] === 'number',
  );
  assert.ok(written.length > 0);

  const again = [await sync.run('signals'), await sync.run('timeline'), await sync.run('values')];
  assert.deepEqual(
    again.map((run) => run.state),
    ['done', 'done', 'done'],
  );
  assert.equal(
    sync.sandbox.activities().filter((row) => String(row['ExternalId'] ?? '').startsWith('hr1-')).length,
    ours.length,
  );
  assert.equal(again[2]?.changed, 0);
});
