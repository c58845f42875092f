import type { AccountId, MeetingId, SummaryId } from '@handrail/core';
import type { RawBuilder, Selectable } from 'kysely';
import { sql } from 'kysely';
import { newId } from '../new-id.ts';
import type {
  ActionItemId,
  ActionItemsTable,
  ClaimId,
  ClaimsTable,
  MeetingsTable,
  SummariesTable,
} from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';
import { CLOSED_ORDER, isUnsent } from './timeline-since.ts';

/** One version of a meeting's summary. */
export type SummaryRow = Selectable<SummariesTable>;
export type ClaimRow = Selectable<ClaimsTable> & Adder;
export type ActionItemRow = Selectable<ActionItemsTable> & Adder;

/** The name of who added a part; null: the machine found it. */
interface Adder {
  readonly added_by_name: string | null;
}

/** A claim with the words it rests on; one that a person added was said in no turn, and rests on their own. */
export type NewClaim = Pick<
  ClaimRow,
  'kind' | 'text' | 'turn' | 'quote' | 'start_ms' | 'sentiment' | 'added_by'
>;
export type NewActionItem = Pick<
  ActionItemRow,
  'text' | 'owner' | 'due_on' | 'side' | 'turn' | 'quote' | 'start_ms' | 'state' | 'added_by'
>;

/** A summary with its claims and items, in their order. */
export interface WholeSummary {
  readonly summary: SummaryRow;
  readonly claims: readonly ClaimRow[];
  readonly actionItems: readonly ActionItemRow[];
}

/** Stores a summary as the next version of its meeting. */
export async function insertSummary(
  tx: WorkspaceTransaction,
  summary: {
    readonly meetingId: MeetingId;
    readonly algorithm: string;
    readonly language: string | null;
    readonly languageNote: string | null;
    readonly claims: readonly NewClaim[];
    readonly actionItems: readonly NewActionItem[];
    /** Whether a person changed what the machine made. */
    readonly isCorrected: boolean;
    /** Name of the model that wrote it; null: the built-in method. */
    readonly model: string | null;
    /** Why a model that should have written it did not. */
    readonly fallbackCode: string | null;
    readonly now: Date;
  },
): Promise<{ readonly id: SummaryId; readonly version: number }> {
  const made = await tx.db
    .insertInto('summaries')
    .values({
      id: newId<SummaryId>(),
      workspace_id: tx.workspaceId,
      meeting_id: summary.meetingId,
      version: sql<number>`(select coalesce(max(version), 0) + 1 from summaries
        where workspace_id = ${tx.workspaceId} and meeting_id = ${summary.meetingId})`,
      algorithm: summary.algorithm,
      language: summary.language,
      language_note: summary.languageNote,
      is_corrected: summary.isCorrected,
      model: summary.model,
      fallback_code: summary.fallbackCode,
      created_at: summary.now,
    })
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow();
  const own = { workspace_id: tx.workspaceId, summary_id: made.id };
  if (summary.claims.length > 0) {
    await tx.db
      .insertInto('claims')
      .values(summary.claims.map((claim, position) => ({ ...claim, ...own, id: newId<ClaimId>(), position })))
      .execute();
  }
  if (summary.actionItems.length > 0) {
    await tx.db
      .insertInto('action_items')
      .values(
        summary.actionItems.map((item, position) => ({
          ...item,
          ...own,
          id: newId<ActionItemId>(),
          meeting_id: summary.meetingId,
          position,
        })),
      )
      .execute();
  }
  return made;
}

/** Notes that another method makes the same of a meeting: the version stands, and nothing is new in it. */
export async function renewSummary(
  tx: WorkspaceTransaction,
  id: SummaryId,
  algorithm: string,
): Promise<void> {
  await tx.db.updateTable('summaries').set({ algorithm }).where('id', '=', id).execute();
}

/** The newest summary of each of these meetings. */
export async function readSummaries(
  tx: WorkspaceTransaction,
  meetingIds: readonly MeetingId[],
): Promise<Map<MeetingId, WholeSummary>> {
  if (meetingIds.length === 0) return new Map();
  const summaries = await tx.db
    .selectFrom('summaries')
    .selectAll()
    .distinctOn('meeting_id')
    .where('meeting_id', 'in', meetingIds)
    .orderBy('meeting_id')
    .orderBy('version', 'desc')
    .execute();
  if (summaries.length === 0) return new Map();
  const ids = summaries.map((summary) => summary.id);
  const claims = await tx.db
    .selectFrom('claims')
    .leftJoin('users', 'users.id', 'claims.added_by')
    .selectAll('claims')
    .select('users.name as added_by_name')
    .where('summary_id', 'in', ids)
    .orderBy('position')
    .execute();
  const actionItems = await tx.db
    .selectFrom('action_items')
    .leftJoin('users', 'users.id', 'action_items.added_by')
    .selectAll('action_items')
    .select('users.name as added_by_name')
    .where('summary_id', 'in', ids)
    .orderBy('position')
    .execute();
  return new Map(
    summaries.map((summary) => [
      summary.meeting_id,
      {
        summary,
        claims: claims.filter((claim) => claim.summary_id === summary.id),
        actionItems: actionItems.filter((item) => item.summary_id === summary.id),
      },
    ]),
  );
}

/** A meeting that has to be summed up. */
export type UnsummarizedMeeting = Pick<
  Selectable<MeetingsTable>,
  'id' | 'language' | 'started_at' | 'transcript_hash' | 'resummarize_at'
>;

/**
 * Meetings with a transcript whose summary somebody asked to be made anew, then those that have none made by these
 * algorithms, oldest first.
 */
export async function listUnsummarized(
  tx: WorkspaceTransaction,
  algorithms: readonly string[],
  limit: number,
): Promise<UnsummarizedMeeting[]> {
  return tx.db
    .selectFrom('meetings')
    .select(['id', 'language', 'started_at', 'transcript_hash', 'resummarize_at'])
    .where('state', '=', 'transcribed')
    .where((eb) =>
      eb.or([
        eb('resummarize_at', 'is not', null),
        eb.not(
          eb.exists(
            eb
              .selectFrom('summaries')
              .select('summaries.id')
              .whereRef('summaries.workspace_id', '=', 'meetings.workspace_id')
              .whereRef('summaries.meeting_id', '=', 'meetings.id')
              .where('summaries.algorithm', 'in', algorithms),
          ),
        ),
      ]),
    )
    .orderBy('resummarize_at', (order) => order.asc().nullsLast())
    .orderBy('created_at')
    .limit(limit)
    .execute();
}

/**
 * Held meetings, newest first, whose newest summary a model should have written and could not, because it was paused,
 * away, over its caps or not to be reached; not those whose answer could not be used. Leaves out those tried before.
 */
export async function listFallbackSummaries(
  tx: WorkspaceTransaction,
  of: { readonly tried: readonly MeetingId[]; readonly limit: number },
): Promise<UnsummarizedMeeting[]> {
  // From the summaries that fell back, which an index holds alone: never from the summaries of all meetings.
  const found = await sql<UnsummarizedMeeting>`
    select m.id, m.language, m.started_at, m.transcript_hash, m.resummarize_at from summaries s
    join meetings m on m.workspace_id = s.workspace_id and m.id = s.meeting_id
    where s.workspace_id = ${tx.workspaceId} and s.fallback_code is not null
      and s.fallback_code not like 'model_answer_%'
      and m.state = 'transcribed' and m.id <> all(${[...of.tried]}::uuid[])
      and not exists (select 1 from summaries newer where newer.workspace_id = s.workspace_id
        and newer.meeting_id = s.meeting_id and newer.version > s.version)
    order by m.started_at desc nulls last, m.id limit ${of.limit}
  `.execute(tx.db);
  return found.rows;
}

/** Notes why the model could not write a meeting's newest summary this time either; it says what it said. */
export async function noteFallbackAgain(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  code: string,
): Promise<void> {
  await sql`
    update summaries set fallback_code = ${code} where workspace_id = ${tx.workspaceId} and meeting_id = ${meetingId}
      and version = (select max(version) from summaries
        where workspace_id = ${tx.workspaceId} and meeting_id = ${meetingId})
  `.execute(tx.db);
}

/** Asks for a meeting's summary to be made anew; false when it has no transcript. */
export async function requestSummary(tx: WorkspaceTransaction, id: MeetingId, now: Date): Promise<boolean> {
  const asked = await tx.db
    .updateTable('meetings')
    .set({ resummarize_at: now })
    .where('id', '=', id)
    .where('state', '=', 'transcribed')
    .returning('id')
    .executeTakeFirst();
  return asked !== undefined;
}

/** Notes that a summary that was asked for is made. */
export async function settleSummaryRequest(tx: WorkspaceTransaction, id: MeetingId): Promise<void> {
  await tx.db
    .updateTable('meetings')
    .set({ resummarize_at: null })
    .where('id', '=', id)
    .where('resummarize_at', 'is not', null)
    .execute();
}

/** How many meetings have a summary. */
export async function countSummarizedMeetings(tx: WorkspaceTransaction): Promise<number> {
  const row = await tx.db
    .selectFrom('summaries')
    .select((eb) => eb.fn.count<number>('meeting_id').distinct().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** A summarized meeting attributed to an account, that may have to stand on its Timeline. */
export interface SummarizedAttribution {
  readonly meetingId: MeetingId;
  readonly accountId: AccountId;
  readonly startedAt: Date | null;
  readonly contentVersion: string;
}

/** Of which accounts summaries are wanted that do not stand yet: by Gainsight id; empty: of all. */
export interface UndeliveredAsked {
  readonly canary: readonly string[];
}

/**
 * Every attributed meeting with its newest summary whose version is not on the Timeline nor on its way there. A meeting
 * held before the Timeline's time is due only when it was sent, or ordered, before.
 */
export async function listUndeliveredSummaries(
  tx: WorkspaceTransaction,
  of: UndeliveredAsked & { readonly meetingIds: readonly MeetingId[] | null; readonly limit: number },
): Promise<SummarizedAttribution[]> {
  const result = await sql<SummarizedAttribution>`
    select m.id as "meetingId", a.account_id as "accountId", m.started_at as "startedAt",
      s.version::text as "contentVersion"
    from ${undelivered(tx, of, sql`w.timeline_since`)}
      and (${of.meetingIds === null}::boolean or m.id = any(${of.meetingIds ?? []}::uuid[]))
    order by m.started_at nulls last, m.id
    limit ${of.limit}
  `.execute(tx.db);
  return result.rows;
}

/** How many of them there are, those whose entry stands apart; where the Timeline is off, by the time at which it would be switched on. */
export async function countUndeliveredSummaries(
  tx: WorkspaceTransaction,
  of: UndeliveredAsked & { readonly now: Date },
): Promise<{ readonly fresh: number; readonly standing: number }> {
  const since = sql`coalesce(w.timeline_since, ${of.now})`;
  const result = await sql<{ fresh: number; standing: number }>`
    select count(*) filter (where not stands)::int as fresh, count(*) filter (where stands)::int as standing
    from (select exists (select 1 from remote_activities r where r.workspace_id = a.workspace_id
      and r.meeting_id = a.meeting_id and r.account_id = a.account_id) as stands
      from ${undelivered(tx, of, since)}) counted
  `.execute(tx.db);
  return result.rows[0] ?? { fresh: 0, standing: 0 };
}

function undelivered(tx: WorkspaceTransaction, { canary }: UndeliveredAsked, since: RawBuilder<unknown>) {
  return sql`attributions a
    join meetings m on m.workspace_id = a.workspace_id and m.id = a.meeting_id
    join lateral (
      select version from summaries
      where workspace_id = a.workspace_id and meeting_id = a.meeting_id
      order by version desc limit 1
    ) s on true
    join accounts c on c.workspace_id = a.workspace_id and c.id = a.account_id and c.presence = 'present'
    join workspaces w on w.id = a.workspace_id
    where a.workspace_id = ${tx.workspaceId}
      and m.attribution = 'attributed'
      and (coalesce(m.started_at, m.created_at) >= ${since} or not ${isUnsent(sql`a.meeting_id`, sql`a.account_id`)})
      and (${canary.length === 0}::boolean or c.gainsight_id = any(${canary}::text[]) or exists (
        -- What stands is kept up to date, whoever goes first.
        select 1 from remote_activities standing
        where standing.workspace_id = a.workspace_id and standing.meeting_id = a.meeting_id
          and standing.account_id = a.account_id))
      and not exists (
        select 1 from remote_activities r
        where r.workspace_id = a.workspace_id and r.meeting_id = a.meeting_id and r.account_id = a.account_id
          and r.content_version = s.version::text)
      and not exists (
        select 1 from outbox o
        where o.workspace_id = a.workspace_id and o.kind = 'timeline-activity' and o.subject_id = a.meeting_id
          and o.account_id = a.account_id
          and o.content_version = s.version::text
          -- What we took back because the meeting was elsewhere or kept out for a while is due again.
          and not (o.state = 'withdrawn' and o.reason in
            ('moved', 'excluded', 'account-gone', 'no-summary', 'not-first', ${CLOSED_ORDER})))`;
}
