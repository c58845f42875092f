import type { AccountId } from '@handrail/core';
import { sql, type RawBuilder } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** An account that may have another name at the source than here. */
export interface SourceName {
  readonly account_id: AccountId;
  readonly source_name: string | null;
}

/**
 * Accounts that may stand here under another name than at the source, with that name: those that a person named, and all
 * where the configuration keeps the name out of the source's hands. Of all others the stored record, which is wide, is
 * not read: that is why the second half is a select of its own, which as a whole runs or does not.
 */
export function sourceNames({ workspaceId }: WorkspaceTransaction): RawBuilder<SourceName> {
  const stored = sql`accounts a
    join source_records f on f.workspace_id = a.workspace_id and f.connection_id = a.connection_id
      and f.object = 'Company' and f.gainsight_id = a.gainsight_id`;
  return sql<SourceName>`(
    select a.id as account_id, f.name as source_name
    from account_overrides o join ${stored} on a.workspace_id = o.workspace_id and a.id = o.account_id
    where o.workspace_id = ${workspaceId} and o.field = 'name'
    union all
    select a.id, f.name from ${stored}
    where a.workspace_id = ${workspaceId} and a.name is distinct from f.name and (
      select coalesce(c.document #>> '{fields,account,name,owner}', 'gainsight') <> 'gainsight'
      from config_versions c where c.workspace_id = ${workspaceId} order by c.version desc limit 1))`;
}
