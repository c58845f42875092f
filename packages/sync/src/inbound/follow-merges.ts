import type { ConnectionId } from '@handrail/core';
import {
  deleteMerge,
  listMergesByCrmId,
  listMergesByPeople,
  listReturnedMerges,
  mergeAccounts,
  proposeMerges,
  reopenAttribution,
  undoMerge,
} from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';

/**
 * Follows companies that were merged into others, after a run of accounts or stakeholders: by a CRM id that exactly one
 * other company has now at once, by people as a proposal that a person confirms. What came back after all gets its
 * history back. Asks the source nothing.
 */
export async function followMerges(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  now: Date,
): Promise<void> {
  const decided = { by: null, now };
  const returned = await listReturnedMerges(tx);
  for (const merge of returned) {
    await undoMerge(tx, merge, decided);
    await deleteMerge(tx, merge.account_id);
  }
  const merged = await listMergesByCrmId(tx, connectionId);
  for (const merge of merged) await mergeAccounts(tx, merge, decided);
  await proposeMerges(tx, await listMergesByPeople(tx, connectionId), now);
  // Meetings that no rule could place may belong to the account that is left.
  if (returned.length + merged.length > 0) await reopenAttribution(tx);
}
