import {
  findLatestConfig,
  findOpenRun,
  listConnections,
  listDueStreams,
  listWaitingRuns,
  lockStream,
  openRun,
  scheduleStream,
} from '@handrail/database';
import type { ConnectionRow, RunRow, StreamRow, WorkspaceTransaction } from '@handrail/database';
import { enqueueProbe, nextProbeAt, PROBE_INTERVAL_MS } from './check-connection.ts';
import { scheduleDayChange } from './day-change.ts';
import type { RunEngine } from './inbound/run-stream.ts';
import { enqueueSlice } from './inbound/run-stream.ts';
import type { RunScope } from './inbound/run-scope.ts';

const BATCH = 200;
/** What is read of these belongs to accounts. */
const BY_ACCOUNT = { leader: 'accounts', followers: ['relationships', 'stakeholders'] } as const;
const DAY_MINUTES = 1440;
/** How soon is looked again at a stream whose open run began before what is due now. */
const LOOK_AGAIN_MS = 60_000;

/**
 * One look at the clock: queues a run for every stream that is due, and takes up open runs that nobody works
 * on. Any number of processes may look at once. Answers how many runs were queued or taken up.
 */
export async function runSchedule(engine: RunEngine): Promise<number> {
  const now = engine.clock.now();
  const platform = engine.database.platform();
  const due = await platform.transaction((tx) => listDueStreams(tx, BY_ACCOUNT, now, BATCH));
  for (const { workspaceId, streamId } of due) {
    await engine.database.workspace(workspaceId).transaction(async (tx) => {
      const stream = await lockStream(tx, streamId);
      if (stream !== undefined) await startDueRun(tx, stream, now);
    });
  }
  const waiting = await platform.transaction((tx) => listWaitingRuns(tx, now, BATCH));
  for (const job of waiting) {
    await engine.database.workspace(job.workspaceId).transaction((tx) => enqueueSlice(tx, job));
  }
  return due.length + waiting.length;
}

async function startDueRun(tx: WorkspaceTransaction, stream: StreamRow, now: Date): Promise<void> {
  const isFull = stream.next_full_due_at !== null && stream.next_full_due_at <= now;
  const isDue = stream.next_due_at !== null && stream.next_due_at <= now;
  const isNewDay = stream.day_change_due_at !== null && stream.day_change_due_at <= now;
  if (!stream.enabled || (!isFull && !isDue && !isNewDay)) return;
  if ((await findOpenRun(tx, stream.id)) !== undefined) {
    // It may have passed by what made the stream due (a saved configuration, new records): one more follows it.
    const again = new Date(now.getTime() + LOOK_AGAIN_MS);
    await scheduleStream(tx, stream.id, {
      ...(isDue ? { dueAt: again } : {}),
      ...(isFull ? { fullDueAt: again } : {}),
      ...(isNewDay ? { dayChangeDueAt: again } : {}),
    });
    return;
  }
  const next = afterStart(stream, now);
  const connection = (await listConnections(tx)).find((row) => row.id === stream.connection_id);
  if (connection?.state === 'needs-attention') {
    await waitForCredential(tx, stream, connection, now);
    return;
  }
  // What else is due follows: the schedule looks again when this run is over.
  if (isNewDay && (await scheduleDayChange(tx, stream.id, now))) {
    await queueRun(tx, stream, { mode: 'projection', cause: 'day-change', now });
    return;
  }
  if (!isFull && !isDue) return;
  await scheduleStream(tx, stream.id, { ...next, dueBySave: false });
  await queueRun(tx, stream, { mode: isFull ? 'full' : 'incremental', cause: causeOf(stream), now });
}

function causeOf(stream: StreamRow): RunRow['cause'] {
  if (stream.last_completed_at === null) return 'first';
  return stream.due_by_save ? 'saved' : 'schedule';
}

/** No run begins with a credential that was refused: it is tried now and then, and the stream stays due until it works. */
async function waitForCredential(
  tx: WorkspaceTransaction,
  stream: StreamRow,
  connection: ConnectionRow,
  now: Date,
): Promise<void> {
  const probeAt = nextProbeAt(connection);
  if (probeAt <= now) await enqueueProbe(tx, connection.vendor);
  const again = probeAt <= now ? new Date(now.getTime() + PROBE_INTERVAL_MS) : probeAt;
  const isFullDue = stream.next_full_due_at !== null && stream.next_full_due_at <= now;
  const isNewDay = stream.day_change_due_at !== null && stream.day_change_due_at <= now;
  await scheduleStream(tx, stream.id, {
    dueAt: again,
    ...(isFullDue ? { fullDueAt: again } : {}),
    ...(isNewDay ? { dayChangeDueAt: again } : {}),
  });
}

/** Queues a run of a stream with its first slice, or answers the run that is open already. */
export async function queueRun(
  tx: WorkspaceTransaction,
  stream: StreamRow,
  order: {
    readonly mode: RunRow['mode'];
    readonly cause: RunRow['cause'];
    readonly now: Date;
    readonly scope?: RunScope;
  },
): Promise<RunRow> {
  const config = await findLatestConfig(tx);
  const { run, isNew } = await openRun(tx, {
    stream_id: stream.id,
    mode: order.mode,
    cause: order.cause,
    config_version: config?.version ?? 0,
    scope: order.scope ?? null,
    now: order.now,
  });
  if (isNew) await enqueueSlice(tx, { runId: run.id, stream: stream.name, mode: run.mode });
  return run;
}

/**
 * Queues the run that a person asks for, or answers the one that is open already. A full run that was asked for while
 * another one is open is not lost with that answer: it follows as if it were due. One that begins is the one that was due.
 */
export async function queueAskedRun(
  tx: WorkspaceTransaction,
  stream: StreamRow,
  order: { readonly mode: 'incremental' | 'full'; readonly now: Date; readonly scope?: RunScope },
): Promise<RunRow> {
  const run = await queueRun(tx, stream, { ...order, cause: 'manual' });
  if (order.mode === 'incremental') return run;
  const { fullDueAt } = afterStart(stream, order.now);
  if (run.mode !== 'full') await scheduleStream(tx, stream.id, { fullDueAt: order.now });
  else if (fullDueAt !== undefined) await scheduleStream(tx, stream.id, { fullDueAt });
  return run;
}

/** When a stream is due again after a run of it began: `fullDueAt` only where that run is a full one. */
export function afterStart(
  stream: Pick<StreamRow, 'interval_minutes' | 'offset_seconds' | 'next_full_due_at'>,
  now: Date,
): { readonly dueAt: Date; readonly fullDueAt?: Date } {
  const isFull = stream.next_full_due_at !== null && stream.next_full_due_at <= now;
  return {
    dueAt: nextSlot(now, stream.interval_minutes, stream.offset_seconds),
    ...(isFull ? { fullDueAt: nextSlot(now, DAY_MINUTES, stream.offset_seconds) } : {}),
  };
}

/**
 * The next instant after `now` on the stream's own grid: every `intervalMinutes` from midnight UTC, shifted by its
 * offset. A missed slot is thus caught up once, never in a row.
 */
export function nextSlot(now: Date, intervalMinutes: number, offsetSeconds: number): Date {
  const stepMs = intervalMinutes * 60_000;
  const shiftMs = (offsetSeconds * 1000) % stepMs;
  return new Date((Math.floor((now.getTime() - shiftMs) / stepMs) + 1) * stepMs + shiftMs);
}

/** Spreads the starts of a stream over its interval: the same workspace always gets the same offset, in seconds. */
export function offsetOf(workspaceId: string, streamName: string, intervalMinutes: number): number {
  let hash = 0;
  for (const character of `${workspaceId}/${streamName}`) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return hash % (intervalMinutes * 60);
}
