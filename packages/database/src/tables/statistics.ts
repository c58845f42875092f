import type { WorkspaceTransaction } from '../transaction.ts';

/**
 * Counts anew what the tables of records hold, for the planner; about a second at 1,000,000 rows. Wanted after many rows
 * came at once, which autovacuum sees only later.
 */
export async function refreshStatistics(tx: WorkspaceTransaction): Promise<void> {
  await tx.query('select handrail_refresh_statistics()');
}
