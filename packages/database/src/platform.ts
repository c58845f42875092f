import { sql, type Kysely } from 'kysely';
import type { JobSender } from './job-sender.ts';
import { namingLostConnection } from './lost-connection.ts';
import type { Tables } from './schema.ts';
import { asOpenTransaction, type PlatformTransaction } from './transaction.ts';

/** The short handle across workspaces: due schedules, session and token by hash, keys, budgets. */
export interface PlatformHandle {
  /** Runs `work` in one transaction; commits when it resolves, rolls back when it throws. Throws database_unreachable. */
  transaction<T>(work: (tx: PlatformTransaction) => Promise<T>): Promise<T>;
}

/** Makes the platform handle. */
export function createPlatformHandle(kysely: Kysely<Tables>, sender: JobSender): PlatformHandle {
  return {
    transaction: (work) =>
      namingLostConnection(() =>
        kysely.transaction().execute(async (db) => {
          await sql`select set_config('handrail.platform', 'on', true)`.execute(db);
          return work({ ...asOpenTransaction(db, sender), platform: true });
        }),
      ),
  };
}
