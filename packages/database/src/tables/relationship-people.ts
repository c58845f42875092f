import type { ConnectionId, RelationshipId, StakeholderId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** A person at a relationship, as read. */
export interface RelationshipPerson {
  readonly gainsight_id: string;
  readonly person_gainsight_id: string;
  readonly company_gainsight_id: string | null;
  readonly relationship_gainsight_id: string;
  readonly role: string | null;
  readonly is_active: boolean;
}

/** Stores new and changed persons at relationships. */
export async function upsertRelationshipPeople(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  people: readonly RelationshipPerson[],
  now: Date,
): Promise<void> {
  if (people.length === 0) return;
  await sql`
    insert into relationship_people as r (workspace_id, connection_id, gainsight_id, person_gainsight_id,
      company_gainsight_id, relationship_gainsight_id, role, is_active, updated_at)
    select ${tx.workspaceId}, ${connectionId}, gainsight_id, person_gainsight_id, company_gainsight_id,
      relationship_gainsight_id, role, is_active, ${now}
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as t(gainsight_id text, person_gainsight_id text,
      company_gainsight_id text, relationship_gainsight_id text, role text, is_active boolean)
    on conflict (workspace_id, connection_id, gainsight_id) do update set
      person_gainsight_id = excluded.person_gainsight_id, company_gainsight_id = excluded.company_gainsight_id,
      relationship_gainsight_id = excluded.relationship_gainsight_id, role = excluded.role,
      is_active = excluded.is_active, updated_at = excluded.updated_at
    where (r.person_gainsight_id, r.company_gainsight_id, r.relationship_gainsight_id, r.role, r.is_active)
      is distinct from (excluded.person_gainsight_id, excluded.company_gainsight_id,
        excluded.relationship_gainsight_id, excluded.role, excluded.is_active)
  `.execute(tx.db);
}

/** Takes persons at relationships away that are no longer at the source. */
export async function deleteRelationshipPeople(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<void> {
  if (gainsightIds.length === 0) return;
  await tx.db
    .deleteFrom('relationship_people')
    .where('connection_id', '=', connectionId)
    .where(sql<boolean>`gainsight_id = any(${gainsightIds})`)
    .execute();
}

/** Who stands at a relationship of an account and not at the company itself. */
export type PersonOfRelationships = Omit<RelationshipPerson, 'relationship_gainsight_id'> & {
  readonly company_gainsight_id: string;
};

/**
 * A page of the persons at relationships of present accounts who do not stand at the company itself, each once a
 * company, in the order of both ids and after the last of the page before: active when one of their ties is.
 */
export async function listPeopleOfRelationshipsAlone(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  page: {
    readonly after: Pick<PersonOfRelationships, 'company_gainsight_id' | 'person_gainsight_id'> | null;
    readonly limit: number;
  },
): Promise<PersonOfRelationships[]> {
  const { company_gainsight_id: company, person_gainsight_id: person } = page.after ?? {
    company_gainsight_id: '',
    person_gainsight_id: '',
  };
  const result = await sql<PersonOfRelationships>`
    select distinct on (a.gainsight_id, p.person_gainsight_id) p.gainsight_id, p.person_gainsight_id,
      a.gainsight_id as company_gainsight_id, p.role, p.is_active
    from relationship_people p
    left join relationships r on r.workspace_id = p.workspace_id and r.connection_id = p.connection_id
      and r.gainsight_id = p.relationship_gainsight_id
    join accounts a on a.workspace_id = p.workspace_id and a.connection_id = p.connection_id
      and a.gainsight_id = coalesce(p.company_gainsight_id, r.company_gainsight_id) and a.presence = 'present'
    where p.workspace_id = ${tx.workspaceId} and p.connection_id = ${connectionId}
      and (a.gainsight_id, p.person_gainsight_id) > (${company}, ${person})
      and not exists (select from stakeholders s where s.workspace_id = a.workspace_id
        and s.connection_id = a.connection_id and s.company_gainsight_id = a.gainsight_id
        and s.person_gainsight_id = p.person_gainsight_id and s.source = 'company-person')
    order by a.gainsight_id, p.person_gainsight_id, p.is_active desc, p.gainsight_id
    limit ${page.limit}
  `.execute(tx.db);
  return result.rows;
}

/** Ties of stakeholders who stand only at relationships of an account that the filter keeps out by now. */
export async function listRelationshipTiesOut(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
): Promise<string[]> {
  const result = await sql<{ id: string }>`
    select s.gainsight_id as id from stakeholders s
    join accounts a on a.workspace_id = s.workspace_id and a.connection_id = s.connection_id
      and a.gainsight_id = s.company_gainsight_id and a.presence = 'filtered'
    where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${connectionId}
      and s.source = 'relationship-person' and s.presence <> 'filtered'
  `.execute(tx.db);
  return result.rows.map(({ id }) => id);
}

/** Which of these ids are ties that stakeholders in the lists rest on. */
export async function listStandingTies(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<string[]> {
  if (gainsightIds.length === 0) return [];
  const result = await sql<{ id: string }>`
    select gainsight_id as id from stakeholders
    where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId}
      and gainsight_id = any(${gainsightIds}) and presence not in ('missing', 'filtered')
  `.execute(tx.db);
  return result.rows.map(({ id }) => id);
}

/** The active stakeholder and relationship that belong together, with the role there. */
export interface RelationshipStakeholder {
  readonly stakeholderId: StakeholderId;
  readonly stakeholderName: string | null;
  readonly email: string | null;
  readonly relationshipId: RelationshipId;
  readonly relationshipName: string;
  readonly role: string | null;
}

/** Who belongs to which relationship, of one relationship or one stakeholder. */
export async function listRelationshipStakeholders(
  tx: WorkspaceTransaction,
  of: { readonly relationshipId: RelationshipId | null; readonly stakeholderId: StakeholderId | null },
  limit: number,
): Promise<RelationshipStakeholder[]> {
  const result = await sql<RelationshipStakeholder>`
    select s.id as "stakeholderId", s.name as "stakeholderName", s.email, r.id as "relationshipId",
      r.name as "relationshipName", p.role
    from relationship_people p
    join relationships r on r.workspace_id = p.workspace_id and r.connection_id = p.connection_id
      and r.gainsight_id = p.relationship_gainsight_id and r.presence = 'present'
    join stakeholders s on s.workspace_id = p.workspace_id and s.connection_id = p.connection_id
      and s.person_gainsight_id = p.person_gainsight_id and s.company_gainsight_id = r.company_gainsight_id
      and s.presence = 'present'
    where p.workspace_id = ${tx.workspaceId} and p.is_active
      and (${of.relationshipId}::uuid is null or r.id = ${of.relationshipId})
      and (${of.stakeholderId}::uuid is null or s.id = ${of.stakeholderId})
    order by r.name_key, s.name_key, s.id limit ${limit}
  `.execute(tx.db);
  return result.rows;
}
