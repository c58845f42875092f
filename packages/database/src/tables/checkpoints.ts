import type { RunId, RunMode, StreamId } from '@handrail/core';
import type { WorkspaceTransaction } from '../transaction.ts';

/** Which position: a stream reads one or more objects, in each mode. */
export interface CheckpointKey {
  readonly streamId: StreamId;
  readonly object: string;
  readonly mode: RunMode;
}

/** The saved position with the run that reached it, or nothing; the caller parses the position. */
export async function findCheckpoint(
  tx: WorkspaceTransaction,
  key: CheckpointKey,
): Promise<{ readonly runId: RunId; readonly position: unknown } | undefined> {
  const row = await tx.db
    .selectFrom('checkpoints')
    .select(['run_id', 'position'])
    .where('stream_id', '=', key.streamId)
    .where('object', '=', key.object)
    .where('mode', '=', key.mode)
    .executeTakeFirst();
  return row === undefined ? undefined : { runId: row.run_id, position: row.position };
}

/** A saved position of increments, with the stream it belongs to. */
export interface IncrementCheckpoint {
  readonly streamId: StreamId;
  readonly stream: string;
  readonly object: string;
  readonly runId: RunId;
  readonly position: unknown;
}

/** The saved positions of increments, of every stream; the caller parses them. */
export async function listIncrementCheckpoints(tx: WorkspaceTransaction): Promise<IncrementCheckpoint[]> {
  const rows = await tx.db
    .selectFrom('checkpoints')
    .innerJoin('streams', 'streams.id', 'checkpoints.stream_id')
    .select(['streams.id', 'streams.name', 'object', 'run_id', 'position'])
    .where('mode', '=', 'incremental')
    .execute();
  return rows.map(({ id, name, object, run_id, position }) => {
    return { streamId: id, stream: name, object, runId: run_id, position };
  });
}

/** Saves the position in the transaction of the page that reached it. */
export async function saveCheckpoint(
  tx: WorkspaceTransaction,
  key: CheckpointKey,
  saved: { readonly runId: RunId; readonly position: object; readonly now: Date },
): Promise<void> {
  const row = {
    workspace_id: tx.workspaceId,
    stream_id: key.streamId,
    object: key.object,
    mode: key.mode,
    run_id: saved.runId,
    position: JSON.stringify(saved.position),
    updated_at: saved.now,
  };
  await tx.db
    .insertInto('checkpoints')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'stream_id', 'object', 'mode'])
        .doUpdateSet({ run_id: row.run_id, position: row.position, updated_at: row.updated_at }),
    )
    .execute();
}
