import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { test } from 'node:test';
import { parseWorkspaceId } from '@handrail/core';
import { enqueue } from './enqueue.ts';
import { openJobs, type Jobs } from './jobs.ts';
import { createTestDatabase } from './testing.ts';
import pg from 'pg';

const { url, superuserUrl, database } = await createTestDatabase(import.meta.url, {
  queues: [
    { name: 'slices', policy: 'exclusive', retryLimit: 1 },
    { name: 'shaky-dead' },
    { name: 'shaky', retryLimit: 1, retryDelay: 0, deadLetter: 'shaky-dead' },
    { name: 'hourly' },
    { name: 'long' },
  ],
});
const workspaceId = parseWorkspaceId('018f0000-0000-7000-8000-000000000001');

async function withJobs(act: (jobs: Jobs, errors: Error[]) => Promise<void>): Promise<void> {
  const errors: Error[] = [];
  const jobs = await openJobs({
    url,
    applicationName: 'jobs test',
    onError: (error) => errors.push(error),
    onWarning: () => undefined,
  });
  try {
    await act(jobs, errors);
  } finally {
    await jobs.stop(5_000);
  }
}

test('the app role works what a committed transaction enqueued, within a second', async () => {
  await withJobs(async (jobs, errors) => {
    const events = new EventEmitter();
    await jobs.work<{ step: number }>('slices', { concurrency: 2 }, async (job) => {
      events.emit('done', job.payload.step, performance.now());
    });
    const done = once(events, 'done');
    const sent = performance.now();
    await database
      .workspace(workspaceId)
      .transaction((tx) => enqueue(tx, 'slices', { step: 7 }, { singletonKey: 'a' }));
    const [step, at] = await done;
    assert.equal(step, 7);
    assert.ok(at - sent < 1_000, `took ${at - sent} ms`);
    assert.deepEqual(errors, []);
  });
});

test('a job whose handler throws is tried again, then kept as a dead letter with its code only', async () => {
  await withJobs(async (jobs, errors) => {
    const events = new EventEmitter();
    const attempts: number[] = [];
    await jobs.work<{ meetingId: string }>('shaky', { concurrency: 2, pollSeconds: 0.5 }, async (job) => {
      attempts.push(job.retryCount);
      throw Object.assign(new RangeError('content'), { code: 'gong_down' });
    });
    await jobs.work<{ meetingId: string }>(
      'shaky-dead',
      { concurrency: 2, pollSeconds: 0.5 },
      async (job) => {
        events.emit('dead', job.payload.meetingId);
      },
    );
    const dead = once(events, 'dead');
    await jobs.send('shaky', { meetingId: 'm' });
    assert.deepEqual(await dead, ['m']);
    assert.deepEqual(attempts, [0, 1]);
    assert.equal(errors.length, 2);
  });
  const rows = await database
    .platform()
    .transaction((tx) => tx.query<{ output: object }>(`select output from pgboss.job where name = 'shaky'`));
  assert.deepEqual(
    rows.map((row) => row.output),
    [{ name: 'RangeError', code: 'gong_down' }],
  );
});

test('the app role keeps schedules', async () => {
  await withJobs(async (jobs) => {
    await jobs.schedule('hourly', '0 * * * *', {}, 'every');
  });
  const rows = await database
    .platform()
    .transaction((tx) => tx.query<{ key: string }>(`select key from pgboss.schedule where name = 'hourly'`));
  assert.deepEqual(rows, [{ key: 'every' }]);
});

test('a stop reaches the signal of the job in hand and waits for it', async () => {
  const events = new EventEmitter();
  let ended = false;
  await withJobs(async (jobs) => {
    await jobs.work('long', { concurrency: 2 }, async ({ signal }) => {
      events.emit('begun');
      await once(signal, 'abort');
      ended = true;
    });
    const begun = once(events, 'begun');
    await jobs.send('long', {});
    await begun;
  });
  assert.equal(ended, true);
});

/** Ends every connection of the engine, the listening one too. */
async function endConnections(): Promise<void> {
  const superuser = new pg.Client({ connectionString: superuserUrl });
  await superuser.connect();
  await superuser.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jobs test'`,
  );
  await superuser.end();
}

test('listens again after its connections were ended', async () => {
  await withJobs(async (jobs, errors) => {
    const events = new EventEmitter();
    await jobs.work<{ step: number }>('slices', { concurrency: 2, pollSeconds: 60 }, async (job) => {
      events.emit('done', job.payload.step);
    });
    await endConnections();
    const done = once(events, 'done', { signal: AbortSignal.timeout(20_000) });
    await database
      .workspace(workspaceId)
      .transaction((tx) => enqueue(tx, 'slices', { step: 8 }, { singletonKey: 'b' }));
    assert.deepEqual(await done, [8]);
    assert.ok(errors.some((error) => 'code' in error && error.code === '57P01'));
  });
});

test('a stop while the database ends its connections ends nothing else', async () => {
  for (let round = 0; round < 20; round += 1) {
    await withJobs(() => endConnections());
  }
});
