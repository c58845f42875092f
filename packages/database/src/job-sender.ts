import type { Transaction } from 'kysely';
import type { Pool } from 'pg';
import { fromKysely, PgBoss, type SendOptions } from 'pg-boss';
import { DatabaseError } from './errors.ts';
import type { Tables } from './schema.ts';

/** The schema that the job engine owns. */
export const JOB_SCHEMA = 'pgboss';

/** Options of one job, in the engine's words; times in seconds. */
export type JobOptions = Omit<SendOptions, 'db'>;

/** Puts jobs into transactions. Lives as long as its database handle. */
export interface JobSender {
  /** Inserts the job by the transaction; `null` when the queue's policy holds one for this key already. */
  send(db: Transaction<Tables>, queue: string, payload: object, options: JobOptions): Promise<string | null>;
  stop(): Promise<void>;
}

/**
 * Starts a sender on the pool. It reads the queues now, so that no send needs a second connection while its
 * transaction holds one: a pool of waiting transactions would never come free.
 */
export async function startJobSender(pool: Pool): Promise<JobSender> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: JOB_SCHEMA,
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  // A failed refresh of the queue list is tried again by the engine; sends go on with the list they have.
  boss.on('error', () => undefined);
  if (!(await boss.isInstalled())) {
    throw new DatabaseError({
      code: 'database_not_migrated',
      message: 'The database has no job tables yet.',
      remedy: 'Run the migrations first: start the server once, or call migrate({ url, queues }).',
    });
  }
  await boss.start();
  const queues = new Set((await boss.getQueues()).map((queue) => queue.name));
  return {
    send: (db, queue, payload, options) => {
      if (!queues.has(queue)) throw unknownQueue(queue);
      return boss.send(queue, payload, { ...options, db: fromKysely(db) });
    },
    stop: () => boss.stop({ graceful: false, close: false }),
  };
}

function unknownQueue(queue: string): DatabaseError {
  return new DatabaseError({
    code: 'job_queue_unknown',
    message: `No queue is named ${queue}.`,
    remedy: 'Add it to the list of queues that is handed to migrate, and start again.',
    facts: { queue },
  });
}
