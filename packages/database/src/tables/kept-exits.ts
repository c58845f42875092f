import type { RunId, UserId } from '@handrail/core';
import { sql } from 'kysely';
import type { ExitKind } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';
import type { RunRow } from './runs.ts';

/** A record and the way in which it would leave. */
export interface ExitKey {
  readonly gainsightId: string;
  readonly kind: ExitKind;
}

/** An exit that a person kept from taking effect. */
export interface KeptExit extends ExitKey {
  /** The run whose list the person decided about. */
  readonly run: Pick<RunRow, 'id' | 'number' | 'stream_id'>;
}

/** Remembers exits that a person kept; one that was kept before is kept anew. */
export async function keepExits(
  tx: WorkspaceTransaction,
  by: { readonly runId: RunId; readonly userId: UserId | null; readonly now: Date },
  exits: readonly ExitKey[],
): Promise<void> {
  const rows = exits.map(({ gainsightId, kind }) => ({ g: gainsightId, k: kind }));
  await sql`
    insert into kept_exits (workspace_id, gainsight_id, kind, run_id, decided_by, decided_at)
    select distinct ${tx.workspaceId}::uuid, g, k, ${by.runId}::uuid, ${by.userId}::uuid, ${by.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(g text, k text)
    on conflict (workspace_id, gainsight_id, kind)
      do update set run_id = excluded.run_id, decided_by = excluded.decided_by, decided_at = excluded.decided_at
  `.execute(tx.db);
}

/** All exits that persons kept. */
export async function listKeptExits(tx: WorkspaceTransaction): Promise<KeptExit[]> {
  const rows = await tx.db
    .selectFrom('kept_exits as k')
    .innerJoin('runs as r', 'r.id', 'k.run_id')
    .select(['k.gainsight_id', 'k.kind', 'r.id', 'r.number', 'r.stream_id'])
    .execute();
  return rows.map(({ gainsight_id: gainsightId, kind, ...run }) => ({ gainsightId, kind, run }));
}

/** Forgets what a person kept: it was decided anew, took effect, or no longer would. */
export async function forgetKeptExits(tx: WorkspaceTransaction, exits: readonly ExitKey[]): Promise<void> {
  if (exits.length === 0) return;
  const rows = exits.map(({ gainsightId, kind }) => ({ g: gainsightId, k: kind }));
  await sql`
    delete from kept_exits
    using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(g text, k text)
    where workspace_id = ${tx.workspaceId} and gainsight_id = g and kind = k
  `.execute(tx.db);
}
