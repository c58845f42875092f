import { stateOf, toError } from '@handrail/core';
import type { RunId, WorkspaceId } from '@handrail/core';
import {
  HeldCallError,
  LeaseLostError,
  claimLease,
  closeRun,
  deleteHeldExits,
  deleteRunPages,
  endDriftedRuns,
  enqueue,
  findConnection,
  findRun,
  hastenStream,
  hastenStreams,
  holdLease,
  listStreams,
  markConnection,
  markDueBySave,
  markStreamCompleted,
  releaseLease,
  startRun,
  suspendRun,
} from '@handrail/database';
import type {
  ConnectionRow,
  Database,
  Lease,
  QueueSettings,
  RunRow,
  StreamRow,
  WorkspaceTransaction,
} from '@handrail/database';
import { PROBE_INTERVAL_MS } from '../check-connection.ts';
import type { Clock } from '../clock.ts';
import { failureOf } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { driftOf } from './field-drift.ts';
import { refreshAfterBulk } from './refresh-after-bulk.ts';
import { jobPriorityOf } from './run-priority.ts';
import { settleWaiting } from './settle-waiting.ts';
import { SLICE_MS } from './stream.ts';
import type { Slice, SliceOutcome, Stream } from './stream.ts';

/** Queue of slices; a job holds the ids of workspace and run. */
export const SLICE_QUEUE = 'run-slice';

/**
 * How the queue of slices is made: one waiting job a run, whoever asks for it, and never a second try by the queue,
 * because the run's own row says whether it goes on and the schedule takes up what nobody works on.
 */
export const SLICE_QUEUE_SETTINGS: QueueSettings = {
  name: SLICE_QUEUE,
  policy: 'short',
  retryLimit: 0,
  expireInSeconds: 300,
  deleteAfterSeconds: 3_600,
};

/** Asks for a slice of a run in the transaction given; a run for which one waits already gets no second one. */
export async function enqueueSlice(
  tx: WorkspaceTransaction,
  run: { readonly runId: RunId; readonly stream: string; readonly mode: RunRow['mode'] },
): Promise<void> {
  const { runId } = run;
  const job: SliceJob = { workspaceId: tx.workspaceId, runId };
  await enqueue(tx, SLICE_QUEUE, job, { singletonKey: runId, priority: jobPriorityOf(run) });
}

/** Tries in a row that make no headway before a run is given up. */
const MAX_ATTEMPTS = 8;

/** What the engine needs to work on runs. */
export interface RunEngine {
  readonly database: Database;
  readonly clock: Clock;
  readonly streams: ReadonlyMap<string, Stream>;
  /** How long a lease lasts without a sign of life, in ms. */
  readonly leaseMs: number;
  /** The people served beside the runs; left out where nobody is. */
  readonly courtesy?: Pick<Slice, 'giveWay' | 'isServing'>;
  readonly log: (event: string, facts: Readonly<Record<string, string | number | boolean | null>>) => void;
  /** Told of an error that no table of failures knows: a fault of ours, with its trace. */
  readonly onDefect: (error: Error) => void;
}

/** The ids that a slice's job carries. */
export interface SliceJob {
  readonly workspaceId: WorkspaceId;
  readonly runId: RunId;
}

/**
 * Works one slice of a run: takes the lease, lets the stream work for at most 30 s, and closes the run, queues
 * its next slice, or leaves it open to be continued. Does nothing when another worker holds the run.
 */
export async function runSlice(engine: RunEngine, job: SliceJob, signal: AbortSignal): Promise<void> {
  const taken = await takeRun(engine, job);
  if (taken === undefined) return;
  const { run, streamRow, stream, lease } = taken;
  const workspace = engine.database.workspace(job.workspaceId);
  const heartbeat = startHeartbeat(engine, job.workspaceId, lease);
  const beganAt = engine.clock.now();
  const endsAt = beganAt.getTime() + SLICE_MS;
  const stopping = AbortSignal.any([signal, heartbeat.lost]);
  const hold = (tx: WorkspaceTransaction) => holdLease(tx, lease, leaseEnd(engine));
  const transaction: Slice['transaction'] = (work) =>
    workspace.transaction(async (tx) => {
      await hold(tx);
      return work(tx);
    });
  const slice: Slice = {
    database: engine.database,
    workspaceId: job.workspaceId,
    stream: streamRow,
    run,
    lease,
    clock: engine.clock,
    signal: stopping,
    isOver: () => stopping.aborted || heartbeat.isCancelled() || engine.clock.now().getTime() >= endsAt,
    hold,
    giveWay: () => engine.courtesy?.giveWay() ?? Promise.resolve(),
    isServing: () => engine.courtesy?.isServing() ?? false,
    tellPlanner: refreshAfterBulk({ run, transaction }),
    transaction,
  };
  try {
    const outcome = await stream.slice(slice);
    // Before the run is closed, because the streams that follow it ask about what it brought.
    if (outcome.kind === 'complete') await slice.tellPlanner();
    await settleSlice(engine, slice, stream, outcome);
  } catch (thrown) {
    await settleFailure(engine, { slice, stream, beganAt }, thrown, signal.aborted);
  } finally {
    heartbeat.stop();
  }
}

function leaseEnd(engine: RunEngine): Date {
  return new Date(engine.clock.now().getTime() + engine.leaseMs);
}

interface Taken {
  readonly run: RunRow;
  readonly streamRow: StreamRow;
  readonly stream: Stream;
  readonly lease: Lease;
}

async function takeRun(engine: RunEngine, job: SliceJob): Promise<Taken | undefined> {
  return engine.database.workspace(job.workspaceId).transaction(async (tx) => {
    const run = await findRun(tx, job.runId);
    if (run === undefined || (run.state !== 'queued' && run.state !== 'running')) return undefined;
    const streamRow = (await listStreams(tx)).find((row) => row.id === run.stream_id);
    const stream = streamRow === undefined ? undefined : engine.streams.get(streamRow.name);
    if (streamRow === undefined || stream === undefined) return undefined;
    const now = engine.clock.now();
    // A second job for the same run came before the time that the other side, or a failure, asked for.
    if (run.resume_at !== null && run.resume_at > now) return undefined;
    const claim = { streamId: run.stream_id, runId: run.id, now, expiresAt: leaseEnd(engine) };
    const fence = await claimLease(tx, claim);
    if (fence === undefined) return undefined;
    const lease: Lease = { streamId: run.stream_id, runId: run.id, fence };
    if (run.cancel_requested_at !== null) {
      await endRun(tx, run, { state: 'cancelled', failure: null, now });
      await releaseLease(tx, lease);
      return undefined;
    }
    if (!(await startRun(tx, run.id, fence, now))) {
      // Another worker closed it while this one waited for the stream.
      await releaseLease(tx, lease);
      return undefined;
    }
    // The start of a run is that of its first slice, also for the slice that makes it.
    return { run: { ...run, started_at: run.started_at ?? now }, streamRow, stream, lease };
  });
}

/** Closes a run and drops what it saw and held, which only its own end looks at. */
async function endRun(
  tx: WorkspaceTransaction,
  run: RunRow,
  end: Parameters<typeof closeRun>[2],
): Promise<void> {
  await closeRun(tx, run.id, end);
  await deleteHeldExits(tx, run.id);
  if (run.mode === 'full') await deleteRunPages(tx, run.id);
}

interface Heartbeat {
  readonly lost: AbortSignal;
  isCancelled(): boolean;
  stop(): void;
}

/** Extends the lease while the slice works, and hears of a cancellation; a lost lease aborts the slice. */
function startHeartbeat(engine: RunEngine, workspaceId: WorkspaceId, lease: Lease): Heartbeat {
  const lost = new AbortController();
  let cancelled = false;
  let beating = false;
  const beat = async () => {
    if (beating) return;
    beating = true;
    try {
      await engine.database.workspace(workspaceId).transaction(async (tx) => {
        await holdLease(tx, lease, leaseEnd(engine));
        cancelled = (await findRun(tx, lease.runId))?.cancel_requested_at != null;
      });
    } catch (thrown) {
      // A database that is away for a moment is met by the slice itself; only a lost lease ends it here.
      if (thrown instanceof LeaseLostError) lost.abort();
    } finally {
      beating = false;
    }
  };
  const timer = setInterval(() => void beat(), Math.min(engine.leaseMs / 3, 2_000));
  return { lost: lost.signal, isCancelled: () => cancelled, stop: () => clearInterval(timer) };
}

async function settleSlice(
  engine: RunEngine,
  slice: Slice,
  stream: Stream,
  outcome: SliceOutcome,
): Promise<void> {
  const now = engine.clock.now();
  await slice.transaction(async (tx) => {
    const run = await findRun(tx, slice.run.id);
    if (run === undefined) return;
    if (outcome.kind === 'more' && run.cancel_requested_at === null) {
      await releaseLease(tx, slice.lease);
      await enqueueSlice(tx, { runId: run.id, stream: stream.name, mode: run.mode });
      return;
    }
    const { withheld, end } =
      outcome.kind === 'complete' && stream.direction === 'in'
        ? await settleWaiting(tx, run, outcome.withheld, now)
        : { withheld: null, end: null };
    const state = stateOf(
      {
        seen: run.seen,
        added: run.added,
        changed: run.changed,
        unchanged: run.unchanged,
        filtered: run.filtered,
        setAside: run.set_aside,
      },
      {
        isComplete: outcome.kind === 'complete',
        isCancelled: run.cancel_requested_at !== null && outcome.kind === 'more',
        hasFailure: false,
        isWithheld: withheld !== null,
      },
    );
    // A full run read everything anew, by the fields as they are now.
    if (outcome.kind === 'complete' && run.mode === 'full' && run.scope === null)
      await endDriftedRuns(tx, run.stream_id);
    await endRun(tx, run, { state, failure: null, withheld, withheldEnd: end, now });
    await releaseLease(tx, slice.lease);
    if (outcome.kind === 'complete') {
      // A projection read nothing, and a narrowed run not all: the stream is as old as it was.
      if (run.mode !== 'projection' && run.scope === null)
        await markStreamCompleted(tx, run.stream_id, { at: now, full: run.mode === 'full' });
      for (const next of stream.followedBy) await hastenStream(tx, next, now);
      if (run.cause === 'saved') await markDueBySave(tx, now, stream.followedBy);
    }
    engine.log('run_closed', { runId: run.id, stream: stream.name, mode: run.mode, state, seen: run.seen });
  });
}

interface Worked {
  readonly slice: Slice;
  readonly stream: Stream;
  readonly beganAt: Date;
}

async function settleFailure(
  engine: RunEngine,
  { slice, stream, beganAt }: Worked,
  thrown: unknown,
  isStopping: boolean,
): Promise<void> {
  if (thrown instanceof LeaseLostError) {
    engine.log('lease_lost', { runId: slice.run.id, stream: stream.name });
    return;
  }
  const failure = failureOf(thrown);
  const now = engine.clock.now();
  const facts = {
    runId: slice.run.id,
    stream: stream.name,
    code: failure.code,
    requestId: failure.requestId,
  };
  engine.log(isStopping ? 'slice_stopped' : 'slice_failed', facts);
  if (failure.kind === 'defect' && !isStopping) engine.onDefect(toError(thrown));
  try {
    await slice.transaction(async (tx) => {
      const run = await findRun(tx, slice.run.id);
      if (run === undefined) return;
      if (isStopping) {
        await releaseLease(tx, slice.lease);
        return;
      }
      const attempts = run.attempts + 1;
      const isPassing =
        failure.kind === 'transient' || (await wasCredentialReplaced(tx, { failure, since: beganAt }));
      const mayGoOn = failure.kind === 'limit' || (isPassing && attempts <= MAX_ATTEMPTS);
      const drift = driftOf(thrown);
      if (drift !== null && run.cancel_requested_at === null) {
        // Nothing is decided by a field that is not what it was, until a person has looked at it.
        const withheld = { count: 0, live: 0, sample: [], drift };
        await endDriftedRuns(tx, run.stream_id);
        await endRun(tx, run, { state: 'awaiting-approval', failure, withheld, now });
      } else if (mayGoOn && run.cancel_requested_at === null) {
        const resumeAt = resumeTime(thrown, failure, attempts, now);
        await suspendRun(tx, run.id, { resumeAt, attempts, failure });
      } else {
        const isCancelled = mayGoOn && run.cancel_requested_at !== null;
        await endRun(tx, run, { state: isCancelled ? 'cancelled' : 'failed', failure, now });
        await markLostCredential(tx, failure, now);
      }
      await releaseLease(tx, slice.lease);
    });
  } catch (second) {
    // The database is away or the lease is gone: the lease expires and the schedule takes the run up again.
    engine.log('failure_not_saved', { ...facts, secondCode: failureOf(second).code });
  }
}

/** As late as was asked, else after 2, 4, 8 … seconds up to five minutes. */
function resumeTime(thrown: unknown, failure: Failure, attempts: number, now: Date): Date {
  if (thrown instanceof HeldCallError) return thrown.retryAt;
  const waitMs = failure.retryAfterMs ?? Math.min(2_000 * 2 ** (attempts - 1), 300_000);
  return new Date(now.getTime() + waitMs);
}

const CREDENTIAL_CODES = new Set([
  'gainsight_unauthorized',
  'gainsight_ip_refused',
  'gong_unauthorized',
  'gong_refused',
]);

/** The connection whose credential the other side refused; undefined when the failure is another one. */
async function findRefused(tx: WorkspaceTransaction, failure: Failure): Promise<ConnectionRow | undefined> {
  if (!CREDENTIAL_CODES.has(failure.code)) return undefined;
  return findConnection(tx, failure.code.startsWith('gong') ? 'gong' : 'gainsight');
}

/** Whether what was refused is a former credential: the one stored meanwhile is taken by the next slice. */
async function wasCredentialReplaced(
  tx: WorkspaceTransaction,
  { failure, since }: { readonly failure: Failure; readonly since: Date },
): Promise<boolean> {
  const connection = await findRefused(tx, failure);
  return connection?.connected_at != null && connection.connected_at >= since;
}

async function markLostCredential(tx: WorkspaceTransaction, failure: Failure, now: Date): Promise<void> {
  const connection = await findRefused(tx, failure);
  if (connection === undefined) return;
  await markConnection(tx, connection.id, { state: 'needs-attention', failure, now });
  // Its streams look again when it may be tried, not only at their own next slot.
  await hastenStreams(tx, connection.id, new Date(now.getTime() + PROBE_INTERVAL_MS));
}
