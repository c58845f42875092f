import type { MeetingId, SummaryPart, UserId } from '@handrail/core';
import { sql } from 'kysely';
import type { ActionItemId } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';
import type { NewActionItem } from './summaries.ts';

/** What a person changed of a part; what is left out stays as the machine made it. */
export interface PartChange {
  readonly text?: string | undefined;
  readonly owner?: string | null | undefined;
  /** ISO day. */
  readonly dueOn?: string | null | undefined;
  readonly side?: NewActionItem['side'] | undefined;
  readonly state?: NewActionItem['state'] | undefined;
  /** Of a topic, −1…1. */
  readonly sentiment?: number | undefined;
  readonly isRemoved?: boolean | undefined;
  /** Of a part that the machine did not find: who added it, and at which instant. */
  readonly added?: { readonly by: UserId; readonly at: string } | undefined;
}

/**
 * A correction with the words that its part rests on; of a topic its name, whatever turn it was found in: `turn` is 0. Of
 * an added part what the person wrote first: `turn` is −1.
 */
export interface SummaryCorrection {
  readonly part: SummaryPart;
  readonly turn: number;
  readonly quote: string;
  readonly change: PartChange;
}

/** Everything that was corrected in a meeting's summary. */
export async function listCorrections(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
): Promise<SummaryCorrection[]> {
  const result = await sql<SummaryCorrection>`
    select part, turn, quote, change from summary_corrections
    where workspace_id = ${tx.workspaceId} and meeting_id = ${meetingId}
    order by part, turn, quote
  `.execute(tx.db);
  return result.rows;
}

/** Keeps a correction; a later one of the same part adds to what was corrected before. */
export async function saveCorrection(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  { part, turn, quote, change }: SummaryCorrection,
  by: UserId,
  now: Date,
): Promise<void> {
  await sql`
    insert into summary_corrections (workspace_id, meeting_id, part, turn, quote, change, corrected_by, corrected_at)
    values (${tx.workspaceId}, ${meetingId}, ${part}, ${turn}, ${quote}, ${JSON.stringify(change)}, ${by}, ${now})
    on conflict (workspace_id, meeting_id, part, turn, md5(quote)) do update set
      change = summary_corrections.change || excluded.change, corrected_by = excluded.corrected_by,
      corrected_at = excluded.corrected_at
  `.execute(tx.db);
}

/** Ticks an action item off, or opens it again. */
export async function setActionItemState(
  tx: WorkspaceTransaction,
  id: ActionItemId,
  state: NewActionItem['state'],
): Promise<void> {
  await tx.db.updateTable('action_items').set({ state }).where('id', '=', id).execute();
}
