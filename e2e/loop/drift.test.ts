// SC9: an admin of the tenant changes fields under the running loop. Nothing stands still but what the field decides,
// nothing is emptied, and the change is told with what uses the field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findConnection, listOpenRuns, listRuns, listStreams } from '@handrail/database';
import { createSignals } from '@handrail/signals';
import {
  listFieldChanges,
  previewConfiguration,
  readDraft,
  requestInventory,
  runSchedule,
} from '@handrail/sync';
import { startSyncTest, storedFailure, TEST_CONFIG } from '@handrail/sync/testing';

const HOUR_MS = 3_600_000;
const sync = await startSyncTest(import.meta.url, { extra: [createSignals()], sandbox: { companies: 40 } });
await sync.connect();
await sync.save(TEST_CONFIG);
await live(1);

/** Lives so many hours as a worker would: what is due begins and is worked to its end. */
async function live(hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour += 1) {
    sync.clock.advance(HOUR_MS);
    await runSchedule(sync.engine);
    for (let run of await sync.transaction(listOpenRuns))
      while (run.state === 'queued' || run.state === 'running') run = await sync.work(run);
  }
}

/** Lets a day go by in which nobody looked, and what is due then be done. */
async function nextDay(): Promise<void> {
  sync.clock.advance(24 * HOUR_MS);
  await live(1);
}

/** What an admin of the tenant does to a field of companies. */
async function act(method: string, name: string, body?: object): Promise<void> {
  const address = `${sync.sandbox.gainsightUrl}/__sandbox/admin/objects/company/fields${name === '' ? '' : `/${name}`}`;
  const reply = await fetch(address, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  assert.equal(reply.status, 200, await reply.text());
}

/** How many accounts have a value in each mapped column. */
async function filled(): Promise<Readonly<Record<string, number>>> {
  const [row] = await sync.transaction((tx) =>
    tx.query<Record<string, number>>(
      `select count(*)::int as accounts, count(region)::int as region, count(industry)::int as industry,
         count(arr)::int as arr, count(renewal_on)::int as renewal, count(tier)::int as tier
       from accounts where presence = 'present'`,
    ),
  );
  return row ?? {};
}

/** Reads the inventory, and answers how that ended. */
async function readInventory(): Promise<string> {
  const run = await sync.work(await sync.transaction((tx) => requestInventory(tx, sync.clock.now())));
  return `${run.state} ${storedFailure(run).code}`.trim();
}

const changes = async () => {
  const found = await sync.transaction(async (tx) => {
    const connection = await findConnection(tx, 'gainsight');
    assert.ok(connection);
    return listFieldChanges(tx, connection);
  });
  return found.map(({ name, kind, now, usedBy }) => ({ name, kind, now, usedBy }));
};

/** How the newest run of a stream ended. */
async function lastRun(name: string): Promise<string> {
  const ended = await sync.transaction(async (tx) => {
    const stream = (await listStreams(tx)).find((one) => one.name === name);
    assert.ok(stream);
    return (await listRuns(tx, { streamId: stream.id, limit: 1 }))[0];
  });
  return ended === undefined ? 'none' : `${ended.state} ${storedFailure(ended).code}`.trim();
}

test('goes on when a field is added, and tells of it within the daily full run', async () => {
  const before = await filled();
  await act('POST', '', { name: 'Seats__gc', label: 'Seats', type: 'STRING' });
  await nextDay();
  assert.deepEqual(await changes(), [{ name: 'Seats__gc', kind: 'added', now: null, usedBy: [] }]);
  assert.equal(await lastRun('accounts'), 'done');
  assert.deepEqual(await filled(), before);
});

test('stops only what a renamed field decides, within the hour, and goes on under its new name', async () => {
  const before = await filled();
  await act('PATCH', 'Region__gc', { name: 'Territory__gc' });
  await live(2);
  assert.equal(await lastRun('accounts'), 'awaiting-approval source_field_removed');
  assert.equal(await lastRun('stakeholders'), 'done');
  assert.equal(await lastRun('meetings'), 'done');
  assert.deepEqual(await filled(), before);
  const [change] = await changes().then((all) => all.filter((one) => one.name === 'Region__gc'));
  assert.deepEqual(change, {
    name: 'Region__gc',
    kind: 'renamed',
    now: 'Territory__gc',
    usedBy: ['fields.account.region'],
  });
  const account = { ...TEST_CONFIG.fields.account, region: 'Territory__gc' };
  await sync.save({ ...TEST_CONFIG, fields: { account } });
  await live(2);
  assert.equal(await lastRun('accounts'), 'done');
  assert.deepEqual(await filled(), before);
});

test('keeps every value of a field whose type changes, and tells of it', async () => {
  const before = await filled();
  await act('PATCH', 'Tier__gc', { type: 'STRING' });
  await nextDay();
  assert.equal(await lastRun('accounts'), 'done');
  assert.deepEqual(await filled(), before);
  const [change] = await changes().then((all) => all.filter((one) => one.name === 'Tier__gc'));
  assert.deepEqual([change?.kind, change?.usedBy], ['retyped', ['fields.account.tier']]);
});

test('empties nothing when a mapped field is removed, and goes on once the mapping lets it go', async () => {
  const before = await filled();
  await act('DELETE', 'Tier__gc');
  for (const later of [live, nextDay]) {
    await later(1);
    assert.equal(await lastRun('accounts'), 'awaiting-approval source_field_removed');
    assert.deepEqual(await filled(), before);
  }
  const [change] = await changes().then((all) => all.filter((one) => one.name === 'Tier__gc'));
  assert.deepEqual([change?.kind, change?.usedBy], ['removed', ['fields.account.tier']]);
  const { tier, ...rest } = TEST_CONFIG.fields.account;
  await sync.save({ ...TEST_CONFIG, fields: { account: { ...rest, region: 'Territory__gc' } } });
  await live(1);
  assert.deepEqual([await lastRun('accounts'), tier], ['done', 'Tier__gc']);
  const after = await filled();
  assert.deepEqual({ ...after, tier: before['tier'] }, before);
});

test('counts and previews the way out of a filter whose field is gone, and goes on within the hour once it is back', async () => {
  const { tier: _tier, ...mapped } = TEST_CONFIG.fields.account;
  const fields = { account: { ...mapped, region: 'Territory__gc' } };
  const filter = { field: 'Churn_Date__gc', op: 'empty' };
  await sync.save({ ...TEST_CONFIG, fields, accounts: { import: 'matching', filter } });
  await live(2);
  const before = await filled();
  await act('DELETE', 'Churn_Date__gc');
  // Before a run has noticed, and after.
  assert.equal(await readInventory(), 'done');
  await live(1);
  assert.equal(await lastRun('accounts'), 'awaiting-approval source_field_removed');
  assert.deepEqual(await filled(), before);
  assert.equal(await readInventory(), 'done');
  const draft = await sync.transaction((tx) => readDraft(tx, { ...TEST_CONFIG, fields }));
  assert.ok(draft.ok);
  const asked = { configuration: draft.value, limit: 40, search: null, now: sync.clock.now() };
  const { totals, unchanged } = await previewConfiguration(sync.database.workspace(sync.workspaceId), asked);
  assert.deepEqual(
    { entering: totals.entering, leaving: totals.leaving, unchanged },
    { entering: 40 - (before['accounts'] ?? 0), leaving: 0, unchanged: before['accounts'] },
  );
  await act('POST', '', { name: 'Churn_Date__gc', label: 'Churn Date', type: 'DATE' });
  await live(1);
  assert.equal(await lastRun('accounts'), 'done');
  assert.deepEqual(
    (await changes()).filter(({ kind }) => kind === 'removed'),
    [],
  );
  await live(1);
  assert.equal((await filled())['accounts'], 40, 'what came to match is read by the full run that follows');
});
