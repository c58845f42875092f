import type { RunId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** A record that a run would take out by the filter, or turn to Churned, and holds until its end. */
export interface HeldExit {
  readonly gainsightId: string;
  readonly kind: 'filtered' | 'churned';
  readonly name: string | null;
  /** The record as it was read, as JSON text. */
  readonly record: string;
}

/** What a run holds of one object. */
export interface HeldBy {
  readonly runId: RunId;
  readonly object: string;
}

/** Holds exits of a page; one that is held already is replaced by the newer reading. */
export async function holdExits(
  tx: WorkspaceTransaction,
  by: HeldBy,
  exits: readonly HeldExit[],
): Promise<void> {
  if (exits.length === 0) return;
  const rows = exits.map((exit) => ({ g: exit.gainsightId, k: exit.kind, n: exit.name, r: exit.record }));
  await sql`
    insert into held_exits (workspace_id, run_id, object, gainsight_id, kind, name, record)
    select ${tx.workspaceId}, ${by.runId}, ${by.object}, g, k, n, r
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(g text, k text, n text, r text)
    on conflict (workspace_id, run_id, object, gainsight_id)
      do update set kind = excluded.kind, name = excluded.name, record = excluded.record
  `.execute(tx.db);
}

/** The exits that a run holds, without their records, in order of their id. */
export async function listHeldExits(
  tx: WorkspaceTransaction,
  by: HeldBy,
): Promise<Omit<HeldExit, 'record'>[]> {
  const rows = await tx.db
    .selectFrom('held_exits')
    .select(['gainsight_id', 'kind', 'name'])
    .where('run_id', '=', by.runId)
    .where('object', '=', by.object)
    .orderBy('gainsight_id')
    .execute();
  return rows.map((row) => ({ gainsightId: row.gainsight_id, kind: row.kind, name: row.name }));
}

/** Takes the first held exits away and answers them: who calls carries them out in the same transaction. */
export async function takeHeldExits(
  tx: WorkspaceTransaction,
  by: HeldBy,
  limit: number,
): Promise<HeldExit[]> {
  const result = await sql<HeldExit>`
    delete from held_exits
    where workspace_id = ${tx.workspaceId} and run_id = ${by.runId} and object = ${by.object}
      and gainsight_id in (
        select gainsight_id from held_exits
        where workspace_id = ${tx.workspaceId} and run_id = ${by.runId} and object = ${by.object}
        order by gainsight_id limit ${limit})
    returning gainsight_id as "gainsightId", kind, name, record
  `.execute(tx.db);
  return result.rows;
}

/** Holds no longer what was read again and is no exit now. */
export async function dropHeldExits(
  tx: WorkspaceTransaction,
  by: HeldBy,
  gainsightIds: readonly string[],
): Promise<void> {
  if (gainsightIds.length === 0) return;
  await tx.db
    .deleteFrom('held_exits')
    .where('run_id', '=', by.runId)
    .where('object', '=', by.object)
    .where(sql<boolean>`gainsight_id = any(${gainsightIds})`)
    .execute();
}

/** Drops all that a run held, once it is over. */
export async function deleteHeldExits(tx: WorkspaceTransaction, runId: RunId): Promise<void> {
  await tx.db.deleteFrom('held_exits').where('run_id', '=', runId).execute();
}
