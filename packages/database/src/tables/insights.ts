import { INSIGHT_IDS, INSIGHT_KINDS } from '@handrail/core';
import type { AccountId, InsightId, InsightRule } from '@handrail/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** An insight that stands, or stood, on an account. */
export interface InsightRow {
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly insight: InsightId;
  /** 2 bad, 1 worth a look, 0 good. */
  readonly rank: number;
  readonly startedAt: Date;
  readonly evidence: unknown;
}

/** What insights are looked for, and when. */
export interface InsightLook {
  readonly now: Date;
  readonly rules: Readonly<Record<InsightId, InsightRule>>;
  /** PostgreSQL regular expression, case aside, of words that speak of renewing. */
  readonly renewalWords: string;
}

/**
 * Looks for every enabled insight on every present, active account in one statement: opens what holds now, ends what
 * holds no more, and renews the evidence of what still holds. Answers the accounts of which one was opened or ended.
 */
export async function refreshInsights(
  tx: WorkspaceTransaction,
  look: InsightLook,
): Promise<ReadonlySet<AccountId>> {
  const { now } = look;
  const finders = findersOf(tx, look);
  const finds = INSIGHT_IDS.flatMap((id) => {
    const rule = look.rules[id];
    if (!rule.enabled) return [];
    const find = finders[id];
    return [
      sql`select found.account_id, ${id}::text as insight, found.evidence
        from (${find(rule.threshold)}) found join subjects s on s.account_id = found.account_id
        where cardinality(${[...rule.tiers]}::text[]) = 0 or s.tier = any(${[...rule.tiers]}::text[])`,
    ];
  });
  const none = sql`select null::uuid as account_id, null::text as insight, null::jsonb as evidence where false`;
  const result = await sql<{ accountId: AccountId }>`
    with subjects as (
      select id as account_id, tier, renewal_on from accounts
      where workspace_id = ${tx.workspaceId} and presence = 'present' and status = 'active'),
    held as (
      select a.account_id, m.id, m.title, m.started_at, m.sentiment, m.host_email,
        array(select distinct lower(p.email) from participants p where p.workspace_id = m.workspace_id
          and p.meeting_id = m.id and p.side = 'theirs' and p.email is not null) as theirs,
        exists (select 1 from participants p where p.workspace_id = m.workspace_id and p.meeting_id = m.id
          and p.side = 'theirs') as has_theirs,
        exists (select 1 from participants p where p.workspace_id = m.workspace_id and p.meeting_id = m.id
          and p.side = 'ours' and lower(p.email) = lower(m.host_email)) as is_hosted_by_us
      from attributions a join meetings m on m.workspace_id = a.workspace_id and m.id = a.meeting_id
      where a.workspace_id = ${tx.workspaceId} and m.attribution = 'attributed' and m.started_at <= ${now}),
    found as materialized (${sql.join([...finds, none], sql` union all `)}),
    ended as (
      update insights i set ended_at = ${now}
      where i.workspace_id = ${tx.workspaceId} and i.ended_at is null
        and not exists (select 1 from found f where f.account_id = i.account_id and f.insight = i.insight)
      returning i.account_id),
    renewed as (
      update insights i set evidence = f.evidence from found f
      where i.workspace_id = ${tx.workspaceId} and i.ended_at is null and i.account_id = f.account_id
        and i.insight = f.insight and i.evidence is distinct from f.evidence
      returning 1),
    opened as (
      insert into insights (workspace_id, account_id, insight, started_at, evidence)
      select ${tx.workspaceId}, f.account_id, f.insight, ${now}, f.evidence from found f
      where not exists (select 1 from insights i where i.workspace_id = ${tx.workspaceId}
        and i.account_id = f.account_id and i.insight = f.insight and i.ended_at is null)
      -- What ended at the instant at which it had begun goes on.
      on conflict (workspace_id, account_id, insight, started_at) do update set
        ended_at = null, evidence = excluded.evidence
      returning account_id)
    select account_id as "accountId" from opened union select account_id from ended
  `.execute(tx.db);
  return new Set(result.rows.map(({ accountId }) => accountId));
}

type Finder = (threshold: number) => RawBuilder<unknown>;

/** For each kind the query of the accounts it holds for, each with its evidence. */
function findersOf(
  tx: WorkspaceTransaction,
  { now, renewalWords }: InsightLook,
): Readonly<Record<InsightId, Finder>> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  /** The last meeting of a kind lies more than so many days back. */
  const silent =
    (condition: RawBuilder<unknown>): Finder =>
    (days) => sql`
      select distinct on (account_id) account_id, jsonb_build_object('meeting', jsonb_build_object(
        'id', id, 'title', title, 'at', started_at)) as evidence, started_at
      from (select distinct on (account_id) * from held where ${condition} order by account_id, started_at desc, id) last
      where started_at < ${daysAgo(days)}`;
  const trend =
    (direction: RawBuilder<unknown>): Finder =>
    (hundredths) => sql`
      select account_id, jsonb_build_object('before', before, 'after', after, 'meetings', meetings) as evidence
      from (
        select account_id, round(avg(sentiment) filter (where started_at <= ${daysAgo(30)}), 2) as before,
          round(avg(sentiment) filter (where started_at > ${daysAgo(30)}), 2) as after, count(*) as meetings
        from held where sentiment is not null and started_at > ${daysAgo(90)} group by account_id) tone
      where before is not null and after is not null and (after - before) * ${direction} * 100 >= ${hundredths}`;
  const within = (days: number) =>
    sql`renewal_on >= ${dayOf(now)}::date and renewal_on <= ${dayOf(now)}::date + ${days}::int`;
  return {
    accountDark: silent(sql`has_theirs`),
    noReachOut: silent(sql`is_hosted_by_us`),
    noMeeting: silent(sql`true`),
    singleThreaded: (meetings) => sql`
      select account_id, jsonb_build_object('person', min(person), 'meetings', count(distinct id)) as evidence
      from held, unnest(theirs) person where started_at > ${daysAgo(90)}
      group by account_id having count(distinct person) = 1 and count(distinct id) >= ${meetings}`,
    negativeTrend: trend(sql`-1`),
    positiveTrend: trend(sql`1`),
    upcomingRenewal: (days) => sql`
      select account_id, jsonb_build_object('renewalOn', renewal_on) as evidence from subjects where ${within(days)}`,
    // Both looks at the meetings are taken once for all accounts: asked account by account, each would read all meetings.
    noRenewalDiscussion: (days) => sql`
      select s.account_id, jsonb_build_object('renewalOn', s.renewal_on, 'meetings', coalesce(h.meetings, 0)) as evidence
      from subjects s
      left join (
        select account_id, count(*) as meetings from held where started_at > ${daysAgo(90)} group by account_id) h
        on h.account_id = s.account_id
      where ${within(days)} and s.account_id not in (
        select h.account_id from held h
        join summaries v on v.meeting_id = h.id
        join claims said on said.summary_id = v.id
        where h.started_at > ${daysAgo(90)} and said.quote ~* ${renewalWords})`,
    championLeft: (days) => sql`
      select c.id as account_id, jsonb_build_object('people', jsonb_agg(jsonb_build_object(
        'name', coalesce(p.name, p.email), 'role', p.role, 'at', p.left_at) order by p.left_at, p.id)) as evidence
      from stakeholders p join accounts c on c.workspace_id = p.workspace_id
        and c.connection_id = p.connection_id and c.gainsight_id = p.company_gainsight_id
      where p.presence in ('inactive', 'missing') and p.left_at > ${daysAgo(days)}
        and (p.decision_maker or p.role ~* 'champion|decision|sponsor')
      group by c.id`,
    commitmentOverdue: (days) => sql`
      select h.account_id, jsonb_build_object('count', count(*), 'items', (array_agg(jsonb_build_object(
        'text', i.text, 'owner', i.owner, 'dueOn', i.due_on, 'meetingId', h.id) order by i.due_on, i.id))[1:5]) as evidence
      from held h
      join lateral (select v.id from summaries v where v.meeting_id = h.id order by v.version desc limit 1) newest on true
      join action_items i on i.summary_id = newest.id and i.side = 'ours' and i.state = 'open'
        and i.due_on <= ${dayOf(now)}::date - ${days}::int
      where h.started_at > ${daysAgo(365)}
      group by h.account_id`,
    scoreAgainstMoney: (percent) => sql`
      select c.id as account_id, jsonb_build_object('score', l.health_score, 'label', l.health_label, 'before', was.arr,
        'after', c.arr, 'currency', c.currency, 'changedOn', was.at) as evidence
      from accounts c
      join account_list l on l.workspace_id = c.workspace_id and l.account_id = c.id
      join lateral (
        select (h.fields -> 'arr' ->> 0)::numeric as arr, h.at::date as at from changes h
        where h.workspace_id = c.workspace_id and h.record_kind = 'account' and h.record_id = c.id
          and h.at > ${daysAgo(365)} and jsonb_typeof(h.fields -> 'arr' -> 0) = 'number'
        order by h.id limit 1) was on was.arr > 0
      where c.workspace_id = ${tx.workspaceId} and c.presence = 'present' and c.arr is not null and case l.health_label
        when 'High' then c.arr <= was.arr * (100 - ${percent}::int) / 100
        when 'Low' then c.arr >= was.arr * (100 + ${percent}::int) / 100 end`,
  };
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

const IDS_BY_TONE = Map.groupBy(INSIGHT_IDS, (id) => INSIGHT_KINDS[id].tone);

/** How much a kind asks for somebody: 2 bad, 1 worth a look, 0 good. */
const RANK = sql`case when i.insight = any(${IDS_BY_TONE.get('bad') ?? []}::text[]) then 2
  when i.insight = any(${IDS_BY_TONE.get('good') ?? []}::text[]) then 0 else 1 end`;

/** Where a page of insights ended. */
export interface InsightPosition {
  readonly rank: number;
  readonly startedAt: Date;
  readonly accountId: AccountId;
  readonly insight: string;
}

/** Open insights of one account or of all, of one kind or of all: the worst first, then the newest. */
export async function listInsights(
  tx: WorkspaceTransaction,
  query: {
    readonly accountId: AccountId | null;
    readonly insight: InsightId | null;
    readonly after: InsightPosition | null;
    readonly limit: number;
  },
): Promise<InsightRow[]> {
  const { accountId, insight, after } = query;
  const result = await sql<InsightRow>`
    select i.account_id as "accountId", c.name as "accountName", i.insight, ${RANK} as rank,
      i.started_at as "startedAt", i.evidence
    from insights i join accounts c on c.workspace_id = i.workspace_id and c.id = i.account_id
    where i.workspace_id = ${tx.workspaceId} and i.ended_at is null and c.presence = 'present'
      and (${accountId}::uuid is null or i.account_id = ${accountId})
      and (${insight}::text is null or i.insight = ${insight})
      and (${after?.startedAt ?? null}::timestamptz is null or (${RANK}, i.started_at, i.account_id, i.insight)
        < (${after?.rank ?? null}, ${after?.startedAt ?? null}, ${after?.accountId ?? null}, ${after?.insight ?? null}))
    order by ${RANK} desc, i.started_at desc, i.account_id desc, i.insight desc
    limit ${query.limit}
  `.execute(tx.db);
  return result.rows;
}

/** How many insights stand now, of one account or of all, of one kind or of all. */
export async function countInsights(
  tx: WorkspaceTransaction,
  { accountId, insight }: Pick<Parameters<typeof listInsights>[1], 'accountId' | 'insight'>,
): Promise<number> {
  const result = await sql<{ count: number }>`
    select count(*)::int as count
    from insights i join accounts c on c.workspace_id = i.workspace_id and c.id = i.account_id
    where i.workspace_id = ${tx.workspaceId} and i.ended_at is null and c.presence = 'present'
      and (${accountId}::uuid is null or i.account_id = ${accountId})
      and (${insight}::text is null or i.insight = ${insight})
  `.execute(tx.db);
  return result.rows[0]?.count ?? 0;
}
