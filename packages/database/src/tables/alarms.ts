import type { Alarm, AlarmId, UserId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { newId } from '../new-id.ts';
import type { AlarmsTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** Something that is wrong, or was. */
export type AlarmRow = Selectable<AlarmsTable>;

/** The alarms that are open, oldest first. */
export async function listOpenAlarms(tx: WorkspaceTransaction): Promise<AlarmRow[]> {
  return tx.db
    .selectFrom('alarms')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
}

/** Alarms, newest first; `before` is the id of the last one of the page before. */
export async function listAlarms(
  tx: WorkspaceTransaction,
  query: { readonly before: AlarmId | null; readonly isOpen: boolean | null; readonly limit: number },
): Promise<AlarmRow[]> {
  return tx.db
    .selectFrom('alarms')
    .selectAll()
    .$if(query.before !== null, (q) => q.where('id', '<', query.before))
    .$if(query.isOpen !== null, (q) => q.where('ended_at', query.isOpen === true ? 'is' : 'is not', null))
    .orderBy('id', 'desc')
    .limit(query.limit)
    .execute();
}

/** How many alarms there are: open ones, ended ones or all. */
export async function countAlarms(tx: WorkspaceTransaction, isOpen: boolean | null): Promise<number> {
  const row = await tx.db
    .selectFrom('alarms')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .$if(isOpen !== null, (q) => q.where('ended_at', isOpen === true ? 'is' : 'is not', null))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** The alarm of that id, or nothing. */
export async function findAlarm(tx: WorkspaceTransaction, id: AlarmId): Promise<AlarmRow | undefined> {
  return tx.db.selectFrom('alarms').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Opens an alarm; nothing when another process opened the same one at this moment. */
export async function openAlarm(
  tx: WorkspaceTransaction,
  alarm: Alarm,
  now: Date,
): Promise<AlarmRow | undefined> {
  return tx.db
    .insertInto('alarms')
    .values({ id: newId<AlarmId>(), workspace_id: tx.workspaceId, ...alarm, opened_at: now })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'kind', 'subject']).where('ended_at', 'is', null).doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
}

/** Gives an open alarm the words of now: numbers in them may have moved. */
export async function rewordAlarm(tx: WorkspaceTransaction, id: AlarmId, alarm: Alarm): Promise<void> {
  const { code, title, cause, remedy } = alarm;
  await tx.db.updateTable('alarms').set({ code, title, cause, remedy }).where('id', '=', id).execute();
}

/** Ends an alarm; answers whether it was still open. */
export async function endAlarm(tx: WorkspaceTransaction, id: AlarmId, now: Date): Promise<boolean> {
  const result = await tx.db
    .updateTable('alarms')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Remembers that somebody has seen an alarm; the first one stays. Nothing when there is no such alarm. */
export async function acknowledgeAlarm(
  tx: WorkspaceTransaction,
  id: AlarmId,
  seen: { readonly by: UserId; readonly at: Date },
): Promise<AlarmRow | undefined> {
  await tx.db
    .updateTable('alarms')
    .set({ acknowledged_at: seen.at, acknowledged_by: seen.by })
    .where('id', '=', id)
    .where('acknowledged_at', 'is', null)
    .execute();
  return findAlarm(tx, id);
}
