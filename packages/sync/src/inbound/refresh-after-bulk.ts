import { findRun, refreshStatistics } from '@handrail/database';
import type { Slice } from './stream.ts';

/** From so many added records on, the planner is told before anybody asks about them. */
const BULK_ROWS = 1_000;

/** Tells the planner of what a run brought, when that is much: until then it may read a whole table for each row of another. */
export async function refreshAfterBulk(slice: Slice): Promise<void> {
  await slice.transaction(async (tx) => {
    const run = await findRun(tx, slice.run.id);
    if (run !== undefined && run.added >= BULK_ROWS) await refreshStatistics(tx);
  });
}
