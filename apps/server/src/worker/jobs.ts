import type { Jobs, QueueSettings } from '@handrail/database';
import {
  NOTICE_QUEUE_SETTINGS,
  PROBE_QUEUE_SETTINGS,
  probeConnection,
  REREAD_QUEUE_SETTINGS,
  rereadLiveUsers,
  runSlice,
  sendNotice,
  SLICE_QUEUE_SETTINGS,
} from '@handrail/sync';
import type {
  NoticeJob,
  NoticeParts,
  ProbeJob,
  RereadJob,
  RunEngine,
  SliceJob,
  Vendors,
} from '@handrail/sync';

/** What jobs are worked with. */
export interface JobParts {
  readonly engine: RunEngine;
  readonly vendors: Vendors;
}

/** A kind of job: its queue, how many at once in one process, and what is done. */
interface JobKind<Payload, Parts = JobParts> {
  readonly queue: QueueSettings;
  readonly concurrency: number;
  readonly handle: (parts: Parts, payload: Payload, signal: AbortSignal) => Promise<void>;
}

/** A slice of a run, at most 30 s long. It mostly waits for its vendor, and takes two connections of the pool of 20. */
const SLICES: JobKind<SliceJob> = {
  queue: SLICE_QUEUE_SETTINGS,
  concurrency: 5,
  handle: ({ engine }, job, signal) => runSlice(engine, job, signal),
};

/** A try of a connection that needs attention. */
const PROBES: JobKind<ProbeJob> = {
  queue: PROBE_QUEUE_SETTINGS,
  concurrency: 1,
  handle: ({ vendors }, job, signal) => probeConnection(vendors, job, signal),
};

/** A re-reading of the users who are signed in. */
const REREADS: JobKind<RereadJob> = {
  queue: REREAD_QUEUE_SETTINGS,
  concurrency: 1,
  handle: ({ vendors }, job, signal) => rereadLiveUsers(vendors, job, signal),
};

/** A notice of an alarm to the webhook. */
const NOTICES: JobKind<NoticeJob, NoticeParts> = {
  queue: NOTICE_QUEUE_SETTINGS,
  concurrency: 2,
  handle: (parts, job, signal) => sendNotice(parts, job, signal),
};

/** The queues that a migration makes. */
export const QUEUES: readonly QueueSettings[] = [SLICES.queue, PROBES.queue, REREADS.queue, NOTICES.queue];

/** Begins to work notices: every process does, so that also one without a worker can tell that no worker lives. */
export async function workNotices(jobs: Jobs, parts: NoticeParts): Promise<void> {
  await workKind(jobs, parts, NOTICES);
}

/** Begins to work every other kind of job. */
export async function workJobs(jobs: Jobs, parts: JobParts): Promise<void> {
  await workKind(jobs, parts, SLICES);
  await workKind(jobs, parts, PROBES);
  await workKind(jobs, parts, REREADS);
}

async function workKind<Payload extends object, Parts>(
  jobs: Jobs,
  parts: Parts,
  { queue, concurrency, handle }: JobKind<Payload, Parts>,
): Promise<void> {
  await jobs.work<Payload>(queue.name, { concurrency }, (job) => handle(parts, job.payload, job.signal));
}
