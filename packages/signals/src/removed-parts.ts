import type { MeetingId } from '@handrail/core';
import { listEveryPart, listRemovals } from '@handrail/database';
import type { ActionItemRow, ClaimRow, Removal, WorkspaceTransaction } from '@handrail/database';
import { keyOf, placeOf } from './corrected-parts.ts';

/** A part that a person took out of a meeting's summary, as it stood last. */
export interface RemovedPart extends Removal {
  /** As it stood: a claim, or an action item. */
  readonly row: ClaimRow | ActionItemRow;
}

/** What people took out of a meeting's summary and can be put back, the latest first. */
export async function readRemovedParts(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
): Promise<readonly RemovedPart[]> {
  const removals = await listRemovals(tx, meetingId);
  if (removals.length === 0) return [];
  const { claims, actionItems } = await listEveryPart(tx, meetingId);
  const rows = new Map<string, ClaimRow | ActionItemRow>();
  // The newest first: that is the one that stands.
  for (const row of [...claims, ...actionItems]) {
    const key = keyOf(placeOf('kind' in row ? row.kind : 'action-item', row));
    if (!rows.has(key)) rows.set(key, row);
  }
  return removals.flatMap((removal) => {
    const row = rows.get(keyOf(removal));
    return row === undefined ? [] : [{ ...removal, row }];
  });
}
