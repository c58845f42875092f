import type { MeetingId } from '@handrail/core';
import { excludeMeeting, listAdmittedMeetings, listParticipants, reopenDeliveries } from '@handrail/database';
import type { MeetingRow, WorkspaceTransaction } from '@handrail/database';
import type { Slice } from './stream.ts';
import { judgeMeeting } from './to-meeting.ts';
import type { MeetingContext } from './to-meeting.ts';

const PAGE_MEETINGS = 500;

/**
 * Judges stored meetings of a source by the rules as they are now; who is kept out loses everything but id, time and
 * rule, and what stands of it in the Timeline is taken back. Answers how many were excluded.
 */
export async function excludeStoredMeetings(
  slice: Slice,
  source: MeetingRow['source'],
  context: MeetingContext,
): Promise<number> {
  let excluded = 0;
  for (let after: MeetingId | null = null; ;) {
    const from: MeetingId | null = after;
    const page = await slice.transaction(async (tx) => {
      const meetings = await listAdmittedMeetings(tx, { source, after: from, limit: PAGE_MEETINGS });
      const ids = meetings.map((meeting) => meeting.id);
      const people = Map.groupBy(await listParticipants(tx, ids), (participant) => participant.meeting_id);
      for (const meeting of meetings) {
        const participants = people.get(meeting.id) ?? [];
        const verdict = judgeMeeting({ title: meeting.title, isPrivate: false, participants }, context);
        if (!verdict.isExcluded) continue;
        await excludeWholly(tx, meeting.id, verdict.rule, slice.clock.now());
        excluded += 1;
      }
      return meetings;
    });
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_MEETINGS) return excluded;
    after = last.id;
  }
}

/** Excludes a stored meeting, its activity in the Timeline included. */
export async function excludeWholly(
  tx: WorkspaceTransaction,
  id: MeetingId,
  rule: string,
  now: Date,
): Promise<void> {
  await excludeMeeting(tx, id, rule, now);
  await reopenDeliveries(tx, id, 'meeting excluded', now);
}
