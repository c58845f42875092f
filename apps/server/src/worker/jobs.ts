import type { QueueSettings } from '@handrail/database';
import { runSlice, SLICE_QUEUE_SETTINGS } from '@handrail/sync';
import type { RunEngine, SliceJob } from '@handrail/sync';

/** A kind of job: its queue, how many at once in one process, and what is done. */
export interface JobKind {
  readonly queue: QueueSettings;
  readonly concurrency: number;
  readonly handle: (engine: RunEngine, payload: SliceJob, signal: AbortSignal) => Promise<void>;
}

/** Every kind of job. There is one: a slice of a run, at most 30 s long. */
export const JOB_KINDS: readonly JobKind[] = [
  { queue: SLICE_QUEUE_SETTINGS, concurrency: 4, handle: runSlice },
];

/** The queues that a migration makes. */
export const QUEUES: readonly QueueSettings[] = JOB_KINDS.map((kind) => kind.queue);
