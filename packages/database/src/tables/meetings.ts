import type { AccountId, ConnectionId, MeetingId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { newId } from '../new-id.ts';
import type { MeetingsTable, ParticipantId, ParticipantsTable, TurnsTable } from '../schema.ts';

/** A meeting as stored. */
export type MeetingRow = Selectable<MeetingsTable>;
export type ParticipantRow = Selectable<ParticipantsTable>;
export type TurnRow = Selectable<TurnsTable>;

/** Who took part, as the source tells it. */
export type NewParticipant = Pick<ParticipantRow, 'name' | 'email' | 'title' | 'side' | 'speaker_key'>;

/** Title of a meeting whose own one may not be kept. */
export const EXCLUDED_TITLE = 'Excluded meeting';

/** What a source tells about a meeting before its transcript. */
export interface NewMeeting {
  readonly connectionId: ConnectionId | null;
  readonly source: MeetingRow['source'];
  readonly sourceMeetingId: string;
  readonly sourceReference: string | null;
  readonly title: string;
  readonly url: string | null;
  readonly startedAt: Date | null;
  readonly durationSeconds: number | null;
  readonly language: string | null;
  readonly crmAccountId: string | null;
  readonly hostEmail: string | null;
  readonly state: MeetingRow['state'];
  readonly exclusionRule: string | null;
  readonly nextTranscriptAt: Date | null;
  readonly participants: readonly NewParticipant[];
}

/** The meetings of a source with these ids, by source id. */
export async function readMeetings(
  tx: WorkspaceTransaction,
  source: MeetingRow['source'],
  sourceMeetingIds: readonly string[],
): Promise<Map<string, MeetingRow>> {
  if (sourceMeetingIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('meetings')
    .selectAll()
    .where('source', '=', source)
    .where(sql<boolean>`source_meeting_id = any(${sourceMeetingIds})`)
    .execute();
  return new Map(rows.map((row) => [row.source_meeting_id, row]));
}

/** Stores a new meeting with its participants. */
export async function insertMeeting(
  tx: WorkspaceTransaction,
  meeting: NewMeeting,
  now: Date,
): Promise<MeetingId> {
  const id = newId<MeetingId>();
  await tx.db
    .insertInto('meetings')
    .values({
      id,
      workspace_id: tx.workspaceId,
      connection_id: meeting.connectionId,
      source: meeting.source,
      source_meeting_id: meeting.sourceMeetingId,
      source_reference: meeting.sourceReference,
      title: meeting.title,
      url: meeting.url,
      started_at: meeting.startedAt,
      duration_seconds: meeting.durationSeconds,
      language: meeting.language,
      crm_account_id: meeting.crmAccountId,
      host_email: meeting.hostEmail,
      state: meeting.state,
      exclusion_rule: meeting.exclusionRule,
      next_transcript_at: meeting.nextTranscriptAt,
      created_at: now,
      updated_at: now,
    })
    .execute();
  await insertParticipants(tx, id, meeting.participants);
  return id;
}

/**
 * Stores newer facts of a known meeting; its transcript and state stay. Its attribution is judged again, unless a
 * person decided it.
 */
export async function updateMeeting(
  tx: WorkspaceTransaction,
  id: MeetingId,
  meeting: NewMeeting,
  now: Date,
): Promise<void> {
  await tx.db
    .updateTable('meetings')
    .set({
      title: meeting.title,
      url: meeting.url,
      started_at: meeting.startedAt,
      duration_seconds: meeting.durationSeconds,
      language: meeting.language,
      crm_account_id: meeting.crmAccountId,
      host_email: meeting.hostEmail,
      attribution: sql<
        MeetingRow['attribution']
      >`case when attribution_decided_by = 'person' then attribution else 'pending' end`,
      people_changed: false,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute();
  await tx.db.deleteFrom('participants').where('meeting_id', '=', id).execute();
  await insertParticipants(tx, id, meeting.participants);
}

/** Meetings of a source that we hold something of, in order of their id from `after` on. */
export async function listHeldMeetings(
  tx: WorkspaceTransaction,
  query: { readonly source: MeetingRow['source']; readonly after: string | null; readonly limit: number },
): Promise<{ readonly id: MeetingId; readonly source_meeting_id: string }[]> {
  return tx.db
    .selectFrom('meetings')
    .select(['id', 'source_meeting_id'])
    .where('source', '=', query.source)
    .where('state', '!=', 'excluded')
    .$if(query.after !== null, (q) => q.where(sql<boolean>`id > ${query.after}`))
    .orderBy('id')
    .limit(query.limit)
    .execute();
}

/** Notes which meetings stand at the recorder, and which no longer do. */
export async function markGoneMeetings(
  tx: WorkspaceTransaction,
  found: { readonly present: readonly MeetingId[]; readonly gone: readonly MeetingId[] },
  now: Date,
): Promise<void> {
  await sql`
    update meetings set gone_at = case when id = any(${found.gone}::uuid[]) then ${now}::timestamptz end
    where workspace_id = ${tx.workspaceId}
      and ((id = any(${found.gone}::uuid[]) and gone_at is null)
        or (id = any(${found.present}::uuid[]) and gone_at is not null))
  `.execute(tx.db);
}

/** Meetings of a source that stand there no longer and of which we still hold something; and how many we hold in all. */
export async function readGoneMeetings(
  tx: WorkspaceTransaction,
  source: MeetingRow['source'],
): Promise<{ readonly gone: readonly MeetingId[]; readonly held: number }> {
  const result = await sql<{ gone: MeetingId[]; held: number }>`
    select coalesce(array_agg(id) filter (where gone_at is not null), '{}') as gone, count(*)::int as held
    from meetings where workspace_id = ${tx.workspaceId} and source = ${source} and state <> 'excluded'
  `.execute(tx.db);
  return result.rows[0] ?? { gone: [], held: 0 };
}

/** What is held of a source, by state and by the rule that keeps out. */
export interface HeldMeetings {
  readonly source: MeetingRow['source'];
  readonly state: MeetingRow['state'];
  readonly rule: string | null;
  readonly meetings: number;
  readonly gone: number;
  readonly oldest: Date | null;
  readonly newest: Date | null;
}

/** Counts the meetings of each source by state and rule. */
export async function countHeldMeetings(tx: WorkspaceTransaction): Promise<HeldMeetings[]> {
  const result = await sql<HeldMeetings>`
    select source, state, exclusion_rule as rule, count(*)::int as meetings,
      (count(*) filter (where gone_at is not null and state <> 'excluded'))::int as gone,
      min(started_at) as oldest, max(started_at) as newest
    from meetings where workspace_id = ${tx.workspaceId}
    group by source, state, exclusion_rule order by source, state, exclusion_rule
  `.execute(tx.db);
  return result.rows;
}

/** Leaves nothing of a meeting but its id, its time and the rule that keeps it out. */
export async function excludeMeeting(
  tx: WorkspaceTransaction,
  id: MeetingId,
  rule: string,
  now: Date,
): Promise<void> {
  const parts = ['turns', 'participants', 'summaries', 'held_answers', 'attributions', 'reviews'] as const;
  for (const table of parts) {
    await tx.db.deleteFrom(table).where('meeting_id', '=', id).execute();
  }
  // What people corrected quotes what was said.
  await sql`
    delete from summary_corrections where workspace_id = ${tx.workspaceId} and meeting_id = ${id}
  `.execute(tx.db);
  await tx.db
    .updateTable('meetings')
    .set({
      title: EXCLUDED_TITLE,
      url: null,
      source_reference: null,
      language: null,
      crm_account_id: null,
      host_email: null,
      transcript_hash: null,
      sentiment: null,
      their_words: null,
      our_words: null,
      state: 'excluded',
      exclusion_rule: rule,
      attribution: 'none',
      next_transcript_at: null,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute();
}

/** Names another rule than before as the one that keeps an excluded meeting out. */
export async function nameExclusion(
  tx: WorkspaceTransaction,
  id: MeetingId,
  rule: string,
  now: Date,
): Promise<void> {
  await tx.db
    .updateTable('meetings')
    .set({ exclusion_rule: rule, updated_at: now })
    .where('id', '=', id)
    .where('state', '=', 'excluded')
    .execute();
}

/** Takes a meeting in that was excluded before: its facts now, its transcript when it comes. */
export async function admitMeeting(
  tx: WorkspaceTransaction,
  id: MeetingId,
  meeting: NewMeeting,
  now: Date,
): Promise<void> {
  await updateMeeting(tx, id, meeting, now);
  await tx.db
    .updateTable('meetings')
    .set({
      state: meeting.state,
      exclusion_rule: null,
      source_reference: meeting.sourceReference,
      attribution: 'pending',
      attribution_decided_by: 'rule',
      transcript_attempts: 0,
      next_transcript_at: meeting.nextTranscriptAt,
    })
    .where('id', '=', id)
    .execute();
}

/** Meetings that are not excluded, in order of their id from `after` on. */
export async function listAdmittedMeetings(
  tx: WorkspaceTransaction,
  query: { readonly after: MeetingId | null; readonly limit: number },
): Promise<MeetingRow[]> {
  return tx.db
    .selectFrom('meetings')
    .selectAll()
    .where('state', '!=', 'excluded')
    .$if(query.after !== null, (q) => q.where(sql<boolean>`id > ${query.after}`))
    .orderBy('id')
    .limit(query.limit)
    .execute();
}

/** Meetings that are not excluded and were held since a time, newest first. */
export async function listMeetingsSince(
  tx: WorkspaceTransaction,
  query: { readonly since: Date; readonly limit: number },
): Promise<MeetingRow[]> {
  return tx.db
    .selectFrom('meetings')
    .selectAll()
    .where('state', '!=', 'excluded')
    .where('started_at', '>=', query.since)
    .orderBy('started_at', 'desc')
    .limit(query.limit)
    .execute();
}

/** When the oldest meeting of a source was held that a rule of the configuration keeps out; null when none is. */
export async function findOldestExclusion(
  tx: WorkspaceTransaction,
  source: MeetingRow['source'],
): Promise<Date | null> {
  const row = await tx.db
    .selectFrom('meetings')
    .select((eb) => eb.fn.min('started_at').as('at'))
    .where('source', '=', source)
    .where(keptOutByRule)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** How many meetings a rule of the configuration keeps out. */
export async function countMeetingsKeptOut(tx: WorkspaceTransaction): Promise<number> {
  const row = await tx.db
    .selectFrom('meetings')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(keptOutByRule)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Not the private ones, nor those that went with their account: what is written down in the configuration. */
const keptOutByRule = sql<boolean>`(state = 'excluded' and (exclusion_rule = 'only' or exclusion_rule like 'exclude%'))`;

async function insertParticipants(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  participants: readonly NewParticipant[],
): Promise<void> {
  if (participants.length === 0) return;
  await tx.db
    .insertInto('participants')
    .values(
      participants.map((participant) => ({
        ...participant,
        id: newId<ParticipantId>(),
        workspace_id: tx.workspaceId,
        meeting_id: meetingId,
      })),
    )
    .execute();
}

/** A turn of a transcript, in order. */
export type NewTurn = Pick<TurnRow, 'speaker' | 'side' | 'text' | 'start_ms' | 'end_ms'>;

/** Stores the transcript of a meeting in place of an earlier one. */
export async function saveTranscript(
  tx: WorkspaceTransaction,
  id: MeetingId,
  transcript: { readonly turns: readonly NewTurn[]; readonly hash: string; readonly now: Date },
): Promise<void> {
  await tx.db.deleteFrom('turns').where('meeting_id', '=', id).execute();
  const rows = transcript.turns.map((turn, index) => ({ i: index, ...turn }));
  await sql`
    insert into turns (workspace_id, meeting_id, turn, speaker, side, text, start_ms, end_ms)
    select ${tx.workspaceId}, ${id}, i, speaker, side, text, start_ms, end_ms
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t(i integer, speaker text, side text, text text, start_ms integer, end_ms integer)
  `.execute(tx.db);
  await tx.db
    .updateTable('meetings')
    .set({
      state: 'transcribed',
      transcript_hash: transcript.hash,
      next_transcript_at: null,
      updated_at: transcript.now,
    })
    .where('id', '=', id)
    .execute();
}

/** Keeps what a transcript tells in numbers: words spoken on each side, and their side's sentiment (−1…1). */
export async function saveMeetingMeasures(
  tx: WorkspaceTransaction,
  id: MeetingId,
  measures: { readonly theirWords: number; readonly ourWords: number; readonly sentiment: number | null },
): Promise<void> {
  await tx.db
    .updateTable('meetings')
    .set({ their_words: measures.theirWords, our_words: measures.ourWords, sentiment: measures.sentiment })
    .where('id', '=', id)
    .execute();
}

/** Says when the transcript is asked for again, or that it will not come. */
export async function postponeTranscript(
  tx: WorkspaceTransaction,
  id: MeetingId,
  next: Date | null,
  now: Date,
): Promise<void> {
  await tx.db
    .updateTable('meetings')
    .set((eb) => ({
      state: next === null ? ('no-transcript' as const) : ('awaiting-transcript' as const),
      next_transcript_at: next,
      transcript_attempts: eb('transcript_attempts', '+', 1),
      updated_at: now,
    }))
    .where('id', '=', id)
    .execute();
}

/** Meetings of a source whose transcript is to be asked for now. */
export async function listAwaitingTranscript(
  tx: WorkspaceTransaction,
  source: MeetingRow['source'],
  now: Date,
  limit: number,
): Promise<MeetingRow[]> {
  return tx.db
    .selectFrom('meetings')
    .selectAll()
    .where('source', '=', source)
    .where('state', '=', 'awaiting-transcript')
    .where('next_transcript_at', '<=', now)
    .orderBy('next_transcript_at')
    .limit(limit)
    .execute();
}

/** The meeting of that id, or nothing. */
export async function findMeeting(tx: WorkspaceTransaction, id: MeetingId): Promise<MeetingRow | undefined> {
  return tx.db.selectFrom('meetings').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Participants of meetings, in no order. */
export async function listParticipants(
  tx: WorkspaceTransaction,
  meetingIds: readonly MeetingId[],
): Promise<ParticipantRow[]> {
  if (meetingIds.length === 0) return [];
  return tx.db.selectFrom('participants').selectAll().where('meeting_id', 'in', meetingIds).execute();
}

/** Dates a meeting of which nobody had said when it was held; it is summed up again, with the days that it names. */
export async function dateMeeting(
  tx: WorkspaceTransaction,
  id: MeetingId,
  startedAt: Date,
  now: Date,
): Promise<void> {
  await tx.db
    .updateTable('meetings')
    .set({ started_at: startedAt, resummarize_at: now, updated_at: now })
    .where('id', '=', id)
    .where('started_at', 'is', null)
    .execute();
}

/** The turns of a meeting, in order. */
export async function listTurns(tx: WorkspaceTransaction, id: MeetingId): Promise<TurnRow[]> {
  return tx.db.selectFrom('turns').selectAll().where('meeting_id', '=', id).orderBy('turn').execute();
}

/** What a list of meetings asks for. */
export interface MeetingQuery {
  readonly accountId: AccountId | null;
  readonly search: string | null;
  readonly attribution: MeetingRow['attribution'] | null;
  readonly after: { readonly startedAt: Date | null; readonly id: string } | null;
  readonly limit: number;
}

/** One page of meetings, newest first, those without a time last. */
export async function listMeetings(tx: WorkspaceTransaction, query: MeetingQuery): Promise<MeetingRow[]> {
  const after = query.after;
  const position =
    after === null
      ? sql<boolean>`true`
      : after.startedAt === null
        ? sql<boolean>`(started_at is null and id > ${after.id})`
        : sql<boolean>`(started_at < ${after.startedAt} or (started_at = ${after.startedAt} and id > ${after.id}) or started_at is null)`;
  return tx.db
    .selectFrom('meetings')
    .selectAll()
    .where(matching(query))
    .where(position)
    .orderBy(sql`started_at desc nulls last, id`)
    .limit(query.limit)
    .execute();
}

/** How many meetings match. */
export async function countMeetings(
  tx: WorkspaceTransaction,
  query: Pick<MeetingQuery, 'accountId' | 'search' | 'attribution'>,
): Promise<number> {
  const row = await tx.db
    .selectFrom('meetings')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(matching(query))
    .executeTakeFirstOrThrow();
  return row.count;
}

function matching(query: Pick<MeetingQuery, 'accountId' | 'search' | 'attribution'>) {
  const search = query.search === null || query.search === '' ? null : query.search.toLowerCase();
  return sql<boolean>`(${search}::text is null or position(${search ?? ''} in lower(title)) > 0
      or source_reference = ${query.search ?? ''} or source_meeting_id = ${query.search ?? ''})
    and (${query.attribution}::text is null or attribution = ${query.attribution})
    and (${query.accountId}::uuid is null or exists (
      select 1 from attributions a
      where a.workspace_id = meetings.workspace_id and a.meeting_id = meetings.id and a.account_id = ${query.accountId}))`;
}
