import type { Configuration, MeetingId } from '@handrail/core';
import { countMeetingsKeptOut, listTimelineAccounts } from '@handrail/database';
import type { WorkspaceHandle } from '@handrail/database';
import { listStoredExclusions, readMeetingContext } from './inbound/exclude-stored-meetings.ts';

/** A stored meeting that a draft would keep out. */
export interface ExcludedByDraft {
  readonly meetingId: MeetingId;
  readonly title: string;
  readonly startedAt: Date | null;
  readonly rule: string;
}

/** What the rules of a draft would do to the meetings that are stored. */
export interface ExclusionPreview {
  readonly excludedIds: ReadonlySet<MeetingId>;
  readonly excluded: readonly ExcludedByDraft[];
  /** Entries that would leave a Timeline of Gainsight with them. */
  readonly withdrawals: number;
  /** Meetings that a rule of the configuration keeps out now: they are judged again, and read if the draft lets them in. */
  readonly keptOut: number;
}

/** Judges stored meetings by a draft, as Save would; nothing is written. */
export async function previewExclusion(
  workspace: WorkspaceHandle,
  configuration: Configuration,
  limit: number,
): Promise<ExclusionPreview> {
  return workspace.transaction(async (tx) => {
    const excludedIds = new Set<MeetingId>();
    const excluded: ExcludedByDraft[] = [];
    let withdrawals = 0;
    for await (const page of listStoredExclusions(tx, await readMeetingContext(tx, configuration))) {
      const ids = page.map(({ meeting }) => meeting.id);
      withdrawals += (await listTimelineAccounts(tx, ids)).length;
      for (const { meeting, rule } of page) {
        excludedIds.add(meeting.id);
        if (excluded.length < limit) {
          const { id: meetingId, title, started_at: startedAt } = meeting;
          excluded.push({ meetingId, title, startedAt, rule });
        }
      }
    }
    return { excludedIds, excluded, withdrawals, keptOut: await countMeetingsKeptOut(tx) };
  });
}
