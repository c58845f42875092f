import {
  ACCOUNT_FIELDS,
  changesBetween,
  contentHash,
  dayOf,
  decideAccount,
  parseDay,
  parseDomain,
} from '@handrail/core';
import type {
  AccountMapping,
  AccountProjection,
  FieldKind,
  FieldMapping,
  JsonValue,
  UserId,
} from '@handrail/core';
import {
  addChanges,
  deleteOverride,
  findSourceRecord,
  getWorkspace,
  listOverrides,
  lockAccounts,
  readStoredRecords,
  saveOverride,
  updateAccounts,
} from '@handrail/database';
import type { AccountRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from './configuration.ts';
import { SyncError } from './errors.ts';
import { COMPANY, readAccountContext } from './inbound/account-context.ts';
import { changedColumns, fromAccountRow, toAccountRow } from './inbound/account-row.ts';
import { linkHierarchy } from './inbound/link-hierarchy.ts';
import { valuesSchema } from './inbound/source-record.ts';
import { getGainsight } from './inventory.ts';
import { findMeant } from './known-names.ts';

/** A value that a person gives to a field: a standard one by our name, a custom one as `fields.<name>`. */
export interface ManualValue {
  readonly field: string;
  readonly value: JsonValue;
  readonly by: UserId | null;
  readonly now: Date;
}

/** Sets a value by hand: it stays, whatever the source says. Throws account_field_unfit. */
export async function setAccountField(
  tx: WorkspaceTransaction,
  looked: AccountRow,
  { field, value, by, now }: ManualValue,
): Promise<void> {
  const account = await lockAccount(tx, looked);
  if (account.presence !== 'present') throw unfit(field, 'The account is not in the lists.');
  const before = fromAccountRow(account);
  const fit = await fitValue(tx, field, value);
  const after = await withValue(tx, before, field, fit);
  await saveOverride(tx, account.id, { field, setBy: by, setAt: now });
  await store(tx, account, before, after, now);
}

/** Gives a field back to its source, which fills it at once from what was last read, whoever owns it from then on. */
export async function releaseAccountField(
  tx: WorkspaceTransaction,
  looked: AccountRow,
  { field, now }: Pick<ManualValue, 'field' | 'now'>,
): Promise<void> {
  const account = await lockAccount(tx, looked);
  if (!(await deleteOverride(tx, account.id, field))) return;
  const connection = await getGainsight(tx);
  const of = { connectionId: account.connection_id, object: COMPANY };
  const record = await findSourceRecord(tx, of, account.gainsight_id);
  const stored = (await readStoredRecords(tx, of, [account.gainsight_id])).get(account.gainsight_id);
  if (record?.payload == null || stored?.presence !== 'present') return;
  const { version } = await readConfiguration(tx);
  const { rules, zone } = await readAccountContext(tx, connection, version);
  const before = fromAccountRow(account);
  const values = valuesSchema.parse(record.payload);
  const decision = decideAccount({
    record: { gainsightId: account.gainsight_id, modifiedAt: record.sourceModifiedAt, values },
    hash: contentHash(values),
    // Decided by other rules, as it were: what stands was decided with the value set by hand.
    stored: {
      ...stored,
      rulesVersion: '',
      projection: before,
      overridden: (await listOverrides(tx, account.id)).map((override) => override.field),
    },
    rules: { ...rules, mapping: givenBack(rules.mapping, field) },
    today: dayOf(now, zone),
  });
  if (decision.outcome === 'changed') await store(tx, account, before, decision.projection, now);
}

/** The mapping in which the source may fill the field: the value set by hand is no seed that is to stay. */
function givenBack({ standard, custom }: AccountMapping, field: string): AccountMapping {
  const fill = (rows: Readonly<Record<string, FieldMapping>>, prefix: string) =>
    Object.fromEntries(
      Object.entries(rows).map(([name, row]) => [
        name,
        `${prefix}${name}` === field ? { ...row, owner: 'gainsight' as const } : row,
      ]),
    );
  return { standard: fill(standard, ''), custom: fill(custom, 'fields.') };
}

/** A run that applies the same account meanwhile comes before or after, never in between: both take the row first. */
async function lockAccount(tx: WorkspaceTransaction, looked: AccountRow): Promise<AccountRow> {
  const locked = await lockAccounts(tx, looked.connection_id, [looked.gainsight_id]);
  return { ...looked, ...locked.get(looked.gainsight_id) };
}

async function store(
  tx: WorkspaceTransaction,
  account: AccountRow,
  before: AccountProjection,
  after: AccountProjection,
  now: Date,
): Promise<void> {
  const fields = changesBetween(before, after);
  if (Object.keys(fields).length === 0) return;
  const { time_zone: zone } = await getWorkspace(tx);
  const row = toAccountRow(account.id, account.gainsight_id, after);
  await updateAccounts(tx, [row], changedColumns([fields]), { now, on: dayOf(now, zone), returns: false });
  const change = { recordId: account.id, event: 'changed' as const, fields };
  await addChanges(tx, { recordKind: 'account', runId: null, now }, [change]);
  if (Object.hasOwn(fields, 'parent')) await linkHierarchy(tx, account.connection_id, now);
}

async function withValue(
  tx: WorkspaceTransaction,
  before: AccountProjection,
  field: string,
  value: JsonValue,
): Promise<AccountProjection> {
  if (!field.startsWith('fields.')) return { ...before, [field]: value };
  const name = field.slice('fields.'.length);
  const { configuration } = await readConfiguration(tx);
  if (configuration.fields.account.custom[name] === undefined)
    throw unfit(field, 'No custom field has this name.');
  return { ...before, fields: { ...before.fields, [name]: value } };
}

/** The value in the form that the field stores. */
async function fitValue(tx: WorkspaceTransaction, field: string, value: JsonValue): Promise<JsonValue> {
  if (field.startsWith('fields.')) return value;
  const kind = Object.entries(ACCOUNT_FIELDS).find(([name]) => name === field)?.[1];
  if (kind === undefined) throw unfit(field, 'There is no such field.');
  if (value === null || value === '') {
    if (field === 'name') throw unfit(field, 'An account needs a name.');
    return kind === 'domains' ? [] : null;
  }
  if (kind === 'gainsight-id') return idOf(tx, field, String(value));
  const fit = FIT[kind](value);
  if (fit === null) throw unfit(field, WANTED[kind]);
  return fit;
}

const FIT: Readonly<Record<Exclude<FieldKind, 'gainsight-id'>, (value: JsonValue) => JsonValue>> = {
  text: (value) =>
    typeof value === 'string' && value.isWellFormed() && !value.includes('\0') ? value.trim() : null,
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : null),
  day: (value) => (typeof value === 'string' ? parseDay(value) : null),
  domains: (value) => {
    if (!Array.isArray(value)) return null;
    const domains = value.map((one) => parseDomain(String(one)));
    return domains.includes(null) ? null : domains;
  },
};

const WANTED: Readonly<Record<Exclude<FieldKind, 'gainsight-id'>, string>> = {
  text: 'It takes a text.',
  number: 'It takes a number.',
  day: 'It takes a day as yyyy-MM-dd.',
  domains: 'It takes a list of domains such as acme.example.',
};

async function idOf(tx: WorkspaceTransaction, field: string, text: string): Promise<string> {
  const noun = field === 'parent' ? 'company' : 'user';
  const meant = await findMeant(tx, await getGainsight(tx), noun, text.trim());
  if ('id' in meant) return meant.id;
  throw unfit(field, `${meant.issue.charAt(0).toUpperCase()}${meant.issue.slice(1)}.`);
}

function unfit(field: string, reason: string): SyncError {
  return new SyncError({
    code: 'account_field_unfit',
    message: `The field ${field} cannot be set so. ${reason}`,
    remedy: 'Give a value that fits the field.',
    facts: { field },
  });
}
