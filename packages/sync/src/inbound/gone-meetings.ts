import { DELETED_RULE, MEETING_LIMITS } from '@handrail/core';
import type { MeetingId } from '@handrail/core';
import { listHeldMeetings, markGoneMeetings, readGoneMeetings } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import type { GongClient } from '@handrail/gong';
import { excludeWholly } from './exclude-stored-meetings.ts';
import type { Slice } from './stream.ts';

/** Ids asked about in one call. */
const PAGE_MEETINGS = 100;
/** Most absences of a page that are confirmed one by one; the others are left to the next run. */
const MAX_CONFIRMED = 20;

/**
 * Asks the recorder for the next meetings that we hold: deleted ones just disappear from its lists (reference 6). Each that
 * is not there is asked for by its id before it counts as gone. Answers the last one looked at; null at the end.
 */
export async function markNextGone(
  slice: Slice,
  client: GongClient,
  after: string | null,
): Promise<MeetingId | null> {
  const { signal } = slice;
  const page = await slice.transaction((tx) =>
    listHeldMeetings(tx, { source: 'gong', after, limit: PAGE_MEETINGS }),
  );
  const callIds = page.map((meeting) => meeting.source_meeting_id);
  const seen = new Set<string>();
  for await (const { items, unreadable } of client.calls.extensive({ callIds, signal })) {
    for (const call of items) seen.add(call.metaData.id);
    for (const { id } of unreadable) if (id !== null) seen.add(id);
  }
  const gone: MeetingId[] = [];
  for (const meeting of page.filter((one) => !seen.has(one.source_meeting_id)).slice(0, MAX_CONFIRMED)) {
    if ((await client.calls.find(meeting.source_meeting_id, { signal })) === null) gone.push(meeting.id);
  }
  const present = page.filter((one) => seen.has(one.source_meeting_id)).map(({ id }) => id);
  await slice.transaction((tx) => markGoneMeetings(tx, { present, gone }, slice.clock.now()));
  return page.length < PAGE_MEETINGS ? null : (page.at(-1)?.id ?? null);
}

/**
 * Takes away what we hold of meetings that are gone at the recorder, their Timeline entries included. When more are gone
 * than the guard lets go at once, none is touched unless a person said so. Answers how many were taken away.
 */
export async function removeGoneMeetings(
  tx: WorkspaceTransaction,
  asked: { readonly isApproved: boolean; readonly now: Date },
): Promise<number> {
  const { gone, held } = await readGoneMeetings(tx, 'gong');
  const isMass = gone.length > MEETING_LIMITS.records && gone.length > MEETING_LIMITS.share * held;
  if (isMass && !asked.isApproved) return 0;
  for (const id of gone) await excludeWholly(tx, id, DELETED_RULE, asked.now);
  return gone.length;
}
