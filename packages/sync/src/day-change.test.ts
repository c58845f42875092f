import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, dayOf, nextDayStart } from '@handrail/core';
import { updateWorkspace, findStream, listImportedNames, listRuns, readAccounts } from '@handrail/database';
import type { RunRow } from '@handrail/database';
import { explain } from './explain/explain.ts';
import { COMPANY } from './inbound/account-context.ts';
import { getGainsight } from './inventory.ts';
import { runSchedule } from './schedule.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';
import type { SyncTest } from './testing.ts';

const ZONE = 'Pacific/Auckland';
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 800 } });
const rows = sync.sandbox.context.world.objects.get('company')?.rows ?? [];
const gsids = rows.map((row) => String(row['Gsid'])).toSorted();
const firstDay = dayOf(sync.clock.now(), ZONE);
const renewing = {
  ...TEST_CONFIG,
  accounts: {
    import: 'matching',
    filter: {
      and: [
        { field: 'Name', op: 'ne', value: 'Kept Out' },
        { field: 'RenewalDate', op: 'next_days', value: 30 },
      ],
    },
  },
};
const byId = new Map(rows.map((row) => [String(row['Gsid']), row]));
/** Sets what some of the companies, in order of their ids, hold. */
function setRows(from: number, to: number, values: Readonly<Record<string, unknown>>): void {
  for (const id of gsids.slice(from, to)) Object.assign(byId.get(id) ?? {}, values);
}
setRows(0, 100, { RenewalDate: addDays(firstDay, 10) });
setRows(100, 105, { RenewalDate: firstDay });
setRows(105, 355, { RenewalDate: addDays(firstDay, 31) });
setRows(355, 790, { RenewalDate: addDays(firstDay, 33) });
setRows(790, 800, { RenewalDate: addDays(firstDay, 31), Name: 'Kept Out' });

let calls = 0;
const count = () => {
  calls += 1;
};

async function importAll(of: SyncTest, document: object): Promise<void> {
  await of.transaction((tx) => updateWorkspace(tx, { timeZone: ZONE }));
  await of.connect();
  await of.save(document);
  assert.equal((await of.run('accounts', 'full')).state, 'done');
}
const accountRuns = () =>
  sync.transaction(async (tx) => {
    const stream = await findStream(tx, 'accounts');
    assert.ok(stream !== undefined);
    return listRuns(tx, { streamId: stream.id, limit: 100 });
  });
const dayChanges = async () => (await accountRuns()).filter((run) => run.cause === 'day-change');
/** Works all that waits, then goes to the first second of the next day, and answers the run that it begins. */
async function beginDay(): Promise<RunRow> {
  for (const run of await accountRuns()) {
    if (run.state === 'queued' || run.state === 'running') await sync.work(run);
  }
  sync.clock.advance(nextDayStart(sync.clock.now(), ZONE).getTime() - sync.clock.now().getTime());
  const before = (await dayChanges()).length;
  await runSchedule(sync.engine);
  const begun = await dayChanges();
  assert.equal(begun.length, before + 1);
  const [run] = begun;
  assert.ok(run !== undefined);
  assert.deepEqual([run.mode, run.state], ['projection', 'queued']);
  calls = 0;
  return run;
}
const idsIn = (of: SyncTest) =>
  of.transaction(async (tx) => {
    const { id: connectionId } = await getGainsight(tx);
    return [...(await listImportedNames(tx, { connectionId, object: COMPANY })).keys()].toSorted();
  });

const why = (text: string) =>
  sync.transaction(async (tx) => (await explain(tx, 'account', { text, limit: 2 })).explanation);

await importAll(sync, renewing);
sync.beforeCall = count;

test('begins no day before midnight in the zone of the workspace', async () => {
  assert.deepEqual(await idsIn(sync), gsids.slice(0, 105));
  const end = nextDayStart(sync.clock.now(), ZONE);
  sync.clock.advance(end.getTime() - 1_000 - sync.clock.now().getTime());
  await runSchedule(sync.engine);
  assert.deepEqual(await dayChanges(), []);
});

test('lets go and takes in what the new day decides otherwise: 250 newcomers by two calls', async () => {
  const run = await sync.work(await beginDay());
  assert.deepEqual([run.state, run.added, run.filtered, run.calls, calls], ['done', 250, 5, 2, 2]);
  assert.deepEqual(await idsIn(sync), [...gsids.slice(0, 100), ...gsids.slice(105, 355)]);
  await runSchedule(sync.engine);
  assert.equal((await dayChanges()).length, 1, 'once a day');
  const [left, come] = await Promise.all([gsids[100], gsids[105]].map((id) => why(id ?? '')));
  assert.equal(left?.standing, 'filtered');
  assert.match(left?.answer ?? '', /^Filtered out because .*Renewal/);
  assert.equal(come?.standing, 'present');
  for (const answer of [left, come]) {
    assert.ok(answer?.reasons.some(({ link }) => link?.to === 'run' && link.id === run.id));
  }
});

test('makes no call on a day that lets nobody in', async () => {
  const before = await idsIn(sync);
  const run = await sync.work(await beginDay());
  assert.deepEqual([run.state, run.added, run.filtered, run.calls, calls], ['done', 0, 0, 0, 0]);
  assert.deepEqual(await idsIn(sync), before);
});

test('loses nobody when it is stopped between two calls, and asks for nobody twice', async () => {
  const queued = await beginDay();
  const stopping = new AbortController();
  sync.beforeCall = () => {
    count();
    if (calls === 2) stopping.abort();
  };
  const stopped = await sync.work(queued, stopping.signal);
  assert.deepEqual([stopped.state, stopped.added, stopped.calls], ['running', 200, 1]);
  sync.beforeCall = count;
  const run = await sync.work(stopped);
  // 435 newcomers in three calls; the one that was stopped did not go out.
  assert.deepEqual([run.state, run.added, run.calls, calls], ['done', 435, 3, 4]);
  const fresh = await sync.another();
  await importAll(fresh, renewing);
  assert.deepEqual(await idsIn(sync), await idsIn(fresh));
});

test('keeps back a day on which more would leave than the guard allows', async () => {
  const today = dayOf(sync.clock.now(), ZONE);
  setRows(0, 90, { RenewalDate: today });
  await sync.save(renewing);
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  const before = await idsIn(sync);
  const run = await sync.work(await beginDay());
  assert.deepEqual([run.state, run.filtered, run.calls], ['awaiting-approval', 0, 0]);
  assert.deepEqual(await idsIn(sync), before);
});

test('decides a status by a relative date again, without a call, and begins no day without such rules', async () => {
  const churning = {
    ...TEST_CONFIG,
    status: { field: null, churned: { field: 'RenewalDate', op: 'last_days', value: 300 }, prospect: [] },
  };
  const today = dayOf(sync.clock.now(), ZONE);
  setRows(0, 800, { RenewalDate: addDays(today, 100) });
  setRows(0, 4, { RenewalDate: addDays(today, 1) });
  await sync.save(churning);
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  const churned = () =>
    sync.transaction(async (tx) => {
      const accounts = await readAccounts(tx, (await getGainsight(tx)).id, gsids);
      return [...accounts].filter(([, row]) => row.status === 'churned').map(([id]) => id);
    });
  assert.deepEqual(await churned(), []);
  const run = await sync.work(await beginDay());
  assert.deepEqual([run.state, run.changed, run.calls, calls], ['done', 4, 0, 0]);
  assert.deepEqual((await churned()).toSorted(), gsids.slice(0, 4));
  const status = (await why(gsids[0] ?? ''))?.fields.find(({ field }) => field === 'status');
  assert.match(status?.change?.cause ?? '', /^A new day for rules with relative dates, run #/);

  await sync.save(TEST_CONFIG);
  const stream = await sync.transaction((tx) => findStream(tx, 'accounts'));
  assert.equal(stream?.day_change_due_at, null);
});
