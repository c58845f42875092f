import { stateOf } from '@handrail/core';
import type { RunId } from '@handrail/core';
import { addRunCounts, closeRun, findRun, listWaitingApprovals } from '@handrail/database';
import type { RunCounts, RunRow, WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import { SyncError } from './errors.ts';
import { DRIFT_KINDS } from './inbound/field-drift.ts';
import { EXIT_KINDS } from './inbound/stream.ts';
import type { Vendors } from './vendors.ts';

/** What a run withholds until a person decides, as it is stored. */
export const withheldSchema = z.object({
  count: z.number(),
  live: z.number(),
  sample: z.array(
    z.object({
      gainsightId: z.string(),
      name: z.string().nullable(),
      kind: z.enum(EXIT_KINDS).default('missing'),
    }),
  ),
  drift: z
    .object({ field: z.string(), kind: z.enum(DRIFT_KINDS) })
    .nullable()
    .default(null),
});

/** The run of that id. Throws run_not_waiting when it does not wait for a decision. */
export async function getWaiting(tx: WorkspaceTransaction, runId: RunId): Promise<RunRow> {
  const run = await findRun(tx, runId);
  if (run?.state === 'awaiting-approval') return run;
  throw new SyncError({
    code: 'run_not_waiting',
    message: 'This run does not wait for approval.',
    remedy: 'Reload it; it was decided meanwhile.',
  });
}

/**
 * Adds what a decision carried out, and closes the run; with it every other run that waits for nothing but what was
 * decided: while nobody decides, each new run meets the same exits and waits, too.
 */
export async function closeDecided(
  tx: WorkspaceTransaction,
  run: RunRow,
  counts: RunCounts,
  vendors: Vendors,
): Promise<RunRow> {
  await addRunCounts(tx, run.id, counts);
  const {
    seen,
    added,
    changed,
    unchanged,
    filtered,
    set_aside: setAside,
  } = (await findRun(tx, run.id)) ?? run;
  const state = stateOf(
    { seen, added, changed, unchanged, filtered, setAside },
    { isComplete: true, isCancelled: false, hasFailure: false, isWithheld: false },
  );
  const now = vendors.outgoing.clock.now();
  const end = { failure: null, withheld: null, now };
  await closeRun(tx, run.id, { ...end, state });
  const decided = new Set(readShown(run).keys);
  for (const other of await listWaitingApprovals(tx)) {
    const { keys, isAll } = readShown(other);
    if (isAll && keys.every((key) => decided.has(key)))
      await closeRun(tx, other.id, { ...end, state: 'done' });
  }
  return (await findRun(tx, run.id)) ?? run;
}

/** What a waiting run shows, as record and kind of exit, and whether that is all that it withholds. */
function readShown(run: RunRow): { readonly keys: readonly string[]; readonly isAll: boolean } {
  const { count, sample } = withheldSchema.parse(run.withheld);
  return {
    keys: sample.map(({ gainsightId, kind }) => `${kind} ${gainsightId}`),
    isAll: count > 0 && count === sample.length,
  };
}
