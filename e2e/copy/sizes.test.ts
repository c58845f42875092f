import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';
import type { SyncTest } from '@handrail/sync/testing';
import { assertCopy } from './held-against-source.ts';

/** Small in every run of the tests; `npm run nightly` says `scorecard` for the sizes that it names. */
const SIZES =
  process.argv[2] === 'scorecard'
    ? { page: 5_000, whole: 123_457, tied: 60_000, tie: 12_000, broken: 500_000 }
    : { page: 50, whole: 1_234, tied: 600, tie: 120, broken: 1_000 };
/** Calls of a run beside its pages. */
const EXTRA_CALLS = 3;

async function start(companies: number, sameSecond = 0): Promise<SyncTest> {
  const sync = await startSyncTest(import.meta.url, {
    pageSizeRecords: SIZES.page,
    sandbox: { companies, sameSecond },
  });
  await sync.connect();
  await sync.save(TEST_CONFIG);
  return sync;
}

const pagesOf = (records: number) => Math.ceil(records / SIZES.page);

test(`copies each of ${SIZES.whole} records exactly once, with no call too many (SC1)`, async () => {
  const sync = await start(SIZES.whole);
  const run = await sync.run('accounts', 'full');
  const count = sync.source.rows('company').length;
  assert.deepEqual([run.state, run.seen, run.added], ['done', count, count]);
  assert.ok(run.calls <= pagesOf(count) + EXTRA_CALLS, `${run.calls} calls`);
  await assertCopy(sync, 'the copy');
});

test(`loses nothing of ${SIZES.tie} records of one second, longer than two pages (SC3)`, async () => {
  const sync = await start(SIZES.tied, SIZES.tie);
  // Without a cursor the first increment reads everything by date.
  const run = await sync.run('accounts', 'incremental');
  assert.deepEqual([run.state, run.seen], ['done', sync.source.rows('company').length]);
  assert.ok(run.calls <= 1.5 * pagesOf(run.seen) + EXTRA_CALLS, `${run.calls} calls`);
  await assertCopy(sync, 'the copy');
});

test('finds a record that shows late: by the next increment, beyond the lookback by the next full run (SC4)', async () => {
  const sync = await start(60);
  await sync.run('accounts', 'full');
  for (const seconds of [1, 60, 600, 3_600]) {
    sync.clock.advance(3_600_000);
    const [late, prompt] = sync.source.rows('company').map((row) => String(row['Gsid']));
    sync.sandbox.context.switches.recordReadLagSeconds = seconds;
    await sync.source.update('company', late ?? '', { Name: `Late by ${seconds}` });
    sync.sandbox.context.switches.recordReadLagSeconds = 0;
    // Dated after the late one, and seen before it: the cursor goes past.
    sync.clock.advance(500);
    await sync.source.update('company', prompt ?? '', { Name: `Before ${seconds}` });
    assert.equal((await sync.run('accounts')).state, 'done');
    sync.clock.advance(seconds * 1_000);
    assert.equal((await sync.run('accounts', seconds > 900 ? 'full' : 'incremental')).state, 'done');
    await assertCopy(sync, `${seconds} s late`);
  }
});

test(`goes on where a full read of ${SIZES.broken} broke off at 80 % (CS4)`, async () => {
  const sync = await start(SIZES.broken);
  const stopping = new AbortController();
  let calls = 0;
  sync.beforeCall = () => {
    calls += 1;
    if (calls === Math.floor(0.8 * pagesOf(SIZES.broken)) + EXTRA_CALLS) stopping.abort();
  };
  let run = await sync.queue('accounts', 'full');
  while (!stopping.signal.aborted) run = await sync.work(run, stopping.signal);
  assert.equal(run.state, 'running');
  while (run.state === 'running') run = await sync.work(run);
  const count = sync.source.rows('company').length;
  assert.deepEqual([run.state, run.seen], ['done', count]);
  // The page in hand and the one on its way are read again.
  assert.ok(calls <= pagesOf(count) + EXTRA_CALLS + 2 + 2, `${calls} calls`);
  await assertCopy(sync, 'the copy');
});
