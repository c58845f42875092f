import type { AccountId, MeetingId, TimelineWish } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { wokenAt } from './outbox.ts';

/** Notes what a person wants of the Timeline entries of a meeting. */
export async function setTimelineWish(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  wish: TimelineWish,
): Promise<void> {
  await tx.db.updateTable('meetings').set({ timeline_wish: wish }).where('id', '=', meetingId).execute();
}

/** Has deliveries of a meeting that wait rest with `reason`, as they would at the next pass. */
export async function restWaitingDeliveries(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  reason: string,
): Promise<void> {
  await tx.db
    .updateTable('outbox')
    .set((eb) => ({ state: 'paused', reason, claimed_until: null, fence: eb('fence', '+', 1) }))
    .where('kind', '=', 'timeline-activity')
    .where('subject_id', '=', meetingId)
    .where('state', '=', 'waiting')
    .execute();
}

/** Has deliveries that rest for a reason tried again from `now` on, and tells how many; why they failed is said no more. */
export async function wakeRestingDeliveries(
  tx: WorkspaceTransaction,
  reason: string,
  now: Date,
): Promise<number> {
  const { numUpdatedRows } = await wakeResting(tx, reason, now).executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * The same for those that rested until a person sends them, but for meetings that a person holds and accounts whose meetings
 * wait.
 */
export async function wakeReleasedDeliveries(
  tx: WorkspaceTransaction,
  /** Accounts whose meetings wait, by Gainsight id. */
  held: readonly string[],
  now: Date,
): Promise<number> {
  const { numUpdatedRows } = await wakeResting(tx, 'held', now)
    .where(
      sql<boolean>`exists (select 1 from meetings m where m.workspace_id = outbox.workspace_id
        and m.id = outbox.subject_id and m.timeline_wish is distinct from 'hold')`,
    )
    .where(
      sql<boolean>`exists (select 1 from accounts a where a.workspace_id = outbox.workspace_id
        and a.id = outbox.account_id and a.gainsight_id <> all(${held}::text[]))`,
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

function wakeResting(tx: WorkspaceTransaction, reason: string, now: Date) {
  return tx.db
    .updateTable('outbox')
    .set(wokenAt(now))
    .where('kind', '=', 'timeline-activity')
    .where('state', '=', 'paused')
    .where('reason', '=', reason);
}

/** How many deliveries to the Timeline rest, by reason. */
export async function countRestingDeliveries(tx: WorkspaceTransaction): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.db
    .selectFrom('outbox')
    .select(['reason', (eb) => eb.fn.countAll<number>().as('count')])
    .where('kind', '=', 'timeline-activity')
    .where('state', '=', 'paused')
    .groupBy('reason')
    .execute();
  return new Map(rows.map(({ reason, count }) => [reason ?? '', count]));
}

/** A field that the tenant requires of an activity type. */
export interface RequiredActivityField {
  readonly typeName: string;
  readonly field: string;
}

/** The required fields learnt so far, each in the spelling that was learnt first. */
export async function listRequiredActivityFields(tx: WorkspaceTransaction): Promise<RequiredActivityField[]> {
  return tx.db
    .selectFrom('required_activity_fields')
    .distinctOn(['type_name', sql`lower(field)`])
    .select(['type_name as typeName', 'field'])
    .orderBy('type_name')
    .orderBy(sql`lower(field)`)
    .orderBy('learnt_at')
    .execute();
}

/** Remembers that an activity type requires a field. */
export async function learnRequiredActivityField(
  tx: WorkspaceTransaction,
  learnt: RequiredActivityField,
  now: Date,
): Promise<void> {
  await tx.db
    .insertInto('required_activity_fields')
    .values({
      workspace_id: tx.workspaceId,
      type_name: learnt.typeName,
      field: learnt.field,
      learnt_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Forgets it: the next delivery of the type is tried without. */
export async function forgetRequiredActivityField(
  tx: WorkspaceTransaction,
  { typeName, field }: RequiredActivityField,
): Promise<void> {
  await tx.db
    .deleteFrom('required_activity_fields')
    .where('type_name', '=', typeName)
    .where(sql`lower(field)`, '=', field.toLowerCase())
    .execute();
}

/** The relationship of an account among whose people one of the addresses is; nothing when there is none, or several. */
export async function findOnlyRelationship(
  tx: WorkspaceTransaction,
  accountId: AccountId,
  emails: readonly string[],
): Promise<{ readonly gainsightId: string; readonly name: string } | undefined> {
  const result = await sql<{ gainsightId: string; name: string }>`
    select distinct r.gainsight_id as "gainsightId", r.name
    from accounts a
    join relationships r on r.workspace_id = a.workspace_id and r.connection_id = a.connection_id
      and r.company_gainsight_id = a.gainsight_id and r.presence = 'present'
    join relationship_people p on p.workspace_id = r.workspace_id and p.connection_id = r.connection_id
      and p.relationship_gainsight_id = r.gainsight_id and p.is_active
    join stakeholders s on s.workspace_id = p.workspace_id and s.connection_id = p.connection_id
      and s.person_gainsight_id = p.person_gainsight_id and s.email_key = any(${emails.map((email) => email.toLowerCase())})
    where a.workspace_id = ${tx.workspaceId} and a.id = ${accountId}
    limit 2
  `.execute(tx.db);
  return result.rows.length === 1 ? result.rows[0] : undefined;
}
