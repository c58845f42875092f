import { readAccountsOf, readCompaniesOf } from '@handrail/database';
import type { ConnectionRow, RecordAccount, RunRecordRow, WorkspaceTransaction } from '@handrail/database';
import { COMPANY } from './inbound/account-context.ts';
import { WITH_ITS_ACCOUNT } from './inbound/relationship-context.ts';

/** Kinds of records, with the streams and objects that stand for one, that are accounts themselves. */
const ACCOUNT_KINDS: ReadonlySet<string> = new Set(['account', 'accounts', 'deletions', COMPANY]);

/**
 * Which account each relationship or stakeholder of a run belongs to: by its row here, or, where it is kept out with its
 * account, by the company that keeps it out. Null for an account itself, and where it is not known.
 */
export async function readRecordAccounts(
  tx: WorkspaceTransaction,
  connection: Pick<ConnectionRow, 'id'> | undefined,
  rows: readonly RunRecordRow[],
): Promise<(row: RunRecordRow) => RecordAccount | null> {
  const others = rows.filter(({ kind }) => !ACCOUNT_KINDS.has(kind));
  if (connection === undefined || others.length === 0) return () => null;
  const companies = await readCompaniesOf(tx, connection.id, {
    ids: others.flatMap(({ recordId }) => recordId ?? []),
    gainsightIds: others.flatMap(({ recordId, gainsightId }) =>
      recordId === null && gainsightId !== null ? [gainsightId] : [],
    ),
  });
  const companyOf = (row: RunRecordRow) =>
    ACCOUNT_KINDS.has(row.kind)
      ? null
      : (companies.get(row.recordId ?? row.gainsightId ?? '') ?? companyThatKeepsOut(row));
  const gainsightIds = [...new Set(others.flatMap((row) => companyOf(row) ?? []))];
  const accounts = await readAccountsOf(tx, connection.id, { object: COMPANY, gainsightIds });
  return (row) => accounts.get(companyOf(row) ?? '') ?? null;
}

function companyThatKeepsOut({ rule, ruleValue }: RunRecordRow): string | null {
  return rule === WITH_ITS_ACCOUNT && typeof ruleValue === 'string' ? ruleValue : null;
}
