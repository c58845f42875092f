import type { Jobs, QueueSettings } from '@handrail/database';
import { PROBE_QUEUE_SETTINGS, probeConnection, runSlice, SLICE_QUEUE_SETTINGS } from '@handrail/sync';
import type { ProbeJob, RunEngine, SliceJob, Vendors } from '@handrail/sync';

/** What jobs are worked with. */
export interface JobParts {
  readonly engine: RunEngine;
  readonly vendors: Vendors;
}

/** A kind of job: its queue, how many at once in one process, and what is done. */
interface JobKind<Payload> {
  readonly queue: QueueSettings;
  readonly concurrency: number;
  readonly handle: (parts: JobParts, payload: Payload, signal: AbortSignal) => Promise<void>;
}

/** A slice of a run, at most 30 s long. */
const SLICES: JobKind<SliceJob> = {
  queue: SLICE_QUEUE_SETTINGS,
  concurrency: 4,
  handle: ({ engine }, job, signal) => runSlice(engine, job, signal),
};

/** A try of a connection that needs attention. */
const PROBES: JobKind<ProbeJob> = {
  queue: PROBE_QUEUE_SETTINGS,
  concurrency: 1,
  handle: ({ vendors }, job, signal) => probeConnection(vendors, job, signal),
};

/** The queues that a migration makes. */
export const QUEUES: readonly QueueSettings[] = [SLICES.queue, PROBES.queue];

/** Begins to work every kind of job. */
export async function workJobs(jobs: Jobs, parts: JobParts): Promise<void> {
  await workKind(jobs, parts, SLICES);
  await workKind(jobs, parts, PROBES);
}

async function workKind<Payload extends object>(
  jobs: Jobs,
  parts: JobParts,
  { queue, concurrency, handle }: JobKind<Payload>,
): Promise<void> {
  await jobs.work<Payload>(queue.name, { concurrency }, (job) => handle(parts, job.payload, job.signal));
}
