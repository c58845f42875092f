import type { ConnectionId, JsonValue, RunId } from '@handrail/core';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { InventoriesTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** What a draft is counted and previewed on: the companies of the tenant as one run read them. */
export type InventoryRow = Selectable<InventoriesTable>;

/** One field of a page of an inventory, in the order of the page's records. */
export interface InventoryColumn {
  readonly field: string;
  readonly values: readonly JsonValue[];
  /** How many of the values are not empty. */
  readonly filled: number;
}

/** Begins an inventory, or finds the one that this run began. */
export async function beginInventory(
  tx: WorkspaceTransaction,
  begun: {
    readonly runId: RunId;
    readonly connectionId: ConnectionId;
    readonly fields: readonly string[];
    readonly now: Date;
  },
): Promise<InventoryRow> {
  await tx.db
    .insertInto('inventories')
    .values({
      workspace_id: tx.workspaceId,
      run_id: begun.runId,
      connection_id: begun.connectionId,
      fields: [...begun.fields],
      started_at: begun.now,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'run_id']).doNothing())
    .execute();
  return tx.db
    .selectFrom('inventories')
    .selectAll()
    .where('run_id', '=', begun.runId)
    .executeTakeFirstOrThrow();
}

/** Adds a page with the id after which the next one begins, all in one transaction. */
export async function addInventoryPage(
  tx: WorkspaceTransaction,
  runId: RunId,
  page: {
    readonly number: number;
    readonly records: number;
    readonly lastGainsightId: string;
    readonly columns: readonly InventoryColumn[];
  },
): Promise<void> {
  const rows = page.columns.map(({ field, filled, values }) => ({
    f: field,
    n: filled,
    c: JSON.stringify(values),
  }));
  await sql`
    insert into inventory_columns (workspace_id, run_id, page, field, filled, contents)
    select ${tx.workspaceId}, ${runId}, ${page.number}, f, n, c
    from unnest(${rows.map((row) => row.f)}::text[], ${rows.map((row) => row.n)}::int[], ${rows.map((row) => row.c)}::text[])
      as t(f, n, c)
  `.execute(tx.db);
  await tx.db
    .updateTable('inventories')
    .set((eb) => ({
      records: eb('records', '+', page.records),
      pages: page.number,
      after_gainsight_id: page.lastGainsightId,
    }))
    .where('run_id', '=', runId)
    .execute();
}

/** Keeps what samples of other objects show of their fields, by object. */
export async function keepSampled(tx: WorkspaceTransaction, runId: RunId, sampled: object): Promise<void> {
  await tx.db
    .updateTable('inventories')
    .set({ sampled: JSON.stringify(sampled) })
    .where('run_id', '=', runId)
    .execute();
}

/** Makes the inventory the one that drafts are held against, and drops every other. */
export async function completeInventory(tx: WorkspaceTransaction, runId: RunId, now: Date): Promise<void> {
  await tx.db.updateTable('inventories').set({ completed_at: now }).where('run_id', '=', runId).execute();
  await tx.db.deleteFrom('inventories').where('run_id', '!=', runId).execute();
}

/** Drops what a run has read so far. */
export async function deleteInventory(tx: WorkspaceTransaction, runId: RunId): Promise<void> {
  await tx.db.deleteFrom('inventories').where('run_id', '=', runId).execute();
}

/** Drops inventories that began before a time. */
export async function deleteInventoriesBefore(tx: WorkspaceTransaction, time: Date): Promise<void> {
  await tx.db.deleteFrom('inventories').where('started_at', '<', time).execute();
}

/** The complete inventory that began after a time, or nothing. */
export async function findInventory(
  tx: WorkspaceTransaction,
  startedAfter: Date,
): Promise<InventoryRow | undefined> {
  return tx.db
    .selectFrom('inventories')
    .selectAll()
    .where('completed_at', 'is not', null)
    .where('started_at', '>=', startedAfter)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The columns of one page, of the fields that are asked for: field → JSON text of its values. */
export async function readInventoryPage(
  tx: WorkspaceTransaction,
  runId: RunId,
  page: number,
  fields: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.db
    .selectFrom('inventory_columns')
    .select(['field', 'contents'])
    .where('run_id', '=', runId)
    .where('page', '=', page)
    .where(sql<boolean>`field = any(${fields})`)
    .execute();
  return new Map(rows.map((row) => [row.field, row.contents]));
}

/**
 * Which of these companies a preview still had: those in the inventory that began to be read at `at`, and those stored
 * since. None when that inventory is dropped already.
 */
export async function listPreviewed(
  tx: WorkspaceTransaction,
  preview: { readonly connectionId: ConnectionId; readonly at: Date },
  gainsightIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const result = await sql<{ readonly id: string }>`
    with preview as (
      select run_id from inventories
      where workspace_id = ${tx.workspaceId} and connection_id = ${preview.connectionId} and started_at = ${preview.at}
    )
    select held.id from preview
    join inventory_columns c on c.workspace_id = ${tx.workspaceId} and c.run_id = preview.run_id and c.field = 'Gsid'
    cross join lateral jsonb_array_elements_text(c.contents::jsonb) as held(id)
    where held.id = any(${gainsightIds}::text[])
    union
    select s.gainsight_id from preview
    join source_records s on s.workspace_id = ${tx.workspaceId} and s.connection_id = ${preview.connectionId}
      and s.object = 'Company' and s.gainsight_id = any(${gainsightIds}::text[]) and s.first_stored_at > ${preview.at}
  `.execute(tx.db);
  return new Set(result.rows.map((row) => row.id));
}

/** How many records hold something in each field. */
export async function countInventoryFilled(
  tx: WorkspaceTransaction,
  runId: RunId,
): Promise<Map<string, number>> {
  const rows = await tx.db
    .selectFrom('inventory_columns')
    .select((eb) => ['field', eb.fn.sum<number>('filled').as('filled')])
    .where('run_id', '=', runId)
    .groupBy('field')
    .execute();
  return new Map(rows.map((row) => [row.field, Number(row.filled)]));
}
