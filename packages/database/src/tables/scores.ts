import { setImmediate } from 'node:timers/promises';
import type { AccountId, CalendarDay, HealthLabel, HealthSettings } from '@handrail/core';
import type { RawBuilder, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { ScoresTable } from '../schema.ts';
import { inSlices, rowsAsColumns } from '../rows-as-columns.ts';
import type { WorkspaceTransaction } from '../transaction.ts';
import { findDraw } from './score-peers.ts';
import type { StoredDraw } from './score-peers.ts';

/** A dated score with all its inputs. */
export type ScoreRow = Selectable<ScoresTable>;

/** A meeting as health sees it: who spoke how much, and how it sounded on their side (−1…1). */
export interface HealthMeeting {
  readonly startedAt: Date;
  /** Null where nothing that was said is known: no transcript came, or not yet. */
  readonly theirWords: number | null;
  readonly ourWords: number | null;
  readonly sentiment: number | null;
  readonly externalEmails: readonly string[];
}

/** What health is computed from: one account with its meetings in the window. */
export interface HealthSource {
  readonly accountId: AccountId;
  readonly tier: string | null;
  readonly meetings: readonly HealthMeeting[];
  /** Action items on our side that those meetings left open. */
  readonly openItems: number;
  /** What the mapped fields say; null without one. */
  readonly openTickets: number | null;
  readonly responseTime: number | null;
}

/** Accounts of a page of all: small enough that the first is there soon. */
const SOURCES_A_PAGE = 2_000;
/** So few accounts that the planner looks up what belongs to them, and reads no whole table for it. */
const LOOKED_UP_AT_ONCE = 100;

/**
 * Present accounts that have a meeting since `from`, a number in one of the custom fields, or had a score
 * before, each with these meetings: all page by page in order of their ids, or some of them. For all, one query joins
 * whole tables and a cursor hands out its pages: looked up account by account the same took more than twice as long.
 */
export async function* readHealthSources(
  tx: WorkspaceTransaction,
  query: HealthSourceQuery,
): AsyncGenerator<readonly HealthSource[], void, undefined> {
  const { accountIds } = query;
  if (accountIds !== null) {
    for (let from = 0; from < accountIds.length; from += LOOKED_UP_AT_ONCE) {
      const some = accountIds.slice(from, from + LOOKED_UP_AT_ONCE);
      const { rows } = await selectSources(tx, { ...query, accountIds: some }).execute(tx.db);
      yield rows.map(toSource);
    }
    return;
  }
  // Else the plan is made for the first rows, which are there soonest by looking up.
  await sql`set local cursor_tuple_fraction = 1`.execute(tx.db);
  await sql`declare health_sources no scroll cursor for ${selectSources(tx, query)}`.execute(tx.db);
  // The next page is on its way while one is looked at.
  const fetchPage = () =>
    sql<FoundSource>`fetch ${sql.lit(SOURCES_A_PAGE)} from health_sources`.execute(tx.db);
  for (let next = fetchPage(); ;) {
    const { rows } = await next;
    if (rows.length === 0) break;
    next = fetchPage();
    // Told where it is waited for.
    next.catch(() => undefined);
    // The statement goes out only when this thread gives way.
    await setImmediate();
    yield rows.map(toSource);
  }
  await sql`close health_sources`.execute(tx.db);
}

interface HealthSourceQuery {
  readonly from: Date;
  readonly fields: HealthSettings['fields'];
  /** Only of these accounts; null: of all. */
  readonly accountIds: readonly AccountId[] | null;
}

interface FoundSource extends Omit<HealthSource, 'meetings'> {
  readonly meetings: readonly (Omit<HealthMeeting, 'startedAt'> & { readonly startedAt: string })[];
}

function toSource({ meetings, ...source }: FoundSource): HealthSource {
  return {
    ...source,
    meetings: meetings.map((meeting) => ({ ...meeting, startedAt: new Date(meeting.startedAt) })),
  };
}

function selectSources(
  tx: WorkspaceTransaction,
  { from, fields, accountIds }: HealthSourceQuery,
): RawBuilder<FoundSource> {
  const among = (column: string) =>
    accountIds === null ? sql`` : sql`and ${sql.ref(column)} = any(${accountIds})`;
  const ofMeetings =
    accountIds === null
      ? sql``
      : sql`and p.meeting_id in (
            select meeting_id from attributions where workspace_id = ${tx.workspaceId} ${among('account_id')})`;
  return sql<FoundSource>`
    select c.id as "accountId", c.tier, c.response_time as "responseTime", c.open_tickets as "openTickets",
      coalesce(h.meetings, '[]') as meetings, coalesce(h.open, 0) as "openItems"
    from (
      select c.id, c.tier, ${numberIn(fields.responseTime)} as response_time,
        ${numberIn(fields.openTickets)} as open_tickets
      from accounts c
      where c.workspace_id = ${tx.workspaceId} and c.presence = 'present' ${among('c.id')}) c
    left join (
      select account_id, sum(open)::int as open,
        json_agg(json_build_object('startedAt', started_at, 'theirWords', their_words, 'ourWords', our_words,
          'sentiment', sentiment::float8, 'externalEmails', emails) order by started_at, id) as meetings
      from (
        select a.account_id, m.id, m.started_at, m.their_words, m.our_words, m.sentiment,
          coalesce(p.emails, '[]') as emails,
          -- Looked up: the newest summary of each meeting alone counts.
          (select count(*) from action_items i
            where i.workspace_id = ${tx.workspaceId} and i.side = 'ours' and i.state = 'open' and i.summary_id = (
              select s.id from summaries s where s.workspace_id = ${tx.workspaceId} and s.meeting_id = m.id
              order by s.version desc limit 1)) as open
        from attributions a
        join meetings m on m.workspace_id = a.workspace_id and m.id = a.meeting_id
        left join (
          select p.meeting_id, json_agg(p.email) as emails from participants p
          where p.workspace_id = ${tx.workspaceId} and p.side = 'theirs' and p.email is not null ${ofMeetings}
          group by p.meeting_id) p on p.meeting_id = m.id
        where a.workspace_id = ${tx.workspaceId} and m.attribution = 'attributed'
          and m.started_at >= ${from} ${among('a.account_id')}) held
      group by account_id) h on h.account_id = c.id
    where h.account_id is not null or c.response_time is not null or c.open_tickets is not null
      -- Not by "exists", which may read all scores there ever were.
      or coalesce((select true from scores s where s.workspace_id = ${tx.workspaceId} and s.account_id = c.id limit 1),
        false)
    order by c.id
  `;
}

/** The number in a custom field of an account, null where there is none. */
function numberIn(field: string | null) {
  return field === null
    ? sql`null::float8`
    : sql`case jsonb_typeof(c.fields -> ${field}::text) when 'number' then (c.fields ->> ${field}::text)::float8 end`;
}

/** A score to store for a day. */
export interface NewScore {
  readonly accountId: AccountId;
  readonly kind: string;
  readonly scoredOn: CalendarDay;
  readonly score: number | null;
  readonly label: string | null;
  readonly reason: string | null;
  readonly topCause: string | null;
  readonly parts: readonly object[];
  /** Without the figures of others and the rules: those are the sample's. */
  readonly inputs: object;
  readonly algorithm: string;
  /** The sample that it is held against (null: nobody), and the account's own place in it; null when it is not in it. */
  readonly peersId: string | null;
  readonly peersAt: number | null;
}

/** Stores scores of a day in place of that day's earlier ones. */
export async function saveScores(
  tx: WorkspaceTransaction,
  scores: readonly NewScore[],
  now: Date,
): Promise<void> {
  for (const slice of inSlices(scores)) await saveSlice(tx, slice, now);
}

async function saveSlice(tx: WorkspaceTransaction, scores: readonly NewScore[], now: Date): Promise<void> {
  await sql`
    insert into scores (workspace_id, account_id, kind, scored_on, score, label, reason, top_cause, parts, inputs,
      algorithm, peers_id, peers_at, created_at)
    select ${tx.workspaceId}, "accountId", kind, "scoredOn", score, label, reason, "topCause", parts, inputs,
      algorithm, "peersId", "peersAt", ${now}
    from ${rowsAsColumns('given', scores, SCORE_COLUMNS)}
    on conflict (workspace_id, account_id, kind, scored_on) do update set
      score = excluded.score, label = excluded.label, reason = excluded.reason, top_cause = excluded.top_cause,
      parts = excluded.parts, inputs = excluded.inputs, algorithm = excluded.algorithm,
      peers_id = excluded.peers_id, peers_at = excluded.peers_at, created_at = excluded.created_at
  `.execute(tx.db);
}

const SCORE_COLUMNS = {
  accountId: 'uuid',
  kind: 'text',
  scoredOn: 'date',
  score: 'numeric',
  label: 'text',
  reason: 'text',
  topCause: 'text',
  parts: 'jsonb',
  inputs: 'json',
  algorithm: 'text',
  peersId: 'uuid',
  peersAt: 'integer',
} as const;

/** What a score said, and the account's own figures that it was made from. */
export type OwnScore = Pick<
  ScoreRow,
  'account_id' | 'score' | 'label' | 'reason' | 'top_cause' | 'parts' | 'inputs' | 'algorithm'
>;

/** The newest score of a kind of each of these accounts. */
export async function readLatestScores(
  tx: WorkspaceTransaction,
  kind: string,
  accountIds: readonly AccountId[],
): Promise<Map<AccountId, OwnScore>> {
  const result = await sql<OwnScore>`
    select s.account_id, s.score, s.label, s.reason, s.top_cause, s.parts, s.inputs, s.algorithm
    from unnest(${accountIds}::uuid[]) as wanted(id)
    cross join lateral (
      select * from scores
      where workspace_id = ${tx.workspaceId} and account_id = wanted.id and kind = ${kind}
      order by scored_on desc limit 1) s
  `.execute(tx.db);
  return new Map(result.rows.map((row) => [row.account_id, row]));
}

/** A day's score as it was, without what it was made from. */
export type DatedScore = Pick<ScoreRow, 'scored_on' | 'score' | 'label'>;

/** The scores of one account since a day, oldest first. */
export async function listScores(
  tx: WorkspaceTransaction,
  accountId: AccountId,
  kind: string,
  since: CalendarDay,
): Promise<DatedScore[]> {
  return tx.db
    .selectFrom('scores')
    .select(['scored_on', 'score', 'label'])
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('scored_on', '>=', since)
    .orderBy('scored_on')
    .execute();
}

/** A score with all its inputs, and whom it was held against; null where that is not known. */
export interface FoundScore extends ScoreRow {
  readonly peers: Pick<StoredDraw, 'ofAll' | 'tier'> | null;
}

/** The score of a kind that stood on a day, with all its inputs: that day's, else the last one before it. */
export async function findScore(
  tx: WorkspaceTransaction,
  accountId: AccountId,
  kind: string,
  on: CalendarDay,
): Promise<FoundScore | undefined> {
  const row = await tx.db
    .selectFrom('scores')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('scored_on', '<=', on)
    .orderBy('scored_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.peers_id === null) return { ...row, peers: null };
  const draw = await findDraw(tx, row.peers_id);
  const { ofAll, tier } = draw;
  return { ...row, inputs: withDraw(row.inputs, draw, row.peers_at), peers: { ofAll, tier } };
}

/**
 * Puts the rules of the draw among the inputs, and the figures of the others into each that is compared with them, but
 * for those at the account's own place.
 */
function withDraw(inputs: object, { figures, rules }: StoredDraw, at: number | null): object {
  const others: readonly Readonly<Record<string, unknown>>[] = figures
    .filter((_, index) => index !== at)
    .map((one) => ({ ...one }));
  const compared = Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      name,
      isRecord(input) && 'current' in input
        ? { ...input, tier: others.map((other) => other[name]).filter((figure) => figure !== null) }
        : input,
    ]),
  );
  return rules === null ? compared : { ...compared, rules };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How many present accounts have a health score, or the reason why not. */
export async function countScoredAccounts(tx: WorkspaceTransaction): Promise<number> {
  const result = await sql<{ count: number }>`
    select count(*)::int as count from accounts c
    where c.workspace_id = ${tx.workspaceId} and c.presence = 'present' and exists (
      select 1 from scores s where s.workspace_id = c.workspace_id and s.account_id = c.id and s.kind = 'health')
  `.execute(tx.db);
  return result.rows[0]?.count ?? 0;
}

/** A day's health with its parts, as stored. */
export interface SampledScore {
  readonly scoredOn: CalendarDay;
  readonly score: number | null;
  readonly label: HealthLabel | null;
  readonly parts: unknown;
}

/** The health of an account over time, oldest first. */
export interface ScoreHistory {
  readonly accountId: AccountId;
  readonly name: string;
  readonly scores: readonly SampledScore[];
}

/**
 * The health of present accounts from a day to today, of every `stepDays` days the last score; what stood on the first
 * day is dated there. Accounts without a score are not among them; in order of their id after `after`.
 */
export async function sampleScores(
  tx: WorkspaceTransaction,
  look: {
    readonly from: CalendarDay;
    readonly today: CalendarDay;
    readonly stepDays: number;
    readonly after: AccountId | null;
    readonly limit: number;
  },
): Promise<ScoreHistory[]> {
  const { from, today, stepDays, after, limit } = look;
  const result = await sql<ScoreHistory>`
    with subjects as (
      select c.id, c.name from accounts c
      where c.workspace_id = ${tx.workspaceId} and c.presence = 'present'
        and (${after}::uuid is null or c.id > ${after})
        and exists (select 1 from scores s
          where s.workspace_id = c.workspace_id and s.account_id = c.id and s.kind = 'health')
      order by c.id limit ${limit}),
    dated as (
      select s.account_id, s.scored_on, s.score, s.label, s.parts,
        (${today}::date - s.scored_on) / ${stepDays}::int as steps_ago
      from scores s
      where s.workspace_id = ${tx.workspaceId} and s.kind = 'health' and s.account_id in (select id from subjects)
        and s.scored_on > ${from}::date and s.scored_on <= ${today}::date),
    looked as (
      select distinct on (account_id, steps_ago) account_id, scored_on, score, label, parts
      from dated order by account_id, steps_ago, scored_on desc),
    stood as (
      select s.account_id, ${from}::date as scored_on, s.score, s.label, s.parts
      from subjects c cross join lateral (
        select * from scores s
        where s.workspace_id = ${tx.workspaceId} and s.account_id = c.id and s.kind = 'health'
          and s.scored_on <= ${from}::date
        order by s.scored_on desc limit 1) s)
    select c.id as "accountId", c.name, jsonb_agg(jsonb_build_object('scoredOn', s.scored_on, 'score', s.score,
      'label', s.label, 'parts', s.parts) order by s.scored_on) as scores
    from subjects c join (select * from looked union all select * from stood) s on s.account_id = c.id
    group by c.id, c.name
    order by c.id
  `.execute(tx.db);
  return result.rows;
}

/** Sets when each account's last meeting was; an account whose meetings all went elsewhere has none. */
export async function refreshLastMeetings(tx: WorkspaceTransaction): Promise<void> {
  await sql`
    with last as (
      select a.account_id, max(m.started_at) as at
      from attributions a join meetings m on m.workspace_id = a.workspace_id and m.id = a.meeting_id
      where a.workspace_id = ${tx.workspaceId} group by a.account_id)
    update accounts c set last_meeting_at = wanted.at
    from (
      select coalesce(l.account_id, s.id) as id, l.at
      from last l full join (
        select id from accounts where workspace_id = ${tx.workspaceId} and last_meeting_at is not null) s
        on s.id = l.account_id) wanted
    where c.workspace_id = ${tx.workspaceId} and c.id = wanted.id and c.last_meeting_at is distinct from wanted.at
  `.execute(tx.db);
}
