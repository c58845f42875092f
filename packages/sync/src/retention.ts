import { keepDaysOf, removalCutoff, removalDueAt } from '@handrail/core';
import type { Configuration, ExitKind, KeepDays } from '@handrail/core';
import { countDueRemovals, listDueRemovals, listWaitingApprovals } from '@handrail/database';
import type { DueCounts, RemovalCutoffs, WorkspaceTransaction } from '@handrail/database';

/** Up to which instant accounts must have left to be due now. */
export function removalCutoffs(configuration: Configuration, now: Date): RemovalCutoffs {
  const keep = keepDaysOf(configuration);
  return {
    deleted: removalCutoff(now, keep.deleted),
    merged: removalCutoff(now, keep.merged),
    filtered: removalCutoff(now, keep.filtered),
  };
}

/** One account that would be removed. */
export interface PlannedRemoval {
  readonly id: string;
  readonly gainsightId: string;
  readonly name: string;
  readonly kind: ExitKind;
  readonly leftAt: Date;
  readonly dueAt: Date | null;
}

/** What the next pass would remove, and what stands in its way. */
export interface RetentionPlan {
  readonly keep: KeepDays;
  readonly counts: DueCounts;
  readonly removals: readonly PlannedRemoval[];
  /** The number of a run that waits for a decision: nothing is removed before; null when none does. */
  readonly blockedByRun: number | null;
}

/** Says what retention would remove by a configuration, saved or not; nothing is removed. Most listed: `limit`. */
export async function planRetention(
  tx: WorkspaceTransaction,
  asked: { readonly configuration: Configuration; readonly now: Date; readonly limit: number },
): Promise<RetentionPlan> {
  const keep = keepDaysOf(asked.configuration);
  const cutoffs = removalCutoffs(asked.configuration, asked.now);
  const [waiting] = await listWaitingApprovals(tx);
  const due = await listDueRemovals(tx, cutoffs, { limit: asked.limit });
  return {
    keep,
    counts: await countDueRemovals(tx, cutoffs),
    removals: due.map(({ id, gainsightId, name, kind, leftAt }) => ({
      id,
      gainsightId,
      name,
      kind,
      leftAt,
      dueAt: removalDueAt(leftAt, keep[kind]),
    })),
    blockedByRun: waiting?.number ?? null,
  };
}
