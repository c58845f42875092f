import type { Configuration, MeetingId } from '@handrail/core';
import {
  excludeMeeting,
  listAdmittedMeetings,
  listParticipants,
  readOwnPeople,
  reopenDeliveries,
} from '@handrail/database';
import type { MeetingRow, WorkspaceTransaction } from '@handrail/database';
import { judgeMeeting } from './to-meeting.ts';
import type { MeetingContext } from './to-meeting.ts';

const PAGE_MEETINGS = 500;

/** A stored meeting that rules keep out, by the one that decided. */
export interface StoredExclusion {
  readonly meeting: MeetingRow;
  readonly rule: string;
}

/** Rules of a configuration as meetings are judged by them. */
export async function readMeetingContext(
  tx: WorkspaceTransaction,
  configuration: Configuration,
): Promise<MeetingContext> {
  return {
    configuration,
    ownDomains: configuration.organisation.domains,
    people: await readOwnPeople(tx),
  };
}

/** Judges stored meetings, a page at a time: those that would be kept out. Nothing is written. */
export async function* listStoredExclusions(
  tx: WorkspaceTransaction,
  context: MeetingContext,
): AsyncIterable<readonly StoredExclusion[]> {
  for (let after: MeetingId | null = null; ;) {
    const page: MeetingRow[] = await listAdmittedMeetings(tx, { after, limit: PAGE_MEETINGS });
    const ids = page.map((meeting) => meeting.id);
    const people = Map.groupBy(await listParticipants(tx, ids), (participant) => participant.meeting_id);
    yield page.flatMap((meeting) => {
      const participants = people.get(meeting.id) ?? [];
      const verdict = judgeMeeting({ title: meeting.title, isPrivate: false, participants }, context);
      return verdict.isExcluded ? [{ meeting, rule: verdict.rule }] : [];
    });
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_MEETINGS) return;
    after = last.id;
  }
}

/**
 * Applies the rules of a configuration to what is stored: who is kept out loses everything but id, time and rule, and
 * what stands of it in the Timeline is taken back. Answers how many were excluded.
 */
export async function excludeByConfiguration(
  tx: WorkspaceTransaction,
  configuration: Configuration,
  now: Date,
): Promise<number> {
  let excluded = 0;
  for await (const page of listStoredExclusions(tx, await readMeetingContext(tx, configuration))) {
    for (const { meeting, rule } of page) await excludeWholly(tx, meeting.id, rule, now);
    excluded += page.length;
  }
  return excluded;
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
