import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findRun,
  holdStream,
  listAccounts,
  listAccountsById,
  readMerges,
  setLegalHold,
} from '@handrail/database';
import type { AccountRow } from '@handrail/database';
import { untilAwaited } from '@handrail/database/testing';
import { releaseAccount, restoreAccount } from '../../keep-account.ts';
import { planRetention } from '../../retention.ts';
import { readConfiguration } from '../../configuration.ts';
import { startSyncTest, TEST_CONFIG } from '../../testing.ts';

const DAY_MS = 86_400_000;
const COMPANIES = 60;
/** A year and a bit: a pass every `STEP_DAYS`, and every `LEAVING_DAYS` one account is deleted and one filtered out. */
const SIMULATED_DAYS = 400;
const STEP_DAYS = 20;
const LEAVING_DAYS = 80;
const sync = await startSyncTest(import.meta.url, {
  sandbox: { companies: COMPANIES, switches: { mergedInDeleteLog: 'listed' } },
});
const base = {
  ...TEST_CONFIG,
  accounts: {
    import: 'matching',
    filter: { field: 'Employees', op: 'gte', value: 1 },
    whenFiltered: { keepDays: 30 },
  },
  retention: { accountsGone: 20 },
};
const gsids = sync.source.rows('company').map((row) => String(row['Gsid']));
for (const gsid of gsids) await sync.source.update('company', gsid, { Employees: 500 });
await sync.connect();
await sync.save(base);
await sync.run('accounts', 'full');
await sync.run('stakeholders', 'full');

async function gone(presence: 'missing' | 'filtered' = 'missing'): Promise<AccountRow[]> {
  const { rows } = await sync.transaction((tx) =>
    listAccounts(tx, {
      search: null,
      status: null,
      health: null,
      presence,
      sort: 'name',
      order: 'asc',
      after: null,
      limit: 500,
    }),
  );
  return [...rows];
}
const standing = async (gsid: string) =>
  [...(await gone()), ...(await gone('filtered'))].find((row) => row.gainsight_id === gsid);
const plan = () =>
  sync.transaction(async (tx) =>
    planRetention(tx, {
      configuration: (await readConfiguration(tx)).configuration,
      now: sync.clock.now(),
      limit: 100,
    }),
  );
const pass = (days: number) => sync.clock.advance(days * DAY_MS);
let free = [...gsids];
function take(): string {
  const [first = '', ...others] = free;
  free = others;
  return first;
}

test('keeps a deleted account for its days, lets a person put it back and let it go, then removes it', async () => {
  const [lost, kept] = [take(), take()];
  for (const gsid of [lost, kept]) await sync.source.delete('company', gsid);
  await sync.run('deletions');
  assert.equal((await gone()).length, 2);

  const row = await standing(kept);
  assert.ok(row);
  const decided = { by: null, now: sync.clock.now() };
  await sync.transaction((tx) => restoreAccount(tx, row, decided));
  assert.deepEqual(
    (await gone()).map((account) => account.gainsight_id),
    [lost],
  );
  await sync.run('accounts', 'full');
  assert.deepEqual(
    (await gone()).map((account) => account.gainsight_id),
    [lost],
    'no run takes it out again',
  );

  pass(19);
  assert.deepEqual([(await plan()).counts.due, (await sync.run('retention', 'full')).exits], [0, 0]);
  pass(1);
  assert.deepEqual(
    (await plan()).removals.map(({ gainsightId, kind }) => [gainsightId, kind]),
    [[lost, 'deleted']],
  );
  assert.equal((await sync.run('retention', 'full')).exits, 1);
  assert.deepEqual(await gone(), []);

  const { rows: back } = await sync.transaction((tx) =>
    listAccounts(tx, {
      search: kept,
      status: null,
      health: null,
      presence: 'present',
      sort: 'name',
      order: 'asc',
      after: null,
      limit: 1,
    }),
  );
  assert.ok(back[0]?.kept_at);
  const account = back[0];
  await sync.transaction((tx) => releaseAccount(tx, account, { by: null, now: sync.clock.now() }));
  pass(20);
  assert.equal((await sync.run('retention', 'full')).exits, 1, 'its days began anew');
});

test('never keeps an account shorter than the grace of seven days', async () => {
  await sync.save({ ...base, retention: { accountsGone: 1 } });
  await sync.source.delete('company', take());
  await sync.run('deletions');
  pass(6);
  assert.equal((await sync.run('retention', 'full')).exits, 0);
  pass(1);
  assert.equal((await sync.run('retention', 'full')).exits, 1);
  await sync.save(base);
});

test('follows a merge by its CRM id, and gives the history back when it is undone', async () => {
  const [loser, master] = [take(), take()];
  await sync.source.update('company', loser, { SfdcAccountId: '001MERGED' });
  await sync.source.update('company', master, { SfdcAccountId: null });
  await sync.run('accounts');
  const reply = await fetch(`${sync.sandbox.gainsightUrl}/__sandbox/admin/companies/merge`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ master, loser }),
  });
  assert.equal(reply.status, 200, await reply.text());
  sync.clock.advance(60_000);
  await sync.run('deletions');
  await sync.run('accounts', 'full');
  const merged = await standing(loser);
  assert.ok(merged?.merged_into);
  assert.equal((await plan()).counts.waiting, 1);
  await sync.transaction((tx) => restoreAccount(tx, merged, { by: null, now: sync.clock.now() }));
  await sync.run('accounts', 'full');
  const merges = await sync.transaction((tx) => readMerges(tx, [merged.id]));
  assert.equal(merges.get(merged.id)?.state, 'undone', 'it is not found again');
});

test('finds a merge again once an account is let go that putting back had taken out of it', async () => {
  const [loser, master] = [take(), take()];
  for (const gsid of [loser, master])
    await sync.source.update('company', gsid, { SfdcAccountId: '001AGAIN' });
  await sync.run('accounts');
  await sync.source.delete('company', loser);
  sync.clock.advance(60_000);
  await sync.run('deletions');
  await sync.run('accounts', 'full');
  const merged = await standing(loser);
  assert.ok(merged?.merged_into);
  const decided = () => ({ by: null, now: sync.clock.now() });
  await sync.transaction((tx) => restoreAccount(tx, merged, decided()));
  await sync.transaction(async (tx) => {
    const [kept] = await listAccountsById(tx, [merged.id]);
    assert.ok(kept?.kept_at);
    await releaseAccount(tx, kept, decided());
  });
  await sync.run('accounts', 'full');
  assert.equal((await standing(loser))?.merged_into, merged.merged_into);
});

test('waits for the signals before it moves the history of a merge, and holds nothing that they write', async () => {
  const [loser, master] = [take(), take()];
  await sync.source.update('company', loser, { SfdcAccountId: '001TWICE' });
  await sync.source.update('company', master, { SfdcAccountId: '001TWICE' });
  await sync.run('accounts');
  await sync.source.delete('company', loser);
  sync.clock.advance(60_000);
  await sync.run('deletions');
  const running = await sync.transaction(async (tx) => {
    await holdStream(tx, 'signals');
    const run = sync.run('accounts', 'full');
    await untilAwaited(tx);
    await tx.query('select id from accounts where gainsight_id = $1 for update nowait', [loser]);
    return { run };
  });
  await running.run;
  assert.ok((await standing(loser))?.merged_into);
});

test('proposes a merge by the people who are at another company now', async () => {
  const people = sync.source.rows('company_person');
  const loser = free.find((gsid) => people.filter((row) => row['Company_ID'] === gsid).length > 1);
  assert.ok(loser);
  free = free.filter((gsid) => gsid !== loser);
  const master = take();
  await sync.source.update('company', loser, { SfdcAccountId: null });
  await sync.run('accounts');
  await fetch(`${sync.sandbox.gainsightUrl}/__sandbox/admin/companies/merge`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ master, loser }),
  });
  sync.clock.advance(60_000);
  await sync.run('deletions');
  await sync.run('stakeholders');
  const lost = await standing(loser);
  assert.ok(lost);
  const merge = (await sync.transaction((tx) => readMerges(tx, [lost.id]))).get(lost.id);
  assert.deepEqual(
    [merge?.state, merge?.evidence, merge?.people_there],
    ['proposed', 'people', merge?.people],
  );
  assert.equal(lost.merged_into, null, 'a person confirms it first');
});

test('lets a legal hold beat the policy, and the database with it', async () => {
  const held = take();
  await sync.source.delete('company', held);
  await sync.run('deletions');
  const row = await standing(held);
  assert.ok(row);
  await sync.transaction((tx) =>
    setLegalHold(tx, { account_id: row.id, reason: 'litigation', set_by: null, set_at: sync.clock.now() }),
  );
  pass(60);
  await sync.run('retention', 'full');
  assert.ok(await standing(held));
  const counts = (await plan()).counts;
  assert.deepEqual([counts.due, counts.held], [0, 1]);
});

test('keeps nothing longer than the policy and a day over 400 days, filtered or deleted', async () => {
  for (let day = 0; day < SIMULATED_DAYS; day += STEP_DAYS) {
    pass(STEP_DAYS);
    const isLeaving = day % LEAVING_DAYS === 0 && free.length > 20;
    if (isLeaving) {
      await sync.source.delete('company', take());
      await sync.source.update('company', take(), { Employees: 0 });
      await sync.run('deletions');
      await sync.run('accounts');
    }
    const run = await sync.run('retention', 'full');
    assert.equal(run.state, 'done', JSON.stringify(run.failure));
    const now = sync.clock.now().getTime();
    const overdue = (rows: AccountRow[], days: number) =>
      rows.filter((row) => now - (row.left_at?.getTime() ?? now) > (days + 1) * DAY_MS).length;
    assert.equal(overdue(await gone('filtered'), 30), 0);
    assert.equal(overdue(await gone(), 20), 1, 'but for the one with a hold');
  }
});

test('removes nothing while a run waits, and waits itself before it removes many at once', async () => {
  const rest = free;
  for (const gsid of rest.slice(0, 14)) await sync.source.delete('company', gsid);
  const waiting = await sync.run('deletions');
  assert.equal(waiting.state, 'awaiting-approval');
  const one = rest[14] ?? '';
  await sync.source.update('company', one, { Employees: 0 });
  pass(31);
  assert.equal((await sync.run('retention', 'full')).exits, 0);
  assert.equal((await plan()).blockedByRun, waiting.number);

  await sync.decide(waiting, 'approve');
  pass(20);
  const before = (await plan()).counts.due;
  assert.equal(before, 14);
  const held = await sync.run('retention', 'full');
  assert.deepEqual([held.state, held.exits], ['awaiting-approval', 0]);
  await sync.decide(held, 'approve');
  const closed = await sync.transaction((tx) => findRun(tx, held.id));
  assert.deepEqual([closed?.state, closed?.exits, (await plan()).counts.due], ['done', 14, 0]);
});
