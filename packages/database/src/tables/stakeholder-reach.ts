import type { ConnectionId, StakeholderId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { forgetPayloads } from './source-records.ts';

/** The objects whose stored records make stakeholders, and the rule by which they are out. */
export interface StakeholderObjects {
  readonly connectionId: ConnectionId;
  readonly person: string;
  readonly tie: string;
  readonly company: string;
  /** The rule by which a tie is decided; its value is the company's id. */
  readonly rule: string;
}

/** Which of these companies are in: at the source or gone from it, but not kept out by the filter. */
export async function listCompaniesIn(
  tx: WorkspaceTransaction,
  of: Pick<StakeholderObjects, 'connectionId' | 'company'>,
  gainsightIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (gainsightIds.length === 0) return new Set();
  const result = await sql<{ id: string }>`
    select gainsight_id as id from source_records
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.company}
      and verdict = 'in' and gainsight_id = any(${[...new Set(gainsightIds)]})
  `.execute(tx.db);
  return new Set(result.rows.map((row) => row.id));
}

/** Which of these persons are stakeholders of an account that is in. */
export async function listPersonsIn(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (gainsightIds.length === 0) return new Set();
  const result = await sql<{ id: string }>`
    select distinct person_gainsight_id as id from stakeholders
    where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId}
      and presence <> 'filtered' and person_gainsight_id = any(${gainsightIds})
  `.execute(tx.db);
  return new Set(result.rows.map((row) => row.id));
}

/** Takes the stakeholders of these ties out of the lists with their accounts; answers who was in until now. */
export async function markStakeholdersFiltered(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  ties: readonly string[],
  now: Date,
): Promise<StakeholderId[]> {
  if (ties.length === 0) return [];
  const result = await sql<{ id: StakeholderId }>`
    with stood as materialized (
      select id, presence from stakeholders
      where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId}
        and gainsight_id = any(${ties}) and presence <> 'filtered'
      for update
    ), marked as (
      update stakeholders s set presence = 'filtered', missing_since = null, updated_at = ${now}
      from stood where s.workspace_id = ${tx.workspaceId} and s.id = stood.id
    )
    select id from stood where presence in ('present', 'inactive')
  `.execute(tx.db);
  return result.rows.map((row) => row.id);
}

/** How ties that no longer stand as their company does are found: those that leave with it, and those that come back. */
const TURNS = {
  leaving: { ties: sql`verdict = 'in'`, combine: sql`except`, companies: sql`verdict = 'in'` },
  returning: {
    ties: sql`presence = 'present' and verdict = 'filtered'`,
    combine: sql`intersect`,
    companies: sql`presence = 'present' and verdict = 'in'`,
  },
} as const;

/** `ties`, decided by their company before, and the `companies` of theirs that have turned since. */
function tiesOf(tx: WorkspaceTransaction, of: StakeholderObjects, turn: keyof typeof TURNS) {
  const { ties, combine, companies } = TURNS[turn];
  return sql`
    with ties as materialized (
      select gainsight_id, rule_value #>> '{}' collate "C" as company from source_records
      where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.tie}
        and ${ties} and rule = ${of.rule}
    ), companies as materialized (
      select company from ties
      ${combine} select gainsight_id from source_records
      where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.company}
        and ${companies}
    )`;
}

/**
 * Forgets what was read of ties whose company is out by now, at most `limit` of them; answers their ids. `except`, here and
 * below, has no quadratic plan for tables that were filled just now.
 */
export async function forgetTiesOut(
  tx: WorkspaceTransaction,
  of: StakeholderObjects,
  { limit, now }: { readonly limit: number; readonly now: Date },
): Promise<string[]> {
  const result = await sql<{ id: string }>`
    ${tiesOf(tx, of, 'leaving')}
    update source_records set verdict = 'filtered', run_id = null, decided_at = ${now}
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.tie}
      and gainsight_id = any(array(
        select gainsight_id from ties where company = any(array(select company from companies)) limit ${limit}))
    returning gainsight_id as id
  `.execute(tx.db);
  const ids = result.rows.map((row) => row.id);
  await forgetPayloads(tx, { connectionId: of.connectionId, object: of.tie }, ids);
  return ids;
}

/** Forgets what was read of persons who are nobody's stakeholder by now, bar id and name; answers how many. */
export async function forgetPersonsOut(
  tx: WorkspaceTransaction,
  of: StakeholderObjects,
  { limit, now }: { readonly limit: number; readonly now: Date },
): Promise<number> {
  const result = await sql<{ id: string }>`
    with persons_out as materialized (
      select gainsight_id from source_records
      where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.person}
        and verdict = 'in'
      except select person_gainsight_id from stakeholders
      where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and presence <> 'filtered'
      limit ${limit}
    )
    update source_records set verdict = 'filtered', rule = ${of.rule}, run_id = null, decided_at = ${now}
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.person}
      and gainsight_id = any(array(select gainsight_id from persons_out))
    returning gainsight_id as id
  `.execute(tx.db);
  await forgetPayloads(
    tx,
    { connectionId: of.connectionId, object: of.person },
    result.rows.map(({ id }) => id),
  );
  return result.rows.length;
}

/** Ties that were left out with their company, which is in by now: only the source still has their values. */
export async function listTiesToReturn(
  tx: WorkspaceTransaction,
  of: StakeholderObjects,
  limit: number,
): Promise<string[]> {
  const result = await sql<{ id: string }>`
    ${tiesOf(tx, of, 'returning')}
    select gainsight_id as id from ties where company = any(array(select company from companies))
    order by gainsight_id limit ${limit}
  `.execute(tx.db);
  return result.rows.map((row) => row.id);
}

/** Persons who were left out and are named by a stakeholder that waits for them. */
export async function listPersonsToReturn(
  tx: WorkspaceTransaction,
  of: StakeholderObjects,
  limit: number,
): Promise<string[]> {
  const result = await sql<{ id: string }>`
    select distinct p.gainsight_id as id
    from stakeholders h
    join source_records p on p.workspace_id = h.workspace_id and p.connection_id = h.connection_id
      and p.object = ${of.person} and p.gainsight_id = h.person_gainsight_id
    where h.workspace_id = ${tx.workspaceId} and h.connection_id = ${of.connectionId} and h.presence = 'waiting'
      and p.presence = 'present' and p.verdict = 'filtered'
    order by p.gainsight_id limit ${limit}
  `.execute(tx.db);
  return result.rows.map((row) => row.id);
}
