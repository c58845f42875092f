import type { ConnectionId } from '@handrail/core';
import {
  deleteMerge,
  holdStream,
  listMergesByCrmId,
  listMergesByPeople,
  listReturnedMerges,
  mergeAccounts,
  proposeMerges,
  reopenAttribution,
  undoMerge,
} from '@handrail/database';
import type { AccountMergeRow, FoundMerge, WorkspaceTransaction } from '@handrail/database';
import { linkHierarchy } from './link-hierarchy.ts';

/**
 * Follows companies that were merged into others, after a run of accounts or stakeholders: by a CRM id that exactly one
 * other company has now at once, by people as a proposal that a person confirms. What came back after all gets its
 * history back, and the trees of parents follow. Asks the source nothing.
 */
export async function followMerges(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  now: Date,
): Promise<void> {
  const find = async () => ({
    returned: await listReturnedMerges(tx),
    merged: await listMergesByCrmId(tx, connectionId),
  });
  const found = await find();
  if (found.returned.length + found.merged.length > 0) {
    // Decided by what stands once no pass of the signals writes it; a run that found nothing waits for none.
    await holdStream(tx, 'signals');
    await carryOut(tx, await find(), now);
    await linkHierarchy(tx, connectionId, now);
  }
  await proposeMerges(tx, await listMergesByPeople(tx, connectionId), now);
}

async function carryOut(
  tx: WorkspaceTransaction,
  {
    returned,
    merged,
  }: { readonly returned: readonly AccountMergeRow[]; readonly merged: readonly FoundMerge[] },
  now: Date,
): Promise<void> {
  const decided = { by: null, now };
  for (const merge of returned) {
    await undoMerge(tx, merge, decided);
    await deleteMerge(tx, merge.account_id);
  }
  for (const merge of merged) await mergeAccounts(tx, merge, decided);
  // Meetings that no rule could place may belong to the account that is left.
  await reopenAttribution(tx);
}
