import type { StreamId } from '@handrail/core';
import { sql } from 'kysely';
import type { OutboxRow } from './outbox.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** How many runs of a stream are looked through for the one that completed it last. */
const LOOK_BACK_RUNS = 50;

/**
 * For each stream, when the run that completed it last began: what changed at the source after that may not be here.
 * A stream whose last complete run is not among its newest runs is left out.
 */
export async function listReadSince(tx: WorkspaceTransaction): Promise<ReadonlyMap<StreamId, Date>> {
  const { rows } = await sql<{ id: StreamId; since: Date }>`
    select s.id, max(r.started_at) as since
    from streams s, lateral (
      select started_at, finished_at from runs
      where workspace_id = s.workspace_id and stream_id = s.id and mode <> 'projection'
      order by created_at desc limit ${LOOK_BACK_RUNS}
    ) r
    where s.workspace_id = ${tx.workspaceId} and r.finished_at = s.last_completed_at and r.started_at is not null
    group by s.id
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.id, row.since]));
}

/** For each kind of delivery, since when the one waits that has waited longest; kinds of which none is due are left out. */
export async function listWaitingSince(
  tx: WorkspaceTransaction,
  now: Date,
): Promise<ReadonlyMap<OutboxRow['kind'], Date>> {
  const { rows } = await sql<{ kind: OutboxRow['kind']; since: Date }>`
    select kind, min(case when failure is null then not_before else least(created_at, not_before) end) as since
    from outbox
    where workspace_id = ${tx.workspaceId} and settled_at is null and state in ('waiting', 'sending', 'unknown')
      and (not_before <= ${now} or failure is not null)
    group by kind
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.kind, row.since]));
}
