import { exclusionInWords, hashText } from '@handrail/core';
import type { AccountId, MeetingId } from '@handrail/core';
import {
  admitMeeting,
  attributeByPerson,
  dateMeeting,
  hastenStream,
  holdStream,
  insertMeeting,
  listStakeholderAccountsByName,
  readMeetings,
  readUserAddresses,
  saveTranscript,
} from '@handrail/database';
import type { NewMeeting, NewParticipant, NewTurn, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from '../configuration.ts';
import { USER } from './account-context.ts';
import { readMeetingContext } from './exclude-stored-meetings.ts';
import { placePerson, shownTitle, UNTITLED } from './meeting-facts.ts';
import type { OwnSide } from './meeting-facts.ts';
import type { FileEntry, FileMeeting } from './meeting-files/file-meeting.ts';
import { readMeetingFile } from './meeting-files/read-meeting-file.ts';
import type { MeetingFileFormat } from './meeting-files/read-meeting-file.ts';
import { judgeMeeting } from './to-meeting.ts';

/** By how much the clock of who recorded may be ahead of ours. */
const MOST_AHEAD_MS = 86_400_000;

/** What an import did; a line that cannot be read is refused with its reason, the others go on. */
export interface ImportOutcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly { readonly line: number; readonly reason: string }[];
  /** Those refused because they could not be read; a rule of exclusion keeps the others out. */
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
  readonly meetingIds: readonly MeetingId[];
  /** Meetings that were not here before, or were kept out. */
  readonly takenIn: readonly MeetingId[];
  /**
   * Whether the name of the file may be kept: not where it may be all that tells of a meeting that is kept out, or would
   * be if it could be read.
   */
  readonly keepsName: boolean;
}

/** A file with what only the one who imports it knows. */
export interface MeetingFile {
  readonly content: string;
  readonly format: MeetingFileFormat;
  /** Stands where the file names no title itself. */
  readonly title: string | null;
  /** When it was held, where the file does not say. */
  readonly startedAt: Date | null;
  readonly accountId: AccountId | null;
}

/**
 * Imports meetings from JSON lines (`{ id?, title?, startedAt?, participants?, turns: [{ speaker, text, startMs?, endMs? }] }`,
 * one a line or in a list) or one meeting from WebVTT, SRT or text with speakers. A meeting is known by the hash of its content, so the
 * same file twice changes nothing, unless only now it says when a meeting was held. An excluded one is refused like a
 * line that cannot be read.
 */
export async function importMeetings(
  tx: WorkspaceTransaction,
  file: MeetingFile,
  now: Date,
): Promise<ImportOutcome> {
  const refused: { line: number; reason: string }[] = [];
  const meetingIds: MeetingId[] = [];
  const takenIn: MeetingId[] = [];
  let added = 0;
  let changed = 0;
  let unchanged = 0;
  let isAnyDated = false;
  const faults: { line: number; reason: string }[] = [];
  const { configuration } = await readConfiguration(tx);
  const context = await readMeetingContext(tx, configuration);
  await holdStream(tx, 'signals');
  const entries = readMeetingFile(file.content, file.format);
  const participantsOf = await placeParticipants(tx, entries, context);
  for (const entry of entries) {
    if ('reason' in entry) {
      refused.push(entry);
      faults.push(entry);
      continue;
    }
    const { meeting, line } = entry;
    const startedAt = meeting.startedAt === undefined ? file.startedAt : new Date(meeting.startedAt);
    if (startedAt !== null && startedAt.getTime() > now.getTime() + MOST_AHEAD_MS) {
      const fault = { line, reason: 'startedAt: lies in the future, and what was recorded is past.' };
      refused.push(fault);
      faults.push(fault);
      continue;
    }
    const participants = participantsOf.get(meeting) ?? [];
    const title = shownTitle(meeting.title) ?? shownTitle(file.title);
    const verdict = judgeMeeting({ title, isPrivate: false, participants }, context);
    if (verdict.isExcluded) {
      refused.push({
        line,
        reason: `Kept out by ${exclusionInWords(verdict.rule, context.configuration.meetings.exclude)}.`,
      });
      continue;
    }
    const turns = toFileTurns(meeting, participants);
    // Sides are left out: they change with the workspace's domains, and the meeting stays the same. So is the
    // file's name: a file is the same under another one.
    const said = turns.map(({ side: _, ...turn }) => turn);
    const hash = hashText(JSON.stringify([meeting.title ?? '', said]));
    const known = (await readMeetings(tx, 'file', [hash])).get(hash);
    if (known !== undefined && known.state !== 'excluded') {
      // Who imports it again, and tells when it was held, mends what was not known.
      const isDated = known.started_at === null && startedAt !== null;
      if (isDated) await dateMeeting(tx, known.id, startedAt, now);
      isAnyDated ||= isDated;
      changed += isDated ? 1 : 0;
      unchanged += isDated ? 0 : 1;
      meetingIds.push(known.id);
      continue;
    }
    const facts = toFileMeeting({ meeting, hash, title, participants, startedAt, now });
    // What was kept out, or whose import was undone, comes in again under its former id.
    if (known !== undefined) await admitMeeting(tx, known.id, facts, now);
    const id = known?.id ?? (await insertMeeting(tx, facts, now));
    await saveTranscript(tx, id, { turns, hash, now });
    if (file.accountId !== null) await attributeByPerson(tx, id, [file.accountId], now);
    meetingIds.push(id);
    takenIn.push(id);
    if (known === undefined) added += 1;
    else changed += 1;
  }
  if (takenIn.length > 0 || isAnyDated) await hastenStream(tx, 'signals', now);
  const isNameKeptOut = (): boolean =>
    refused.length > faults.length ||
    judgeMeeting({ title: shownTitle(file.title), isPrivate: false, participants: [] }, context).isExcluded;
  const keepsName = meetingIds.length > 0 || !isNameKeptOut();
  return { added, changed, unchanged, refused, faults, meetingIds, takenIn, keepsName };
}

function toFileTurns(meeting: FileMeeting, participants: readonly NewParticipant[]): NewTurn[] {
  return meeting.turns.map((turn) => ({
    speaker: turn.speaker,
    side: participants.find((participant) => participant.name === turn.speaker)?.side ?? 'unknown',
    text: turn.text,
    start_ms: turn.startMs ?? null,
    end_ms: turn.endMs ?? null,
  }));
}

function fileParticipants(meeting: FileMeeting, own: OwnSide): NewParticipant[] {
  return (meeting.participants ?? []).map((participant) => ({
    name: participant.name ?? null,
    title: participant.title ?? null,
    ...placePerson({ affiliation: null, email: participant.email ?? null, userId: null }, own),
    speaker_key: null,
  }));
}

/**
 * Who took part in each meeting of a file, on their side. Of whom nothing but a name is known: a user of the tenant's by
 * that name is ours; who is called like a stakeholder speaks for an account, whichever it is. Names are looked up once
 * for the whole file.
 */
async function placeParticipants(
  tx: WorkspaceTransaction,
  entries: readonly FileEntry[],
  own: OwnSide,
): Promise<ReadonlyMap<FileMeeting, readonly NewParticipant[]>> {
  const users = await readUserAddresses(tx, USER);
  const placed = entries.flatMap((entry) =>
    'reason' in entry
      ? []
      : [[entry.meeting, fileParticipants(entry.meeting, own).map((one) => placeUser(one, users))] as const],
  );
  const strangers = placed.flatMap(([, participants]) => participants.filter(isStranger));
  const names = new Set(strangers.flatMap(({ name }) => (name === null ? [] : [name])));
  const known = new Set((await listStakeholderAccountsByName(tx, [...names])).map(({ name }) => name));
  return new Map(
    placed.map(([meeting, participants]) => [
      meeting,
      participants.map((one) =>
        isStranger(one) && one.name !== null && known.has(one.name)
          ? { ...one, side: 'theirs' as const }
          : one,
      ),
    ]),
  );
}

function placeUser(one: NewParticipant, users: ReadonlyMap<string, string>): NewParticipant {
  const email = isStranger(one) ? users.get(one.name?.trim().toLowerCase() ?? '') : undefined;
  return email === undefined ? one : { ...one, email, side: 'ours' };
}

function isStranger({ email, side }: NewParticipant): boolean {
  return email === null && side === 'unknown';
}

interface NewFileMeeting {
  readonly meeting: FileMeeting;
  readonly hash: string;
  readonly title: string | null;
  readonly participants: readonly NewParticipant[];
  readonly startedAt: Date | null;
  readonly now: Date;
}

function toFileMeeting({ meeting, hash, title, participants, startedAt, now }: NewFileMeeting): NewMeeting {
  const lastMs = meeting.turns.at(-1)?.endMs ?? null;
  return {
    connectionId: null,
    source: 'file',
    sourceMeetingId: hash,
    sourceReference: meeting.id ?? null,
    title: title ?? UNTITLED,
    url: null,
    startedAt,
    durationSeconds: lastMs === null ? null : Math.round(lastMs / 1000),
    language: meeting.language ?? null,
    crmAccountId: null,
    hostEmail: null,
    state: 'awaiting-transcript',
    exclusionRule: null,
    nextTranscriptAt: now,
    participants,
  };
}
