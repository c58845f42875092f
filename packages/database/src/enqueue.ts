import type { JobOptions } from './job-sender.ts';
import type { OpenTransaction } from './transaction.ts';

/**
 * Puts a job into the open transaction: it exists when the transaction commits, and never when it rolls back.
 * Payloads hold ids only. Gives the job's id, or `null` when the queue's policy already holds a job for
 * `singletonKey`. Throws `job_queue_unknown`.
 */
export async function enqueue(
  tx: OpenTransaction,
  queue: string,
  payload: object,
  options: JobOptions = {},
): Promise<string | null> {
  return tx.sender.send(tx.db, queue, payload, options);
}
