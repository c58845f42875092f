import type { AccountId, ConnectionId, StakeholderId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { StakeholdersTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** A person at an account, as stored. */
export type StakeholderRow = Selectable<StakeholdersTable>;

/** A stakeholder to store as the source has them; the id is kept when the person is known at the company. */
export interface NewStakeholder extends Pick<
  StakeholderRow,
  | 'id'
  | 'company_gainsight_id'
  | 'name'
  | 'email'
  | 'title'
  | 'role'
  | 'phone'
  | 'decision_maker'
  | 'touch_frequency'
> {
  readonly gainsight_id: string;
  readonly person_gainsight_id: string;
  readonly source: 'company-person' | 'relationship-person';
  readonly fields: object;
  readonly presence: 'present' | 'inactive' | 'waiting' | 'missing';
}

/** What an upsert did: rows that stood with the same values are not among them. */
export interface StoredStakeholder {
  readonly id: StakeholderId;
  readonly presence: NewStakeholder['presence'];
}

/** The columns that a person can set by hand, with our names for them and the type that their text is read as. */
const BY_HAND = [
  ['name', 'name', sql``],
  ['title', 'title', sql``],
  ['role', 'role', sql``],
  ['phone', 'phone', sql``],
  ['decision_maker', 'decisionMaker', sql`::boolean`],
  ['touch_frequency', 'touchFrequency', sql``],
] as const;

/** What a column is to hold: the value set by hand where there is one, else the source's. */
const kept = BY_HAND.map(
  ([column, name, type]) =>
    [
      column,
      sql`case when s.manual ? ${sql.lit(name)} then (s.manual ->> ${sql.lit(name)})${type} else excluded.${sql.ref(column)} end`,
    ] as const,
);
const KEPT_COLUMNS = sql.join(kept.map(([column]) => sql`s.${sql.ref(column)}`));
const KEPT_VALUES = sql.join(kept.map(([, value]) => value));
const KEPT_SETS = sql.join(kept.map(([column, value]) => sql`${sql.ref(column)} = ${value}`));

/**
 * Stores stakeholders in one statement and answers those that differ from what stood. What was set by hand stays. A
 * second tie of one person to one company replaces an active one only when it is active itself, and one at a
 * relationship never replaces one at the company.
 */
export async function upsertStakeholders(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  stakeholders: readonly NewStakeholder[],
  now: Date,
): Promise<StoredStakeholder[]> {
  if (stakeholders.length === 0) return [];
  const result = await sql<StoredStakeholder>`
    insert into stakeholders as s (id, workspace_id, connection_id, gainsight_id, person_gainsight_id,
      company_gainsight_id, source, name, email, title, role, phone, decision_maker, touch_frequency, fields, presence,
      missing_since, created_at, updated_at)
    select id, ${tx.workspaceId}, ${connectionId}, gainsight_id, person_gainsight_id, company_gainsight_id, source, name,
      email, title, role, phone, decision_maker, touch_frequency, fields, presence,
      case when presence = 'missing' then ${now}::timestamptz end, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(stakeholders)}::jsonb) as t(
      id uuid, gainsight_id text, person_gainsight_id text, company_gainsight_id text, source text, name text,
      email text, title text, role text, phone text, decision_maker boolean, touch_frequency text, fields jsonb,
      presence text)
    on conflict (workspace_id, connection_id, company_gainsight_id, person_gainsight_id) do update set
      gainsight_id = excluded.gainsight_id, source = excluded.source, email = excluded.email, ${KEPT_SETS},
      fields = excluded.fields, presence = excluded.presence, missing_since = excluded.missing_since,
      left_at = case when excluded.presence = 'present' then null
        when s.presence = 'present' and excluded.presence in ('inactive', 'missing') then excluded.updated_at
        else s.left_at end,
      updated_at = excluded.updated_at
    where (s.gainsight_id = excluded.gainsight_id or s.presence <> 'present' or excluded.presence = 'present'
        or s.source <> excluded.source)
      and not (s.source = 'company-person' and excluded.source = 'relationship-person')
      and (s.gainsight_id, s.source, s.email, s.fields, s.presence, ${KEPT_COLUMNS})
        is distinct from (excluded.gainsight_id, excluded.source, excluded.email, excluded.fields, excluded.presence,
          ${KEPT_VALUES})
    returning s.id, s.presence
  `.execute(tx.db);
  return result.rows;
}

/** The rows that stand for these persons at these companies, by id. */
export async function readStakeholders(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  of: readonly Pick<NewStakeholder, 'person_gainsight_id' | 'company_gainsight_id'>[],
): Promise<Map<StakeholderId, StakeholderRow>> {
  if (of.length === 0) return new Map();
  const keys = of.map(({ person_gainsight_id: p, company_gainsight_id: c }) => ({ p, c }));
  const result = await sql<StakeholderRow>`
    select s.* from stakeholders s
    join jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as t(p text, c text)
      on s.person_gainsight_id = t.p and s.company_gainsight_id = t.c
    where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${connectionId}
  `.execute(tx.db);
  return new Map(result.rows.map((row) => [row.id, row]));
}

/** The stakeholder of a tie as last read, whatever became of them, or nothing. */
export async function findStakeholderOfTie(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightId: string,
): Promise<StakeholderRow | undefined> {
  return tx.db
    .selectFrom('stakeholders')
    .selectAll()
    .where('workspace_id', '=', tx.workspaceId)
    .where('connection_id', '=', connectionId)
    .where('gainsight_id', '=', gainsightId)
    .executeTakeFirst();
}

/** The source ids of the persons who are stakeholders of a company. */
export async function listPersonsOfCompany(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  companyId: string,
): Promise<string[]> {
  const result = await sql<{ id: string }>`
    select person_gainsight_id as id from stakeholders
    where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId}
      and company_gainsight_id = ${companyId} and presence <> 'filtered'
    order by 1
  `.execute(tx.db);
  return result.rows.map((row) => row.id);
}

/** The source ids of the ties of these persons to accounts that are in. */
export async function listTiesOfPersons(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  personIds: readonly string[],
): Promise<string[]> {
  if (personIds.length === 0) return [];
  const result = await sql<{ id: string }>`
    select distinct gainsight_id as id from stakeholders
    where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId}
      and person_gainsight_id = any(${personIds}) and presence <> 'filtered'
  `.execute(tx.db);
  return result.rows.map((row) => row.id);
}

/**
 * Has the rows of ties that name another person or company now move along: the row goes with the tie where the company
 * stays, as when two persons were merged into one, and is taken away where the person stands at that company already or
 * the company is another. Who went to another company is remembered: that is how a merge of companies shows.
 */
export async function moveStakeholders(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  ties: readonly Pick<NewStakeholder, 'gainsight_id' | 'person_gainsight_id' | 'company_gainsight_id'>[],
  now: Date,
): Promise<void> {
  if (ties.length === 0) return;
  const moved = sql`
    jsonb_to_recordset(${JSON.stringify(ties)}::jsonb)
      as t(gainsight_id text, person_gainsight_id text, company_gainsight_id text)
    where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${connectionId} and s.gainsight_id = t.gainsight_id
      and (s.person_gainsight_id, s.company_gainsight_id) <> (t.person_gainsight_id, t.company_gainsight_id)`;
  await sql`
    update stakeholders s set person_gainsight_id = t.person_gainsight_id from ${moved}
      and s.company_gainsight_id = t.company_gainsight_id
      and not exists (select from stakeholders o
        where o.workspace_id = s.workspace_id and o.connection_id = s.connection_id
          and o.company_gainsight_id = s.company_gainsight_id and o.person_gainsight_id = t.person_gainsight_id)
  `.execute(tx.db);
  await sql`
    with gone as (
      delete from stakeholders s using ${moved}
      returning s.id, s.person_gainsight_id as person, s.company_gainsight_id as was, s.email_key, s.manual,
        t.company_gainsight_id as is_at
    ), kept as (
      update stakeholders s set manual = gone.manual || s.manual from gone
      where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${connectionId}
        and s.company_gainsight_id = gone.was and s.email_key = gone.email_key and s.id <> gone.id
        and gone.manual <> '{}'
    )
    insert into stakeholder_moves (workspace_id, connection_id, person_gainsight_id, from_company_gainsight_id,
      to_company_gainsight_id, moved_at)
    select distinct on (was, person) ${tx.workspaceId}::uuid, ${connectionId}::uuid, person, was, is_at, ${now}::timestamptz
    from gone where was <> is_at
    on conflict (workspace_id, connection_id, from_company_gainsight_id, person_gainsight_id)
      do update set to_company_gainsight_id = excluded.to_company_gainsight_id, moved_at = excluded.moved_at
  `.execute(tx.db);
}

/** Marks the stakeholders of these ties as missing at the source; answers who was in the lists' reach until now. */
export async function markStakeholdersMissing(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
  now: Date,
): Promise<StakeholderId[]> {
  if (gainsightIds.length === 0) return [];
  const result = await sql<{ id: StakeholderId }>`
    update stakeholders set presence = 'missing', missing_since = ${now}, updated_at = ${now},
      left_at = case when presence = 'present' then ${now}::timestamptz else left_at end
    where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId}
      and gainsight_id = any(${gainsightIds}) and presence not in ('missing', 'filtered')
    returning id
  `.execute(tx.db);
  return result.rows.map(({ id }) => id);
}

/** How many stakeholders first stored before a time stand. */
export async function countStakeholdersBefore(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  before: Date,
): Promise<number> {
  const result = await sql<{ live: number }>`
    select count(*)::int as live from stakeholders
    where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId}
      and presence not in ('missing', 'filtered') and created_at < ${before}
  `.execute(tx.db);
  return result.rows[0]?.live ?? 0;
}

/**
 * Accounts at which persons with these e-mails, in lower case, are active stakeholders, or were when the filter took the
 * account out.
 */
export async function listStakeholderAccounts(
  tx: WorkspaceTransaction,
  emails: readonly string[],
): Promise<{ readonly email: string; readonly accountId: AccountId }[]> {
  if (emails.length === 0) return [];
  const result = await sql<{ email: string; accountId: AccountId }>`
    select distinct s.email_key as email, a.id as "accountId"
    from stakeholders s
    join accounts a on a.workspace_id = s.workspace_id and a.connection_id = s.connection_id
      and a.gainsight_id = s.company_gainsight_id and a.presence in ('present', 'filtered')
    where s.workspace_id = ${tx.workspaceId} and s.presence in ('present', 'filtered') and s.email_key = any(${emails})
  `.execute(tx.db);
  return result.rows;
}

/** The same of persons with these names, in whatever case. */
export async function listStakeholderAccountsByName(
  tx: WorkspaceTransaction,
  names: readonly string[],
): Promise<{ readonly name: string; readonly accountId: AccountId }[]> {
  if (names.length === 0) return [];
  const result = await sql<{ name: string; accountId: AccountId }>`
    select distinct n.name, a.id as "accountId"
    from unnest(${[...names]}::text[]) as n(name)
    join stakeholders s on s.workspace_id = ${tx.workspaceId} and s.presence in ('present', 'filtered')
      and s.name_key = lower(n.name)
    join accounts a on a.workspace_id = s.workspace_id and a.connection_id = s.connection_id
      and a.gainsight_id = s.company_gainsight_id and a.presence in ('present', 'filtered')
  `.execute(tx.db);
  return result.rows;
}
