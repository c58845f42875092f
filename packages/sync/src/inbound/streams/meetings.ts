import { hashText, judgeExclusion } from '@handrail/core';
import type { Configuration } from '@handrail/core';
import {
  addRunCounts,
  findCheckpoint,
  getWorkspace,
  insertMeeting,
  listAwaitingTranscript,
  listParticipants,
  NO_COUNTS,
  postponeTranscript,
  readMeetings,
  saveCheckpoint,
  saveTranscript,
  updateMeeting,
} from '@handrail/database';
import type { MeetingRow, NewMeeting, NewTurn, RunCounts, WorkspaceTransaction } from '@handrail/database';
import type { GongCallFacts, GongClient, GongExtensiveCall } from '@handrail/gong';
import { z } from 'zod';
import { readConfiguration } from '../../configuration.ts';
import { openGong } from '../../vendors.ts';
import type { OpenVendor, Vendors } from '../../vendors.ts';
import { crmAccountOf, storable, toParticipants, toTurns } from '../meeting-facts.ts';
import { readAhead } from '../read-ahead.ts';
import type { Slice, SliceOutcome, Stream } from '../stream.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How far back an increment and a full run list again: calls appear hours late, under their planned time. */
const REREAD_MS = { incremental: 48 * HOUR_MS, full: 14 * DAY_MS } as const;
/** How far back the first run reads when no day is set. */
const FIRST_READ_MS = 90 * DAY_MS;
/** A transcript that is not ready is asked for after 15 min, then twice as long each time, for about a day. */
const FIRST_TRANSCRIPT_WAIT_MS = 15 * 60_000;
const MAX_TRANSCRIPT_TRIES = 7;
const TRANSCRIPT_BATCH = 100;

const positionSchema = z.object({ isListed: z.boolean() });

/** What is read of a workspace once per slice. */
interface MeetingContext {
  readonly configuration: Configuration;
  readonly ownDomains: readonly string[];
}

/** Calls of Gong as meetings of ours: listed over a window that reaches back, then their transcripts. */
export function createMeetingsStream(vendors: Vendors): Stream {
  return {
    name: 'meetings',
    label: 'Recorded meetings',
    direction: 'in',
    followedBy: ['signals'],
    async slice(slice) {
      const open = await openGong(vendors, slice.workspaceId);
      try {
        return await readMeetingsSlice(slice, open);
      } finally {
        await open.close();
      }
    },
  };
}

async function readMeetingsSlice(slice: Slice, open: OpenVendor<GongClient>): Promise<SliceOutcome> {
  const context = await slice.transaction(async (tx) => {
    const { configuration } = await readConfiguration(tx, slice.run.config_version);
    const workspace = await getWorkspace(tx);
    const ownDomains = [...configuration.organisation.domains, ...workspace.organisation_domains];
    return { configuration, ownDomains };
  });
  const saved = await slice.transaction((tx) => findCheckpoint(tx, checkpointKey(slice)));
  const isListed = saved?.runId === slice.run.id && positionSchema.parse(saved.position).isListed;
  if (!isListed) {
    if (!(await listCalls(slice, open, context))) return { kind: 'more' };
    await slice.transaction((tx) =>
      saveCheckpoint(tx, checkpointKey(slice), {
        runId: slice.run.id,
        position: { isListed: true },
        now: slice.clock.now(),
      }),
    );
  }
  return (await fetchTranscripts(slice, open)) ? { kind: 'complete', withheld: null } : { kind: 'more' };
}

function checkpointKey(slice: Slice) {
  return { streamId: slice.stream.id, object: 'calls', mode: slice.run.mode };
}

function windowOf(slice: Slice, configuration: Configuration): { readonly from: Date; readonly to: Date } {
  const now = slice.run.started_at ?? slice.clock.now();
  const earliest =
    configuration.meetings.from === null
      ? new Date(now.getTime() - FIRST_READ_MS)
      : new Date(`${configuration.meetings.from}T00:00:00Z`);
  const last = slice.stream.last_completed_at;
  if (last === null) return { from: earliest, to: now };
  // After a downtime the window begins where the last complete run ended.
  const from = Math.min(last.getTime(), now.getTime()) - REREAD_MS[slice.run.mode];
  return { from: new Date(Math.max(from, earliest.getTime())), to: now };
}

/** Lists the window; true when it was read to its end. */
async function listCalls(
  slice: Slice,
  open: OpenVendor<GongClient>,
  context: MeetingContext,
): Promise<boolean> {
  const { from, to } = windowOf(slice, context.configuration);
  let calls = open.calls();
  for await (const page of readAhead(open.client.calls.list({ from, to, signal: slice.signal }))) {
    const ids = page.items.map((call) => call.id);
    const known = await slice.transaction((tx) => readMeetings(tx, 'gong', ids));
    const wanted = slice.run.mode === 'full' ? ids : ids.filter((id) => !known.has(id));
    const extensive = await readExtensive(slice, open, wanted);
    const made = open.calls();
    await slice.transaction(async (tx) => {
      const counts = await applyCalls(tx, slice, open, context, page.items, known, extensive);
      await addRunCounts(tx, slice.run.id, { ...counts, calls: made - calls, pages: 1 });
    });
    calls = made;
    if (slice.isOver()) return false;
  }
  return true;
}

async function readExtensive(
  slice: Slice,
  open: OpenVendor<GongClient>,
  callIds: readonly string[],
): Promise<Map<string, GongExtensiveCall>> {
  const found = new Map<string, GongExtensiveCall>();
  if (callIds.length === 0) return found;
  for await (const page of open.client.calls.extensive({ callIds, signal: slice.signal })) {
    for (const call of page.items) found.set(call.metaData.id, call);
  }
  return found;
}

async function applyCalls(
  tx: WorkspaceTransaction,
  slice: Slice,
  open: OpenVendor<GongClient>,
  context: MeetingContext,
  listed: readonly GongCallFacts[],
  known: ReadonlyMap<string, MeetingRow>,
  extensive: ReadonlyMap<string, GongExtensiveCall>,
): Promise<RunCounts> {
  const now = slice.clock.now();
  const counts = { seen: listed.length, added: 0, changed: 0, unchanged: 0, filtered: 0 };
  for (const call of listed) {
    const details = extensive.get(call.id);
    const stored = known.get(call.id);
    const meeting = details === undefined ? null : toMeeting(open, context, call, details, now);
    if (meeting === null || stored?.state === 'excluded') {
      counts.unchanged += 1;
    } else if (stored === undefined) {
      await insertMeeting(tx, meeting, now);
      counts[meeting.state === 'excluded' ? 'filtered' : 'added'] += 1;
    } else if (isSame(stored, meeting)) {
      counts.unchanged += 1;
    } else {
      await updateMeeting(tx, stored.id, meeting, now);
      counts.changed += 1;
    }
  }
  return { ...NO_COUNTS, ...counts };
}

function isSame(stored: MeetingRow, meeting: NewMeeting): boolean {
  return (
    stored.title === meeting.title &&
    stored.crm_account_id === meeting.crmAccountId &&
    stored.started_at?.getTime() === meeting.startedAt?.getTime() &&
    stored.duration_seconds === meeting.durationSeconds
  );
}

/** A call as a meeting; an excluded one keeps its id, day and rule, and neither title nor people. */
function toMeeting(
  open: OpenVendor<GongClient>,
  { configuration, ownDomains }: MeetingContext,
  call: GongCallFacts,
  details: GongExtensiveCall,
  now: Date,
): NewMeeting {
  const participants = toParticipants(details.parties, ownDomains);
  const verdict = judgeExclusion(
    {
      title: call.title,
      isPrivate: call.isPrivate === true,
      participantEmails: participants.map(({ email }) => email).filter((email) => email !== null),
    },
    { ...configuration.meetings, ownDomains },
  );
  const startedAt = call.started ?? call.scheduled;
  const base = {
    connectionId: open.connection.id,
    source: 'gong' as const,
    sourceMeetingId: call.id,
    startedAt,
    durationSeconds: call.duration === null ? null : Math.round(call.duration),
  };
  if (verdict.isExcluded) {
    return {
      ...base,
      sourceReference: null,
      title: 'Excluded meeting',
      url: null,
      language: null,
      crmAccountId: null,
      hostEmail: null,
      state: 'excluded',
      exclusionRule: verdict.rule,
      nextTranscriptAt: null,
      participants: [],
    };
  }
  const host = details.parties.find((party) => party.userId !== null && party.userId === call.primaryUserId);
  return {
    ...base,
    sourceReference: call.clientUniqueId,
    title: storable(call.title) ?? 'Untitled meeting',
    url: httpsUrl(call.url),
    language: call.language,
    crmAccountId: crmAccountOf(details),
    hostEmail: host?.emailAddress ?? null,
    state: 'awaiting-transcript',
    exclusionRule: null,
    nextTranscriptAt: now,
    participants,
  };
}

function httpsUrl(text: string | null): string | null {
  const url = text === null ? null : URL.parse(text);
  return url?.protocol === 'https:' ? url.href : null;
}

/** Fetches what is due, a hundred at a time; true when nothing is left that is due. */
async function fetchTranscripts(slice: Slice, open: OpenVendor<GongClient>): Promise<boolean> {
  for (;;) {
    if (slice.isOver()) return false;
    const due = await slice.transaction((tx) =>
      listAwaitingTranscript(tx, 'gong', slice.clock.now(), TRANSCRIPT_BATCH),
    );
    if (due.length === 0) return true;
    const before = open.calls();
    const ready = new Map<string, NewTurn[]>();
    const participants = await slice.transaction((tx) =>
      listParticipants(
        tx,
        due.map((meeting) => meeting.id),
      ),
    );
    const byCall = new Map(due.map((meeting) => [meeting.source_meeting_id, meeting]));
    const callIds = [...byCall.keys()];
    for await (const page of open.client.transcripts.list({ callIds, signal: slice.signal })) {
      for (const transcript of page.items) {
        const meeting = byCall.get(transcript.callId);
        if (meeting === undefined) continue;
        const own = participants.filter((participant) => participant.meeting_id === meeting.id);
        ready.set(transcript.callId, toTurns(transcript, own));
      }
    }
    const calls = open.calls() - before;
    await slice.transaction(async (tx) => {
      for (const meeting of due)
        await settleTranscript(tx, slice, meeting, ready.get(meeting.source_meeting_id));
      await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls });
    });
  }
}

async function settleTranscript(
  tx: WorkspaceTransaction,
  slice: Slice,
  meeting: MeetingRow,
  turns: readonly NewTurn[] | undefined,
): Promise<void> {
  const now = slice.clock.now();
  if (turns !== undefined && turns.length > 0) {
    const hash = hashText(JSON.stringify(turns));
    await saveTranscript(tx, meeting.id, { turns, hash, now });
    return;
  }
  const isGivenUp = meeting.transcript_attempts + 1 >= MAX_TRANSCRIPT_TRIES;
  const waitMs = FIRST_TRANSCRIPT_WAIT_MS * 2 ** meeting.transcript_attempts;
  await postponeTranscript(tx, meeting.id, isGivenUp ? null : new Date(now.getTime() + waitMs), now);
}
