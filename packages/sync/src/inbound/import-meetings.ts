import { hashText } from '@handrail/core';
import type { AccountId, MeetingId } from '@handrail/core';
import {
  attributeByPerson,
  getWorkspace,
  hastenStream,
  insertMeeting,
  readMeetings,
  saveTranscript,
} from '@handrail/database';
import type { NewParticipant, NewTurn, WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import { MAX_TIME_MS, sideOf, storable } from './meeting-facts.ts';
import { readConfiguration } from '../configuration.ts';
import { judgeMeeting } from './to-meeting.ts';

const MAX_TURNS = 20_000;

const text = z.string().transform((value) => storable(value) ?? '');
const moment = z.number().int().nonnegative().max(MAX_TIME_MS).nullish();
const meetingSchema = z.object({
  id: text.optional(),
  title: text.optional(),
  startedAt: z.iso.datetime({ offset: true }).optional(),
  language: text.pipe(z.string().max(20)).optional(),
  participants: z
    .array(z.object({ name: text.nullish(), email: text.nullish(), title: text.nullish() }))
    .optional(),
  turns: z
    .array(
      z.object({
        speaker: text,
        text,
        startMs: moment,
        endMs: moment,
      }),
    )
    .min(1)
    .max(MAX_TURNS),
});

/** What an import did; a line that cannot be read is refused with its reason, the others go on. */
export interface ImportOutcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly { readonly line: number; readonly reason: string }[];
  readonly meetingIds: readonly MeetingId[];
}

/**
 * Imports meetings from JSON lines, one meeting a line: `{ id?, title?, startedAt?, participants?, turns: [{ speaker,
 * text, startMs?, endMs? }] }`. A meeting is known by the hash of its content, so the same file twice changes nothing. An
 * excluded one is refused like a line that cannot be read.
 */
export async function importMeetings(
  tx: WorkspaceTransaction,
  file: { readonly content: string; readonly accountId: AccountId | null; readonly now: Date },
): Promise<ImportOutcome> {
  const refused: { line: number; reason: string }[] = [];
  const meetingIds: MeetingId[] = [];
  let added = 0;
  let unchanged = 0;
  const { configuration } = await readConfiguration(tx);
  const { organisation_domains: workspaceDomains } = await getWorkspace(tx);
  const ownDomains = [...configuration.organisation.domains, ...workspaceDomains];
  const context = { configuration, ownDomains };
  const lines = file.content.replace(/^\uFEFF/, '').split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const parsed = parseLine(line);
    if (!parsed.ok) {
      refused.push({ line: index + 1, reason: parsed.reason });
      continue;
    }
    const participants = fileParticipants(parsed.meeting, context.ownDomains);
    const title = parsed.meeting.title ?? null;
    const verdict = judgeMeeting({ title, isPrivate: false, participants }, context);
    if (verdict.isExcluded) {
      refused.push({ line: index + 1, reason: `Excluded by the rule ${verdict.rule}.` });
      continue;
    }
    const turns = toFileTurns(parsed.meeting, participants);
    // Sides are left out: they change with the workspace's domains, and the meeting stays the same.
    const said = turns.map(({ side: _, ...turn }) => turn);
    const hash = hashText(JSON.stringify([title ?? '', said]));
    const known = (await readMeetings(tx, 'file', [hash])).get(hash);
    if (known !== undefined) {
      unchanged += 1;
      meetingIds.push(known.id);
      continue;
    }
    const id = await insertFileMeeting(tx, parsed.meeting, hash, participants, file.now);
    await saveTranscript(tx, id, { turns, hash, now: file.now });
    if (file.accountId !== null) await attributeByPerson(tx, id, file.accountId, file.now);
    meetingIds.push(id);
    added += 1;
  }
  if (added > 0) await hastenStream(tx, 'signals', file.now);
  return { added, changed: 0, unchanged, refused, meetingIds };
}

type FileMeeting = z.infer<typeof meetingSchema>;

function parseLine(
  line: string,
): { readonly ok: true; readonly meeting: FileMeeting } | { readonly ok: false; readonly reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { ok: false, reason: 'The line is not JSON.' };
  }
  const parsed = meetingSchema.safeParse(value);
  if (parsed.success) return { ok: true, meeting: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a meeting'}` };
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

function fileParticipants(meeting: FileMeeting, ownDomains: readonly string[]): NewParticipant[] {
  return (meeting.participants ?? []).map((participant) => ({
    name: participant.name ?? null,
    email: participant.email?.trim().toLowerCase() ?? null,
    title: participant.title ?? null,
    side: sideOf(null, participant.email ?? null, ownDomains),
    speaker_key: null,
  }));
}

async function insertFileMeeting(
  tx: WorkspaceTransaction,
  meeting: FileMeeting,
  hash: string,
  participants: readonly NewParticipant[],
  now: Date,
): Promise<MeetingId> {
  const lastMs = meeting.turns.at(-1)?.endMs ?? null;
  return insertMeeting(
    tx,
    {
      connectionId: null,
      source: 'file',
      sourceMeetingId: hash,
      sourceReference: meeting.id ?? null,
      title: meeting.title ?? 'Imported meeting',
      url: null,
      startedAt: meeting.startedAt === undefined ? null : new Date(meeting.startedAt),
      durationSeconds: lastMs === null ? null : Math.round(lastMs / 1000),
      language: meeting.language ?? null,
      crmAccountId: null,
      hostEmail: null,
      state: 'awaiting-transcript',
      exclusionRule: null,
      nextTranscriptAt: now,
      participants,
    },
    now,
  );
}
