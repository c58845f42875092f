import type { Database, RunRow, WorkspaceHandle, WorkspaceTransaction } from '@handrail/database';
import type { FaultKind } from '@handrail/sandbox';
import { createSignals } from '@handrail/signals';
import { runSchedule, runSlice } from '@handrail/sync';
import type { RunEngine } from '@handrail/sync';
import { startSyncTest } from '@handrail/sync/testing';
import type { SyncTest } from '@handrail/sync/testing';
import { check, openRuns, prepare, quieten } from '../chaos/chaos-loop.ts';

/** Ways in which a call to a vendor can fail. */
const CALL_FAULTS = [
  'reset-before',
  'cut-body',
  'error-503',
  'lost-reply',
] as const satisfies readonly FaultKind[];

/** Seeds from here on lose the connection before a statement, and from there on after a commit that was done. */
const STATEMENT_SEEDS = 1_000_000;
const COMMIT_SEEDS = 2_000_000;

/** Which call, statement or commit fails, and how. */
export interface NthFault {
  readonly kind: (typeof CALL_FAULTS)[number] | 'statement-lost' | 'commit-unacknowledged';
  /** From 1 on. */
  readonly n: number;
}

/** The fault of a seed: calls in each way in turn, then statements, then commits, in the order in which they come. */
export function faultOf(seed: number): NthFault {
  if (seed >= COMMIT_SEEDS) return { kind: 'commit-unacknowledged', n: seed - COMMIT_SEEDS + 1 };
  if (seed >= STATEMENT_SEEDS) return { kind: 'statement-lost', n: seed - STATEMENT_SEEDS + 1 };
  const kind = CALL_FAULTS[seed % CALL_FAULTS.length] ?? CALL_FAULTS[0];
  return { kind, n: Math.floor(seed / CALL_FAULTS.length) + 1 };
}

/** Calls of the recorder in the world. */
const CALLS = 6;
const ROUNDS = 4;
const ROUND_MS = 10 * 60_000;

/**
 * The loop once, small, with exactly one fault at the n-th call or statement; then everything is quiet, and what stands is
 * held against the source. Answers whether the fault was met, and how many places for one there were. Throws an
 * AssertionError when the end is not as it should be.
 */
export async function runNthFault(
  fileUrl: string,
  fault: NthFault,
): Promise<{ readonly isMet: boolean; readonly places: number }> {
  const sync = await startSyncTest(fileUrl, {
    extra: [createSignals()],
    sandbox: { companies: 20, seed: 1 },
    pageSizeRecords: 7,
  });
  keepFewCalls(sync);
  await prepare(sync, () => 0);
  const counter = { count: 0, isMet: false };
  const isDue = () => {
    counter.count += 1;
    if (counter.count !== fault.n) return false;
    counter.isMet = true;
    return true;
  };
  const kind = CALL_FAULTS.find((one) => one === fault.kind);
  if (kind !== undefined) {
    sync.beforeCall = () => {
      if (isDue()) sync.sandbox.context.faults.add({ kind, times: 1 });
    };
  }
  const engine: RunEngine =
    kind === undefined
      ? { ...sync.engine, database: failing(sync.database, fault.kind, isDue) }
      : sync.engine;
  for (let round = 0; round < ROUNDS; round += 1) {
    await workDue(sync, engine);
    sync.clock.advance(ROUND_MS);
  }
  const places = counter.count;
  sync.beforeCall = null;
  sync.sandbox.context.faults.clear();
  const label = fault.n;
  await quieten(sync, { now: new AbortController() }, label);
  await check(sync, label);
  return { isMet: counter.isMet, places };
}

/** Leaves a few calls in the world: each goes the same way, so more of them add places without adding another kind. */
function keepFewCalls({ sandbox }: SyncTest): void {
  const { world, clock } = sandbox.context;
  const past = world.calls.filter(({ started }) => new Date(started) <= clock.now());
  world.calls = past.slice(-CALLS);
}

async function workDue(sync: SyncTest, engine: RunEngine): Promise<void> {
  const { workspaceId } = sync;
  // Whoever looks at the schedule may meet the fault as well: the next look does what this one did not.
  await runSchedule(engine).catch(ignoreLost);
  for (const run of await openRuns(sync)) {
    for (let slices = 0; slices < 10 && (await isOpen(sync, run)); slices += 1) {
      await runSlice(engine, { workspaceId, runId: run.id }, new AbortController().signal).catch(ignoreLost);
      sync.clock.advance(61_000);
    }
  }
}

async function isOpen(sync: SyncTest, run: RunRow): Promise<boolean> {
  return (await openRuns(sync)).some(({ id }) => id === run.id);
}

function ignoreLost(thrown: unknown): void {
  if (!(thrown instanceof LostConnection)) throw thrown;
}

/** What the driver throws when the server goes away. */
class LostConnection extends Error {
  readonly code = '57P01';
}

/** The same database, but that one statement, or the answer to one commit, is lost. */
function failing(database: Database, kind: NthFault['kind'], isDue: () => boolean): Database {
  return {
    workspace: (id, personId) => failingHandle(database.workspace(id, personId), kind, isDue),
    platform: () => database.platform(),
    close: () => database.close(),
  };
}

function failingHandle(
  handle: WorkspaceHandle,
  kind: NthFault['kind'],
  isDue: () => boolean,
): WorkspaceHandle {
  return {
    id: handle.id,
    async transaction(work) {
      if (kind === 'commit-unacknowledged') {
        const done = await handle.transaction(work);
        if (isDue()) throw new LostConnection('the answer to a commit was lost');
        return done;
      }
      return handle.transaction((tx) => work(failingTransaction(tx, isDue)));
    },
  };
}

function failingTransaction(tx: WorkspaceTransaction, isDue: () => boolean): WorkspaceTransaction {
  return {
    ...tx,
    query(sqlText, params) {
      if (isDue()) throw new LostConnection('a statement was lost');
      return tx.query(sqlText, params);
    },
    db: tx.db.withPlugin({
      transformQuery({ node }) {
        if (isDue()) throw new LostConnection('a statement was lost');
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }),
  };
}
