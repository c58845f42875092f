import type { ConnectionId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** The account that a relationship or stakeholder belongs to: its id here is null for a company that is none here. */
export interface RecordAccount {
  readonly id: string | null;
  readonly gainsightId: string;
  readonly name: string | null;
}

/** The companies of relationships and stakeholders, each by the id of ours or the source's that it was asked by. */
export async function readCompaniesOf(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  { ids, gainsightIds }: { readonly ids: readonly string[]; readonly gainsightIds: readonly string[] },
): Promise<Map<string, string>> {
  const of = (table: 'relationships' | 'stakeholders') => sql`
    select id::text as record, company_gainsight_id as company from ${sql.table(table)}
    where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[])
    union all
    select gainsight_id, company_gainsight_id from ${sql.table(table)}
    where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId} and gainsight_id = any(${gainsightIds})`;
  const { rows } = await sql<{ readonly record: string; readonly company: string }>`
    select record, company from (${of('relationships')} union all ${of('stakeholders')}) as found
    where company is not null
  `.execute(tx.db);
  return new Map(rows.map(({ record, company }) => [record, company]));
}

/** The accounts of companies, by the company's id: also of those that are filtered out or gone, as far as they are known. */
export async function readAccountsOf(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  of: { readonly object: string; readonly gainsightIds: readonly string[] },
): Promise<Map<string, RecordAccount>> {
  const { rows } = await sql<RecordAccount>`
    select a.id::text as id, wanted.id as "gainsightId", coalesce(a.name, f.name) as name
    from unnest(${of.gainsightIds}::text[]) as wanted(id)
    left join accounts a on a.workspace_id = ${tx.workspaceId} and a.connection_id = ${connectionId}
      and a.gainsight_id = wanted.id
    left join source_records f on f.workspace_id = ${tx.workspaceId} and f.connection_id = ${connectionId}
      and f.object = ${of.object} and f.gainsight_id = wanted.id
  `.execute(tx.db);
  return new Map(rows.map((account) => [account.gainsightId, account]));
}
