import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { findStream } from './streams.ts';

/** A record that a stream keeps in step with its source. */
export interface SyncedRecord {
  /** The record's id at the source; null for one that the source does not know. */
  readonly gainsightId: string | null;
  /** The account that it is, or that it belongs to: a run can be narrowed to one. */
  readonly accountId: string | null;
  /** When the source was seen to hold it no longer; null while it does. */
  readonly leftAt: Date | null;
}

/**
 * When each record was last seen to be as it is at its source, by its id there. That is the end of the last complete run of
 * the stream, or of a later one for its account alone; of a record that is gone, when that was seen; of one that is set
 * aside, the end of the last complete run before. A record that no complete run has covered yet: when it was first stored.
 */
export async function readLastSyncs(
  tx: WorkspaceTransaction,
  { stream: name, object }: { readonly stream: string; readonly object: string },
  records: readonly SyncedRecord[],
): Promise<ReadonlyMap<string, Date>> {
  const stream = await findStream(tx, name);
  const known = records.flatMap((record) =>
    record.gainsightId === null ? [] : [{ ...record, gainsightId: record.gainsightId }],
  );
  if (stream === undefined || known.length === 0) return new Map();
  const { rows } = await sql<{ id: string; at: Date | null }>`
    with narrowed as materialized (
      select scope ->> 'accountId' as account_id, max(finished_at) as at from runs
      where workspace_id = ${tx.workspaceId} and stream_id = ${stream.id} and scope ->> 'kind' = 'account' and state = 'done'
        and created_at > coalesce(${stream.last_completed_at}::timestamptz, '-infinity') - interval '1 day'
      group by 1
    )
    select k.id, case
      when k.left_at is not null then k.left_at
      when a.created_at is not null then coalesce((select max(r.finished_at) from runs r
        where r.workspace_id = ${tx.workspaceId} and r.stream_id = ${stream.id} and r.scope is null
          and r.mode <> 'projection' and r.state in ('done', 'partial') and r.finished_at < a.created_at), s.first_stored_at)
      else greatest(${stream.last_completed_at}::timestamptz, n.at, s.first_stored_at)
    end as at
    from unnest(${known.map(({ gainsightId }) => gainsightId)}::text[], ${known.map(({ accountId }) => accountId)}::text[],
      ${known.map(({ leftAt }) => leftAt?.toISOString() ?? null)}::timestamptz[]) as k(id, account_id, left_at)
    left join narrowed n on n.account_id = k.account_id
    left join source_records s on s.workspace_id = ${tx.workspaceId} and s.connection_id = ${stream.connection_id}
      and s.object = ${object} and s.gainsight_id = k.id
    left join set_aside_records a on a.workspace_id = ${tx.workspaceId} and a.connection_id = ${stream.connection_id}
      and a.object = ${object} and a.gainsight_id = k.id and a.state <> 'resolved'
  `.execute(tx.db);
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at] as const])));
}
