import type { RecordFacts } from '@handrail/core';
import { findLastMissing, findRecordFacts, readAccounts } from '@handrail/database';
import type { ConnectionRow, WorkspaceTransaction } from '@handrail/database';
import { COMPANY } from '../inbound/account-context.ts';

/** Where the account of a company stands, for what depends on it. */
export async function readAccountStanding(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  companyId: string | null,
): Promise<NonNullable<RecordFacts['account']>> {
  if (companyId === null) return { id: null, name: null, standing: 'unknown', outBy: null };
  const row = (await readAccounts(tx, connection.id, [companyId])).get(companyId);
  if (row?.presence === 'present') return { id: row.id, name: row.name, standing: 'present', outBy: null };
  const stored = await findRecordFacts(tx, { connectionId: connection.id, object: COMPANY }, companyId);
  const decided = stored === undefined ? null : { run: stored.run, at: stored.decidedAt };
  if (row !== undefined) {
    const isGone = row.presence === 'missing';
    const outBy = isGone ? ((await findLastMissing(tx, row.id)) ?? null) : decided;
    return { id: row.id, name: row.name, standing: row.presence, outBy };
  }
  if (stored === undefined) return { id: null, name: companyId, standing: 'unknown', outBy: null };
  const standing = stored.isMissing ? 'missing' : stored.verdict.in ? 'unknown' : 'filtered';
  return {
    id: null,
    name: stored.name ?? companyId,
    standing,
    outBy: standing === 'filtered' ? decided : null,
  };
}
