import type { AccountId, DeliveryId, MeetingId, OutboxId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { newId } from '../new-id.ts';
import type { DeliveriesTable, OutboxTable, RemoteActivitiesTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** What must go out, or went. */
export type OutboxRow = Selectable<OutboxTable>;
export type DeliveryRow = Selectable<DeliveriesTable>;
export type RemoteActivityRow = Selectable<RemoteActivitiesTable>;

/** An order to send, written in the transaction that made it due. */
export interface NewOutboxItem {
  readonly kind: OutboxRow['kind'];
  readonly subjectId: string;
  readonly accountId: AccountId;
  /** What the values are written to; a company when left out. */
  readonly object?: 'Company' | 'Relationship';
  readonly cause: string;
  readonly externalId: string | null;
  readonly contentVersion: string | null;
  readonly notBefore: Date;
}

/** Takes a row from whoever works on it: what they still want to settle rests on an older intent, and matches no row. */
const NEWER_THAN_ANY_CLAIM = { fence: sql<number>`outbox.fence + 1`, claimed_until: null };

/** Orders deliveries. A newer intent for the same subject and target opens the row again that stands for it. */
export async function addToOutbox(
  tx: WorkspaceTransaction,
  items: readonly NewOutboxItem[],
  now: Date,
): Promise<void> {
  for (const item of items) {
    await tx.db
      .insertInto('outbox')
      .values({
        id: newId<OutboxId>(),
        workspace_id: tx.workspaceId,
        kind: item.kind,
        subject_id: item.subjectId,
        account_id: item.accountId,
        object: item.object ?? 'Company',
        state: 'waiting',
        cause: item.cause,
        external_id: item.externalId,
        content_version: item.contentVersion,
        not_before: item.notBefore,
        created_at: now,
      })
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'kind', 'subject_id', 'account_id']).doUpdateSet({
          // What is being sent, or may have been, keeps its state: the next step decides from there.
          state: sql`case when outbox.state in ('sending', 'unknown', 'paused') then outbox.state else 'waiting' end`,
          content_version: item.contentVersion,
          cause: item.cause,
          // What rests until somebody acts still says why.
          reason: sql`case when outbox.state = 'paused' then outbox.reason end`,
          // A wait that the vendor asked for stays; what was delivered waits only for the look-up that confirms it.
          not_before: sql<Date>`case when outbox.state = 'delivered' then ${item.notBefore}::timestamptz
            else greatest(outbox.not_before, ${item.notBefore}) end`,
          settled_at: null,
          ...NEWER_THAN_ANY_CLAIM,
        }),
      )
      .execute();
  }
}

/** Has the deliveries of a meeting looked at again, because what stands in the Timeline may have to go. */
export async function reopenDeliveries(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  cause: string,
  now: Date,
): Promise<void> {
  await reopenAllBut(['withdrawn'], tx, { meetingId, cause, now });
}

/** Has what stands or waits of a meeting looked at again, because the meeting changed; what rests until somebody acts rests. */
export async function reviseDeliveries(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  now: Date,
): Promise<void> {
  await reopenAllBut(['withdrawn', 'paused'], tx, { meetingId, cause: 'meeting changed', now });
}

async function reopenAllBut(
  left: readonly OutboxTable['state'][],
  tx: WorkspaceTransaction,
  why: { readonly meetingId: MeetingId; readonly cause: string; readonly now: Date },
): Promise<void> {
  await tx.db
    .updateTable('outbox')
    .set({
      cause: why.cause,
      settled_at: null,
      not_before: why.now,
      reason: sql`case when state in ('sending', 'unknown') then reason end`,
      state: sql`case when state in ('sending', 'unknown') then state else 'waiting' end`,
      ...NEWER_THAN_ANY_CLAIM,
    })
    .where('kind', '=', 'timeline-activity')
    .where('subject_id', '=', why.meetingId)
    .where('state', 'not in', left)
    .execute();
}

/** The same as `reopenDeliveries` for accounts that a meeting no longer belongs to. */
export async function reopenStrayDeliveries(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  now: Date,
): Promise<void> {
  await sql`
    update outbox set cause = 'meeting moved', settled_at = null, not_before = ${now},
      reason = case when state in ('sending', 'unknown') then reason end,
      fence = fence + 1, claimed_until = null, state = case when state in ('sending', 'unknown') then state else 'waiting' end
    where workspace_id = ${tx.workspaceId} and kind = 'timeline-activity' and subject_id = ${meetingId}
      and state <> 'withdrawn' and not exists (
        select 1 from attributions a where a.workspace_id = outbox.workspace_id
          and a.meeting_id = outbox.subject_id and a.account_id = outbox.account_id)
  `.execute(tx.db);
}

/** Gives back every claim of a kind: whoever calls holds the stream, so another claimant is no longer at work. */
export async function releaseClaims(tx: WorkspaceTransaction, kind: OutboxRow['kind']): Promise<void> {
  await tx.db
    .updateTable('outbox')
    .set({ claimed_until: null })
    .where('kind', '=', kind)
    .where('claimed_until', 'is not', null)
    .execute();
}

/** When the next delivery of a kind that is not settled may be looked at; null when none waits. */
export async function findNextDeliveryTime(
  tx: WorkspaceTransaction,
  kind: OutboxRow['kind'],
): Promise<Date | null> {
  const row = await tx.db
    .selectFrom('outbox')
    .select((eb) => eb.fn.min('not_before').as('at'))
    .where('kind', '=', kind)
    .where('settled_at', 'is', null)
    .where('state', '!=', 'paused')
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Closes orders of values to an object that nothing writes to any more; what was delivered stays as it is. */
export async function closeValueOrders(
  tx: WorkspaceTransaction,
  object: OutboxRow['object'],
  reason: string,
  now: Date,
): Promise<void> {
  await tx.db
    .updateTable('outbox')
    .set({ state: 'withdrawn', reason, failure: null, settled_at: now, ...NEWER_THAN_ANY_CLAIM })
    .where('kind', '=', 'field-values')
    .where('object', '=', object)
    .where('state', 'not in', ['delivered', 'withdrawn'])
    .execute();
}

/** The next deliveries of a kind that are due and that nobody holds, claimed until `until`, each with a new fence. */
export async function claimOutbox(
  tx: WorkspaceTransaction,
  claim: {
    readonly kind: OutboxRow['kind'];
    /** Of values: to which object; all when left out. */
    readonly object?: 'Company' | 'Relationship';
    readonly now: Date;
    readonly until: Date;
    readonly limit: number;
  },
): Promise<OutboxRow[]> {
  const due = await tx.db
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', claim.kind)
    .$if(claim.object !== undefined, (q) => q.where('object', '=', claim.object ?? 'Company'))
    .where('settled_at', 'is', null)
    .where('state', '!=', 'paused')
    .where('not_before', '<=', claim.now)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', claim.now)]))
    .orderBy('not_before')
    .orderBy('id')
    .limit(claim.limit)
    .forUpdate()
    .skipLocked()
    .execute();
  if (due.length === 0) return [];
  return tx.db
    .updateTable('outbox')
    .set((eb) => ({ claimed_until: claim.until, fence: eb('fence', '+', 1) }))
    .where(
      'id',
      'in',
      due.map((row) => row.id),
    )
    .returningAll()
    .execute();
}

/** What the next pass would take up of a kind, as far as it was not delivered before; all of it without a limit. */
export async function listDueOutbox(
  tx: WorkspaceTransaction,
  kind: OutboxRow['kind'],
  limit: number | null,
): Promise<OutboxRow[]> {
  return tx.db
    .selectFrom('outbox')
    .selectAll()
    .where('kind', '=', kind)
    .where('settled_at', 'is', null)
    .where('state', 'in', ['waiting', 'sending', 'unknown'])
    .orderBy('not_before')
    .orderBy('id')
    .$if(limit !== null, (q) => q.limit(limit ?? 0))
    .execute();
}

/** A claim as the pass that took it knows it. */
export interface OutboxClaim {
  readonly id: OutboxId;
  readonly fence: number;
}

/** What a step of a delivery leaves behind; absent parts stay. */
export interface OutboxStep {
  readonly state: OutboxRow['state'];
  readonly reason?: string | null;
  readonly failure?: object | null;
  readonly notBefore?: Date;
  readonly attempts?: number;
  readonly lastAttemptAt?: Date;
  readonly externalId?: string;
  readonly delivery?: object;
  readonly settledAt?: Date | null;
  /** Keeps the claim, because the pass goes on with this delivery. */
  readonly isHeld?: boolean;
}

/** Writes a step if the claim is still ours; answers whether it was. */
export async function stepOutbox(
  tx: WorkspaceTransaction,
  claim: OutboxClaim,
  step: OutboxStep,
): Promise<boolean> {
  const result = await tx.db
    .updateTable('outbox')
    .set({
      state: step.state,
      ...(step.reason === undefined ? {} : { reason: step.reason }),
      ...(step.failure === undefined
        ? {}
        : { failure: step.failure === null ? null : JSON.stringify(step.failure) }),
      ...(step.notBefore === undefined ? {} : { not_before: step.notBefore }),
      ...(step.attempts === undefined ? {} : { attempts: step.attempts }),
      ...(step.lastAttemptAt === undefined ? {} : { last_attempt_at: step.lastAttemptAt }),
      ...(step.delivery === undefined ? {} : { delivery: JSON.stringify(step.delivery) }),
      ...(step.externalId === undefined ? {} : { external_id: step.externalId }),
      ...(step.settledAt === undefined ? {} : { settled_at: step.settledAt }),
      ...(step.isHeld === true ? {} : { claimed_until: null }),
    })
    .where('id', '=', claim.id)
    .where('fence', '=', claim.fence)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Writes down one attempt at the vendor, with its outcome. */
export async function addDelivery(
  tx: WorkspaceTransaction,
  delivery: {
    readonly outboxId: OutboxId;
    readonly attempt: number;
    readonly step: DeliveryRow['step'];
    readonly outcome: string;
    readonly requestId: string | null;
    readonly failure: object | null;
    readonly startedAt: Date;
    readonly finishedAt: Date;
  },
): Promise<void> {
  await tx.db
    .insertInto('deliveries')
    .values({
      id: newId<DeliveryId>(),
      workspace_id: tx.workspaceId,
      outbox_id: delivery.outboxId,
      attempt: delivery.attempt,
      step: delivery.step,
      outcome: delivery.outcome,
      request_id: delivery.requestId,
      failure: delivery.failure === null ? null : JSON.stringify(delivery.failure),
      started_at: delivery.startedAt,
      finished_at: delivery.finishedAt,
    })
    .execute();
}

/** The delivery of that id, or nothing. */
export async function findOutboxItem(tx: WorkspaceTransaction, id: OutboxId): Promise<OutboxRow | undefined> {
  return tx.db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What a delivery becomes that is tried again from `now` on: why it rested or failed is said no more. */
export function wokenAt(now: Date) {
  return {
    state: 'waiting',
    reason: null,
    failure: null,
    not_before: now,
    settled_at: null,
    claimed_until: null,
  } as const;
}

/** Lets a refused or paused delivery be tried again from `now` on. */
export async function retryOutboxItem(
  tx: WorkspaceTransaction,
  id: OutboxId,
  now: Date,
): Promise<OutboxRow | undefined> {
  return tx.db
    .updateTable('outbox')
    .set(wokenAt(now))
    .where('id', '=', id)
    .where('state', 'in', ['refused', 'paused', 'unknown'])
    .returningAll()
    .executeTakeFirst();
}

/** A delivery with the names that a person reads. */
export interface NamedOutboxRow extends OutboxRow {
  readonly account_name: string;
  readonly subject: string;
}

/** One page of deliveries, newest first. */
export async function listOutbox(
  tx: WorkspaceTransaction,
  query: {
    readonly state: OutboxRow['state'] | null;
    readonly kind: OutboxRow['kind'] | null;
    readonly after: { readonly createdAt: Date; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<NamedOutboxRow[]> {
  return tx.db
    .selectFrom('outbox')
    .innerJoin('accounts', 'accounts.id', 'outbox.account_id')
    .leftJoin('meetings', 'meetings.id', 'outbox.subject_id')
    .leftJoin('relationships', 'relationships.id', 'outbox.subject_id')
    .selectAll('outbox')
    .select(['accounts.name as account_name'])
    .select(sql<string>`coalesce(meetings.title, relationships.name, accounts.name)`.as('subject'))
    .$if(query.state !== null, (q) => q.where('outbox.state', '=', query.state ?? 'waiting'))
    .$if(query.kind !== null, (q) => q.where('outbox.kind', '=', query.kind ?? 'timeline-activity'))
    .$if(query.after !== null, (q) =>
      q.where(
        sql<boolean>`(outbox.created_at, outbox.id) < (${query.after?.createdAt ?? null}, ${query.after?.id ?? null}::uuid)`,
      ),
    )
    .orderBy('outbox.created_at', 'desc')
    .orderBy('outbox.id', 'desc')
    .limit(query.limit)
    .execute();
}

/** How many deliveries stand in each state, of one kind or of all. */
export async function countOutbox(
  tx: WorkspaceTransaction,
  kind?: OutboxRow['kind'],
): Promise<Partial<Record<OutboxRow['state'], number>>> {
  const rows = await tx.db
    .selectFrom('outbox')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
    .$if(kind !== undefined, (q) => q.where('kind', '=', kind ?? 'timeline-activity'))
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

/** The newest order for each meeting and account. */
export async function listMeetingDeliveries(
  tx: WorkspaceTransaction,
  meetingIds: readonly MeetingId[],
): Promise<OutboxRow[]> {
  if (meetingIds.length === 0) return [];
  return tx.db
    .selectFrom('outbox')
    .selectAll()
    .distinctOn(['subject_id', 'account_id'])
    .where('kind', '=', 'timeline-activity')
    .where('subject_id', 'in', meetingIds)
    .orderBy('subject_id')
    .orderBy('account_id')
    .orderBy('created_at', 'desc')
    .execute();
}

/** The meetings that activities of ours sum up, by ExternalId; what stands in the Timeline no longer is not among them. */
export async function listMeetingsOfActivities(
  tx: WorkspaceTransaction,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, MeetingId>> {
  if (externalIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('remote_activities')
    .select(['external_id', 'meeting_id'])
    .where('external_id', 'in', externalIds)
    .execute();
  return new Map(rows.map((row) => [row.external_id, row.meeting_id]));
}

/**
 * Remembers the activity that stands in the Timeline. `isCurrent` is false where other words are still to go there: then
 * what is remembered of it stays.
 */
export async function saveRemoteActivity(
  tx: WorkspaceTransaction,
  activity: Omit<RemoteActivityRow, 'workspace_id'>,
  isCurrent: boolean,
): Promise<void> {
  await tx.db
    .insertInto('remote_activities')
    .values({ ...activity, workspace_id: tx.workspaceId })
    .onConflict((conflict) => {
      const known = conflict.columns(['workspace_id', 'meeting_id', 'account_id']);
      if (!isCurrent) return known.doNothing();
      return known.doUpdateSet({
        external_id: activity.external_id,
        activity_id: sql<string | null>`coalesce(${activity.activity_id}, remote_activities.activity_id)`,
        gainsight_id: sql<string | null>`coalesce(${activity.gainsight_id}, remote_activities.gainsight_id)`,
        content_version: activity.content_version,
        notes_hash: activity.notes_hash,
        // The same words seen once more have stood since they went there.
        delivered_at: sql<Date>`case when remote_activities.notes_hash is not distinct from excluded.notes_hash
          then remote_activities.delivered_at else excluded.delivered_at end`,
      });
    })
    .execute();
}

/** Forgets an activity that stands in the Timeline no longer. */
export async function deleteRemoteActivity(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  accountId: AccountId,
): Promise<void> {
  await tx.db
    .deleteFrom('remote_activities')
    .where('meeting_id', '=', meetingId)
    .where('account_id', '=', accountId)
    .execute();
}

/** Every delivery of a meeting to the Timeline, to whichever account. */
export async function listDeliveriesOf(tx: WorkspaceTransaction, meetingId: MeetingId): Promise<OutboxRow[]> {
  return tx.db
    .selectFrom('outbox')
    .selectAll()
    .where('kind', '=', 'timeline-activity')
    .where('subject_id', '=', meetingId)
    .execute();
}

/** How many activities of ours stand in the Timeline. */
export async function countRemoteActivities(tx: WorkspaceTransaction): Promise<number> {
  const row = await tx.db
    .selectFrom('remote_activities')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}
