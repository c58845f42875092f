import { setTimeout as pause } from 'node:timers/promises';
import type { RunId } from '@handrail/core';
import { listWaitingRuns } from '@handrail/database';
import { createVendorBudget, SILENT_LOG } from '@handrail/server';
import { createSignals } from '@handrail/signals';
import { jobPriorityOf, runSchedule, runSlice } from '@handrail/sync';
import { startSyncTest } from '@handrail/sync/testing';
import type { SyncTest, SyncTestOptions } from '@handrail/sync/testing';

/** Slices at once, as in a worker of the product. */
const SLOTS = 4;
/** Between two looks at the schedule, by the clock of the test. */
const TICK_MS = 1_000;

/** A workspace under the limits of its vendors, and the time in it. */
export interface LimitedTest {
  readonly sync: SyncTest;
  readonly time: { passed(ms: number): Promise<void> };
}

/** A workspace beside a sandbox with the limits that the vendors state, under the budget of the product. */
export async function startLimited(fileUrl: string, options: SyncTestOptions): Promise<LimitedTest> {
  let waiters: { readonly atMs: number; readonly wake: () => void }[] = [];
  const sync = await startSyncTest(fileUrl, {
    ...options,
    extra: [createSignals()],
    budget: (database, clock) =>
      createVendorBudget(
        { database, clock, log: SILENT_LOG, share: 0.7 },
        {
          // All who wait at one moment wait at the same time.
          async wait(ms, signal) {
            const untilMs = clock.now().getTime() + ms;
            await pause(0, undefined, { signal });
            clock.advance(Math.max(0, untilMs - clock.now().getTime()));
            const nowMs = clock.now().getTime();
            for (const { wake } of waiters.filter(({ atMs }) => atMs <= nowMs)) wake();
            waiters = waiters.filter(({ atMs }) => atMs > nowMs);
          },
        },
      ),
  });
  return {
    sync,
    time: {
      passed: (ms) =>
        new Promise((wake) => {
          waiters.push({ atMs: sync.clock.now().getTime() + ms, wake });
        }),
    },
  };
}

/** A worker whose work takes no time by the clock of the test: only waiting does. */
export interface VirtualWorker {
  /** Looks at the schedule and works what is ready, the most urgent first, until `isDone` says so after a look. */
  work(isDone: () => Promise<boolean>, everyLook?: () => Promise<void>): Promise<void>;
}

/** Starts the slots of a worker on what stands in the database, with the order of the product's queue. */
export function startVirtualWorker({ sync, time }: LimitedTest, slots = SLOTS): VirtualWorker {
  const { engine, database, clock } = sync;
  const active = new Map<RunId, Promise<void>>();
  /** When a run was first seen ready since its last slice: the queue goes by that among equals. */
  const readySince = new Map<RunId, number>();
  const signal = new AbortController().signal;
  let looks = 0;
  const look = async (): Promise<void> => {
    looks += 1;
    await runSchedule(engine);
    const waiting = await database.platform().transaction((tx) => listWaitingRuns(tx, clock.now(), 1_000));
    const ready = waiting.filter(({ runId }) => !active.has(runId));
    for (const { runId } of ready) if (!readySince.has(runId)) readySince.set(runId, looks);
    const inOrder = ready.toSorted(
      (left, right) =>
        jobPriorityOf(right) - jobPriorityOf(left) ||
        (readySince.get(left.runId) ?? 0) - (readySince.get(right.runId) ?? 0),
    );
    for (const { workspaceId, runId } of inOrder.slice(0, slots - active.size)) {
      readySince.delete(runId);
      const slice = runSlice(engine, { workspaceId, runId }, signal).finally(() => active.delete(runId));
      active.set(runId, slice);
    }
  };
  return {
    async work(isDone, everyLook) {
      while (!(await isDone())) {
        await everyLook?.();
        await look();
        if (active.size === 0) clock.advance(TICK_MS);
        else await Promise.race([...active.values(), time.passed(TICK_MS)]);
      }
      await Promise.all(active.values());
    },
  };
}
