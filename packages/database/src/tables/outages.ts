import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { OutagesTable } from '../schema.ts';
import type { PlatformTransaction } from '../transaction.ts';

/** A host that answers nothing at present. */
export type OutageRow = Selectable<OutagesTable>;

/** Code of the failure that runs wait with meanwhile. */
const WAITING_CODE = 'vendor_away';

/** Every outage. */
export async function listOutages(tx: PlatformTransaction): Promise<OutageRow[]> {
  return tx.db.selectFrom('outages').selectAll().orderBy('host').execute();
}

/** The outage of a host, or nothing. */
export async function findOutage(tx: PlatformTransaction, host: string): Promise<OutageRow | undefined> {
  return tx.db.selectFrom('outages').selectAll().where('host', '=', host).executeTakeFirst();
}

/** Begins the outage of a host; answers whether it is new. */
export async function beginOutage(tx: PlatformTransaction, outage: OutageRow): Promise<boolean> {
  const made = await tx.db
    .insertInto('outages')
    .values(outage)
    .onConflict((conflict) => conflict.column('host').doNothing())
    .returning('host')
    .executeTakeFirst();
  return made !== undefined;
}

/** Takes the turn to ask whether the host is back, when it has come; answers whether it was taken. */
export async function takeProbe(
  tx: PlatformTransaction,
  probe: { readonly host: string; readonly now: Date; readonly nextAt: Date },
): Promise<boolean> {
  const taken = await tx.db
    .updateTable('outages')
    .set({ next_probe_at: probe.nextAt })
    .where('host', '=', probe.host)
    .where('next_probe_at', '<=', probe.now)
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n;
}

/** Ends the outage of a host: the runs that waited for it go on now. Answers whether there was one. */
export async function endOutage(tx: PlatformTransaction, host: string, now: Date): Promise<boolean> {
  const ended = await tx.db.deleteFrom('outages').where('host', '=', host).executeTakeFirst();
  if (ended.numDeletedRows === 0n) return false;
  await tx.db
    .updateTable('runs')
    .set({ resume_at: now })
    .where('state', 'in', ['queued', 'running'])
    .where('resume_at', '>', now)
    .where(sql<boolean>`failure ->> 'code' = ${WAITING_CODE}`)
    .execute();
  return true;
}
