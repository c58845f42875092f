import type { ConnectionId, RunId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { newId } from '../new-id.ts';
import type { SetAsideRecordId } from '../schema.ts';

/** A record that could not be stored, with the field and the reason. */
export interface SetAsideRecord {
  readonly gainsightId: string;
  readonly field: string | null;
  readonly reason: string;
}

/** Lists the records as set aside; one that already is gets the newer reason. */
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
        created_at: from.now,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'connection_id', 'object', 'gainsight_id'])
          .where('state', '=', 'open')
          .doUpdateSet({ run_id: from.runId, field: record.field, reason: record.reason }),
      )
      .execute();
  }
}

/** Closes what was set aside for records that were stored since; answers how many. */
export async function resolveSetAside(
  tx: WorkspaceTransaction,
  from: { readonly connectionId: ConnectionId; readonly object: string; readonly now: Date },
  gainsightIds: readonly string[],
): Promise<number> {
  const result = await sql`
    update set_aside_records set state = 'resolved', resolved_at = ${from.now}
    where workspace_id = ${tx.workspaceId} and connection_id = ${from.connectionId} and object = ${from.object}
      and state = 'open' and gainsight_id = any(${gainsightIds})
  `.execute(tx.db);
  return Number(result.numAffectedRows ?? 0n);
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
    .$if(query.only !== null, (q) => q.where(sql<boolean>`gainsight_id = any(${query.only})`))
    .orderBy('gainsight_id')
    .limit(query.limit)
    .execute();
  return rows.map((row) => row.gainsight_id);
}

/** A record that is set aside, with the name that it last had and the run that set it aside. */
export interface ListedSetAside extends SetAsideRecord {
  readonly id: SetAsideRecordId;
  readonly object: string;
  readonly name: string | null;
  readonly since: Date;
  readonly runId: RunId;
  readonly runNumber: number | null;
}

/** Which records set aside: those whose name, id or field holds a text. */
export interface SetAsideFilter {
  readonly search: string | null;
}

function openOnes(tx: WorkspaceTransaction, { search }: SetAsideFilter) {
  const text = search?.toLowerCase() ?? null;
  return sql`
    from set_aside_records a
    left join source_records s on s.workspace_id = a.workspace_id and s.connection_id = a.connection_id
      and s.object = a.object and s.gainsight_id = a.gainsight_id
    left join runs r on r.workspace_id = a.workspace_id and r.id = a.run_id
    where a.workspace_id = ${tx.workspaceId} and a.state = 'open'
      and (${text}::text is null or position(${text} in lower(concat_ws(' ', a.gainsight_id, a.field, a.object, s.name))) > 0)`;
}

/** Records that are set aside, oldest first, from after one on. */
export async function listSetAside(
  tx: WorkspaceTransaction,
  query: SetAsideFilter & { readonly after: string | null; readonly limit: number },
): Promise<ListedSetAside[]> {
  const result = await sql<ListedSetAside>`
    select a.id, a.object, a.gainsight_id as "gainsightId", a.field, a.reason, s.name, a.created_at as since,
      a.run_id as "runId", r.number as "runNumber"
    ${openOnes(tx, query)} and (${query.after}::uuid is null or a.id > ${query.after}::uuid)
    order by a.id limit ${query.limit}
  `.execute(tx.db);
  return result.rows;
}

/** How many there are in all. */
export async function countListedSetAside(tx: WorkspaceTransaction, filter: SetAsideFilter): Promise<number> {
  const result = await sql<{ count: number }>`select count(*)::int as count ${openOnes(tx, filter)}`.execute(
    tx.db,
  );
  return result.rows[0]?.count ?? 0;
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
