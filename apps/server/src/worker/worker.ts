import type { Jobs } from '@handrail/database';
import { enqueueRereads, failureOf, runSchedule } from '@handrail/sync';

import type { Log } from '../log.ts';
import { workJobs } from './jobs.ts';
import type { JobParts } from './jobs.ts';

/** What a worker works with. */
export interface WorkerParts extends JobParts {
  readonly jobs: Jobs;
  /** Between two looks at the schedule, in ms. */
  readonly tickMs: number;
  readonly log: Log;
  /** Told after each look that succeeded. */
  readonly onLook: () => Promise<void>;
}

/** A running worker. */
export interface Worker {
  /** Ends the looks at the schedule; the jobs in hand are stopped with the job engine. */
  stop(): Promise<void>;
}

/** Works the queues and looks at the schedule until it is stopped. Any number of processes may do so at once. */
export async function startWorker({
  engine,
  vendors,
  jobs,
  tickMs,
  log,
  onLook,
}: WorkerParts): Promise<Worker> {
  await workJobs(jobs, { engine, vendors });
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      await runSchedule(engine);
      await enqueueRereads(engine.database, engine.clock.now());
      await onLook();
    } catch (thrown) {
      const { code, kind } = failureOf(thrown);
      log.error('schedule_failed', { code, kind });
    }
    if (!isStopping) timer = setTimeout(begin, tickMs);
  };
  const begin = (): void => {
    looking = look();
  };
  begin();
  return {
    async stop() {
      isStopping = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
