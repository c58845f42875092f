import type { RunId, StreamId, WorkspaceId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { PlatformTransaction, WorkspaceTransaction } from '../transaction.ts';
import { newId } from '../new-id.ts';
import type { RunsTable } from '../schema.ts';

/** One execution of a stream. */
export type RunRow = Selectable<RunsTable>;

/** What a page or a slice adds to the counts of its run. */
export interface RunCounts {
  readonly seen: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly filtered: number;
  readonly setAside: number;
  readonly exits: number;
  readonly pages: number;
  readonly calls: number;
  readonly bytes: number;
}

/** Counts that add nothing. */
export const NO_COUNTS: RunCounts = {
  seen: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  filtered: 0,
  setAside: 0,
  exits: 0,
  pages: 0,
  calls: 0,
  bytes: 0,
};

/** How often an open run may close between two looks before opening one is given up. */
const OPEN_TRIES = 5;

/**
 * Queues a run of a stream, or answers the one that is queued or under way: a stream has one at a time, also when a
 * person and the schedule ask at the same moment.
 */
export async function openRun(
  tx: WorkspaceTransaction,
  run: Pick<RunRow, 'stream_id' | 'mode' | 'cause' | 'config_version'> & {
    readonly now: Date;
    /** What it is narrowed to. */
    readonly scope?: object | null;
  },
): Promise<{ readonly run: RunRow; readonly isNew: boolean }> {
  for (let left = OPEN_TRIES; ; left -= 1) {
    const open = await findOpenRun(tx, run.stream_id);
    if (open !== undefined) return { run: open, isNew: false };
    const insert = tx.db
      .insertInto('runs')
      .values({
        id: newId<RunId>(),
        workspace_id: tx.workspaceId,
        stream_id: run.stream_id,
        mode: run.mode,
        cause: run.cause,
        state: 'queued',
        config_version: run.config_version,
        scope: run.scope == null ? null : JSON.stringify(run.scope),
        created_at: run.now,
      })
      // Waits for whoever inserts at this moment, and leaves the row to them.
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'stream_id'])
          .where('state', 'in', ['queued', 'running'])
          .doNothing(),
      )
      .returningAll();
    const made = left > 1 ? await insert.executeTakeFirst() : await insert.executeTakeFirstOrThrow();
    if (made !== undefined) return { run: made, isNew: true };
  }
}

/** The queued or running run of a stream, or nothing. */
export async function findOpenRun(tx: WorkspaceTransaction, streamId: StreamId): Promise<RunRow | undefined> {
  return tx.db
    .selectFrom('runs')
    .selectAll()
    .where('stream_id', '=', streamId)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
}

/** The run of that id, or nothing. */
export async function findRun(tx: WorkspaceTransaction, id: RunId): Promise<RunRow | undefined> {
  return tx.db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The newest runs, of one stream or of all; `before` is the number of the last run of the page before. */
export async function listRuns(
  tx: WorkspaceTransaction,
  query: { readonly streamId?: StreamId; readonly before?: number; readonly limit: number },
): Promise<RunRow[]> {
  return tx.db
    .selectFrom('runs')
    .selectAll()
    .$if(query.streamId !== undefined, (q) => q.where('stream_id', '=', query.streamId ?? null))
    .$if(query.before !== undefined, (q) => q.where('number', '<', query.before ?? 0))
    .orderBy('number', 'desc')
    .limit(query.limit)
    .execute();
}

/** How many runs there are, of one stream or of all. */
export async function countRuns(tx: WorkspaceTransaction, streamId?: StreamId): Promise<number> {
  const row = await tx.db
    .selectFrom('runs')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .$if(streamId !== undefined, (q) => q.where('stream_id', '=', streamId ?? null))
    .executeTakeFirstOrThrow();
  return row.count;
}

/**
 * Marks an open run as under way under a fencing number; its start is the first one. Answers whether it was open:
 * a run that was closed meanwhile is never worked again.
 */
export async function startRun(
  tx: WorkspaceTransaction,
  id: RunId,
  fence: number,
  now: Date,
): Promise<boolean> {
  const result = await tx.db
    .updateTable('runs')
    .set({ state: 'running', fence, resume_at: null, started_at: sql<Date>`coalesce(started_at, ${now})` })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Adds what was done to the counts of its run, in the same transaction. A page or a change
 * is headway: earlier failures no longer count.
 */
export async function addRunCounts(tx: WorkspaceTransaction, id: RunId, add: RunCounts): Promise<void> {
  await tx.db
    .updateTable('runs')
    .set((eb) => ({
      seen: eb('seen', '+', add.seen),
      added: eb('added', '+', add.added),
      changed: eb('changed', '+', add.changed),
      unchanged: eb('unchanged', '+', add.unchanged),
      filtered: eb('filtered', '+', add.filtered),
      set_aside: eb('set_aside', '+', add.setAside),
      exits: eb('exits', '+', add.exits),
      pages: eb('pages', '+', add.pages),
      calls: eb('calls', '+', add.calls),
      bytes: eb('bytes', '+', add.bytes),
      ...(add.pages + add.added + add.changed > 0 ? { attempts: 0 } : {}),
    }))
    .where('id', '=', id)
    .execute();
}

/** Says how many records the run will see, for progress. */
export async function setRunTotal(tx: WorkspaceTransaction, id: RunId, total: number): Promise<void> {
  await tx.db.updateTable('runs').set({ total }).where('id', '=', id).execute();
}

/** Leaves the run open, to be continued not before `resumeAt`; `failure` is why it paused. */
export async function suspendRun(
  tx: WorkspaceTransaction,
  id: RunId,
  pause: { readonly resumeAt: Date; readonly attempts: number; readonly failure: object | null },
): Promise<void> {
  await tx.db
    .updateTable('runs')
    .set({
      resume_at: pause.resumeAt,
      attempts: pause.attempts,
      failure: pause.failure === null ? null : JSON.stringify(pause.failure),
    })
    .where('id', '=', id)
    .execute();
}

/** Names another configuration as the one by which a run decides: it was saved while the run waited for a person. */
export async function setRunConfigVersion(
  tx: WorkspaceTransaction,
  id: RunId,
  version: number,
): Promise<void> {
  await tx.db.updateTable('runs').set({ config_version: version }).where('id', '=', id).execute();
}

/** Ends the run. */
export async function closeRun(
  tx: WorkspaceTransaction,
  id: RunId,
  end: {
    readonly state: RunRow['state'];
    readonly failure: object | null;
    readonly withheld?: object | null;
    /** What became of the exits that it met, when it does not wait for a decision about them. */
    readonly withheldEnd?: object | null;
    readonly now: Date;
  },
): Promise<void> {
  await tx.db
    .updateTable('runs')
    .set({
      state: end.state,
      failure: end.failure === null ? null : JSON.stringify(end.failure),
      ...(end.withheld === undefined
        ? {}
        : { withheld: end.withheld === null ? null : JSON.stringify(end.withheld) }),
      ...(end.withheldEnd == null ? {} : { withheld_end: JSON.stringify(end.withheldEnd) }),
      // A decision about a run that waited ends the waiting, not the work.
      finished_at: sql<Date>`coalesce(finished_at, ${end.now})`,
      resume_at: null,
    })
    .where('id', '=', id)
    .execute();
}

/** Ends the runs of a stream that a field stopped before they decided anything: they ask for nothing any more. */
export async function endDriftedRuns(tx: WorkspaceTransaction, streamId: StreamId): Promise<void> {
  await tx.db
    .updateTable('runs')
    .set({ state: 'cancelled', failure: null, withheld: null })
    .where('stream_id', '=', streamId)
    .where('state', '=', 'awaiting-approval')
    .where(sql<boolean>`withheld ->> 'drift' is not null`)
    .execute();
}

/** Asks an open run to stop after its present page. */
export async function requestCancel(tx: WorkspaceTransaction, id: RunId, now: Date): Promise<void> {
  await tx.db
    .updateTable('runs')
    .set({ cancel_requested_at: now })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .execute();
}

/** An open run that nobody works on: its lease is free or has expired, and it may go on. */
export interface WaitingRun {
  readonly workspaceId: WorkspaceId;
  readonly runId: RunId;
  readonly stream: string;
  readonly mode: RunRow['mode'];
}

/** Open runs without a living lease whose time to go on has come, in any workspace. */
export async function listWaitingRuns(
  tx: PlatformTransaction,
  now: Date,
  limit: number,
): Promise<WaitingRun[]> {
  const rows = await tx.db
    .selectFrom('runs')
    .innerJoin('streams', 'streams.id', 'runs.stream_id')
    .select(['runs.workspace_id', 'runs.id', 'runs.mode', 'streams.name'])
    .where('runs.state', 'in', ['queued', 'running'])
    .where((eb) => eb.or([eb('runs.resume_at', 'is', null), eb('runs.resume_at', '<=', now)]))
    .where((eb) =>
      eb.or([eb('streams.lease_expires_at', 'is', null), eb('streams.lease_expires_at', '<=', now)]),
    )
    .orderBy('runs.created_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    runId: row.id,
    stream: row.name,
    mode: row.mode,
  }));
}
