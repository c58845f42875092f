import { INSIGHT_IDS, metricOfInsight } from '@handrail/core';
import type { AccountId, CalendarDay, HealthThresholds, InsightId, InsightRule } from '@handrail/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** What Gainsight calls the object of its users. */
const USER_OBJECT = 'gsuser';

/** A metric's value: a number, a label, an ISO 8601 instant, true or false; null where it is undefined. */
export type StoredMetricValue = number | string | boolean | null;

/** When metrics are measured, how far the windowed ones look back, and by which settings. */
export interface MetricLook {
  readonly now: Date;
  /** The workspace's day of `now`. */
  readonly day: CalendarDay;
  readonly windowDays: number;
  /** By which the score of a part has its label. */
  readonly thresholds: HealthThresholds;
  /** Where an insight is not looked for, whether it stands is undefined. */
  readonly insights: Readonly<Record<InsightId, InsightRule>>;
}

/**
 * Measures every metric of those of these accounts, or of all, that are present and have meetings, a score, an insight or
 * earlier values, in one statement, and stores what changed as that day's value. Answers the accounts of which a value changed.
 */
export async function measureMetrics(
  tx: WorkspaceTransaction,
  { now, day, windowDays, thresholds, insights }: MetricLook,
  accountIds: readonly AccountId[] | null,
): Promise<ReadonlySet<AccountId>> {
  const from = new Date(now.getTime() - windowDays * 86_400_000);
  const among = (column: string) =>
    accountIds === null ? sql`` : sql`and ${sql.ref(column)} = any(${accountIds})`;
  const result = await sql<{ accountId: AccountId }>`
    with held as (
      select a.account_id, m.id, m.started_at, m.duration_seconds, m.sentiment, m.their_words, m.our_words,
        m.started_at > ${from} as is_recent,
        exists (select 1 from participants p where p.workspace_id = m.workspace_id and p.meeting_id = m.id
          and p.side = 'theirs') as has_theirs,
        exists (select 1 from participants p where p.workspace_id = m.workspace_id and p.meeting_id = m.id
          and p.side = 'ours' and lower(p.email) = lower(m.host_email)) as is_hosted_by_us
      from attributions a join meetings m on m.workspace_id = a.workspace_id and m.id = a.meeting_id
      where a.workspace_id = ${tx.workspaceId} and m.attribution = 'attributed' and m.started_at <= ${now}
        ${among('a.account_id')}),
    facts as (
      select account_id, max(started_at) as last_at, max(started_at) filter (where has_theirs) as last_theirs_at,
        max(started_at) filter (where is_hosted_by_us) as last_hosted_at,
        count(*) filter (where is_recent) as held,
        round(sum(duration_seconds) filter (where is_recent) / 3600.0, 1) as hours,
        round(100.0 * sum(their_words) filter (where is_recent)
          / nullif(sum(their_words + our_words) filter (where is_recent), 0)) as share,
        count(*) filter (where is_recent and sentiment >= 0.05) as positive,
        count(*) filter (where is_recent and sentiment > -0.05 and sentiment < 0.05) as neutral,
        count(*) filter (where is_recent and sentiment <= -0.05) as negative
      from held group by account_id),
    colleagues as (
      select p.connection_id, p.gainsight_id, lower(p.payload ->> 'Email') as email
      from source_payloads p
      where p.workspace_id = ${tx.workspaceId} and p.object = ${USER_OBJECT}),
    people as (
      select h.account_id, count(distinct lower(p.email)) filter (where p.side = 'theirs') as theirs,
        count(distinct lower(p.email)) filter (where p.side = 'ours') as ours,
        count(distinct h.id) filter (where p.side = 'ours' and u.gainsight_id is not null) as with_owner
      from held h
      join accounts c on c.workspace_id = ${tx.workspaceId} and c.id = h.account_id
      join participants p on p.workspace_id = c.workspace_id and p.meeting_id = h.id and p.email is not null
      left join colleagues u on u.email = lower(p.email) and u.connection_id = c.connection_id
        and u.gainsight_id in (c.owner_gainsight_id, c.csm_gainsight_id)
      where h.is_recent group by h.account_id),
    deciding as (
      select h.account_id, max(h.started_at) as last_at
      from held h
      join accounts c on c.workspace_id = ${tx.workspaceId} and c.id = h.account_id
      join participants p on p.workspace_id = c.workspace_id and p.meeting_id = h.id and p.side = 'theirs'
      join stakeholders k on k.workspace_id = c.workspace_id and k.connection_id = c.connection_id
        and k.company_gainsight_id = c.gainsight_id and k.email_key = lower(p.email)
        and (k.decision_maker or k.role ~* 'decision')
      group by h.account_id),
    known as (
      select c.id as account_id, count(*) as people
      from accounts c join stakeholders k on k.workspace_id = c.workspace_id and k.connection_id = c.connection_id
        and k.company_gainsight_id = c.gainsight_id and k.presence = 'present'
      where c.workspace_id = ${tx.workspaceId} ${among('c.id')} group by c.id),
    standing as (
      select account_id, array_agg(insight) as insights from insights
      where workspace_id = ${tx.workspaceId} and ended_at is null ${among('account_id')} group by account_id),
    items as (
      select h.account_id, count(*) filter (where i.side = 'ours') as ours,
        count(*) filter (where i.side = 'theirs') as theirs
      from held h
      join lateral (select s.id from summaries s where s.workspace_id = ${tx.workspaceId} and s.meeting_id = h.id
        order by s.version desc limit 1) newest on true
      join action_items i on i.workspace_id = ${tx.workspaceId} and i.summary_id = newest.id and i.state = 'open'
      where h.is_recent group by h.account_id),
    subjects as (
      select c.id as account_id, c.tier, c.status from accounts c
      where c.workspace_id = ${tx.workspaceId} and c.presence = 'present' ${among('c.id')}
        and (exists (select 1 from attributions a where a.workspace_id = c.workspace_id and a.account_id = c.id)
          or exists (select 1 from scores s where s.workspace_id = c.workspace_id and s.account_id = c.id)
          or exists (select 1 from insights i where i.workspace_id = c.workspace_id and i.account_id = c.id)
          or exists (select 1 from metrics m where m.workspace_id = c.workspace_id and m.account_id = c.id))),
    health as (
      select s.account_id, s.score, s.label,
        jsonb_path_query_first(s.parts, '$[*] ? (@.part == "sentiment").score') as sentiment,
        jsonb_path_query_first(s.parts, '$[*] ? (@.part == "engagement").score') as engagement,
        jsonb_path_query_first(s.parts, '$[*] ? (@.part == "openItems").score') as open_items,
        jsonb_path_query_first(s.parts, '$[*] ? (@.part == "responseTime").score') as response_time
      from subjects c cross join lateral (
        select * from scores
        where workspace_id = ${tx.workspaceId} and account_id = c.account_id and kind = 'health'
        order by scored_on desc limit 1) s),
    -- Read once before anything is written: looked up row by row, the rows of this statement itself would be scanned.
    latest as materialized (
      select distinct on (account_id, metric) account_id, metric, value from metrics
      where workspace_id = ${tx.workspaceId} ${among('account_id')}
      order by account_id, metric, measured_on desc),
    wanted as (
      select s.account_id, v.metric, v.value
      from subjects s
      left join facts f on f.account_id = s.account_id
      left join people p on p.account_id = s.account_id
      left join items i on i.account_id = s.account_id
      left join health h on h.account_id = s.account_id
      left join deciding d on d.account_id = s.account_id
      left join known k on k.account_id = s.account_id
      left join standing o on o.account_id = s.account_id
      cross join lateral (values
        ('health.score', to_jsonb(h.score)),
        ('health.label', to_jsonb(h.label)),
        ('sentiment.score', h.sentiment),
        ('engagement.score', h.engagement),
        ('openItems.score', h.open_items),
        ('responseTime.score', h.response_time),
        ('sentiment.label', ${labelOf('h.sentiment', thresholds)}),
        ('engagement.label', ${labelOf('h.engagement', thresholds)}),
        ('openItems.label', ${labelOf('h.open_items', thresholds)}),
        ('responseTime.label', ${labelOf('h.response_time', thresholds)}),
        ('meetings.count', to_jsonb(coalesce(f.held, 0))),
        ('meetings.hours', to_jsonb(f.hours)),
        ('meetings.last', ${isoSecond('f.last_at')}),
        ('engagement.last', ${isoSecond('f.last_theirs_at')}),
        ('participants.external', to_jsonb(coalesce(p.theirs, 0))),
        ('participants.internal', to_jsonb(coalesce(p.ours, 0))),
        ('relationship.multiThreaded', to_jsonb(nullif(p.theirs, 0) > 1)),
        ('meetings.owner', to_jsonb(coalesce(p.with_owner, 0))),
        ('meetings.last.decisionMaker', ${isoSecond('d.last_at')}),
        ('reachOut.last', ${isoSecond('f.last_hosted_at')}),
        ('stakeholders.count', to_jsonb(coalesce(k.people, 0))),
        ('insights.open', to_jsonb(coalesce(cardinality(o.insights), 0))),
        ('speaking.external', to_jsonb(f.share)),
        ('sentiment.positive', to_jsonb(coalesce(f.positive, 0))),
        ('sentiment.neutral', to_jsonb(coalesce(f.neutral, 0))),
        ('sentiment.negative', to_jsonb(coalesce(f.negative, 0))),
        ('actions.open.ours', to_jsonb(coalesce(i.ours, 0))),
        ('actions.open.theirs', to_jsonb(coalesce(i.theirs, 0))),
        ${sql.join(INSIGHT_IDS.map((id) => flagOf(id, insights[id])))}) v(metric, value))
    insert into metrics (workspace_id, account_id, metric, measured_on, value, created_at)
    select ${tx.workspaceId}, w.account_id, w.metric, ${day}, w.value, ${now}
    from wanted w
    left join latest on latest.account_id = w.account_id and latest.metric = w.metric
    where latest.value is distinct from w.value
    on conflict (workspace_id, account_id, metric, measured_on) do update
      set value = excluded.value, created_at = excluded.created_at
    returning account_id as "accountId"
  `.execute(tx.db);
  return new Set(result.rows.map(({ accountId }) => accountId));
}

/** An instant as JSON text in whole seconds: what a vendor cuts off would come back as a difference for ever. */
function isoSecond(column: string): RawBuilder<unknown> {
  return sql`to_jsonb(to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))`;
}

/** The label of a part's score, which is JSON. */
function labelOf(column: string, { high, medium }: HealthThresholds): RawBuilder<unknown> {
  const score = sql`(${sql.ref(column)} #>> '{}')::numeric`;
  return sql`to_jsonb(case when ${score} >= ${high}::numeric then 'High' when ${score} >= ${medium}::numeric then 'Medium'
    when ${score} is not null then 'Low' end)`;
}

/** A metric and its value: whether an insight stands, where it is looked for. */
function flagOf(id: InsightId, { enabled, tiers }: InsightRule): RawBuilder<unknown> {
  const stands = sql`case when s.status = 'active'
    and (cardinality(${[...tiers]}::text[]) = 0 or s.tier = any(${[...tiers]}::text[]))
    then to_jsonb(coalesce(${id}::text = any(o.insights), false)) end`;
  return sql`(${metricOfInsight(id)}::text, ${enabled ? stands : sql`null::jsonb`})`;
}

/** The newest value of a metric of one account. */
export interface SignalValue {
  readonly accountId: AccountId;
  readonly value: StoredMetricValue;
}

/** The newest value of a metric, account by account; of these accounts, or of all that are present. */
export async function listSignalValues(
  tx: WorkspaceTransaction,
  metric: string,
  accountIds: readonly AccountId[] | null = null,
): Promise<SignalValue[]> {
  const result = await sql<SignalValue>`
    select distinct on (s.account_id) s.account_id as "accountId", s.value
    from metrics s join accounts a on a.workspace_id = s.workspace_id and a.id = s.account_id and a.presence = 'present'
    where s.workspace_id = ${tx.workspaceId} and s.metric = ${metric}
      and (${accountIds}::uuid[] is null or s.account_id = any(${accountIds}))
    order by s.account_id, s.measured_on desc
  `.execute(tx.db);
  return result.rows;
}

/** The newest value of each metric of an account, with the day it was measured first. */
export async function listAccountMetrics(
  tx: WorkspaceTransaction,
  accountId: AccountId,
): Promise<readonly { metric: string; value: StoredMetricValue; measuredOn: CalendarDay }[]> {
  const result = await sql<{ metric: string; value: StoredMetricValue; measuredOn: CalendarDay }>`
    select distinct on (metric) metric, value, measured_on as "measuredOn" from metrics
    where workspace_id = ${tx.workspaceId} and account_id = ${accountId}
    order by metric, measured_on desc
  `.execute(tx.db);
  return result.rows;
}
