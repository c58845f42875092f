import type { AccountId } from '@handrail/core';
import { sql, type RawBuilder } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** An account that may have another name at the source than here. */
export interface SourceName {
  readonly account_id: AccountId;
  readonly source_name: string | null;
}

/**
 * Accounts that may stand here under another name than at the source, with that name: those that a person named, or all
 * where the configuration keeps the name out of the source's hands. Of others the stored record, which is wide, is not
 * read. Asked first which it is: a plan for both would start helpers for the one that is not run.
 */
export async function sourceNames(tx: WorkspaceTransaction): Promise<RawBuilder<SourceName>> {
  const { workspaceId } = tx;
  const { rows } = await sql<{ owner: string | null }>`
    select document #>> '{fields,account,name,owner}' as owner from config_versions
    where workspace_id = ${workspaceId} order by version desc limit 1`.execute(tx.db);
  const isOfSource = (rows[0]?.owner ?? 'gainsight') === 'gainsight';
  const named = isOfSource
    ? sql`account_overrides o join accounts a
        on a.workspace_id = o.workspace_id and a.id = o.account_id and o.field = 'name'`
    : sql`accounts a`;
  return sql<SourceName>`(
    select a.id as account_id, f.name as source_name from ${named}
    join source_records f on f.workspace_id = a.workspace_id and f.connection_id = a.connection_id
      and f.object = 'Company' and f.gainsight_id = a.gainsight_id
    where a.workspace_id = ${workspaceId})`;
}
