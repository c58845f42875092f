import { fieldCatalog, filterRules, parseConfig } from '@handrail/core';
import type { ConnectionId, DecidingFilter } from '@handrail/core';
import { findConfig, findLatestConfig, listSourceFields } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { COMPANY } from '../inbound/account-context.ts';
import { toSourceField } from '../source-fields.ts';

/**
 * The filter of a saved configuration as its author wrote it, with names in place of ids; of the one in force when the
 * version is not known.
 */
export async function readDecidingFilter(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  version: number | null,
): Promise<DecidingFilter> {
  const row = version === null ? await findLatestConfig(tx) : await findConfig(tx, version);
  const parsed = row === undefined ? null : parseConfig(row.document);
  const accounts = parsed?.ok === true ? parsed.value.accounts : null;
  const filter = accounts?.import === 'matching' ? accounts.filter : null;
  const described = new Map(
    (await listSourceFields(tx, connectionId, COMPANY)).map((field) => [field.name.toLowerCase(), field]),
  );
  const fields = filterRules(filter).flatMap((rule) => {
    const found = described.get(rule.field.toLowerCase());
    return found === undefined ? [] : [toSourceField(found, rule.field)];
  });
  return { filter, fields: fieldCatalog(fields), configVersion: row?.version ?? 0 };
}
