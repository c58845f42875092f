import { isUuid } from '@handrail/core';
import type { ConnectionId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { sourceNames } from './source-names.ts';
import { joinPayload } from './source-records.ts';

/** Something that a person may mean by an id or a name. */
export interface Subject {
  /** Ours; null for a record that never came in. */
  readonly id: string | null;
  /** The vendor's, or the recorder's id of a meeting. */
  readonly sourceId: string | null;
  readonly name: string | null;
  /** The account that it belongs to, by name; null for what belongs to none. */
  readonly account: string | null;
  readonly standing: string;
  /** Whether an id or the whole name, in any letter case, is what was asked for, rather than a part of the name. */
  readonly isExact: boolean;
}

/** What is asked for: an id of ours or theirs, or a name or a part of one. */
export interface SubjectQuery {
  readonly text: string;
  readonly limit: number;
}

interface Asked {
  readonly raw: string;
  readonly lower: string;
  readonly like: string;
  /** Null for what cannot be an id of ours. */
  readonly ownId: string | null;
}

function asked(text: string): Asked {
  const lower = text.toLowerCase();
  const like = `%${lower.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
  return { raw: text, lower, like, ownId: isUuid(lower) ? lower : null };
}

/**
 * Accounts or relationships, whatever became of them, by the name here or at the source, and records of the object that the
 * filter never let in or that could not be stored; whole matches first, then by name.
 */
export async function findRecordSubjects(
  tx: WorkspaceTransaction,
  of: {
    readonly connectionId: ConnectionId;
    readonly object: string;
    readonly table: 'accounts' | 'relationships';
  },
  { text, limit }: SubjectQuery,
): Promise<Subject[]> {
  const { raw, lower, like, ownId } = asked(text);
  const company =
    of.table === 'accounts'
      ? sql`null`
      : sql`(select a.name from accounts a where a.workspace_id = r.workspace_id and a.connection_id = r.connection_id
          and a.gainsight_id = r.company_gainsight_id)`;
  // A relationship has no name but the source's. Accounts are found by the narrow rows of their list.
  const hits =
    of.table === 'accounts'
      ? sql`named as materialized (
          select account_id, source_name from ${await sourceNames(tx)} n where lower(source_name) like ${like}
        ), hits as materialized (
          select account_id as id from account_list where workspace_id = ${tx.workspaceId} and name_key like ${like}
          union select account_id from named
          union select id from accounts where workspace_id = ${tx.workspaceId}
            and (gainsight_id = ${raw} and connection_id = ${of.connectionId} or id = ${ownId})
        )`
      : sql`named as (select null::uuid as account_id, null::text as source_name where false), hits as (
          select id from relationships where workspace_id = ${tx.workspaceId}
            and (lower(name) like ${like} or gainsight_id = ${raw} or id = ${ownId})
        )`;
  const result = await sql<Subject>`
    with ${hits}, found as (
      select r.id::text as id, r.gainsight_id as "sourceId", r.name, ${company} as account, r.presence as standing,
        n.source_name as "sourceName"
      from hits join ${sql.table(of.table)} r on r.workspace_id = ${tx.workspaceId} and r.id = hits.id
      left join named n on n.account_id = r.id
      where r.connection_id = ${of.connectionId}
      union all
      select null, f.gainsight_id, f.name, null, 'filtered', f.name
      from source_records f
      where f.workspace_id = ${tx.workspaceId} and f.connection_id = ${of.connectionId} and f.object = ${of.object}
        and f.verdict = 'filtered' and (lower(f.name) like ${like} or f.gainsight_id = ${raw})
        and not exists (select 1 from ${sql.table(of.table)} r where r.workspace_id = f.workspace_id
          and r.connection_id = f.connection_id and r.gainsight_id = f.gainsight_id)
      union all
      select null, a.gainsight_id, null, null, 'set-aside', null
      from set_aside_records a
      where a.workspace_id = ${tx.workspaceId} and a.connection_id = ${of.connectionId} and a.object = ${of.object}
        and a.state <> 'resolved' and a.gainsight_id = ${raw}
        and not exists (select 1 from source_records f where f.workspace_id = a.workspace_id
          and f.connection_id = a.connection_id and f.object = a.object and f.gainsight_id = a.gainsight_id)
    )
    select id, "sourceId", name, account, standing,
      (id = ${lower} or "sourceId" = ${raw} or ${lower} in (lower(name), lower("sourceName"))) is true as "isExact"
    from found order by "isExact" desc, lower(name) collate "C", "sourceId" limit ${limit}
  `.execute(tx.db);
  return result.rows;
}

/**
 * Stakeholders, whatever became of them, by our id, the id of tie or person, e-mail or name; and persons whom the filter
 * keeps out with all their accounts, by id or name.
 */
export async function findStakeholderSubjects(
  tx: WorkspaceTransaction,
  of: { readonly connectionId: ConnectionId; readonly person: string },
  { text, limit }: SubjectQuery,
): Promise<Subject[]> {
  const { raw, lower, like } = asked(text);
  const result = await sql<Subject>`
    with found as (
      select s.id::text as id, s.gainsight_id as "sourceId", coalesce(s.name, s.email) as name,
        (select a.name from accounts a where a.workspace_id = s.workspace_id and a.connection_id = s.connection_id
          and a.gainsight_id = s.company_gainsight_id) as account, s.presence as standing,
        (s.id::text = ${lower} or ${raw} in (s.gainsight_id, s.person_gainsight_id)
          or ${lower} in (s.name_key, s.email_key)) is true as "isExact"
      from stakeholders s
      where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${of.connectionId}
        and (s.name_key like ${like} or s.email_key like ${like} or s.id::text = ${lower}
          or ${raw} in (s.gainsight_id, s.person_gainsight_id))
      union all
      select null, f.gainsight_id, f.name, null, 'filtered', (f.gainsight_id = ${raw} or lower(f.name) = ${lower}) is true
      from source_records f
      where f.workspace_id = ${tx.workspaceId} and f.connection_id = ${of.connectionId} and f.object = ${of.person}
        and f.verdict = 'filtered' and (lower(f.name) like ${like} or f.gainsight_id = ${raw})
        and not exists (select 1 from stakeholders s where s.workspace_id = f.workspace_id
          and s.connection_id = f.connection_id and s.person_gainsight_id = f.gainsight_id)
    )
    select * from found order by "isExact" desc, lower(name) collate "C", "sourceId" limit ${limit}
  `.execute(tx.db);
  return result.rows;
}

/** Members of the workspace, and users of the vendor that are none, by id, e-mail or name. */
export async function findUserSubjects(
  tx: WorkspaceTransaction,
  of: { readonly connectionId: ConnectionId | null; readonly object: string },
  { text, limit }: SubjectQuery,
): Promise<Subject[]> {
  const { raw, lower, like } = asked(text);
  const result = await sql<Subject>`
    with found as (
      select u.id::text as id, u.gainsight_id as "sourceId", u.name, lower(u.email) as email,
        case when u.active then 'present' else 'inactive' end as standing
      from users u where u.workspace_id = ${tx.workspaceId}
      union all
      select null, f.gainsight_id, f.name, lower(p.payload ->> 'Email'), 'filtered'
      from source_records f
      ${joinPayload('f')}
      where f.workspace_id = ${tx.workspaceId} and f.connection_id = ${of.connectionId} and f.object = ${of.object}
        and not exists (select 1 from users u where u.workspace_id = f.workspace_id
          and (u.gainsight_id = f.gainsight_id or lower(u.email) = lower(p.payload ->> 'Email')))
    )
    select id, "sourceId", name, null as account, standing,
      (id = ${lower} or "sourceId" = ${raw} or ${lower} in (lower(name), email)) is true as "isExact"
    from found
    where lower(name) like ${like} or email like ${like} or id = ${lower} or "sourceId" = ${raw}
    order by "isExact" desc, lower(name), id, "sourceId" limit ${limit}
  `.execute(tx.db);
  return result.rows;
}

/** Meetings by our id, the recorder's id or reference, or title. */
export async function findMeetingSubjects(
  tx: WorkspaceTransaction,
  { text, limit }: SubjectQuery,
): Promise<Subject[]> {
  const { raw, lower, like } = asked(text);
  const result = await sql<Subject>`
    select m.id::text as id, m.source_meeting_id as "sourceId", m.title as name, null as account,
      case when m.state = 'excluded' then 'excluded' else m.attribution end as standing,
      (m.id::text = ${lower} or ${raw} in (m.source_meeting_id, m.source_reference) or lower(m.title) = ${lower})
        is true as "isExact"
    from meetings m
    where m.workspace_id = ${tx.workspaceId}
      and (lower(m.title) like ${like} or m.id::text = ${lower} or ${raw} in (m.source_meeting_id, m.source_reference))
    order by "isExact" desc, m.started_at desc nulls last, m.id limit ${limit}
  `.execute(tx.db);
  return result.rows;
}

/** Deliveries by our id, their ExternalId, or the title or account that they are about. */
export async function findDeliverySubjects(
  tx: WorkspaceTransaction,
  { text, limit }: SubjectQuery,
): Promise<Subject[]> {
  const { raw, lower, like } = asked(text);
  const result = await sql<Subject>`
    select o.id::text as id, o.external_id as "sourceId", coalesce(m.title, a.name) as name, a.name as account,
      o.state as standing,
      (o.id::text = ${lower} or o.external_id = ${raw} or lower(coalesce(m.title, a.name)) = ${lower}) is true as "isExact"
    from outbox o
    join accounts a on a.workspace_id = o.workspace_id and a.id = o.account_id
    left join meetings m on m.workspace_id = o.workspace_id and m.id = o.subject_id
    where o.workspace_id = ${tx.workspaceId}
      and (o.id::text = ${lower} or o.external_id = ${raw} or lower(coalesce(m.title, a.name)) like ${like})
    order by "isExact" desc, o.created_at desc, o.id limit ${limit}
  `.execute(tx.db);
  return result.rows;
}
