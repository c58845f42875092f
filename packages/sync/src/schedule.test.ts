import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { WorkspaceId } from '@handrail/core';
import {
  findConnection,
  findStream,
  hastenStream,
  listOpenRuns,
  listRuns,
  markConnection,
} from '@handrail/database';
import { z } from 'zod';
import { probeConnection } from './check-connection.ts';
import { nextSlot, offsetOf, queueAskedRun, runSchedule } from './schedule.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';
import type { SyncTest } from './testing.ts';

const HOUR_MS = 3_600_000;
const signal = new AbortController().signal;
const sync = await startSyncTest(import.meta.url);
await sync.connect();
await sync.save(TEST_CONFIG);

const runs = async (name: string) => {
  const stream = await sync.transaction((tx) => findStream(tx, name));
  return stream === undefined
    ? []
    : sync.transaction((tx) => listRuns(tx, { streamId: stream.id, limit: 100 }));
};
const jobs = async () =>
  (
    await sync.database
      .platform()
      .transaction((tx) => tx.query(`select 1 from pgboss.job where state = 'created'`))
  ).length;
const probeSchema = z.object({ workspaceId: z.custom<WorkspaceId>(), vendor: z.literal('gainsight') });
/** The tries that wait, taken from their queue as a worker would. */
const takeProbes = async () => {
  const taken = await sync.database
    .platform()
    .transaction((tx) =>
      tx.query<{ data: unknown }>(
        `delete from pgboss.job where name = 'connection-probe' and state = 'created' returning data`,
      ),
    );
  return taken.map(({ data }) => probeSchema.parse(data));
};
/** Works every open run to its end, as workers would. */
async function workAll(): Promise<void> {
  for (const name of ['accounts', 'meetings', 'signals']) {
    for (const run of await runs(name)) {
      if (run.state === 'queued' || run.state === 'running') await sync.work(run);
    }
  }
}
beforeEach(async () => {
  await workAll();
});

test('queues each due stream once when several schedulers look at the same time', async () => {
  sync.clock.advance(1);
  await Promise.all(Array.from({ length: 4 }, () => runSchedule(sync.engine)));
  assert.deepEqual([(await runs('accounts')).length, (await runs('meetings')).length], [1, 1]);
  assert.equal((await runs('accounts'))[0]?.mode, 'full');
});

test('asks for one slice a run, however often it looks', async () => {
  await runSchedule(sync.engine);
  sync.clock.advance(2 * HOUR_MS);
  await runSchedule(sync.engine);
  const waiting = await jobs();
  for (let look = 0; look < 5; look += 1) await runSchedule(sync.engine);
  assert.equal(await jobs(), waiting);
});

test('catches a missed slot up once, and then keeps to its own grid', async () => {
  const before = (await runs('accounts')).length;
  sync.clock.advance(10 * HOUR_MS);
  await runSchedule(sync.engine);
  await workAll();
  await runSchedule(sync.engine);
  const after = await runs('accounts');
  assert.equal(after.length, before + 1);
  const stream = await sync.transaction((tx) => findStream(tx, 'accounts'));
  const next = stream?.next_due_at?.getTime() ?? 0;
  assert.ok(next > sync.clock.now().getTime() && next <= sync.clock.now().getTime() + HOUR_MS);
  assert.equal((next / 1000) % 3600, offsetOf(sync.workspaceId, 'accounts', 60));
});

test('does what became due during a run after that run, and does not forget it', async () => {
  sync.clock.advance(2 * HOUR_MS);
  await runSchedule(sync.engine);
  const before = (await runs('meetings')).length;
  // A configuration is saved while the run is open: it asks for a full run.
  await sync.save(TEST_CONFIG);
  await runSchedule(sync.engine);
  assert.equal((await runs('meetings')).length, before);
  await workAll();
  sync.clock.advance(120_000);
  await runSchedule(sync.engine);
  const [newest] = await runs('accounts');
  assert.deepEqual([newest?.mode, newest?.state], ['full', 'queued']);
  assert.equal(newest?.config_version, 2);
});

test('has a full run that is asked for during another run follow it, once', async () => {
  sync.clock.advance(2 * HOUR_MS);
  await runSchedule(sync.engine);
  const ask = () =>
    sync.transaction(async (tx) => {
      const stream = await findStream(tx, 'accounts');
      assert.ok(stream);
      return queueAskedRun(tx, stream, { mode: 'full', now: sync.clock.now() });
    });
  const open = await ask();
  assert.deepEqual([open.mode, open.cause], ['incremental', 'schedule']);
  await workAll();
  // Asked again before the schedule looks: this is the run that was due, and no second one follows it.
  const full = await ask();
  assert.deepEqual([full.mode, full.cause], ['full', 'manual']);
  await workAll();
  await runSchedule(sync.engine);
  assert.equal((await runs('accounts'))[0]?.id, full.id);

  sync.clock.advance(2 * HOUR_MS);
  await runSchedule(sync.engine);
  assert.equal((await ask()).mode, 'incremental');
  await workAll();
  await runSchedule(sync.engine);
  assert.deepEqual(
    [(await runs('accounts'))[0]?.mode, (await runs('accounts'))[0]?.state],
    ['full', 'queued'],
  );
});

test('takes up a run whose worker died', async () => {
  const run = await sync.queue('accounts');
  await sync.database
    .platform()
    .transaction((tx) => tx.query(`delete from pgboss.job where state = 'created'`));
  await runSchedule(sync.engine);
  assert.ok((await jobs()) >= 1);
  assert.equal((await sync.work(run)).state, 'done');
});

test('begins no run with a credential that needs attention', async () => {
  const gainsight = await sync.transaction((tx) => findConnection(tx, 'gainsight'));
  assert.ok(gainsight);
  const mark = (state: 'needs-attention' | 'connected') =>
    sync.transaction((tx) =>
      markConnection(tx, gainsight.id, { state, failure: null, now: sync.clock.now() }),
    );
  await mark('needs-attention');
  const before = (await runs('accounts')).length;
  sync.clock.advance(30 * HOUR_MS);
  await runSchedule(sync.engine);
  assert.equal((await runs('accounts')).length, before);
  assert.ok((await runs('meetings')).some((run) => run.state === 'queued'));
  await mark('connected');
  await workAll();
  sync.clock.advance(25 * HOUR_MS);
  await runSchedule(sync.engine);
  assert.equal((await runs('accounts')).length, before + 1);
});

test('tries a refused credential by itself at most once in 15 minutes, and goes on when it works again', async () => {
  await workAll();
  const credentials = sync.sandbox.context.credentials;
  const good = credentials.accessKey;
  credentials.accessKey = 'another';
  assert.equal((await sync.run('accounts')).state, 'failed');
  const state = async () => (await sync.transaction((tx) => findConnection(tx, 'gainsight')))?.state;
  assert.equal(await state(), 'needs-attention');

  /** Looks at the schedule each minute, works the tries that it asks for, and answers the calls made. */
  const waitMinutes = async (minutes: number) => {
    sync.sandbox.context.callLog.clear();
    for (let minute = 0; minute < minutes; minute += 1) {
      sync.clock.advance(60_000);
      await runSchedule(sync.engine);
      for (const job of await takeProbes()) await probeConnection(sync.vendors, job, signal);
    }
    return sync.sandbox.context.callLog.entries.filter(({ path }) => path.startsWith('/v1/')).length;
  };
  const before = (await runs('accounts')).length;
  assert.equal(await waitMinutes(14), 0);
  const calls = await waitMinutes(60);
  assert.ok(calls >= 3 && calls <= 5, `${calls} calls in an hour`);
  assert.equal((await runs('accounts')).length, before, 'no run began');

  credentials.accessKey = good;
  await waitMinutes(16);
  assert.equal(await state(), 'connected');
  assert.equal((await runs('accounts')).length, before + 1, 'the missed run is caught up once');
});

test('brings a stream forward, and never back', async () => {
  await workAll();
  const at = (await sync.transaction((tx) => findStream(tx, 'accounts')))?.next_due_at;
  assert.ok(at);
  await sync.transaction((tx) => hastenStream(tx, 'accounts', new Date(at.getTime() + 1_000)));
  assert.deepEqual((await sync.transaction((tx) => findStream(tx, 'accounts')))?.next_due_at, at);
});

test('puts the slots of a stream on one grid, whatever the time it is asked at', () => {
  const offset = 1_234;
  const slot = nextSlot(new Date('2026-11-24T10:00:00Z'), 60, offset);
  for (const minute of [1, 20, 20.5]) {
    const asked = new Date(Date.parse('2026-11-24T10:00:00Z') + minute * 60_000);
    assert.deepEqual(nextSlot(asked, 60, offset), slot);
  }
  assert.deepEqual(nextSlot(slot, 60, offset), new Date(slot.getTime() + HOUR_MS));
});

test('has what belongs to accounts begin after their first run, once, and sees all they brought', async () => {
  const own = await sync.another();
  await own.connect();
  await own.save(TEST_CONFIG);
  const firstRuns = await workFirstRuns(own);
  assert.deepEqual(firstRuns, {
    accounts: ['full done'],
    relationships: ['full done'],
    stakeholders: ['full done'],
  });
  const [held] = await own.transaction((tx) =>
    tx.query<{ relationships: number; stakeholders: number }>(
      `select (select count(*)::int from relationships) as relationships,
         (select count(*)::int from stakeholders) as stakeholders`,
    ),
  );
  assert.ok(held !== undefined && held.relationships > 0 && held.stakeholders > 0);
});

test('has them begin all the same when the first run of accounts fails', async () => {
  const own = await sync.another();
  await own.connect();
  const account = { ...TEST_CONFIG.fields.account, region: 'Nowhere__gc' };
  await own.save({ ...TEST_CONFIG, fields: { account } });
  const { accounts, relationships } = await workFirstRuns(own);
  assert.deepEqual([accounts, relationships], [['full failed'], ['full done']]);
});

test('says of the runs that a saved configuration began, and of those that follow them, that it did', async () => {
  const own = await sync.another();
  await own.connect();
  await own.save(TEST_CONFIG);
  await workFirstRuns(own);
  sync.clock.advance(60_000);
  const filter = { field: 'Industry', op: 'empty' };
  await own.saveAsPerson({ ...TEST_CONFIG, accounts: { import: 'matching', filter } });
  await workFirstRuns(own);
  assert.deepEqual(await latestCauses(own), {
    accounts: 'projection saved',
    relationships: 'incremental saved',
    stakeholders: 'incremental saved',
    users: 'full first',
  });
  sync.clock.advance(60_000);
  await own.saveAsPerson(TEST_CONFIG);
  await workFirstRuns(own);
  assert.deepEqual(await latestCauses(own), {
    accounts: 'full saved',
    relationships: 'incremental saved',
    stakeholders: 'incremental saved',
    users: 'full first',
  });
  sync.clock.advance(25 * HOUR_MS);
  await workFirstRuns(own);
  assert.deepEqual(new Set(Object.values(await latestCauses(own))), new Set(['full schedule']));
});

/** Mode and cause of the latest run of streams. */
async function latestCauses(own: SyncTest): Promise<Readonly<Record<string, string>>> {
  const all: Record<string, string> = {};
  for (const name of ['accounts', 'relationships', 'stakeholders', 'users']) {
    const [run] = await own.transaction(async (tx) => {
      const stream = await findStream(tx, name);
      return stream === undefined ? [] : listRuns(tx, { streamId: stream.id, limit: 1 });
    });
    all[name] = `${run?.mode} ${run?.cause}`;
  }
  return all;
}

/** Looks at the schedule and works what is open, more often than there is something new; answers the runs of each stream. */
async function workFirstRuns(own: SyncTest): Promise<Readonly<Record<string, readonly string[]>>> {
  for (let look = 0; look < 4; look += 1) {
    await runSchedule(own.engine);
    for (const run of await own.transaction(listOpenRuns)) await own.work(run);
  }
  return own.transaction(async (tx) => {
    const all: Record<string, readonly string[]> = {};
    for (const name of ['accounts', 'relationships', 'stakeholders']) {
      const stream = await findStream(tx, name);
      assert.ok(stream);
      const ended = await listRuns(tx, { streamId: stream.id, limit: 10 });
      all[name] = ended.map(({ mode, state }) => `${mode} ${state}`);
    }
    return all;
  });
}
