import type { ConnectionId, RunId, StreamId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { PlatformTransaction, WorkspaceTransaction } from '../transaction.ts';
import { LeaseLostError } from '../errors.ts';
import { newId } from '../new-id.ts';
import type { StreamsTable } from '../schema.ts';

/** A standing arrangement: what is read or sent, how often, and who holds it now. */
export type StreamRow = Selectable<StreamsTable>;

/** What a stream is made with. */
export interface NewStream {
  readonly name: string;
  readonly direction: 'in' | 'out';
  readonly connectionId: ConnectionId | null;
  readonly intervalMinutes: number;
  /** Spreads starts over the interval, in seconds. */
  readonly offsetSeconds: number;
  readonly enabled: boolean;
  readonly nextDueAt: Date | null;
  readonly nextFullDueAt: Date | null;
}

/** All streams of the workspace, by name. */
export async function listStreams(tx: WorkspaceTransaction): Promise<StreamRow[]> {
  return tx.db.selectFrom('streams').selectAll().orderBy('name').execute();
}

/** The stream of that name, or nothing. */
export async function findStream(tx: WorkspaceTransaction, name: string): Promise<StreamRow | undefined> {
  return tx.db.selectFrom('streams').selectAll().where('name', '=', name).executeTakeFirst();
}

/**
 * The stream of that id, locked until the transaction ends; nothing when another one holds it. The lock leaves room for
 * rows that refer to the stream, else a run that is opened at the same moment would deadlock with it.
 */
export async function lockStream(tx: WorkspaceTransaction, id: StreamId): Promise<StreamRow | undefined> {
  return tx.db
    .selectFrom('streams')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/**
 * Waits until no slice of the stream writes, and keeps it from that until the transaction ends. A slice holds its stream
 * before it writes anything else: whoever writes the same rows holds it first too, else each could wait for the other.
 */
export async function holdStream(tx: WorkspaceTransaction, name: string): Promise<void> {
  await tx.db.selectFrom('streams').select('id').where('name', '=', name).forNoKeyUpdate().execute();
}

/** Makes the stream, or gives an existing one its connection and cadence. */
export async function upsertStream(tx: WorkspaceTransaction, stream: NewStream): Promise<StreamRow> {
  return tx.db
    .insertInto('streams')
    .values({
      id: newId<StreamId>(),
      workspace_id: tx.workspaceId,
      connection_id: stream.connectionId,
      name: stream.name,
      direction: stream.direction,
      interval_minutes: stream.intervalMinutes,
      offset_seconds: stream.offsetSeconds,
      enabled: stream.enabled,
      next_due_at: stream.nextDueAt,
      next_full_due_at: stream.nextFullDueAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'name']).doUpdateSet((eb) => ({
        connection_id: eb.ref('excluded.connection_id'),
        interval_minutes: eb.ref('excluded.interval_minutes'),
        offset_seconds: eb.ref('excluded.offset_seconds'),
        next_due_at: sql<Date | null>`coalesce(streams.next_due_at, excluded.next_due_at)`,
        next_full_due_at: sql<Date | null>`coalesce(streams.next_full_due_at, excluded.next_full_due_at)`,
        enabled: eb.ref('excluded.enabled'),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Sets when the stream runs next; an absent time is left as it is. */
export async function scheduleStream(
  tx: WorkspaceTransaction,
  id: StreamId,
  next: {
    readonly dueAt?: Date | null;
    readonly fullDueAt?: Date | null;
    readonly dayChangeDueAt?: Date | null;
    readonly dueBySave?: boolean;
  },
): Promise<void> {
  await tx.db
    .updateTable('streams')
    .set({
      ...(next.dueAt === undefined ? {} : { next_due_at: next.dueAt }),
      ...(next.fullDueAt === undefined ? {} : { next_full_due_at: next.fullDueAt }),
      ...(next.dayChangeDueAt === undefined ? {} : { day_change_due_at: next.dayChangeDueAt }),
      ...(next.dueBySave === undefined ? {} : { due_by_save: next.dueBySave }),
    })
    .where('id', '=', id)
    .execute();
}

/** Brings the next run of a stream forward to `at`, if it is not due before. */
export async function hastenStream(tx: WorkspaceTransaction, name: string, at: Date): Promise<void> {
  await tx.db
    .updateTable('streams')
    .set({ next_due_at: sql<Date>`least(coalesce(next_due_at, ${at}), ${at})` })
    .where('name', '=', name)
    .where('enabled', '=', true)
    .execute();
}

/** Remembers of streams that became due just then that a saved configuration did it: of all, or of those named. */
export async function markDueBySave(
  tx: WorkspaceTransaction,
  at: Date,
  names: readonly string[] | null = null,
): Promise<void> {
  await tx.db
    .updateTable('streams')
    .set({ due_by_save: true })
    .where((eb) => eb.or([eb('next_due_at', '=', at), eb('next_full_due_at', '=', at)]))
    .where(sql<boolean>`${names}::text[] is null or name = any(${names})`)
    .execute();
}

/** The same for all streams of a connection. */
export async function hastenStreams(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  at: Date,
): Promise<void> {
  await tx.db
    .updateTable('streams')
    .set({ next_due_at: sql<Date>`least(coalesce(next_due_at, ${at}), ${at})` })
    .where('connection_id', '=', connectionId)
    .where('enabled', '=', true)
    .execute();
}

/** Stops or resumes the schedule of the streams of a connection. */
export async function enableStreams(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  enabled: boolean,
): Promise<void> {
  await tx.db.updateTable('streams').set({ enabled }).where('connection_id', '=', connectionId).execute();
}

/**
 * Takes the stream for a run until `expiresAt`, and answers the new fencing number. Nothing when a run
 * (also the same one on another worker) holds an unexpired lease.
 */
export async function claimLease(
  tx: WorkspaceTransaction,
  claim: { readonly streamId: StreamId; readonly runId: RunId; readonly now: Date; readonly expiresAt: Date },
): Promise<number | undefined> {
  const row = await tx.db
    .updateTable('streams')
    .set((eb) => ({
      lease_run_id: claim.runId,
      lease_fence: eb('lease_fence', '+', 1),
      lease_expires_at: claim.expiresAt,
    }))
    .where('id', '=', claim.streamId)
    .where((eb) => eb.or([eb('lease_expires_at', 'is', null), eb('lease_expires_at', '<=', claim.now)]))
    .returning('lease_fence')
    .executeTakeFirst();
  return row?.lease_fence;
}

/** A lease as the slice that took it knows it. */
export interface Lease {
  readonly streamId: StreamId;
  readonly runId: RunId;
  readonly fence: number;
}

/**
 * Locks the lease row, checks that it is still ours and extends it: the first statement of every
 * transaction of a slice. Throws LeaseLostError when another worker took over.
 */
export async function holdLease(tx: WorkspaceTransaction, lease: Lease, expiresAt: Date): Promise<void> {
  const row = await tx.db
    .updateTable('streams')
    .set({ lease_expires_at: expiresAt })
    .where('id', '=', lease.streamId)
    .where('lease_run_id', '=', lease.runId)
    .where('lease_fence', '=', lease.fence)
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) throw new LeaseLostError(lease.streamId, lease.fence);
}

/** Gives the lease back; a lease that is no longer ours is left alone. */
export async function releaseLease(tx: WorkspaceTransaction, lease: Lease): Promise<void> {
  await tx.db
    .updateTable('streams')
    .set({ lease_run_id: null, lease_expires_at: null })
    .where('id', '=', lease.streamId)
    .where('lease_fence', '=', lease.fence)
    .execute();
}

/** Remembers that a run of the stream is complete. */
export async function markStreamCompleted(
  tx: WorkspaceTransaction,
  id: StreamId,
  completed: { readonly at: Date; readonly full: boolean },
): Promise<void> {
  await tx.db
    .updateTable('streams')
    .set({
      last_completed_at: completed.at,
      ...(completed.full ? { last_full_completed_at: completed.at } : {}),
    })
    .where('id', '=', id)
    .execute();
}

/** A stream that is due, with the workspace it belongs to. */
export interface DueStream {
  readonly workspaceId: StreamRow['workspace_id'];
  readonly streamId: StreamId;
}

/** Streams that read anew when another one brought something. */
export interface Following {
  readonly leader: string;
  readonly followers: readonly string[];
}

/**
 * Streams whose time has come, in any workspace, earliest first. A follower that never ran waits while the first run of
 * its leader is due or open: it would have to run a second time after it.
 */
export async function listDueStreams(
  tx: PlatformTransaction,
  { leader, followers }: Following,
  now: Date,
  limit: number,
): Promise<DueStream[]> {
  const isLeaderFirst = sql<boolean>`exists (
    select 1 from streams l
    where l.workspace_id = streams.workspace_id and l.name = ${leader} and l.enabled and l.last_completed_at is null
      and (least(l.next_due_at, l.next_full_due_at) <= ${now}
        or exists (select 1 from runs r where r.workspace_id = l.workspace_id and r.stream_id = l.id
          and r.state in ('queued', 'running'))))`;
  const rows = await tx.db
    .selectFrom('streams')
    .select(['workspace_id', 'id'])
    .where('enabled', '=', true)
    .where(sql<boolean>`least(next_due_at, next_full_due_at, day_change_due_at) <= ${now}`)
    .where((eb) =>
      eb.not(eb.and([eb('name', 'in', followers), eb('last_completed_at', 'is', null), isLeaderFirst])),
    )
    .orderBy(sql`least(next_due_at, next_full_due_at, day_change_due_at)`)
    // What one save makes due begins in one order, whichever of their rows was written last.
    .orderBy('name')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ workspaceId: row.workspace_id, streamId: row.id }));
}
