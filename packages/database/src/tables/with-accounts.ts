import type { ConnectionId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** How many records of others stand with accounts. */
export interface WithAccounts {
  readonly relationships: number;
  /** Each at an account: a person at two of the accounts counts twice. */
  readonly stakeholders: number;
}

/**
 * Counts the relationships and stakeholders that the filter takes out with these accounts: of stakeholders also those who
 * are not shown, as set inactive; not who is gone already or never came, nor people whom the source does not know. In one
 * statement.
 */
export async function countLeavingWithAccounts(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<WithAccounts> {
  if (gainsightIds.length === 0) return { relationships: 0, stakeholders: 0 };
  const result = await sql<WithAccounts>`
    select
      (select count(*)::int from relationships
        where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId} and presence = 'present'
          and company_gainsight_id = any(${gainsightIds})) as relationships,
      (select count(*)::int from stakeholders
        where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId} and presence in ('present', 'inactive')
          and gainsight_id is not null and company_gainsight_id = any(${gainsightIds})) as stakeholders
  `.execute(tx.db);
  return result.rows[0] ?? { relationships: 0, stakeholders: 0 };
}

/** The objects whose records come in with their company, and the rule by which they are kept out with it. */
export interface ObjectsWithAccounts {
  readonly connectionId: ConnectionId;
  readonly relationship: string;
  readonly tie: string;
  readonly relationshipTie: string;
  readonly person: string;
  /** Its value is the company's id. */
  readonly rule: string;
}

/** Companies that come in: of each kind of records, those whose records were read already. */
export interface CompaniesRead {
  readonly relationships: readonly string[];
  readonly stakeholders: readonly string[];
}

/**
 * Counts the relationships and stakeholders that are kept out with these companies and would come in with them: of both
 * nothing but ids is stored. A tie to a company is one stakeholder, unless it is known to be of a person who is not at the
 * source; ties to relationships tell of those who never stood at the company, and of nobody where their person was never
 * read. In one statement.
 */
export async function countComingWithAccounts(
  tx: WorkspaceTransaction,
  of: ObjectsWithAccounts,
  { relationships, stakeholders }: CompaniesRead,
): Promise<WithAccounts> {
  const scope = sql`workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId}`;
  const keptOut = (object: string, companies: readonly string[]) => sql`
    select gainsight_id from source_records
    where ${scope} and object = ${object} and presence = 'present' and verdict = 'filtered' and rule = ${of.rule}
      and rule_value #>> '{}' = any(${companies})`;
  const isThere = (person: string) => sql`exists (select from source_records p
    where p.workspace_id = ${tx.workspaceId} and p.connection_id = ${of.connectionId} and p.object = ${of.person}
      and p.gainsight_id = ${sql.ref(person)} and p.presence = 'present')`;
  const result = await sql<WithAccounts>`
    with known as materialized (
      select gainsight_id, company_gainsight_id as company, person_gainsight_id as person, source, presence
      from stakeholders
      where ${scope} and gainsight_id is not null and company_gainsight_id = any(${stakeholders})
    ),
    at_relationships as (
      select company, person from known
      where source = 'relationship-person' and gainsight_id in (${keptOut(of.relationshipTie, stakeholders)})
      union
      select coalesce(t.company_gainsight_id, r.company_gainsight_id), t.person_gainsight_id
      from (select * from relationship_people where ${scope}) t
      left join (select * from relationships where ${scope}) r on r.gainsight_id = t.relationship_gainsight_id
      where coalesce(t.company_gainsight_id, r.company_gainsight_id) = any(${stakeholders})
      except
      select company, person from known where source = 'company-person' or presence <> 'filtered'
    )
    select
      (select count(*)::int from (${keptOut(of.relationship, relationships)}) coming) as relationships,
      (select count(*)::int from (
        ${keptOut(of.tie, stakeholders)}
        except select gainsight_id from known where not ${isThere('known.person')}
      ) coming)
        + (select count(*)::int from at_relationships where ${isThere('at_relationships.person')}) as stakeholders
  `.execute(tx.db);
  return result.rows[0] ?? { relationships: 0, stakeholders: 0 };
}
