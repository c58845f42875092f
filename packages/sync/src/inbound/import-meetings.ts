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
import { sideOf, storable } from './meeting-facts.ts';

const MAX_TURNS = 20_000;

const text = z.string().transform((value) => storable(value) ?? '');
const meetingSchema = z.object({
  id: z.string().optional(),
  title: text.optional(),
  startedAt: z.iso.datetime({ offset: true }).optional(),
  language: z.string().max(20).optional(),
  participants: z
    .array(z.object({ name: text.nullish(), email: z.string().nullish(), title: text.nullish() }))
    .optional(),
  turns: z
    .array(
      z.object({
        speaker: text,
        text,
        startMs: z.number().int().nonnegative().nullish(),
        endMs: z.number().int().nonnegative().nullish(),
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
 * text, startMs?, endMs? }] }`. A meeting is known by the hash of its content, so the same file twice changes nothing.
 */
export async function importMeetings(
  tx: WorkspaceTransaction,
  file: { readonly content: string; readonly accountId: AccountId | null; readonly now: Date },
): Promise<ImportOutcome> {
  const refused: { line: number; reason: string }[] = [];
  const meetingIds: MeetingId[] = [];
  let added = 0;
  let unchanged = 0;
  const { organisation_domains: ownDomains } = await getWorkspace(tx);
  for (const [index, line] of file.content.split('\n').entries()) {
    if (line.trim() === '') continue;
    const parsed = parseLine(line);
    if (!parsed.ok) {
      refused.push({ line: index + 1, reason: parsed.reason });
      continue;
    }
    const turns = toFileTurns(parsed.meeting, ownDomains);
    const hash = hashText(JSON.stringify([parsed.meeting.title ?? '', turns]));
    const known = (await readMeetings(tx, 'file', [hash])).get(hash);
    if (known !== undefined) {
      unchanged += 1;
      meetingIds.push(known.id);
      continue;
    }
    const id = await insertFileMeeting(tx, parsed.meeting, hash, ownDomains, file.now);
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

function toFileTurns(meeting: FileMeeting, ownDomains: readonly string[]): NewTurn[] {
  const participants = fileParticipants(meeting, ownDomains);
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
  ownDomains: readonly string[],
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
      participants: fileParticipants(meeting, ownDomains),
    },
    now,
  );
}
