import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountId } from '@handrail/core';
import { confirmValues } from '@handrail/database';
import { createSignals } from '@handrail/signals';
import { previewConfiguration, readConfiguration, readDraft, requestInventory } from '@handrail/sync';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';
import { setScores } from './set-scores.ts';

const COMPANIES = 120;
const sync = await startSyncTest(import.meta.url, {
  sandbox: { companies: COMPANIES },
  extra: [createSignals()],
});
const author = String(sync.source.rows('gsuser').find((row) => row['IsActiveUser'] === true)?.['Email']);
const OFF = { ...TEST_CONFIG, organisation: { domains: ['lumenta.example'] } };
const TIMELINE = { ...OFF, timeline: { enabled: true, fallbackAuthor: author } };
const health = { metric: 'health.score', object: 'Company', field: 'Handrail_Health__gc' };
const engagement = { metric: 'engagement.score', object: 'Company', field: 'Handrail_Engagement__gc' };
const VALUES = { ...OFF, writeback: { enabled: true, values: [health] } };

await sync.connect();
await sync.save(OFF);
await sync.run('accounts', 'full');
await sync.run('meetings', 'full');
await sync.run('signals');

/** What the preview says that saving a document takes of a stream, with nothing else saved since. */
async function foreseen(document: object, stream: string) {
  const inventory = await sync.transaction((tx) => requestInventory(tx, sync.clock.now()));
  assert.equal((await sync.work(inventory)).state, 'done');
  const draft = await sync.transaction((tx) => readDraft(tx, document));
  assert.ok(draft.ok, JSON.stringify(draft));
  const asked = { configuration: draft.value, limit: 0, search: null, now: sync.clock.now() };
  const { cost } = await previewConfiguration(sync.database.workspace(sync.workspaceId), asked);
  return cost.streams.find((one) => one.stream === stream);
}

async function taken(stream: string): Promise<number> {
  const run = await sync.run(stream);
  assert.equal(run.state, 'done', JSON.stringify(run.failure));
  return run.calls;
}

function assertNear(told: number | null | undefined, calls: number): void {
  assert.ok(Math.abs((told ?? Number.NaN) - calls) <= 1, `${told} foreseen, ${calls} taken`);
}

/** What signals would have said of the first accounts. */
async function score(accounts: number, value: number): Promise<void> {
  const rows = await sync.transaction((tx) =>
    tx.query<{ id: AccountId }>('select id from accounts order by id limit $1', [accounts]),
  );
  await setScores(sync, new Map(rows.map(({ id }) => [id, value])), [{ part: 'engagement', score: value }]);
}

test('a preview counts what a first writeback takes, once a person confirmed what it writes', async () => {
  await score(COMPANIES, 80);
  const told = await foreseen(VALUES, 'values');
  assert.deepEqual([told?.mode, told?.calls], ['outgoing', 0]);
  await sync.save(VALUES, { isConfirmed: false });
  assert.equal(await taken('values'), 0);
  await sync.transaction(async (tx) => {
    const { configuration } = await readConfiguration(tx);
    await confirmValues(tx, configuration.writeback.values, null, sync.clock.now());
  });
  const calls = await taken('values');
  assert.ok(calls >= COMPANIES / 50);
  assertNear(told?.callsOnceConfirmed, calls);
});

test('a preview counts the values that wait where a confirmed writeback is switched on again', async () => {
  await sync.save(OFF);
  sync.clock.advance(86_400_000);
  await score(70, 45);
  const told = await foreseen(VALUES, 'values');
  assert.equal(told?.callsOnceConfirmed, 0);
  await sync.save(VALUES);
  const calls = await taken('values');
  assert.ok(calls > 0);
  assertNear(told.calls, calls);
});

test('a preview counts the values of a row that is added alone, and nothing where none is', async () => {
  assert.equal(await foreseen({ ...VALUES, cadence: { accounts: 120 } }, 'values'), undefined);
  const wider = { ...VALUES, writeback: { enabled: true, values: [health, engagement] } };
  const told = await foreseen(wider, 'values');
  assert.equal(told?.calls, 0);
  await sync.save(wider);
  const calls = await taken('values');
  assert.ok(calls > 0);
  assertNear(told.callsOnceConfirmed, calls);
  await sync.save(OFF);
});

test('a preview counts the summaries that wait where the Timeline is switched on', async () => {
  // By itself it sends no meeting from before that moment.
  assert.equal((await foreseen(TIMELINE, 'timeline'))?.calls, 0);
  await sync.save(TIMELINE);
  assert.equal(await taken('timeline'), 0);
  await sync.backfill();
  await sync.run('signals');
  await sync.save(OFF);
  // What had not gone by then is not sent by switching on again.
  assert.equal((await foreseen(TIMELINE, 'timeline'))?.calls, 0);
  await sync.save(TIMELINE);
  await sync.run('signals');
  assert.equal(await taken('timeline'), 0);

  await sync.backfill();
  await sync.run('signals');
  assert.ok((await taken('timeline')) > 5);
  await sync.save(OFF);
  await sync.transaction(async (tx) => {
    await tx.query(`update claims set text = text || ' (newer)' where kind = 'headline'`);
    await tx.query(`update summaries set version = version + 1`);
  });
  const told = await foreseen(TIMELINE, 'timeline');
  await sync.save(TIMELINE);
  await sync.run('signals');
  const calls = await taken('timeline');
  assert.ok(calls > 5);
  assertNear(told?.calls, calls);
  assert.equal(await foreseen(TIMELINE, 'timeline'), undefined);
});
