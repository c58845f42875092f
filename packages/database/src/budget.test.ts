import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCallBudget, type CallAsked, type CallBudget, type CallBudgetSettings } from './budget.ts';
import { openDatabase } from './database.ts';
import { BudgetExhaustedError } from './errors.ts';
import { createTestDatabase } from './testing.ts';

const { database, url } = await createTestDatabase(import.meta.url);
const never = new AbortController().signal;
const START = Date.UTC(2026, 10, 24, 10, 59, 57, 350);

/** A call by whoever comes first. */
function call(host: string, family = 'sync', signal = never): CallAsked {
  return { host, family, signal, priority: 'users', caller: 'one' };
}

/** A budget in a time of its own: waiting moves its clock. */
function budgetAt(startMs: number, settings: Partial<CallBudgetSettings> = {}) {
  const time = { nowMs: startMs, waitedMs: [] as number[] };
  const budget = createCallBudget({
    database,
    limits: { sync: { perMinute: 10, perDay: 1_000 } },
    share: 1,
    clock: () => time.nowMs,
    wait: async (ms) => {
      time.waitedMs.push(ms);
      time.nowMs += ms;
    },
    maxWaitMs: 70_000,
    ...settings,
  });
  return { budget, time };
}

test('no fixed minute, wherever it starts, holds more calls than the allowance', async () => {
  const { budget, time } = budgetAt(START, { share: 0.7 });
  const calls: number[] = [];
  // Steps that fall unevenly on the seconds.
  for (let index = 0; index < 60; index += 1) {
    await budget.take(call('minute.example'));
    calls.push(time.nowMs);
    time.nowMs += (index * 977) % 3_400;
  }
  const busiest = Math.max(
    ...calls.map((from) => calls.filter((at) => at >= from && at <= from + 61_000).length),
  );
  assert.equal(busiest, 7);
});

test('a limit that a reply states holds for every process, and a higher one loosens nothing', async () => {
  const host = 'stated.example';
  const limits = {
    sync: { perMinute: 10, perDay: 1_000 },
    users: { perMinute: 10, perHour: 50, perDay: 100 },
    calls: { perSecond: 3, perMinute: 180, perDay: 1_000 },
  };
  const [one, other] = [budgetAt(START, { limits }), budgetAt(START, { limits })];
  const state = (family: string, calls: number, windowSeconds: number | null) =>
    one.budget.state({ host, family, stated: [{ calls, windowSeconds }] });
  const allowances = async () =>
    Object.fromEntries(
      (await other.budget.usage(host)).map((use) => [`${use.family} ${use.window}`, use.allowance]),
    );
  const news = { host, family: 'sync', window: 'minute', calls: 4, limit: 10 };
  assert.deepEqual(await state('sync', 4, null), [news]);
  assert.deepEqual(await state('sync', 4, 60), [], 'nothing new');
  for (let index = 0; index < 4; index += 1) await other.budget.take(call(host));
  assert.deepEqual(other.time.waitedMs, []);
  await other.budget.take(call(host));
  assert.ok(other.time.waitedMs.length > 0, 'the fifth call waits');
  await state('sync', 30, 3_600);
  await state('sync', 5_000, 86_400);
  await state('users', 20, null);
  assert.deepEqual(await state('calls', 1, null), [], 'per second, as far as anybody knows');
  assert.deepEqual(await state('sync', 7, 10), [], 'a window that is not counted');
  assert.deepEqual(await allowances(), {
    'sync minute': 4,
    'sync hour': 30,
    'sync day': 1_000,
    'users minute': 10,
    'users hour': 20,
    'users day': 100,
    'calls minute': 180,
    'calls day': 1_000,
  });
  await state('sync', 50, null);
  assert.equal((await allowances())['sync minute'], 10, 'the limit of the settings');
});

test('a caller with room is let in at once', async () => {
  const { budget, time } = budgetAt(START);
  for (let index = 0; index < 10; index += 1) await budget.take(call('room.example'));
  assert.deepEqual(time.waitedMs, []);
});

test('the day binds when the minutes do not, with the instant it opens', async () => {
  const limits = { sync: { perMinute: 100, perHour: 40, perDay: 50 } };
  const { budget, time } = budgetAt(START, { limits });
  const take = (): Promise<void> => budget.take(call('day.example'));
  for (let index = 0; index < 40; index += 1) await take();
  const opensHour = Math.floor(START / 60_000) * 60_000 + 61 * 60_000;
  await assert.rejects(take(), { code: 'budget_exhausted', retryAt: new Date(opensHour) });
  time.nowMs = opensHour;
  for (let index = 0; index < 10; index += 1) await take();
  const opensDay = Math.floor(START / 60_000) * 60_000 + (24 * 60 + 1) * 60_000;
  await assert.rejects(take(), { code: 'budget_exhausted', retryAt: new Date(opensDay) });
  time.nowMs = opensDay;
  await take();
});

test('families and hosts do not use up each other', async () => {
  const limits = { sync: { perMinute: 1, perDay: 9 }, async: { perMinute: 1, perDay: 9 } };
  const { budget, time } = budgetAt(START, { limits });
  await budget.take(call('one.example'));
  await budget.take(call('one.example', 'async'));
  await budget.take(call('two.example'));
  assert.deepEqual(time.waitedMs, []);
  const used = (await budget.usage('one.example')).filter(({ used: calls }) => calls === 1);
  assert.equal(used.length, 4);
});

test('a wait ends when its signal aborts, and counts no call', async () => {
  const stop = new AbortController();
  const { budget } = budgetAt(START, {
    limits: { sync: { perMinute: 1, perDay: 9 } },
    wait: async (_ms, signal) => {
      stop.abort();
      signal.throwIfAborted();
    },
  });
  await budget.take(call('abort.example', 'sync', stop.signal));
  await assert.rejects(budget.take(call('abort.example', 'sync', stop.signal)), {
    name: 'AbortError',
  });
  assert.equal((await budget.usage('abort.example')).find(({ window }) => window === 'day')?.used, 1);
});

test('what the vendor holds back is held for every worker until then', async () => {
  const { budget, time } = budgetAt(START);
  await budget.hold({ host: 'held.example', family: 'sync', until: new Date(START + 20_000) });
  await budget.hold({ host: 'held.example', family: 'sync', until: new Date(START + 5_000) });
  await budget.take(call('held.example'));
  assert.deepEqual(time.waitedMs, [20_000]);
});

test('a clock set back by an hour neither lets more through nor stops the calls', async () => {
  const { budget, time } = budgetAt(START, { limits: { sync: { perMinute: 5, perDay: 1_000 } } });
  const take = (): Promise<void> => budget.take(call('back.example'));
  for (let index = 0; index < 5; index += 1) await take();
  time.nowMs -= 3_600_000;
  await take();
  const waited = time.waitedMs.reduce((sum, ms) => sum + ms, 0);
  assert.ok(waited > 60_000 && waited <= 62_000, `waited ${waited} ms`);
});

test('a limit per second spaces calls evenly, over all processes, and idle time earns no burst', async () => {
  const other = await openDatabase({ url, poolSize: 2, applicationName: 'budget test 3' });
  try {
    const limits = { calls: { perSecond: 3, perMinute: 180, perDay: 10_000 } };
    const { budget, time } = budgetAt(START, { limits, share: 0.7 });
    const twin = createCallBudget({
      database: other,
      limits,
      share: 0.7,
      clock: () => time.nowMs,
      wait: async (ms) => {
        time.nowMs += ms;
      },
    });
    const calls: number[] = [];
    for (let index = 0; index < 12; index += 1) {
      await (index % 2 === 0 ? budget : twin).take(call('second.example', 'calls'));
      calls.push(time.nowMs);
      if (index === 5) time.nowMs += 10_000;
    }
    const busiest = Math.max(
      ...calls.map((from) => calls.filter((at) => at >= from && at < from + 1_000).length),
    );
    assert.equal(busiest, 3);
    // Our share of 3 a second is 2.1 of them: one each 477 ms.
    assert.equal((calls[5] ?? 0) - (calls[0] ?? 0), 5 * 477);
    assert.equal((calls[11] ?? 0) - (calls[6] ?? 0), 5 * 477);
  } finally {
    await other.close();
  }
});

test('two processes that take at once are counted together', async () => {
  const other = await openDatabase({ url, poolSize: 5, applicationName: 'budget test 2' });
  try {
    const limits = { sync: { perMinute: 20, perDay: 1_000 } };
    const one = budgetAt(START, { limits, maxWaitMs: 0 }).budget;
    const two = budgetAt(START, { limits, maxWaitMs: 0, database: other }).budget;
    const takes = Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? one : two).take(call('both.example')),
    );
    const outcomes = await Promise.allSettled(takes);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 20);
  } finally {
    await other.close();
  }
});

test('four processes of a hundred calls a minute together make no more than that in any minute', async () => {
  const pools = await Promise.all(
    [3, 4, 5].map((nth) => openDatabase({ url, poolSize: 1, applicationName: `budget test ${nth}` })),
  );
  try {
    const time = { nowMs: START };
    const limits = { sync: { perMinute: 100, perDay: 10_000 } };
    const workers = [database, ...pools].map((own) =>
      createCallBudget({ database: own, limits, share: 1, clock: () => time.nowMs, maxWaitMs: 0 }),
    );
    const calls: number[] = [];
    const work = async (budget: CallBudget): Promise<void> => {
      for (;;) {
        try {
          await budget.take(call('four.example'));
        } catch (thrown) {
          assert.ok(thrown instanceof BudgetExhaustedError);
          return;
        }
        calls.push(time.nowMs);
      }
    };
    // Three minutes, in steps that fall unevenly on them.
    for (; time.nowMs < START + 180_000; time.nowMs += 7_300) await Promise.all(workers.map(work));
    const minutes = Map.groupBy(calls, (at) => Math.floor(at / 60_000));
    assert.ok(Math.max(...[...minutes.values()].map(({ length }) => length)) <= 100);
    const busiest = Math.max(
      ...calls.map((from) => calls.filter((at) => at >= from && at < from + 60_000).length),
    );
    assert.ok(busiest <= 100, `${busiest} calls in one minute`);
    assert.ok(calls.length >= 250, `${calls.length} calls: nobody was short`);
  } finally {
    await Promise.all(pools.map((pool) => pool.close()));
  }
});

test('a family without limits is refused', async () => {
  const { budget } = budgetAt(START);
  const taking = budget.take(call('x.example', 'bulk'));
  await assert.rejects(taking, { code: 'budget_family_unknown' });
});
