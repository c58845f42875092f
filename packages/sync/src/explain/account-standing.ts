import type { RecordFacts } from '@handrail/core';
import { findRecordFacts, readAccounts } from '@handrail/database';
import type { ConnectionRow, WorkspaceTransaction } from '@handrail/database';
import { COMPANY } from '../inbound/account-context.ts';

/** Where the account of a company stands, for what depends on it. */
export async function readAccountStanding(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  companyId: string | null,
): Promise<NonNullable<RecordFacts['account']>> {
  if (companyId === null) return { id: null, name: null, standing: 'unknown' };
  const row = (await readAccounts(tx, connection.id, [companyId])).get(companyId);
  if (row !== undefined) return { id: row.id, name: row.name, standing: row.presence };
  const stored = await findRecordFacts(tx, { connectionId: connection.id, object: COMPANY }, companyId);
  if (stored === undefined) return { id: null, name: companyId, standing: 'unknown' };
  return {
    id: null,
    name: stored.name ?? companyId,
    standing: stored.isMissing ? 'missing' : stored.verdict.in ? 'unknown' : 'filtered',
  };
}
