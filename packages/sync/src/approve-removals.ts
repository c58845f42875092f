import type { RunId, WorkspaceId } from '@handrail/core';
import { findStream, listWaitingApprovals, NO_COUNTS } from '@handrail/database';
import type { RunRow } from '@handrail/database';
import { readConfiguration } from './configuration.ts';
import { SyncError } from './errors.ts';
import { removeAccountsDue } from './inbound/streams/retention.ts';
import { removalCutoffs } from './retention.ts';
import type { Vendors } from './vendors.ts';
import { closeDecided, getWaiting, withheldSchema } from './withheld-run.ts';

/** Removed in one transaction of an approval. */
const AT_ONCE = 100;

/**
 * Approves the removals that a run of retention withheld: those shown that are due by the policy in force, and no other.
 * Null for a run of another stream. Throws retention_blocked while another run waits for a decision.
 */
export async function approveRemovals(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  runId: RunId,
): Promise<RunRow | null> {
  const workspace = vendors.database.workspace(workspaceId);
  const shown = await workspace.transaction(async (tx) => {
    const run = await getWaiting(tx, runId);
    if (run.stream_id !== (await findStream(tx, 'retention'))?.id) return null;
    return withheldSchema.parse(run.withheld).sample.map(({ gainsightId }) => gainsightId);
  });
  if (shown === null) return null;
  for (let from = 0; from < shown.length; from += AT_ONCE) {
    await workspace.transaction(async (tx) => {
      const run = await getWaiting(tx, runId);
      const other = (await listWaitingApprovals(tx)).find(({ id }) => id !== runId);
      if (other !== undefined) throw retentionBlocked(other.number);
      const now = vendors.outgoing.clock.now();
      const cutoffs = removalCutoffs((await readConfiguration(tx)).configuration, now);
      await removeAccountsDue(tx, run, {
        cutoffs,
        now,
        among: shown.slice(from, from + AT_ONCE),
        isApproved: true,
      });
    });
  }
  return workspace.transaction(async (tx) =>
    closeDecided(tx, await getWaiting(tx, runId), NO_COUNTS, vendors),
  );
}

/** Nothing is removed while it is not decided whether accounts left at all. */
export function retentionBlocked(runNumber: number): SyncError {
  return new SyncError({
    code: 'retention_blocked',
    message: `Run ${runNumber} waits for a decision; nothing is removed before.`,
    remedy: 'Approve or reject that run first.',
    facts: { runNumber },
  });
}
