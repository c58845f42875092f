import type { StreamId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** How many of a stream's latest runs of a mode tell what it usually takes. */
const LATEST_RUNS = 20;

/** Calls that a run of each mode makes on average; of a mode that never ran, those of the other. */
export interface UsualCalls {
  readonly incremental: number;
  readonly full: number;
}

/** The calls that each stream's latest complete runs made, on average; streams without any are left out. */
export async function readUsualCalls(tx: WorkspaceTransaction): Promise<ReadonlyMap<StreamId, UsualCalls>> {
  const { rows } = await sql<{ id: StreamId } & UsualCalls>`
    select s.id, coalesce(avg(r.calls) filter (where r.mode = 'incremental'), avg(r.calls))::float8 as incremental,
      coalesce(avg(r.calls) filter (where r.mode = 'full'), avg(r.calls))::float8 as full
    from streams s cross join unnest(array['incremental', 'full']) as m(mode) cross join lateral (
      select mode, calls from runs
      where workspace_id = s.workspace_id and stream_id = s.id and mode = m.mode and scope is null
        and state in ('done', 'partial')
      order by created_at desc limit ${LATEST_RUNS}
    ) r
    where s.workspace_id = ${tx.workspaceId}
    group by s.id
  `.execute(tx.db);
  return new Map(rows.map(({ id, incremental, full }) => [id, { incremental, full }]));
}
