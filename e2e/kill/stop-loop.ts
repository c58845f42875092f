import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { joinTestCluster } from '@handrail/database/testing';
import type { TestCluster } from '@handrail/database/testing';
import pg from 'pg';
import { driveLoop } from './drive-loop.ts';
import { readEndState } from './end-state.ts';
import type { EndState } from './end-state.ts';
import { clientOf, LATER, mulberry, openLane, startProcess } from './kill-loop.ts';
import type { Lane } from './kill-loop.ts';
import { NOW, startWorld } from './world.ts';
import type { Ports } from './world.ts';

/** After it is let go again, a worker has so long to write what it must not, in ms: many looks at the schedule. */
const AWAKE_MS = 2_000;
/** PostgreSQL ends a transaction that its client has left for 120 s by itself; here it is made to sooner, in ms. */
const LEFT_MS = 1_000;

/** What one seed came to: what a worker that woke up changed, and what is not as undisturbed. */
export interface StopResult {
  readonly seed: number;
  /** Vendor calls made when the worker was stopped. */
  readonly callsBefore: number;
  readonly written: readonly string[];
  readonly differs: readonly string[];
}

const PARTS = ['accounts', 'meetings', 'outbox', 'activities', 'values'] as const;
const differing = (one: EndState, other: EndState): readonly string[] =>
  PARTS.filter((part) => !isDeepStrictEqual(one[part], other[part]));

/** Stops a worker with SIGSTOP past its lease, once a seed; another takes over and ends the loop; then the first wakes up. */
export async function runStopLoop(wanted: {
  readonly firstSeed: number;
  readonly count: number;
  /** Where to run; left out: in a lane of its own. */
  readonly lane?: Lane;
  readonly onResult?: (result: StopResult) => void;
}): Promise<readonly StopResult[]> {
  const cluster = await joinTestCluster();
  try {
    const { ports, calm } = wanted.lane ?? (await openLane(cluster));
    const results: StopResult[] = [];
    for (let seed = wanted.firstSeed; seed < wanted.firstSeed + wanted.count; seed += 1) {
      const after = 1 + Math.floor(mulberry(seed)() * calm.calls);
      const { callsBefore, asleep, awake } = await stopOnce(cluster, ports, after);
      const result = {
        seed,
        callsBefore,
        written: differing(asleep, awake),
        differs: differing(awake, calm.end),
      };
      results.push(result);
      wanted.onResult?.(result);
    }
    return results;
  } finally {
    await cluster.stop();
  }
}

/** One world: the end as the second worker made it, and again after the first was awake. */
async function stopOnce(
  cluster: TestCluster,
  ports: Ports,
  afterCalls: number,
): Promise<{ readonly callsBefore: number; readonly asleep: EndState; readonly awake: EndState }> {
  await using world = await startWorld(cluster, ports);
  const { dataDir, databaseName, sandbox, settings } = world;
  const api = await startProcess(settings, NOW, 'api');
  const first = await startProcess(settings, NOW, 'worker');
  const children = [api, first];
  const over = new AbortController();
  const ending = endLeftTransactions(cluster, databaseName, over.signal);
  try {
    const client = clientOf(dataDir);
    const ended = new AbortController();
    const driven = driveLoop(client, sandbox).finally(() => ended.abort());
    // Its failure is met below.
    driven.catch(() => undefined);
    while (!ended.signal.aborted && sandbox.context.callLog.count() < afterCalls) await pause(1);
    first.kill('SIGSTOP');
    const callsBefore = sandbox.context.callLog.count();
    children.push(await startProcess(settings, LATER, 'worker'));
    await driven;
    const asleep = await readEndState(client, sandbox);
    first.kill('SIGCONT');
    await pause(AWAKE_MS);
    return { callsBefore, asleep, awake: await readEndState(client, sandbox) };
  } finally {
    first.kill('SIGCONT');
    for (const child of children.toReversed()) {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    }
    over.abort();
    await ending;
  }
}

/** A worker that was stopped inside a transaction keeps its locks until PostgreSQL gives it up. */
async function endLeftTransactions(cluster: TestCluster, name: string, signal: AbortSignal): Promise<void> {
  const superuser = new pg.Client({ connectionString: cluster.superuserUrl });
  await superuser.connect();
  while (!signal.aborted) {
    await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = $1 and state like 'idle in transaction%' and state_change < clock_timestamp() - $2 * interval '1 ms'`,
      [name, LEFT_MS],
    );
    await pause(200);
  }
  await superuser.end();
}
