import { ACCOUNT_LIMITS, judgeExits } from '@handrail/core';
import {
  addChanges,
  addRunCounts,
  countDueRemovals,
  deleteGoneAccounts,
  deleteInventoriesBefore,
  EXPLAINED_BY,
  forgetStakeholderMoves,
  listDueRemovals,
  listRecentRemovals,
  listWaitingApprovals,
  NO_COUNTS,
} from '@handrail/database';
import type { DueRemoval, NewChange, RemovalCutoffs, RunRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from '../../configuration.ts';
import { INVENTORY_LIFE_MS } from '../../inventory.ts';
import { removalCutoffs } from '../../retention.ts';
import type { Slice, SliceOutcome, Stream, Withheld } from '../stream.ts';

/** Accounts removed in one transaction, each with all that hangs on it. */
const REMOVED_AT_ONCE = 100;
/** Most accounts listed by name when they are withheld. */
const MAX_SHOWN = 5_000;
const DAY_MS = 86_400_000;
/** How long it is remembered which people went from one company to another: a merge shows within that. */
const MOVES_MS = 60 * DAY_MS;

/**
 * What is kept no longer. Hourly it drops drafts' inventories; daily it removes the accounts whose days after leaving
 * are over. Nothing is removed while a run waits for a decision, and a mass removal waits for one itself.
 */
export function createRetention(): Stream {
  return {
    name: 'retention',
    label: 'Retention',
    direction: 'in',
    followedBy: [],
    async slice(slice) {
      await tidy(slice);
      if (slice.run.mode !== 'full') return { kind: 'complete', withheld: null };
      return removeDue(slice);
    },
  };
}

async function tidy(slice: Slice): Promise<void> {
  const now = slice.clock.now().getTime();
  await slice.transaction(async (tx) => {
    await deleteInventoriesBefore(tx, new Date(now - INVENTORY_LIFE_MS));
    await forgetStakeholderMoves(tx, new Date(now - MOVES_MS));
  });
}

async function removeDue(slice: Slice): Promise<SliceOutcome> {
  const withheld = await slice.transaction((tx) => judge(slice, tx));
  if (withheld !== null) return { kind: 'complete', withheld };
  for (;;) {
    const removed = await slice.transaction(async (tx) => {
      const { cutoffs, isBlocked } = await readRules(tx, slice);
      return isBlocked ? 0 : removeAccountsDue(tx, slice.run, { cutoffs, now: slice.clock.now() });
    });
    if (removed < REMOVED_AT_ONCE) return { kind: 'complete', withheld: null };
    if (slice.isOver()) return { kind: 'more' };
  }
}

async function readRules(tx: WorkspaceTransaction, slice: Slice) {
  // The policy in force now, not the one of the run: a longer one that was saved meanwhile must count.
  const { configuration } = await readConfiguration(tx);
  const cutoffs = removalCutoffs(configuration, slice.clock.now());
  return { cutoffs, isBlocked: (await listWaitingApprovals(tx)).length > 0 };
}

/** Judges all that is due as one event, with what was removed in the last 24 h; answers it when it is withheld. */
async function judge(slice: Slice, tx: WorkspaceTransaction): Promise<Withheld | null> {
  const { cutoffs, isBlocked } = await readRules(tx, slice);
  if (isBlocked) return null;
  const now = slice.clock.now();
  const { due, stored } = await countDueRemovals(tx, cutoffs);
  const past = await listRecentRemovals(tx, new Date(now.getTime() - DAY_MS), slice.run.id);
  const shown = await listDueRemovals(tx, cutoffs, { limit: MAX_SHOWN });
  const verdict = judgeExits({
    liveBefore: stored + past.length,
    past,
    candidates: shown.map(({ gainsightId }) => gainsightId),
    isListingWhole: true,
    limits: ACCOUNT_LIMITS,
    now,
  });
  if (verdict.kind === 'allowed') return null;
  const sample = shown.map(({ gainsightId, name }) => ({ gainsightId, name, kind: 'removed' as const }));
  return { count: due, live: stored, sample };
}

/** Removes the first accounts that are due, or those of some that still are; answers how many. */
export async function removeAccountsDue(
  tx: WorkspaceTransaction,
  run: RunRow,
  how: {
    readonly cutoffs: RemovalCutoffs;
    readonly now: Date;
    readonly among?: readonly string[];
    /** By a person: then it uses up nothing of what the guard allows. */
    readonly isApproved?: boolean;
  },
): Promise<number> {
  const { cutoffs, now, among } = how;
  const limit = among?.length ?? REMOVED_AT_ONCE;
  const due = await listDueRemovals(tx, cutoffs, { limit, ...(among === undefined ? {} : { among }) });
  await deleteGoneAccounts(tx, due, now);
  await addChanges(
    tx,
    { recordKind: 'account', runId: run.id, now },
    due.map((removal) => ({
      recordId: removal.id,
      event: 'removed' as const,
      fields: receipt(removal, run, how),
    })),
  );
  const count = due.length;
  await addRunCounts(tx, run.id, { ...NO_COUNTS, seen: count, changed: count, exits: count });
  return count;
}

/** What stays of a removed account: its id at the source, how and when it left. No content. */
function receipt(
  { gainsightId, kind, leftAt }: DueRemoval,
  run: RunRow,
  how: { readonly isApproved?: boolean },
): NewChange['fields'] {
  return {
    gainsightId: [gainsightId, null] as const,
    gone: [kind, null] as const,
    leftAt: [leftAt.toISOString(), null] as const,
    ...(how.isApproved === true ? { [EXPLAINED_BY.approval]: [null, run.number] as const } : {}),
  };
}
