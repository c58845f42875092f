// RL1, RL2, RL3, RL6: the product's budget and queue beside a sandbox that refuses by the vendors' stated limits, in the fixed
// windows of its own clock. Time passes only while somebody waits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hastenStream, listOpenRuns, listRuns, listStreams } from '@handrail/database';
import { createRandom } from '@handrail/core/testing';
import { TEST_CONFIG } from '@handrail/sync/testing';
import type { SyncTest } from '@handrail/sync/testing';
import { countMinutes, OTHERS_PATH, sum } from './count-minutes.ts';
import { startLimited, startVirtualWorker } from './virtual-worker.ts';

/** Small in every run of the tests; `npm run nightly` says `scorecard` for the sizes that it names. */
const SIZES =
  process.argv[2] === 'scorecard'
    ? { companies: 1_000_000, page: 5_000, minutes: 30, small: 99, lateMinutes: 60 }
    : { companies: 700, page: 5, minutes: 3, small: 3, lateMinutes: 3 };
const MINUTE_MS = 60_000;
const LIMIT = 100;
const SHARE = 0.7 * LIMIT;
const documented = { limits: {} };

async function isQuiet(sync: SyncTest): Promise<boolean> {
  const { streams, open } = await sync.transaction(async (tx) => ({
    streams: await listStreams(tx),
    open: await listOpenRuns(tx),
  }));
  const waiting = streams.filter(
    (one) => one.enabled && one.direction === 'in' && one.last_completed_at === null,
  );
  return open.length === 0 && waiting.length === 0;
}

test(`reads ${SIZES.companies} companies and all else without one refusal, by nine tenths of its share (RL1)`, async (t) => {
  const limited = await startLimited(import.meta.url, {
    pageSizeRecords: SIZES.page,
    sandbox: { companies: SIZES.companies, ...documented },
  });
  const { sync } = limited;
  await sync.connect();
  await sync.save(TEST_CONFIG);
  // What connecting took is forgotten by then.
  sync.clock.advance(2 * MINUTE_MS);
  const minutes = countMinutes(sync);
  await startVirtualWorker(limited).work(() => isQuiet(sync));
  assert.equal(sum(minutes.refused.values()), 0);
  const took = (minutes.lastMs() - minutes.firstMs()) / MINUTE_MS;
  const used = sum(minutes.calls.values()) / took / SHARE;
  t.diagnostic(
    `${sum(minutes.calls.values())} calls in ${took.toFixed(1)} minutes, ${used.toFixed(2)} of the share`,
  );
  assert.ok(used >= 0.9, `${used.toFixed(2)} of the share`);
});

test('keeps under a limit that only the replies state, from the first of them on (RL3)', async () => {
  const limited = await startLimited(import.meta.url, {
    pageSizeRecords: 5,
    sandbox: { companies: 60, limits: { perMinute: 40 }, switches: { rateLimitHeader: 'everywhere' } },
  });
  const { sync } = limited;
  const minutes = countMinutes(sync);
  await sync.connect();
  await sync.save(TEST_CONFIG);
  await startVirtualWorker(limited).work(() => isQuiet(sync));
  assert.equal(sum(minutes.refused.values()), 0);
  assert.ok(Math.max(...minutes.calls.values()) <= 0.7 * 40);
  assert.ok(minutes.calls.size > 2, 'there was more to call than one minute holds');
});

test('reads on beside callers who spend at any moment, with one refusal a minute at most (RL2)', async (t) => {
  const limited = await startLimited(import.meta.url, {
    pageSizeRecords: 5,
    sandbox: { companies: 300, ...documented },
  });
  const { sync } = limited;
  await sync.connect();
  await sync.save(TEST_CONFIG);
  // One slice at a time: of several each may have a call on its way when the first is refused.
  const worker = startVirtualWorker(limited, 1);
  await worker.work(() => isQuiet(sync));
  sync.clock.advance(2 * MINUTE_MS);
  const minutes = countMinutes(sync);
  const random = createRandom(7);
  const plans = new Map<number, { count: number; fromMs: number }>();
  const begunMs = sync.clock.now().getTime();
  const isDone = async () => sync.clock.now().getTime() >= begunMs + SIZES.minutes * MINUTE_MS;
  await worker.work(isDone, async () => {
    await sync.queue('accounts', 'full');
    const nowMs = sync.clock.now().getTime();
    const minute = Math.floor(nowMs / MINUTE_MS);
    const plan = plans.get(minute) ?? { count: random.between(0, 80), fromMs: random.below(45_000) };
    plans.set(minute, plan);
    if (nowMs % MINUTE_MS < plan.fromMs) return;
    for (; plan.count > 0; plan.count -= 1) await spend(sync);
  });
  const refusedAtMost = Math.max(0, ...minutes.refused.values());
  t.diagnostic(
    `refused ${JSON.stringify([...minutes.refused.values()])}, calls ${JSON.stringify([...minutes.calls.values()])}`,
  );
  assert.ok(refusedAtMost > 0, 'the others never took what we counted on');
  assert.ok(refusedAtMost <= 1, `${refusedAtMost} refusals in one minute`);
  assert.ok(Math.max(...minutes.calls.values()) <= SHARE * 1.05);
});

test(`has the increments of ${SIZES.small} workspaces late by a minute at most beside one with an endless backlog (RL6)`, async (t) => {
  const limited = await startLimited(import.meta.url, {
    pageSizeRecords: 5,
    sandbox: { companies: 40, ...documented },
  });
  const { sync: big } = limited;
  const small: SyncTest[] = [];
  // Two share the tenant of the big one and so its budget; the others share its workers alone.
  for (let made = 0; made < SIZES.small; made += 1)
    small.push(await (made < 2 ? big.another() : big.anotherTenant()));
  for (const sync of [big, ...small]) {
    // One after the other connects, as the limit allows.
    big.clock.advance(MINUTE_MS);
    await sync.connect();
    await sync.save(TEST_CONFIG);
  }
  const worker = startVirtualWorker(limited);
  await worker.work(async () => (await Promise.all([big, ...small].map(isQuiet))).every(Boolean));
  const minutes = countMinutes(big);
  const random = createRandom(11);
  const begun = big.clock.now();
  for (const sync of small) {
    for (const stream of ['deletions', 'accounts', 'relationships', 'stakeholders', 'users']) {
      const at = new Date(begun.getTime() + random.below((SIZES.lateMinutes - 1) * MINUTE_MS));
      await sync.transaction((tx) => hastenStream(tx, stream, at));
    }
  }
  const endMs = begun.getTime() + (SIZES.lateMinutes + 1) * MINUTE_MS;
  await worker.work(
    async () => big.clock.now().getTime() >= endMs,
    async () => {
      for (const stream of ['accounts', 'relationships', 'stakeholders', 'meetings'])
        await big.queue(stream, 'full');
    },
  );
  const late: number[] = [];
  for (const sync of small) {
    const runs = await sync.transaction((tx) => listRuns(tx, { limit: 100 }));
    for (const run of runs.filter(
      (one) => one.created_at > begun && one.stream_id !== null && one.cause === 'schedule',
    ))
      late.push(((run.finished_at ?? big.clock.now()).getTime() - run.created_at.getTime()) / 1_000);
  }
  const used =
    sum(minutes.calls.values()) / ((big.clock.now().getTime() - begun.getTime()) / MINUTE_MS) / SHARE;
  t.diagnostic(`${late.length} runs, at most ${Math.max(...late)} s; ${used.toFixed(2)} of the share used`);
  assert.ok(late.length >= SIZES.small * 5, `${late.length} runs`);
  assert.ok(Math.max(...late) <= 60, `${Math.max(...late)} s late`);
  assert.equal(sum(minutes.refused.values()), 0);
  assert.ok(used > 0.8, `only ${used} of the share was used: nobody was short`);
});

/** One call of another integration of the tenant. */
async function spend(sync: SyncTest): Promise<void> {
  await fetch(`${sync.sandbox.gainsightUrl}${OTHERS_PATH}`, {
    headers: { accesskey: sync.sandbox.context.credentials.accessKey },
  }).then((reply) => reply.arrayBuffer());
}
