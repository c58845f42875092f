import { stateOf } from '@handrail/core';
import type { RunId } from '@handrail/core';
import {
  addRunCounts,
  closeRun,
  findRun,
  forgetKeptExits,
  lockWaitingApprovals,
  moveJoined,
  setWithheld,
} from '@handrail/database';
import type { ExitKey, RunCounts, RunRow, WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import { SyncError } from './errors.ts';
import { COMPANY } from './inbound/account-context.ts';
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
    .object({ object: z.string().default(COMPANY), field: z.string(), kind: z.enum(DRIFT_KINDS) })
    .nullable()
    .default(null),
});

/** What a run withholds until a person decides. */
export type WithheldList = z.infer<typeof withheldSchema>;

/** What became of the exits that a run met, where they did not simply take effect by a decision about the run. */
export interface WithheldEnd {
  /** They wait with an older run; with a newer one; were decided with another; need no decision any more; or were kept, with another run where one is named. */
  readonly kind: 'joined' | 'superseded' | 'decided' | 'settled' | 'kept';
  readonly count: number;
  /** The other run. */
  readonly run: Pick<RunRow, 'id' | 'number'> | null;
  /** How many of them took effect; null where that is not told. */
  readonly gone: number | null;
}

/**
 * The run of that id, held until this transaction is over with all others that wait. Throws run_not_waiting when it does
 * not wait for a decision.
 */
export async function getWaiting(tx: WorkspaceTransaction, runId: RunId): Promise<RunRow> {
  const run = (await lockWaitingApprovals(tx)).find(({ id }) => id === runId);
  if (run !== undefined) return run;
  throw new SyncError({
    code: 'run_not_waiting',
    message: 'This run does not wait for approval.',
    remedy: 'Reload it; it was decided meanwhile.',
  });
}

/**
 * Adds what a decision carried out, and closes the run. What was decided is asked nowhere else: another run that met some
 * of it waits for the rest alone, and for nothing but that no more.
 */
export async function closeDecided(
  tx: WorkspaceTransaction,
  run: RunRow,
  counts: RunCounts,
  vendors: Vendors,
  withheldEnd: WithheldEnd | null = null,
): Promise<RunRow> {
  await addRunCounts(tx, run.id, counts);
  const now = vendors.outgoing.clock.now();
  await endWaiting(tx, run, withheldEnd, now);
  const { sample } = withheldSchema.parse(run.withheld);
  await forgetKeptExits(tx, sample);
  const decided = new Set(sample.map(keyOf));
  for (const other of await lockWaitingApprovals(tx)) {
    const withheld = withheldSchema.parse(other.withheld);
    const end = { kind: 'decided', count: withheld.count, run: referTo(run), gone: null } as const;
    await keepWaiting(tx, { run: other, withheld }, (exit) => !decided.has(keyOf(exit)), { end, now });
  }
  return (await findRun(tx, run.id)) ?? run;
}

/** A run that waits, with what it withholds. */
export interface Waiting {
  readonly run: RunRow;
  readonly withheld: WithheldList;
}

/** An exit that waits. */
export type WaitingExit = WithheldList['sample'][number];

/**
 * Leaves a run waiting for those of its exits that still need a decision, and closes it when none does. Answers what it
 * waits for; null when it is closed.
 */
export async function keepWaiting(
  tx: WorkspaceTransaction,
  { run, withheld }: Waiting,
  waits: (exit: WaitingExit) => boolean,
  { end, now }: { readonly end: WithheldEnd; readonly now: Date },
): Promise<Waiting | null> {
  const sample = withheld.sample.filter(waits);
  if (sample.length === withheld.sample.length) return { run, withheld };
  if (sample.length === 0) {
    await endWaiting(tx, run, end, now);
    return null;
  }
  const count = withheld.count - (withheld.sample.length - sample.length);
  const left = { ...withheld, count, sample };
  await setWithheld(tx, run.id, left);
  return { run, withheld: left };
}

/** Closes a run that waits no more. */
export async function endWaiting(
  tx: WorkspaceTransaction,
  run: RunRow,
  withheldEnd: WithheldEnd | null,
  now: Date,
): Promise<void> {
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
  await closeRun(tx, run.id, { state, failure: null, withheld: null, withheldEnd, now });
  await moveJoined(tx, run.id, endOfJoined(run, withheldEnd));
}

/** What the end of a run means for those that joined it. */
function endOfJoined(run: RunRow, end: WithheldEnd | null): Partial<WithheldEnd> {
  if (end === null || end.kind === 'kept') return { kind: 'decided', run: referTo(run) };
  return { kind: end.kind === 'superseded' ? 'joined' : end.kind, run: end.run };
}

/** A record and the way in which it would leave: what one decision is about. */
export function keyOf({ gainsightId, kind }: ExitKey): string {
  return `${kind} ${gainsightId}`;
}

/** A run as another one refers to it. */
export function referTo({ id, number }: Pick<RunRow, 'id' | 'number'>): Pick<RunRow, 'id' | 'number'> {
  return { id, number };
}
