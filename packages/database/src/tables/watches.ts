import type { WorkspaceId } from '@handrail/core';
import { sql } from 'kysely';
import type { PlatformTransaction } from '../transaction.ts';

/** Rows of workers that have gone are kept this long. */
const KEPT_MS = 24 * 3_600_000;

/**
 * Takes the workspaces whose alarms were looked for longest ago, and before `before`: each is taken by one process at a
 * time, however many look.
 */
export async function claimWatches(
  tx: PlatformTransaction,
  claim: { readonly now: Date; readonly before: Date; readonly limit: number },
): Promise<WorkspaceId[]> {
  const { rows } = await sql<{ id: WorkspaceId }>`
    update workspaces set watched_at = ${claim.now} where id in (
      select id from workspaces where watched_at is null or watched_at <= ${claim.before}
      order by watched_at nulls first limit ${claim.limit} for no key update skip locked
    ) returning id
  `.execute(tx.db);
  return rows.map((row) => row.id);
}

/** Keeps a worker's sign of life. */
export async function beatWorker(
  tx: PlatformTransaction,
  worker: { readonly id: string; readonly startedAt: Date; readonly now: Date },
): Promise<void> {
  const gone = new Date(worker.now.getTime() - KEPT_MS);
  await tx.db.deleteFrom('workers').where('seen_at', '<', gone).execute();
  await tx.db
    .insertInto('workers')
    .values({ id: worker.id, started_at: worker.startedAt, seen_at: worker.now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: worker.now }))
    .execute();
}

/** The last sign of life of any worker; null when there never was one, or none within a day. */
export async function findWorkerSeenAt(tx: PlatformTransaction): Promise<Date | null> {
  const row = await tx.db
    .selectFrom('workers')
    .select((eb) => eb.fn.max('seen_at').as('at'))
    .executeTakeFirst();
  return row?.at ?? null;
}
