import type { RunId } from '@handrail/core';
import { sql } from 'kysely';
import { rowsAsColumns } from '../rows-as-columns.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** What happened to a record, with the fields' values before and after. */
export interface NewChange {
  readonly recordId: string;
  readonly event: 'added' | 'changed' | 'missing' | 'returned' | 'filtered' | 'removed';
  readonly fields: Readonly<Record<string, readonly [unknown, unknown]>>;
}

/** Writes the changes of a page in one statement. */
export async function addChanges(
  tx: WorkspaceTransaction,
  of: {
    readonly recordKind: 'account' | 'relationship' | 'stakeholder';
    readonly runId: RunId | null;
    readonly now: Date;
    /** When the preview of the configuration that the run carries out was read, where it still had these records. */
    readonly previewedAt?: Date | null;
  },
  changes: readonly NewChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map((change) => ({ i: change.recordId, e: change.event, f: change.fields }));
  await sql`
    insert into changes (workspace_id, run_id, record_kind, record_id, event, fields, at, previewed_at)
    select ${tx.workspaceId}, ${of.runId}, ${of.recordKind}, i, e, f, ${of.now}::timestamptz,
      ${of.previewedAt ?? null}::timestamptz
    from ${rowsAsColumns('t', rows, { i: 'uuid', e: 'text', f: 'jsonb' })}
  `.execute(tx.db);
}

/** A change as read back. */
export interface ChangeRow {
  readonly at: Date;
  readonly event: NewChange['event'];
  /** The run that brought it; null where none did, or it is kept no longer. */
  readonly run: { readonly id: RunId; readonly number: number } | null;
  readonly fields: unknown;
}

/** The newest changes of one record. */
export async function listRecordChanges(
  tx: WorkspaceTransaction,
  recordId: string,
  limit: number,
): Promise<ChangeRow[]> {
  const rows = await tx.db
    .selectFrom('changes')
    .leftJoin('runs', (join) =>
      join.onRef('runs.id', '=', 'changes.run_id').onRef('runs.workspace_id', '=', 'changes.workspace_id'),
    )
    .select(['changes.at', 'changes.event', 'runs.id as runId', 'runs.number', 'changes.fields'])
    .where('changes.record_id', '=', recordId)
    .orderBy('changes.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ at, event, runId, number, fields }) => ({
    at,
    event,
    run: runId === null || number === null ? null : { id: runId, number },
    fields,
  }));
}

/** What the log last said of each of these records; those of which it says nothing are absent. */
export async function readLastEvents(
  tx: WorkspaceTransaction,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, NewChange['event']>> {
  if (recordIds.length === 0) return new Map();
  const result = await sql<{ id: string; event: NewChange['event'] }>`
    select asked.id, last.event from unnest(${[...recordIds]}::uuid[]) as asked(id)
    cross join lateral (
      select c.event from changes c where c.workspace_id = ${tx.workspaceId} and c.record_id = asked.id
      order by c.id desc limit 1) as last
  `.execute(tx.db);
  return new Map(result.rows.map(({ id, event }) => [id, event]));
}

/** A change of a run with the record it happened to. */
export interface RunChangeRow extends Omit<ChangeRow, 'run'> {
  readonly kind: string;
  readonly recordId: string;
  readonly gainsightId: string | null;
  readonly name: string | null;
}

/** The first changes that a run made. */
export async function listRunChanges(
  tx: WorkspaceTransaction,
  runId: RunId,
  limit: number,
): Promise<RunChangeRow[]> {
  const result = await sql<RunChangeRow>`
    select c.at, c.event, c.fields, c.record_kind as kind, c.record_id as "recordId",
      coalesce(a.gainsight_id, r.gainsight_id, s.gainsight_id, c.fields -> 'gainsightId' ->> 0) as "gainsightId",
      coalesce(a.name, r.name, s.name, s.email) as name
    from changes c
    left join accounts a on a.workspace_id = c.workspace_id and a.id = c.record_id
    left join relationships r on r.workspace_id = c.workspace_id and r.id = c.record_id
    left join stakeholders s on s.workspace_id = c.workspace_id and s.id = c.record_id
    where c.workspace_id = ${tx.workspaceId} and c.run_id = ${runId}
    order by c.id
    limit ${limit}
  `.execute(tx.db);
  return result.rows;
}

/** An exit of a record, or the turn of an account to Churned, for the deletion guard's sliding window. */
export interface RecentExit {
  readonly gainsightId: string;
  readonly at: Date;
  /** Whether the record is still out of the lists: then it is not among the live ones. */
  readonly isGone: boolean;
}

/** Keys of a change's fields that explain an exit: a saved configuration, or a person's approval. */
export const EXPLAINED_BY = { configuration: 'configuration', approval: 'approval' } as const;

/**
 * Accounts that went missing, left by the filter or turned to Churned since `since`. What a saved configuration explains
 * or a person approved is left out.
 */
export async function listRecentExits(tx: WorkspaceTransaction, since: Date): Promise<RecentExit[]> {
  const result = await sql<RecentExit>`
    select a.gainsight_id as "gainsightId", c.at, a.presence <> 'present' as "isGone"
    from changes c join accounts a on a.workspace_id = c.workspace_id and a.id = c.record_id
    where c.workspace_id = ${tx.workspaceId} and c.record_kind = 'account' and c.at > ${since}
      and (c.event in ('missing', 'filtered') or c.event = 'changed' and c.fields -> 'status' ->> 1 = 'churned')
      and not (c.fields ?| array[${EXPLAINED_BY.configuration}, ${EXPLAINED_BY.approval}])
  `.execute(tx.db);
  return result.rows;
}

/** Whether an account came, left or got another parent in a run, or otherwise since a time. */
export async function hasTreeChanged(tx: WorkspaceTransaction, runId: RunId, since: Date): Promise<boolean> {
  const result = await sql<{ has: boolean }>`
    select exists (
      select from changes
      where workspace_id = ${tx.workspaceId} and record_kind = 'account' and (run_id = ${runId} or at >= ${since})
        and (event <> 'changed' or fields ? 'parent')) as has
  `.execute(tx.db);
  return result.rows[0]?.has ?? true;
}

/** Relationships or stakeholders that went missing since `since` and that nobody approved. */
export async function listRecentlyMissing(
  tx: WorkspaceTransaction,
  kind: 'relationship' | 'stakeholder',
  since: Date,
): Promise<RecentExit[]> {
  const result = await sql<RecentExit>`
    select r.gainsight_id as "gainsightId", c.at, r.presence in ('missing', 'filtered') as "isGone"
    from changes c join ${sql.table(`${kind}s`)} r on r.workspace_id = c.workspace_id and r.id = c.record_id
    where c.workspace_id = ${tx.workspaceId} and c.record_kind = ${kind} and c.at > ${since}
      and c.event = 'missing' and not (c.fields ? ${EXPLAINED_BY.approval})
  `.execute(tx.db);
  return result.rows;
}

/** Accounts that retention removed since a time without a person's approval, those of one run left out. */
export async function listRecentRemovals(
  tx: WorkspaceTransaction,
  since: Date,
  exceptRun: RunId,
): Promise<Omit<RecentExit, 'isGone'>[]> {
  const result = await sql<Omit<RecentExit, 'isGone'>>`
    select fields -> 'gainsightId' ->> 0 as "gainsightId", at from changes
    where workspace_id = ${tx.workspaceId} and record_kind = 'account' and event = 'removed' and at > ${since}
      and run_id is distinct from ${exceptRun} and not fields ? ${EXPLAINED_BY.approval}
  `.execute(tx.db);
  return result.rows;
}
