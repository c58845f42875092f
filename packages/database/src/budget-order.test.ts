// Whom the budget lets go first when calls are short, over two pools of connections as of two processes.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createCallBudget } from './budget.ts';
import type { CallPriority } from './call-priority.ts';
import { openDatabase } from './database.ts';
import { BudgetExhaustedError } from './errors.ts';
import { createTestDatabase } from './testing.ts';

const { database, url } = await createTestDatabase(import.meta.url);
const other = await openDatabase({ url, poolSize: 2, applicationName: 'budget order 2' });
after(() => other.close());

/** Somebody with so many calls to make, from a second on. */
interface Asker {
  readonly caller: string;
  readonly priority: CallPriority;
  readonly fromSecond: number;
  left: number;
}

interface Grant {
  readonly asker: Asker;
  readonly second: number;
}

/** Lets everyone ask in the order given until they are refused, and again when they were told to; answers who was served when. */
async function live(
  host: string,
  perMinute: number,
  seconds: number,
  askers: readonly Asker[],
): Promise<Grant[]> {
  let nowMs = Date.UTC(2026, 10, 24, 10);
  const settings = {
    limits: { sync: { perMinute, perDay: 100_000 } },
    share: 1,
    clock: () => nowMs,
    maxWaitMs: 0,
  };
  const budgets = [
    createCallBudget({ database, ...settings }),
    createCallBudget({ database: other, ...settings }),
  ];
  const signal = new AbortController().signal;
  const grants: Grant[] = [];
  const againMs = new Map<Asker, number>();
  for (let second = 0; second < seconds; second += 1, nowMs += 1_000) {
    for (const [index, asker] of askers.entries()) {
      while (second >= asker.fromSecond && asker.left > 0 && (againMs.get(asker) ?? 0) <= nowMs) {
        const { caller, priority } = asker;
        const taking = budgets[index % 2]?.take({ host, family: 'sync', signal, caller, priority });
        try {
          await taking;
        } catch (thrown) {
          assert.ok(thrown instanceof BudgetExhaustedError);
          againMs.set(asker, thrown.retryAt.getTime());
          break;
        }
        asker.left -= 1;
        grants.push({ asker, second });
      }
    }
  }
  return grants;
}

const ENDLESS = 1_000_000;

test('lets users go first, then writeback, increments, previews and full runs, over all processes', async () => {
  const full: Asker = { caller: 'a', priority: 'full', fromSecond: 0, left: ENDLESS };
  // Who may wait longest always asks first.
  const urgent = (['preview', 'increment', 'writeback', 'users'] as const).map((priority): Asker => ({
    caller: 'a',
    priority,
    fromSecond: 70,
    left: 10,
  }));
  const grants = await live('order.example', 20, 300, [full, ...urgent]);
  // In their first second none knows of the others yet.
  const since = grants.filter(({ second }) => second > 70);
  const order = since.map(({ asker }) => asker.priority).filter((one, at, all) => one !== all[at - 1]);
  assert.deepEqual(order, ['users', 'writeback', 'increment', 'preview', 'full']);
  assert.deepEqual(
    urgent.map(({ left }) => left),
    [0, 0, 0, 0],
  );
});

test('has no caller wait for the backlog of another of its rank', async () => {
  const big: Asker = { caller: 'big', priority: 'increment', fromSecond: 0, left: ENDLESS };
  const small: Asker = { caller: 'small', priority: 'increment', fromSecond: 65, left: 10 };
  const grants = await live('turns.example', 20, 200, [big, small]);
  const from = grants.findIndex(({ asker }) => asker === small);
  const until = grants.findLastIndex(({ asker }) => asker === small);
  assert.equal(small.left, 0);
  assert.ok(until - from <= 20, `${until - from} calls`);
});

test('gives a call of users at once though a full run takes all it can get', async () => {
  const full: Asker = { caller: 'a', priority: 'full', fromSecond: 0, left: ENDLESS };
  const users = [1, 2, 3].map((minute): Asker => ({
    caller: 'b',
    priority: 'users',
    fromSecond: minute * 65,
    left: 2,
  }));
  const grants = await live('users.example', 70, 210, [full, ...users]);
  const late = grants.filter(({ asker, second }) => asker.priority === 'users' && second > asker.fromSecond);
  assert.deepEqual(late, []);
  assert.equal(grants.filter(({ asker }) => asker.priority === 'users').length, 6);
});

test('spreads the calls of a full run, so that an increment never waits long for its own', async () => {
  const full: Asker = { caller: 'a', priority: 'full', fromSecond: 0, left: ENDLESS };
  const increments = [3, 4].map((minute): Asker => ({
    caller: 'b',
    priority: 'increment',
    fromSecond: minute * 61,
    left: 5,
  }));
  const grants = await live('spread.example', 70, 270, [full, ...increments]);
  for (const increment of increments) {
    const served = grants.filter(({ asker }) => asker === increment).map(({ second }) => second);
    assert.equal(served.length, 5);
    assert.ok((served[4] ?? 0) - increment.fromSecond <= 10, `done at ${served[4]}`);
  }
});

test('uses at least nine tenths of the share for a full run that is alone', async () => {
  const calls = 320;
  const startMs = Date.UTC(2026, 10, 24, 10);
  let nowMs = startMs;
  const budget = createCallBudget({
    database,
    limits: { sync: { perMinute: 70, perDay: 100_000 } },
    share: 1,
    clock: () => nowMs,
    maxWaitMs: 120_000,
    wait: async (ms) => {
      nowMs += ms;
    },
  });
  const signal = new AbortController().signal;
  for (let call = 0; call < calls; call += 1)
    await budget.take({ host: 'alone.example', family: 'sync', signal, caller: 'a', priority: 'full' });
  const minutes = (nowMs - startMs) / 60_000;
  assert.ok(calls / minutes >= 0.9 * 70, `${calls} calls in ${minutes} minutes`);
});

test('waits no longer than ten seconds for somebody who does not come back', async () => {
  const full: Asker = { caller: 'a', priority: 'full', fromSecond: 0, left: ENDLESS };
  const gone: Asker = { caller: 'b', priority: 'users', fromSecond: 3, left: ENDLESS };
  const budgetOfThree = await live('gone.example', 3, 4, [full, gone]);
  assert.equal(budgetOfThree.length, 3);
  // The one who was refused does not ask again.
  const later = await live('gone.example', 3, 90, [{ ...full, fromSecond: 62 }]);
  const first = later.at(0)?.second ?? Number.POSITIVE_INFINITY;
  assert.ok(first <= 62 + 11, `${first} s`);
});
