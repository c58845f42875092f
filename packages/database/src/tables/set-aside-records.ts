import type { ConnectionId, RunId, SetAsideCause, UserId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { newId } from '../new-id.ts';
import type { SetAsideRecordId } from '../schema.ts';

/** What records without an id that can be kept are listed under, all of an object as one: nothing can ask for them. */
export const NO_ID = '(no id)';

/** A record that could not be stored, with the field and the reason. */
export interface SetAsideRecord {
  readonly gainsightId: string;
  readonly field: string | null;
  readonly reason: string;
  /** What the field holds, fit to be shown; left out where that says nothing. */
  readonly value?: string;
}

/** The columns of a {@link SetAsideCause}, of `set_aside_records a`. */
export const SET_ASIDE_CAUSE = sql`a.field, a.reason, a.value, (select f.label from source_fields f
  where f.workspace_id = a.workspace_id and f.connection_id = a.connection_id and f.object = a.object
    and lower(f.name) = lower(a.field) limit 1) as label`;

/**
 * Lists the records as set aside; one that already is gets the newer reason. One that was dismissed stays so while the cause
 * is the same, and is open again with another one.
 */
export async function setAsideRecords(
  tx: WorkspaceTransaction,
  from: {
    readonly connectionId: ConnectionId;
    readonly object: string;
    readonly runId: RunId;
    readonly now: Date;
  },
  records: readonly SetAsideRecord[],
): Promise<void> {
  for (const record of records) {
    await tx.db
      .insertInto('set_aside_records')
      .values({
        id: newId<SetAsideRecordId>(),
        workspace_id: tx.workspaceId,
        connection_id: from.connectionId,
        object: from.object,
        gainsight_id: record.gainsightId,
        run_id: from.runId,
        field: record.field,
        reason: record.reason,
        value: record.value ?? null,
        created_at: from.now,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'connection_id', 'object', 'gainsight_id'])
          .where('state', 'in', ['open', 'dismissed'])
          .doUpdateSet({
            run_id: from.runId,
            field: record.field,
            reason: record.reason,
            value: record.value ?? null,
            state: sql`case when ${IS_SAME_CAUSE} then set_aside_records.state else 'open' end`,
            created_at: sql`case when set_aside_records.state = 'open' or ${IS_SAME_CAUSE}
              then set_aside_records.created_at else excluded.created_at end`,
          }),
      )
      .execute();
  }
}

const IS_SAME_CAUSE = sql`(set_aside_records.reason = excluded.reason
  and set_aside_records.field is not distinct from excluded.field)`;

/**
 * Closes what was set aside for records that were stored since; answers how many. `byProjection`: only what was found in
 * stored values, because what is wrong at the source is not mended by what is stored of it.
 */
export async function resolveSetAside(
  tx: WorkspaceTransaction,
  from: {
    readonly connectionId: ConnectionId;
    readonly object: string;
    readonly now: Date;
    readonly byProjection?: boolean;
  },
  gainsightIds: readonly string[],
): Promise<number> {
  const result = await sql`
    update set_aside_records set state = 'resolved', resolved_at = ${from.now}, value = null
    where workspace_id = ${tx.workspaceId} and connection_id = ${from.connectionId} and object = ${from.object}
      and state in ('open', 'dismissed') and gainsight_id = any(${gainsightIds})
      and (not ${from.byProjection ?? false} or exists (
        select 1 from runs r where r.workspace_id = ${tx.workspaceId} and r.id = run_id and r.mode = 'projection'))
  `.execute(tx.db);
  return Number(result.numAffectedRows ?? 0n);
}

/** Whether a run met a record of an object without an id: then it cannot say of any other that it was not there. */
export async function hasMetWithoutId(
  tx: WorkspaceTransaction,
  of: { readonly connectionId: ConnectionId; readonly object: string; readonly runId: RunId },
): Promise<boolean> {
  const found = await tx.db
    .selectFrom('set_aside_records')
    .select('id')
    .where('connection_id', '=', of.connectionId)
    .where('object', '=', of.object)
    .where('gainsight_id', '=', NO_ID)
    .where('run_id', '=', of.runId)
    .executeTakeFirst();
  return found !== undefined;
}

/** Closes the line of records without an id when a run that met every record met none of them. */
export async function resolveWithoutId(
  tx: WorkspaceTransaction,
  from: {
    readonly connectionId: ConnectionId;
    readonly object: string;
    readonly runId: RunId;
    readonly now: Date;
  },
): Promise<void> {
  await tx.db
    .updateTable('set_aside_records')
    .set({ state: 'resolved', resolved_at: from.now })
    .where('connection_id', '=', from.connectionId)
    .where('object', '=', from.object)
    .where('gainsight_id', '=', NO_ID)
    .where('state', 'in', ['open', 'dismissed'])
    .where('run_id', '!=', from.runId)
    .execute();
}

/** Why a run set these records aside, by object and id. */
export async function readSetAsideCauses(
  tx: WorkspaceTransaction,
  runId: RunId,
  gainsightIds: readonly string[],
): Promise<(SetAsideCause & { readonly object: string; readonly gainsightId: string })[]> {
  const result = await sql<SetAsideCause & { object: string; gainsightId: string }>`
    select a.object, a.gainsight_id as "gainsightId", ${SET_ASIDE_CAUSE} from set_aside_records a
    where a.workspace_id = ${tx.workspaceId} and a.run_id = ${runId} and a.gainsight_id = any(${gainsightIds})
  `.execute(tx.db);
  return result.rows;
}

/** The first records that a run set aside, with field and reason. */
export async function listRunSetAside(
  tx: WorkspaceTransaction,
  runId: RunId,
  limit: number,
): Promise<(SetAsideRecord & { readonly object: string })[]> {
  const rows = await tx.db
    .selectFrom('set_aside_records')
    .select(['object', 'gainsight_id', 'field', 'reason'])
    .where('run_id', '=', runId)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ object, gainsight_id: gainsightId, field, reason }) => ({
    object,
    gainsightId,
    field,
    reason,
  }));
}

/** How many records of an object, or of all, are set aside and open. */
export async function countSetAside(tx: WorkspaceTransaction, object?: string): Promise<number> {
  const row = await tx.db
    .selectFrom('set_aside_records')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'open')
    .$if(object !== undefined, (q) => q.where('object', '=', object ?? ''))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Ids of records of an object that are set aside by runs before this one: all, or those named. */
export async function listOpenSetAside(
  tx: WorkspaceTransaction,
  query: {
    readonly connectionId: ConnectionId;
    readonly object: string;
    readonly notOf: RunId;
    readonly only: readonly string[] | null;
    readonly limit: number;
  },
): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('set_aside_records')
    .select('gainsight_id')
    .where('connection_id', '=', query.connectionId)
    .where('object', '=', query.object)
    .where('state', '=', 'open')
    .where('run_id', '!=', query.notOf)
    .where('gainsight_id', '!=', NO_ID)
    .$if(query.only !== null, (q) => q.where(sql<boolean>`gainsight_id = any(${query.only})`))
    .orderBy('gainsight_id')
    .limit(query.limit)
    .execute();
  return rows.map((row) => row.gainsight_id);
}

/** A record that is set aside, with the name that it last had and the run that set it aside. */
export interface ListedSetAside extends SetAsideCause {
  readonly id: SetAsideRecordId;
  readonly object: string;
  readonly gainsightId: string;
  readonly name: string | null;
  readonly since: Date;
  readonly runId: RunId;
  readonly runNumber: number | null;
  /** Who dismissed it when and why; null while it is open. */
  readonly dismissed: { readonly at: Date; readonly by: string | null; readonly reason: string } | null;
}

/** Which records set aside: open or dismissed ones whose name, id or field holds a text. */
export interface SetAsideFilter {
  readonly state: 'open' | 'dismissed';
  readonly search: string | null;
}

function standing(tx: WorkspaceTransaction, { state, search }: SetAsideFilter) {
  const text = search?.toLowerCase() ?? null;
  return sql`
    from set_aside_records a
    left join source_records s on s.workspace_id = a.workspace_id and s.connection_id = a.connection_id
      and s.object = a.object and s.gainsight_id = a.gainsight_id
    left join runs r on r.workspace_id = a.workspace_id and r.id = a.run_id
    left join users u on u.workspace_id = a.workspace_id and u.id = a.dismissed_by
    where a.workspace_id = ${tx.workspaceId} and a.state = ${state}
      and (${text}::text is null or position(${text} in lower(concat_ws(' ', a.gainsight_id, a.field, a.object, s.name))) > 0)`;
}

interface SetAsideRow extends Omit<ListedSetAside, 'dismissed'> {
  readonly dismissedAt: Date | null;
  readonly dismissedBy: string | null;
  readonly dismissal: string | null;
}

/** Records that are set aside, oldest first, from after one on. */
export async function listSetAside(
  tx: WorkspaceTransaction,
  query: SetAsideFilter & { readonly after: string | null; readonly limit: number },
): Promise<ListedSetAside[]> {
  const result = await sql<SetAsideRow>`
    select a.id, a.object, a.gainsight_id as "gainsightId", ${SET_ASIDE_CAUSE}, s.name, a.created_at as since,
      a.run_id as "runId", r.number as "runNumber", a.dismissed_at as "dismissedAt", a.dismissal,
      coalesce(u.name, u.email) as "dismissedBy"
    ${standing(tx, query)} and (${query.after}::uuid is null or a.id > ${query.after}::uuid)
    order by a.id limit ${query.limit}
  `.execute(tx.db);
  return result.rows.map(({ dismissedAt, dismissedBy, dismissal, ...row }) => ({
    ...row,
    dismissed:
      query.state === 'open' || dismissedAt === null
        ? null
        : { at: dismissedAt, by: dismissedBy, reason: dismissal ?? '' },
  }));
}

/** How many there are in all. */
export async function countListedSetAside(tx: WorkspaceTransaction, filter: SetAsideFilter): Promise<number> {
  const result = await sql<{ count: number }>`select count(*)::int as count ${standing(tx, filter)}`.execute(
    tx.db,
  );
  return result.rows[0]?.count ?? 0;
}

/** Dismisses an open record, for a reason; answers whether there was one. */
export async function dismissSetAside(
  tx: WorkspaceTransaction,
  id: string,
  dismissal: { readonly by: UserId; readonly reason: string; readonly now: Date },
): Promise<boolean> {
  const result = await sql`
    update set_aside_records
    set state = 'dismissed', dismissed_at = ${dismissal.now}, dismissed_by = ${dismissal.by}, dismissal = ${dismissal.reason}
    where workspace_id = ${tx.workspaceId} and id = ${id}::uuid and state = 'open'
  `.execute(tx.db);
  return result.numAffectedRows === 1n;
}

/** Takes a dismissal back; answers whether there was one. */
export async function reopenSetAside(tx: WorkspaceTransaction, id: string): Promise<boolean> {
  const result = await sql`
    update set_aside_records set state = 'open', dismissed_at = null, dismissed_by = null, dismissal = null
    where workspace_id = ${tx.workspaceId} and id = ${id}::uuid and state = 'dismissed'
  `.execute(tx.db);
  return result.numAffectedRows === 1n;
}

/** Object and id of those that are set aside: all, or these. */
export async function listSetAsideSubjects(
  tx: WorkspaceTransaction,
  ids: readonly string[] | null,
): Promise<{ readonly object: string; readonly gainsightId: string }[]> {
  const rows = await tx.db
    .selectFrom('set_aside_records')
    .select(['object', 'gainsight_id'])
    .where('state', '=', 'open')
    .$if(ids !== null, (q) => q.where(sql<boolean>`id = any(${ids}::uuid[])`))
    .execute();
  return rows.map((row) => ({ object: row.object, gainsightId: row.gainsight_id }));
}
