import type { RunId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import type { RunRow } from './runs.ts';

/** Runs that wait for a person's decision, oldest first. */
export async function listWaitingApprovals(tx: WorkspaceTransaction): Promise<RunRow[]> {
  return selectWaiting(tx).execute();
}

/** The same, held until this transaction is over: of a decision and a run that ends meanwhile one waits for the other. */
export async function lockWaitingApprovals(tx: WorkspaceTransaction): Promise<RunRow[]> {
  return selectWaiting(tx).forUpdate().execute();
}

function selectWaiting(tx: WorkspaceTransaction) {
  return tx.db.selectFrom('runs').selectAll().where('state', '=', 'awaiting-approval').orderBy('number');
}

/** Keeps the list of a waiting run current. */
export async function setWithheld(tx: WorkspaceTransaction, id: RunId, withheld: object): Promise<void> {
  await tx.db
    .updateTable('runs')
    .set({ withheld: JSON.stringify(withheld) })
    .where('id', '=', id)
    .execute();
}

/** Has the runs that joined a waiting run, which waits no more, say what became of it; each keeps its own count. */
export async function moveJoined(tx: WorkspaceTransaction, to: RunId, end: object): Promise<void> {
  await sql`
    update runs set withheld_end = withheld_end || ${JSON.stringify(end)}::jsonb
    where workspace_id = ${tx.workspaceId} and withheld_end ->> 'kind' = 'joined'
      and withheld_end -> 'run' ->> 'id' = ${to}
  `.execute(tx.db);
}

/** Where a record stands whose exit waits for a decision. */
export interface ExitStand {
  readonly gainsightId: string;
  /** No longer at the source, or out by the filter. */
  readonly isOut: boolean;
  readonly isChurned: boolean;
  /** Whether there is an account of it, in the lists or not; null without one. */
  readonly account: 'present' | 'missing' | 'filtered' | null;
  /** Whether a user of it has no access. */
  readonly isWithoutAccess: boolean;
  /** Whether the run that ends now read it, on any of its pages. */
  readonly isSeen: boolean;
  /** The last run that read it and stored how it was decided; null for none. */
  readonly decidedBy: number | null;
}

/** Where records of these objects stand, by their ids, when a run ends that may have read them. */
export async function readExitStands(
  tx: WorkspaceTransaction,
  by: { readonly runId: RunId; readonly objects: readonly string[] },
  gainsightIds: readonly string[],
): Promise<Map<string, ExitStand>> {
  if (gainsightIds.length === 0) return new Map();
  const links = sql`(select id from connections where workspace_id = ${tx.workspaceId})`;
  const result = await sql<ExitStand>`
    select g.id as "gainsightId", m.gainsight_id is null
        and (s.presence is distinct from 'present' or s.verdict = 'filtered') as "isOut",
      coalesce(a.status = 'churned', false) as "isChurned", a.presence as account,
      coalesce(u.no_access is not null, false) as "isWithoutAccess",
      g.id in (select unnest(gainsight_ids) from run_pages
        where workspace_id = ${tx.workspaceId} and run_id = ${by.runId}) as "isSeen",
      r.number::int as "decidedBy"
    from (select distinct unnest(${gainsightIds}::text[]) as id) g
    left join source_records s on s.workspace_id = ${tx.workspaceId} and s.connection_id in ${links}
      and s.object = any(${by.objects}::text[]) and s.gainsight_id = g.id
    left join accounts a on a.workspace_id = ${tx.workspaceId} and a.connection_id in ${links}
      and a.gainsight_id = g.id
    left join account_members m on m.workspace_id = ${tx.workspaceId} and m.connection_id in ${links}
      and m.gainsight_id = g.id
    left join users u on u.workspace_id = ${tx.workspaceId} and u.gainsight_id = g.id
    left join runs r on r.workspace_id = ${tx.workspaceId} and r.id = s.run_id and r.mode <> 'projection'
  `.execute(tx.db);
  return new Map(result.rows.map((row) => [row.gainsightId, row]));
}
