import { exclusionApplies } from '@handrail/core';
import type { Configuration, WorkspaceId } from '@handrail/core';
import { findConnection, listMeetingsSince, listParticipants } from '@handrail/database';
import type { MeetingRow, WorkspaceTransaction } from '@handrail/database';
import type { GongClient, GongExtensiveCall } from '@handrail/gong';
import { readMeetingContext } from './inbound/exclude-stored-meetings.ts';
import { toParticipants } from './inbound/meeting-facts.ts';
import { judgeMeeting, metadataOf } from './inbound/to-meeting.ts';
import type { KnownBefore, MeetingContext } from './inbound/to-meeting.ts';
import { openGong } from './vendors.ts';
import type { Vendors } from './vendors.ts';

/** Over how many days rules are tried. */
export const TRIED_DAYS = 30;

const DAY_MS = 86_400_000;
/** Most pages of calls that one try reads: two calls to the recorder each. */
const MAX_PAGES = 20;
const MAX_STORED = 2_000;

/** A meeting that rules keep out. */
export interface TriedMeeting {
  /** Null for a private one, whose title nobody here may see. */
  readonly title: string | null;
  readonly source: MeetingRow['source'];
  readonly startedAt: Date | null;
  /** The rule that decides: `private`, `only`, or `exclude title` with a hash of what it says. */
  readonly rule: string;
}

/** What the rules of a draft do to the meetings of the last 30 days. */
export interface TriedExclusion {
  readonly since: Date;
  readonly meetings: number;
  readonly excluded: number;
  /** How many meetings each rule is about, whether or not another decided before it: `private`, `exclude[0]`, `only[0]`. */
  readonly matches: ReadonlyMap<string, number>;
  readonly list: readonly TriedMeeting[];
  /** Calls made to the recorder; 0 where none is connected and stored meetings were judged. */
  readonly calls: number;
  /** Whether there were more meetings than a try reads. */
  readonly isCut: boolean;
}

interface Recent extends KnownBefore {
  readonly source: MeetingRow['source'];
  readonly startedAt: Date | null;
}

/**
 * Judges the meetings of the last 30 days by a draft, on who takes part and what they are called: read from the recorder
 * for this one answer, so that it also tells of meetings that are kept out now. No content is asked for and nothing is
 * stored. Throws what the recorder's client throws.
 */
export async function tryExclusion(
  vendors: Vendors,
  workspaceId: WorkspaceId,
  asked: { readonly configuration: Configuration; readonly limit: number; readonly signal: AbortSignal },
): Promise<TriedExclusion> {
  const { configuration, limit, signal } = asked;
  const now = vendors.outgoing.clock.now();
  const since = new Date(now.getTime() - TRIED_DAYS * DAY_MS);
  const { context, stored, isLive } = await vendors.database
    .workspace(workspaceId)
    .transaction(async (tx) => {
      const gong = await findConnection(tx, 'gong');
      return {
        context: await readMeetingContext(tx, configuration),
        stored: await listStored(tx, since),
        isLive: gong !== undefined && gong.state !== 'disconnected',
      };
    });
  if (!isLive) {
    return { ...judge(stored, context, limit), since, calls: 0, isCut: stored.length >= MAX_STORED };
  }
  const open = await openGong(vendors, workspaceId, { priority: 'increment' });
  try {
    const read = await readRecorded(open.client, context, { from: since, to: now, signal });
    const files = stored.filter(({ source }) => source === 'file');
    return {
      ...judge([...read.meetings, ...files], context, limit),
      since,
      calls: open.calls(),
      isCut: read.isCut,
    };
  } finally {
    await open.close();
  }
}

async function listStored(tx: WorkspaceTransaction, since: Date): Promise<readonly Recent[]> {
  const rows = await listMeetingsSince(tx, { since, limit: MAX_STORED });
  const ids = rows.map(({ id }) => id);
  const people = Map.groupBy(await listParticipants(tx, ids), (one) => one.meeting_id);
  return rows.map((row) => ({
    title: row.title,
    isPrivate: false,
    participants: people.get(row.id) ?? [],
    source: row.source,
    startedAt: row.started_at,
  }));
}

/** Calls of a period with who took part; of private ones that is not asked. */
async function readRecorded(
  client: GongClient,
  context: MeetingContext,
  period: { readonly from: Date; readonly to: Date; readonly signal: AbortSignal },
): Promise<{ readonly meetings: readonly Recent[]; readonly isCut: boolean }> {
  const meetings: Recent[] = [];
  let pages = 0;
  for await (const page of client.calls.list(period)) {
    const callIds = page.items.filter((call) => call.isPrivate !== true).map((call) => call.id);
    const details = new Map<string, GongExtensiveCall>();
    if (callIds.length > 0) {
      for await (const { items } of client.calls.extensive({ callIds, signal: period.signal })) {
        for (const call of items) details.set(call.metaData.id, call);
      }
    }
    for (const call of page.items) {
      meetings.push({
        title: call.title,
        isPrivate: call.isPrivate === true,
        participants: toParticipants(details.get(call.id)?.parties ?? [], context),
        source: 'gong',
        startedAt: call.started ?? call.scheduled,
      });
    }
    pages += 1;
    if (pages >= MAX_PAGES) return { meetings, isCut: true };
  }
  return { meetings, isCut: false };
}

function judge(
  meetings: readonly Recent[],
  context: MeetingContext,
  limit: number,
): Pick<TriedExclusion, 'meetings' | 'excluded' | 'matches' | 'list'> {
  const { exclude, only } = context.configuration.meetings;
  const places = [
    ...exclude.map((rule, at) => ({ rule, place: `exclude[${at}]` })),
    ...only.map((rule, at) => ({ rule, place: `only[${at}]` })),
  ];
  const matches = new Map([['private', 0], ...places.map(({ place }) => [place, 0] as const)]);
  const count = (place: string) => matches.set(place, (matches.get(place) ?? 0) + 1);
  const list: TriedMeeting[] = [];
  for (const meeting of meetings) {
    const metadata = metadataOf(meeting);
    if (meeting.isPrivate) count('private');
    for (const { rule, place } of places) {
      if (exclusionApplies(rule, metadata, context.ownDomains)) count(place);
    }
    const verdict = judgeMeeting(meeting, context);
    if (!verdict.isExcluded) continue;
    const { source, startedAt } = meeting;
    list.push({ title: meeting.isPrivate ? null : meeting.title, source, startedAt, rule: verdict.rule });
  }
  const newestFirst = list.toSorted(
    (left, right) => (right.startedAt?.getTime() ?? 0) - (left.startedAt?.getTime() ?? 0),
  );
  return { meetings: meetings.length, excluded: list.length, matches, list: newestFirst.slice(0, limit) };
}
