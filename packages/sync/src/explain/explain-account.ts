import { cycleInWords, explainRecord } from '@handrail/core';
import type { AccountId, Explanation, Reason, RecordFacts } from '@handrail/core';
import {
  cycleOf,
  findHeldExit,
  findKeptExit,
  findLastMissing,
  findRecordFacts,
  findSetAside,
  listAccountsById,
  listRecordNames,
  listTree,
  readAccounts,
  readMerges,
} from '@handrail/database';
import type {
  AccountRow,
  ConnectionRow,
  RecordFacts as StoredFacts,
  WorkspaceTransaction,
} from '@handrail/database';
import { COMPANY, USER } from '../inbound/account-context.ts';
import { readDecidingFilter } from './deciding-filter.ts';
import { readFieldOrigins } from './field-origins.ts';

/** Streams whose runs may hold an exit of an account. */
const STREAMS = ['accounts', 'deletions'];
/** Of its tree as many as its page shows. */
const MOST_MEMBERS = 500;

/** Why a company of the source is an account here, or is none. */
export async function explainAccount(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  gainsightId: string,
): Promise<Explanation> {
  const of = { connectionId: connection.id, object: COMPANY };
  const stored = await findRecordFacts(tx, of, gainsightId);
  const row = (await readAccounts(tx, connection.id, [gainsightId])).get(gainsightId);
  const [merged] = row?.merged_into == null ? [] : await listAccountsById(tx, [row.merged_into]);
  const proposedMerge = row === undefined ? null : await readProposedMerge(tx, row.id);
  const missing = row === undefined ? undefined : await findLastMissing(tx, row.id);
  const explanation = explainRecord({
    noun: 'account',
    id: row?.id ?? null,
    sourceId: gainsightId,
    object: COMPANY,
    name: row?.name ?? stored?.name ?? null,
    stored: stored === undefined ? null : await readStored(tx, connection, stored),
    missing:
      stored?.isMissing === true
        ? { since: stored.missingSince, run: missing?.run ?? null, person: null }
        : null,
    mergedInto: merged === undefined ? null : { id: merged.id, name: merged.name },
    proposedMerge,
    keptAt: row?.kept_at ?? null,
    setAside: (await findSetAside(tx, of, gainsightId)) ?? null,
    held: (await findHeldExit(tx, STREAMS, gainsightId)) ?? null,
    keptExit: (await findKeptExit(tx, gainsightId)) ?? null,
    account: null,
    tie: null,
    fields: row === undefined ? [] : await readFieldOrigins(tx, row),
  });
  const cycle = row === undefined ? null : await readCycle(tx, connection, row);
  if (cycle === null) return explanation;
  const reason: Reason = { label: 'Parents in a circle', text: cycle, at: null, link: null };
  return { ...explanation, reasons: [...explanation.reasons, reason] };
}

/** The cycle of parents that an account stands in, in words; null where it stands in none. */
async function readCycle(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  row: AccountRow,
): Promise<string | null> {
  const cycle = cycleOf(await listTree(tx, row.id, MOST_MEMBERS), row.gainsight_id);
  if (cycle === null) return null;
  const names = await listRecordNames(tx, { connectionId: connection.id, object: COMPANY }, [...cycle]);
  return cycleInWords(cycle.map((id) => names.get(id) ?? id));
}

/** The merge by its people that a person has yet to confirm. */
async function readProposedMerge(
  tx: WorkspaceTransaction,
  id: AccountId,
): Promise<RecordFacts['proposedMerge']> {
  const merge = (await readMerges(tx, [id])).get(id);
  if (merge?.state !== 'proposed') return null;
  const [into] = await listAccountsById(tx, [merge.into_account_id]);
  if (into === undefined) return null;
  const { people, people_there: peopleThere } = merge;
  return { into: { id: into.id, name: into.name }, people: people ?? 0, peopleThere: peopleThere ?? 0 };
}

/** What stands of a record, with the filter that decided and the deciding value as a person reads it. */
async function readStored(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  facts: StoredFacts,
): Promise<RecordFacts['stored']> {
  const by = await readDecidingFilter(tx, connection.id, facts.run?.configVersion ?? null);
  const { value } = facts.verdict;
  const users =
    typeof value === 'string'
      ? await listRecordNames(tx, { connectionId: connection.id, object: USER }, [value])
      : new Map<string, string | null>();
  return {
    ...facts,
    by,
    shownValue: typeof value === 'string' ? (users.get(value) ?? null) : null,
  };
}
