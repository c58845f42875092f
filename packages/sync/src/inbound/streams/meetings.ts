import { hashText } from '@handrail/core';
import type { Configuration } from '@handrail/core';
import {
  addRunCounts,
  admitMeeting,
  findCheckpoint,
  findOldestExclusion,
  insertMeeting,
  listAwaitingTranscript,
  listParticipants,
  NO_COUNTS,
  postponeTranscript,
  readMeetings,
  reviseDeliveries,
  nameExclusion,
  REMOVED_WITH_ACCOUNT,
  resolveSetAside,
  saveCheckpoint,
  saveTranscript,
  setAsideRecords,
  updateMeeting,
} from '@handrail/database';
import type { MeetingRow, NewMeeting, NewTurn, RunCounts, WorkspaceTransaction } from '@handrail/database';
import type { GongCallFacts, GongClient, GongExtensiveCall } from '@handrail/gong';
import { z } from 'zod';
import { readConfiguration } from '../../configuration.ts';
import { openGong } from '../../vendors.ts';
import type { OpenVendor, Vendors } from '../../vendors.ts';
import { excludeByConfiguration, excludeWholly, readMeetingContext } from '../exclude-stored-meetings.ts';
import { markNextGone, removeGoneMeetings } from '../gone-meetings.ts';
import { toTurns } from '../meeting-facts.ts';
import { findMeetingsCursor, MEETINGS_REREAD_MS } from '../meetings-cursor.ts';
import { readAhead } from '../read-ahead.ts';
import { readRecorderUsers } from '../read-recorder-users.ts';
import { openingOf } from '../run-priority.ts';
import { scopeOf } from '../run-scope.ts';
import type { Slice, SliceOutcome, Stream } from '../stream.ts';
import { toMeeting } from '../to-meeting.ts';
import type { MeetingContext } from '../to-meeting.ts';

const DAY_MS = 24 * 3_600_000;
/** How far back an increment and a full run list again: calls appear hours late, under their planned time. */
const REREAD_MS = { incremental: MEETINGS_REREAD_MS, full: 14 * DAY_MS } as const;
/** How far back the first run reads when no day is set. */
const FIRST_READ_MS = 90 * DAY_MS;
/** The first piece of a period that is listed; later ones grow. A run that is stopped goes on after the last whole one. */
const FIRST_PIECE_MS = 7 * DAY_MS;
/** A transcript that is not ready is asked for after 15 min, then twice as long each time, for about a day. */
const FIRST_TRANSCRIPT_WAIT_MS = 15 * 60_000;
const MAX_TRANSCRIPT_TRIES = 7;
const TRANSCRIPT_BATCH = 100;
/** The recorder's object, as set-aside records name it. */
export const CALL = 'Call';

const instantSchema = z.iso.datetime().transform((text) => new Date(text));
const positionSchema = z.object({
  /** Everything planned before this is listed; the run lists up to `to`. */
  listedTo: instantSchema,
  to: instantSchema,
  /** The earliest that any run listed. */
  coveredFrom: instantSchema,
  /** The last meeting that was looked for at the recorder in this run; null once all were. */
  lookedFor: z.string().nullable().optional(),
  /** Hash of the rules by which a full run let meetings in. */
  rulesHash: z.string().optional(),
});
type Position = z.infer<typeof positionSchema>;

/** Calls of Gong as meetings of ours: listed over a window that reaches back, then their transcripts. */
export function createMeetingsStream(vendors: Vendors): Stream {
  return {
    name: 'meetings',
    label: 'Recorded meetings',
    direction: 'in',
    followedBy: ['signals'],
    async slice(slice) {
      const open = await openGong(vendors, slice.workspaceId, openingOf(slice));
      try {
        return await readMeetingsSlice(slice, open);
      } finally {
        await open.close();
      }
    },
  };
}

async function readMeetingsSlice(slice: Slice, open: OpenVendor<GongClient>): Promise<SliceOutcome> {
  const begun = (await findPosition(slice, slice.run.mode)) ?? null;
  if (begun?.runId !== slice.run.id) await readRecorderUsers(slice, open);
  const context = await slice.transaction(async (tx) => {
    const { configuration } = await readConfiguration(tx, slice.run.config_version);
    return readMeetingContext(tx, configuration);
  });
  let position =
    begun?.runId === slice.run.id ? begun.position : await beginRun(slice, context.configuration);
  if (begun?.runId !== slice.run.id && slice.run.mode === 'full') {
    // Whose side somebody is on may have changed since the rules were saved.
    await slice.transaction((tx) => excludeByConfiguration(tx, context.configuration, slice.clock.now()));
  }
  let pieceMs = FIRST_PIECE_MS;
  while (position.listedTo < position.to) {
    if (slice.isOver()) return { kind: 'more' };
    const listed = await listPiece(slice, open, context, position, pieceMs);
    position = listed.position;
    // The vendor gives few calls a second: where little was held, longer pieces ask less often.
    if (listed.pages <= 1) pieceMs *= 2;
  }
  if (
    slice.run.mode === 'full' &&
    scopeOf(slice.run) === null &&
    !(await settleGone(slice, open, position))
  ) {
    return { kind: 'more' };
  }
  return (await fetchTranscripts(slice, open)) ? { kind: 'complete', withheld: null } : { kind: 'more' };
}

/** Looks for every meeting that we hold, and takes away what was deleted; true when all were looked for. */
async function settleGone(slice: Slice, open: OpenVendor<GongClient>, begun: Position): Promise<boolean> {
  for (let position = begun; position.lookedFor !== null;) {
    if (slice.isOver()) return false;
    const before = open.calls();
    const lookedFor = await markNextGone(slice, open.client, position.lookedFor ?? null);
    position = { ...position, lookedFor };
    const saved = position;
    await slice.transaction(async (tx) => {
      const now = slice.clock.now();
      await saveCheckpoint(tx, checkpointKey(slice, 'full'), { runId: slice.run.id, position: saved, now });
      const removed = lookedFor === null ? await removeGoneMeetings(tx, { isApproved: false, now }) : 0;
      const calls = open.calls() - before;
      await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls, exits: removed });
    });
  }
  return true;
}

function checkpointKey(slice: Slice, mode: Slice['run']['mode']) {
  return { streamId: slice.stream.id, object: 'calls', mode };
}

async function findPosition(slice: Slice, mode: Slice['run']['mode']) {
  const saved = await slice.transaction((tx) => findCheckpoint(tx, checkpointKey(slice, mode)));
  const parsed = positionSchema.safeParse(saved?.position);
  return saved === undefined || !parsed.success ? undefined : { runId: saved.runId, position: parsed.data };
}

/** The period of a new run: back over the re-read window, over a downtime, or to a day set earlier than before. */
async function beginRun(slice: Slice, configuration: Configuration): Promise<Position> {
  const now = slice.run.started_at ?? slice.clock.now();
  const earliest =
    configuration.meetings.from === null
      ? new Date(now.getTime() - FIRST_READ_MS)
      : new Date(`${configuration.meetings.from}T00:00:00Z`);
  const covered = [await findPosition(slice, 'full'), await findPosition(slice, 'incremental')]
    .filter((saved) => saved !== undefined)
    .map((saved) => saved.position.coveredFrom.getTime());
  const coveredFrom = Math.min(...covered);
  const last = slice.stream.last_completed_at;
  const isFirst = last === null || covered.length === 0 || earliest.getTime() < coveredFrom;
  const reread =
    Math.min(last?.getTime() ?? 0, now.getTime()) -
    REREAD_MS[slice.run.mode === 'full' ? 'full' : 'incremental'];
  const rulesHash = hashOfRules(configuration);
  const judged = (await findPosition(slice, 'full'))?.position.rulesHash;
  // Rules that kept a meeting out may let it in now, however long ago it was held; it is listed under its planned time.
  const mayReturn = slice.run.mode === 'full' && judged !== undefined && judged !== rulesHash;
  const oldest = mayReturn ? await slice.transaction((tx) => findOldestExclusion(tx, 'gong')) : null;
  const { cursor } = await slice.transaction((tx) => findMeetingsCursor(tx, slice.stream));
  const back = Math.min(
    reread,
    cursor?.getTime() ?? reread,
    oldest === null ? reread : oldest.getTime() - REREAD_MS.incremental,
  );
  const from = isFirst ? earliest : new Date(Math.max(back, earliest.getTime()));
  const scope = scopeOf(slice.run);
  // Of a narrowed run no later one takes for granted that it got to its end.
  if (scope?.kind === 'since')
    return {
      listedTo: scope.since,
      to: now,
      coveredFrom: covered.length === 0 ? now : new Date(coveredFrom),
    };
  return { listedTo: from, to: now, coveredFrom: new Date(Math.min(coveredFrom, from.getTime())), rulesHash };
}

function hashOfRules({ meetings: { mode, exclude, only } }: Configuration): string {
  return hashText(JSON.stringify([mode, exclude, only]));
}

/** Lists one piece of the period; the position moves when all its pages are stored. */
async function listPiece(
  slice: Slice,
  open: OpenVendor<GongClient>,
  context: MeetingContext,
  position: Position,
  pieceMs: number,
): Promise<{ readonly position: Position; readonly pages: number }> {
  const from = position.listedTo;
  const to = new Date(Math.min(from.getTime() + pieceMs, position.to.getTime()));
  let calls = open.calls();
  let pages = 0;
  for await (const page of readAhead(open.client.calls.list({ from, to, signal: slice.signal }))) {
    const known = await slice.transaction((tx) =>
      readMeetings(
        tx,
        'gong',
        page.items.map((call) => call.id),
      ),
    );
    const wanted = page.items
      .filter((call) => call.isPrivate !== true && isToBeRead(slice, known.get(call.id)))
      .map((call) => call.id);
    const { found, unreadable } = await readExtensive(slice, open, wanted);
    const made = open.calls();
    await slice.transaction(async (tx) => {
      const counts = await applyCalls(tx, slice, open, context, page.items, known, found);
      const aside = [...page.unreadable, ...unreadable];
      await setAsideCalls(tx, slice, open, aside, [...found.keys()]);
      await addRunCounts(tx, slice.run.id, {
        ...counts,
        seen: counts.seen + aside.length,
        setAside: aside.length,
        calls: made - calls,
      });
    });
    calls = made;
    pages += 1;
  }
  const next: Position = { ...position, listedTo: to };
  await slice.transaction(async (tx) => {
    await saveCheckpoint(tx, checkpointKey(slice, slice.run.mode), {
      runId: slice.run.id,
      position: next,
      now: slice.clock.now(),
    });
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, pages });
  });
  return { position: next, pages };
}

/** New calls always; known ones in a full run, but not those that this very run has stored before it was stopped. */
function isToBeRead(slice: Slice, known: MeetingRow | undefined): boolean {
  if (known === undefined) return true;
  const startedAt = slice.run.started_at ?? slice.run.created_at;
  return slice.run.mode === 'full' && known.updated_at < startedAt;
}

/** An item of a list that has not its documented shape. */
interface UnreadableCall {
  readonly id: string | null;
  readonly paths: readonly string[];
}

/** Keeps what cannot be read on a list, with the field that is wrong, until it can be. */
async function setAsideCalls(
  tx: WorkspaceTransaction,
  slice: Slice,
  open: OpenVendor<GongClient>,
  unreadable: readonly UnreadableCall[],
  readIds: readonly string[],
): Promise<void> {
  const from = { connectionId: open.connection.id, object: CALL, now: slice.clock.now() };
  await setAsideRecords(
    tx,
    { ...from, runId: slice.run.id },
    unreadable.map(({ id, paths }) => ({
      gainsightId: id ?? 'without id',
      field: paths[0] ?? null,
      reason: 'unreadable',
    })),
  );
  await resolveSetAside(tx, from, readIds);
}

async function readExtensive(
  slice: Slice,
  open: OpenVendor<GongClient>,
  callIds: readonly string[],
): Promise<{ readonly found: Map<string, GongExtensiveCall>; readonly unreadable: UnreadableCall[] }> {
  const found = new Map<string, GongExtensiveCall>();
  const unreadable: UnreadableCall[] = [];
  if (callIds.length === 0) return { found, unreadable };
  for await (const page of open.client.calls.extensive({ callIds, signal: slice.signal })) {
    for (const call of page.items) found.set(call.metaData.id, call);
    unreadable.push(...page.unreadable);
  }
  return { found, unreadable };
}

/** Stores what a page says; a new call whose details are not there yet is not counted, and read by a later run. */
async function applyCalls(
  tx: WorkspaceTransaction,
  slice: Slice,
  open: OpenVendor<GongClient>,
  context: MeetingContext,
  listed: readonly GongCallFacts[],
  known: ReadonlyMap<string, MeetingRow>,
  extensive: ReadonlyMap<string, GongExtensiveCall>,
): Promise<RunCounts> {
  const counts = { seen: 0, added: 0, changed: 0, unchanged: 0, filtered: 0 };
  const read = [...known.values()].filter((meeting) => extensive.has(meeting.source_meeting_id));
  const participants = await listParticipants(
    tx,
    read.map(({ id }) => id),
  );
  const byMeeting = Map.groupBy(participants, ({ meeting_id }) => meeting_id);
  for (const call of listed) {
    const details = extensive.get(call.id) ?? null;
    const isKnowable = details !== null || call.isPrivate === true;
    const meeting = isKnowable ? toMeeting(open.connection, context, call, details, slice.clock.now()) : null;
    const row = known.get(call.id);
    const stored = row && { ...row, participants: byMeeting.get(row.id) ?? [] };
    const outcome = await applyCall(tx, meeting, stored, slice.clock.now());
    if (outcome === null) continue;
    counts.seen += 1;
    counts[outcome] += 1;
  }
  return { ...NO_COUNTS, ...counts };
}

type StoredMeeting = MeetingRow & { readonly participants: readonly Attendee[] };
type Attendee = Pick<NewMeeting['participants'][number], 'email' | 'side'>;

async function applyCall(
  tx: WorkspaceTransaction,
  meeting: NewMeeting | null,
  stored: StoredMeeting | undefined,
  now: Date,
): Promise<'added' | 'changed' | 'unchanged' | 'filtered' | null> {
  if (stored === undefined) {
    if (meeting === null) return null;
    await insertMeeting(tx, meeting, now);
    return meeting.state === 'excluded' ? 'filtered' : 'added';
  }
  const rule = meeting?.exclusionRule ?? null;
  if (rule !== null) {
    if (stored.state !== 'excluded') await excludeWholly(tx, stored.id, rule, now);
    else if (![rule, REMOVED_WITH_ACCOUNT].includes(stored.exclusion_rule ?? ''))
      await nameExclusion(tx, stored.id, rule, now);
    return 'filtered';
  }
  if (stored.state === 'excluded') {
    if (meeting === null || stored.exclusion_rule === REMOVED_WITH_ACCOUNT) return 'filtered';
    await admitMeeting(tx, stored.id, meeting, now);
    return 'changed';
  }
  if (meeting === null || isSame(stored, meeting)) return 'unchanged';
  await updateMeeting(tx, stored.id, meeting, now);
  if (!isShownAlike(stored, meeting)) await reviseDeliveries(tx, stored.id, now);
  return 'changed';
}

function isSame(stored: StoredMeeting, meeting: NewMeeting): boolean {
  return (
    isShownAlike(stored, meeting) &&
    stored.crm_account_id === meeting.crmAccountId &&
    stored.duration_seconds === meeting.durationSeconds
  );
}

/** Whether an entry of the Timeline would show the same of both. */
function isShownAlike(stored: StoredMeeting, meeting: NewMeeting): boolean {
  return (
    stored.title === meeting.title &&
    stored.started_at?.getTime() === meeting.startedAt?.getTime() &&
    attendeesOf(stored) === attendeesOf(meeting)
  );
}

function attendeesOf({ participants }: { readonly participants: readonly Attendee[] }): string {
  const attendees = participants.flatMap(({ email, side }) => (email === null ? [] : [`${side} ${email}`]));
  return attendees.toSorted().join('\n');
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
