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
