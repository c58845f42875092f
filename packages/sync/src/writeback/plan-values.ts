import type {
  AccountId,
  Configuration,
  JsonValue,
  MetricValue,
  SourceField,
  WritebackValue,
} from '@handrail/core';
import { isSameValue, toFieldValue } from '@handrail/core';
import { findConnection, listRemoteValues, listSignalValues } from '@handrail/database';
import type { AccountRow, RemoteValue, WorkspaceTransaction } from '@handrail/database';
import type { GainsightReader, Row } from '@handrail/gainsight';
import { z } from 'zod';
import { COMPANY } from '../inbound/account-context.ts';
import { checkByIds } from '../inbound/check-by-ids.ts';
import { listStandingFields } from '../inbound/described-fields.ts';
import { GSID } from '../inbound/source-record.ts';
import { toSourceField } from '../source-fields.ts';

/** Ids asked for in one read, and records sent in one write (reference 5.3). */
export const READ_IDS = 200;
export const WRITE_RECORDS = 50;

const jsonSchema: z.ZodType<JsonValue> = z.json();

/** The rows of the contract that a pass carries out. */
export function companyContract(configuration: Configuration): readonly WritebackValue[] {
  return configuration.writeback.values.filter((value) => value.object === 'Company');
}

/** Our values by account and field, as they are to stand there; an account without a row has nothing of ours. */
export type WantedValues = ReadonlyMap<AccountId, ReadonlyMap<string, MetricValue>>;

/** Reads what our signals say now, of some accounts or of all, in the form that the fields take. */
export async function readWanted(
  tx: WorkspaceTransaction,
  contract: readonly WritebackValue[],
  accountIds: readonly AccountId[] | null,
): Promise<WantedValues> {
  const wanted = new Map<AccountId, Map<string, MetricValue>>();
  const targets = await readTargets(tx);
  for (const { metric, field, whenUndefined } of contract) {
    const target = targets.get(field.toLowerCase());
    for (const row of await listSignalValues(tx, metric, accountIds)) {
      const { accountId } = row;
      const value = target === undefined ? row.value : toFieldValue(row.value, target);
      if (value === undefined || (value === null && whenUndefined !== 'clear')) continue;
      const fields = wanted.get(accountId) ?? new Map<string, MetricValue>();
      fields.set(field, value);
      wanted.set(accountId, fields);
    }
  }
  return wanted;
}

/** The fields of the company as they were described last; a field that is not there is written in the metric's own form. */
async function readTargets(tx: WorkspaceTransaction): Promise<ReadonlyMap<string, SourceField>> {
  const connection = await findConnection(tx, 'gainsight');
  const rows = connection === undefined ? [] : await listStandingFields(tx, connection.id, COMPANY);
  return new Map(rows.map((row) => [row.name.toLowerCase(), toSourceField(row)]));
}

/** What we know of the contract's fields over there, by account and field. */
export type KnownValues = ReadonlyMap<string, RemoteValue>;

/** Reads it, of all accounts. */
export async function readKnown(
  tx: WorkspaceTransaction,
  contract: readonly WritebackValue[],
): Promise<KnownValues> {
  if (contract.length === 0) return new Map();
  const fields = contract.map((value) => value.field);
  const known = await listRemoteValues(tx, { object: COMPANY, fields });
  return new Map(known.map((value) => [keyOf(value.accountId, value.field), value]));
}

function keyOf(accountId: AccountId, field: string): string {
  return `${accountId} ${field}`;
}

/** Accounts of which a value was neither sent nor refused as it is now. */
export function findDue(wanted: WantedValues, known: KnownValues): readonly AccountId[] {
  const due = new Set<AccountId>();
  for (const [accountId, values] of wanted) {
    for (const [field, value] of values) {
      const at = known.get(keyOf(accountId, field));
      const isRefused = at?.refusal != null && isSameValue(at.refusedValue, value);
      const isSent = at?.sentAt != null && isSameValue(at.sent, value);
      if (!isRefused && !isSent) due.add(accountId);
    }
  }
  return [...due];
}

/** One record to send: the account, and the fields that must change there. */
export interface ValueChange {
  readonly account: Pick<AccountRow, 'id' | 'gainsight_id' | 'name'>;
  readonly fields: Readonly<Record<string, MetricValue>>;
  /** What stands there now. */
  readonly before: Readonly<Record<string, JsonValue>>;
}

/** A value that needs no write, or may not be written. */
export interface RestingValue {
  readonly accountId: AccountId;
  readonly field: string;
  readonly value: MetricValue;
}

/** What a reading of the records says is to be done. */
export interface ValuePlan {
  readonly changes: readonly ValueChange[];
  /** Stands there already. */
  readonly standing: readonly RestingValue[];
  /** A person's edit stands there, and the contract leaves the field to persons. */
  readonly kept: readonly RestingValue[];
  /** Records that are not there, asked for a second time. */
  readonly absent: readonly AccountId[];
  /** Records that were not answered, and of which it is not proven that they are gone: the next pass asks again. */
  readonly unanswered: readonly AccountId[];
}

/** Reads what stands over there, for at most {@link READ_IDS} accounts, and says what must change. */
export async function planValues(
  client: Pick<GainsightReader, 'query'>,
  contract: readonly WritebackValue[],
  accounts: readonly AccountRow[],
  wanted: WantedValues,
  known: KnownValues,
  signal: AbortSignal,
): Promise<ValuePlan> {
  if (accounts.length === 0 || contract.length === 0) {
    return { changes: [], standing: [], kept: [], absent: [], unanswered: [] };
  }
  const select = [GSID, ...contract.map((value) => value.field)];
  const page = await client.query(
    COMPANY,
    {
      select,
      where: [{ name: GSID, operator: 'IN', value: accounts.map((account) => account.gainsight_id) }],
      orderBy: [[GSID, 'asc']],
      limit: accounts.length,
    },
    { signal },
  );
  const rows = new Map(page.rows.map((row) => [row[GSID], row]));
  const confirmed = new Set<AccountId>();
  const missing = accounts.filter((account) => !rows.has(account.gainsight_id));
  for await (const check of confirmMissing(client, missing, select, signal)) {
    for (const row of check.found) rows.set(row[GSID], row);
    for (const { id } of check.absent) confirmed.add(id);
  }
  const changes: ValueChange[] = [];
  const standing: RestingValue[] = [];
  const kept: RestingValue[] = [];
  const [absent, unanswered]: [AccountId[], AccountId[]] = [[], []];
  for (const account of accounts) {
    const row = rows.get(account.gainsight_id);
    if (row === undefined) {
      (confirmed.has(account.id) ? absent : unanswered).push(account.id);
      continue;
    }
    const judged = judgeFields(account, row, contract, wanted.get(account.id) ?? new Map(), known);
    standing.push(...judged.standing);
    kept.push(...judged.kept);
    if (Object.keys(judged.change.fields).length > 0) changes.push(judged.change);
  }
  return { changes, standing, kept, absent, unanswered };
}

/** A reply that lost rows looks like records that are gone: whom it leaves out is asked for again, beside a witness. */
function confirmMissing(
  client: Pick<GainsightReader, 'query'>,
  missing: readonly AccountRow[],
  select: readonly string[],
  signal: AbortSignal,
) {
  const asked = missing.map(({ id, gainsight_id: gainsightId }) => ({ id, gainsightId }));
  return checkByIds(client, COMPANY, asked, select, signal);
}

function judgeFields(
  account: AccountRow,
  row: Row,
  contract: readonly WritebackValue[],
  wanted: ReadonlyMap<string, MetricValue>,
  known: KnownValues,
): { readonly change: ValueChange; readonly standing: RestingValue[]; readonly kept: RestingValue[] } {
  const fields: Record<string, MetricValue> = {};
  const before: Record<string, JsonValue> = {};
  const standing: RestingValue[] = [];
  const kept: RestingValue[] = [];
  for (const { field, owner } of contract) {
    const value = wanted.get(field);
    if (value === undefined) continue;
    const there = jsonSchema.parse(row[field] ?? null);
    const resting = { accountId: account.id, field, value };
    if (isSameValue(there, value)) standing.push(resting);
    else if (owner === 'person' && isEdited(there, known.get(keyOf(account.id, field)))) kept.push(resting);
    else {
      fields[field] = value;
      before[field] = there;
    }
  }
  return { change: { account, fields, before }, standing, kept };
}

/** Whether what stands there is neither empty nor ours: not what we sent, nor what we may have sent before a crash. */
function isEdited(there: JsonValue, known: RemoteValue | undefined): boolean {
  if (there === null || there === '') return false;
  const isSent = known?.sentAt != null && isSameValue(there, known.sent);
  return !isSent && !(known !== undefined && isSameValue(there, known.refusedValue));
}
