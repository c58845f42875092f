import { approvedExits, stateOf } from '@handrail/core';
import type { RunId, WorkspaceId } from '@handrail/core';
import { addRunCounts, closeRun, findRun, listStreams, NO_COUNTS } from '@handrail/database';
import type { RunRow } from '@handrail/database';
import { z } from 'zod';
import { SyncError } from './errors.ts';
import { checkByIds } from './inbound/check-by-ids.ts';
import { GSID } from './inbound/source-record.ts';
import type { Withheld } from './inbound/stream.ts';
import { removeAccounts } from './inbound/sweep.ts';
import { openGainsightReader } from './vendors.ts';
import type { Vendors } from './vendors.ts';

const withheldSchema = z.object({
  count: z.number(),
  live: z.number(),
  sample: z.array(z.object({ gainsightId: z.string(), name: z.string().nullable() })),
});

/**
 * Decides about the exits that a run withheld. Approving compares again first: only what is still absent leaves,
 * and never more than was shown. Rejecting keeps everything. Throws run_not_waiting.
 */
export async function decideWithheld(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  runId: RunId,
  decision: 'approve' | 'reject',
  signal: AbortSignal,
): Promise<RunRow> {
  const workspace = vendors.database.workspace(workspaceId);
  const waiting = await workspace.transaction((tx) => findRun(tx, runId));
  if (waiting === undefined || waiting.state !== 'awaiting-approval') throw notWaiting();
  const shown = withheldSchema.parse(waiting.withheld).sample;
  const exits = decision === 'approve' ? await stillAbsent(vendors, workspaceId, shown, signal) : [];
  const now = vendors.outgoing.clock.now();
  return workspace.transaction(async (tx) => {
    const run = await findRun(tx, runId);
    if (run === undefined || run.state !== 'awaiting-approval') throw notWaiting();
    const { connection_id: connectionId } = await connectionOf(tx, run);
    const count = await removeAccounts(
      tx,
      { run, clock: vendors.outgoing.clock },
      connectionId,
      approvedExits(
        shown.map((record) => record.gainsightId),
        exits,
      ),
    );
    await addRunCounts(tx, run.id, { ...NO_COUNTS, exits: count });
    const state = stateOf(
      {
        seen: run.seen,
        added: run.added,
        changed: run.changed,
        unchanged: run.unchanged,
        filtered: run.filtered,
        setAside: run.set_aside,
      },
      { isComplete: true, isCancelled: false, hasFailure: false, isWithheld: false },
    );
    await closeRun(tx, run.id, { state, failure: null, withheld: null, now });
    return (await findRun(tx, run.id)) ?? run;
  });
}

async function connectionOf(tx: Parameters<typeof findRun>[0], run: RunRow) {
  const stream = (await listStreams(tx)).find((row) => row.id === run.stream_id);
  if (stream?.connection_id == null) throw notWaiting();
  return { connection_id: stream.connection_id };
}

async function stillAbsent(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  shown: Withheld['sample'],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const open = await openGainsightReader(vendors, workspaceId);
  try {
    const absent: string[] = [];
    for await (const check of checkByIds(open.client, shown, [GSID], signal)) {
      absent.push(...check.absent.map((record) => record.gainsightId));
    }
    return absent;
  } finally {
    await open.close();
  }
}

function notWaiting(): SyncError {
  return new SyncError({
    code: 'run_not_waiting',
    message: 'This run does not wait for approval.',
    remedy: 'Reload it; it was decided meanwhile.',
  });
}
