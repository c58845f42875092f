import { findRun, refreshStatistics } from '@handrail/database';
import type { Slice } from './stream.ts';

/** From so many added records on, the planner is told before anybody asks about them. */
const BULK_ROWS = 1_000;

/**
 * Tells the planner of what a run brought since the last time, when that is much: until then it may read a whole table for
 * each row of another.
 */
export function refreshAfterBulk({
  run,
  transaction,
}: Pick<Slice, 'run' | 'transaction'>): () => Promise<void> {
  let toldRows = 0;
  return () =>
    transaction(async (tx) => {
      const added = (await findRun(tx, run.id))?.added ?? 0;
      if (added - toldRows < BULK_ROWS) return;
      await refreshStatistics(tx);
      toldRows = added;
    });
}
