import type {
  AccountId,
  Configuration,
  JsonValue,
  MetricValue,
  SourceField,
  WritebackValue,
} from '@handrail/core';
import { isSameValue, isSameWrite, optionLabel, toFieldValue } from '@handrail/core';
import {
  findConnection,
  listConfirmedValues,
  listRemoteValues,
  listSignalValues,
  listValueTargets,
} from '@handrail/database';
import type { RemoteValue, ValueTarget, WorkspaceTransaction } from '@handrail/database';
import type { GainsightReader, Row } from '@handrail/gainsight';
import { z } from 'zod';
import { checkByIds } from '../inbound/check-by-ids.ts';
import { isQueryRefused, refusedFields } from '../inbound/describe-object.ts';
import { listStandingFields } from '../inbound/described-fields.ts';
import { GSID } from '../inbound/source-record.ts';
import { toSourceField } from '../source-fields.ts';
import { explainDue, joinCauses } from './due-cause.ts';

/** Ids asked for in one read, and records sent in one write (reference 5.3). */
export const READ_IDS = 200;
export const WRITE_RECORDS = 50;

const jsonSchema: z.ZodType<JsonValue> = z.json();

/** Why a value is not written: a person's edit stands there, and the contract leaves the field to persons. */
export const KEPT = 'kept-person-edit';

/** Why a value is not written: the tenant does not have its field, or does not let it be read. */
export const FIELD_GONE = 'field-gone';

/** What values are written to, in the order in which it is. */
export const VALUE_OBJECTS = ['Company', 'Relationship'] as const satisfies readonly ValueObject[];

/** One of {@link VALUE_OBJECTS}. */
export type ValueObject = WritebackValue['object'];

/** The rows of the contract for one object. */
export function contractOf(configuration: Configuration, object: ValueObject): readonly WritebackValue[] {
  return configuration.writeback.values.filter((value) => value.object === object);
}

/** The rows of the contract, parted by whether a person confirmed their first difference. */
export async function partByConfirmation(
  tx: WorkspaceTransaction,
  rows: readonly WritebackValue[],
): Promise<{ readonly confirmed: readonly WritebackValue[]; readonly open: readonly WritebackValue[] }> {
  const known = await listConfirmedValues(tx);
  const isConfirmed = (row: WritebackValue) => known.some((one) => isSameWrite(one, row));
  return { confirmed: rows.filter(isConfirmed), open: rows.filter((row) => !isConfirmed(row)) };
}

/** Our values by account and field, as they are to stand there; an account without a row has nothing of ours. */
export type WantedValues = ReadonlyMap<AccountId, ReadonlyMap<string, MetricValue>>;

/**
 * Reads what our signals say now, of some accounts or of all, in the form that the fields take. A row that says *skip*
 * leaves an account without its value out whole.
 */
export async function readWanted(
  tx: WorkspaceTransaction,
  contract: readonly WritebackValue[],
  targets: ValueFields,
  accountIds: readonly AccountId[] | null,
): Promise<WantedValues> {
  const wanted = new Map<AccountId, Map<string, MetricValue>>();
  for (const { metric, field, conversion, whenUndefined } of contract) {
    const target = targets.get(field.toLowerCase());
    for (const row of await listSignalValues(tx, metric, accountIds)) {
      const { accountId } = row;
      const value = toFieldValue(row.value, conversion, target);
      if (value === undefined || (value === null && whenUndefined !== 'clear')) continue;
      const fields = wanted.get(accountId) ?? new Map<string, MetricValue>();
      fields.set(field, value);
      wanted.set(accountId, fields);
    }
  }
  for (const { field, whenUndefined } of contract) {
    if (whenUndefined !== 'skip') continue;
    for (const [accountId, fields] of wanted) if (!fields.has(field)) wanted.delete(accountId);
  }
  return wanted;
}

/** Fields of an object by their name in small letters. */
export type ValueFields = ReadonlyMap<string, SourceField>;

/** Those of the contract as they were described last; one that is not there is written in the metric's own form. */
export async function readValueFields(
  tx: WorkspaceTransaction,
  contract: readonly Pick<WritebackValue, 'object'>[],
): Promise<ValueFields> {
  const [first] = contract;
  if (first === undefined) return new Map();
  const connection = await findConnection(tx, 'gainsight');
  const rows = connection === undefined ? [] : await listStandingFields(tx, connection.id, first.object);
  return new Map(rows.map((row) => [row.name.toLowerCase(), toSourceField(row)]));
}

/** What an item of a picklist is called that stands or is to stand in a field; null of any other value. */
export function itemLabel(field: SourceField | undefined, value: unknown): string | null {
  return field?.type === 'picklist' && typeof value === 'string' ? optionLabel(field, value) : null;
}

/** What we know of the contract's fields over there, by record and field. */
export type KnownValues = ReadonlyMap<string, RemoteValue>;

/** Reads it, of the records of some accounts or of all. */
export async function readKnown(
  tx: WorkspaceTransaction,
  contract: readonly WritebackValue[],
  accountIds: readonly AccountId[] | null,
): Promise<KnownValues> {
  const [first] = contract;
  if (first === undefined) return new Map();
  const fields = contract.map((value) => value.field);
  const known = await listRemoteValues(tx, { object: first.object, fields, accountIds });
  return new Map(known.map((value) => [keyOf(value.recordId, value.field), value]));
}

function keyOf(recordId: string, field: string): string {
  return `${recordId} ${field}`;
}

/** A record by our ids. */
export type RecordIds = Pick<ValueTarget, 'id' | 'accountId'>;

/**
 * When a value is looked at again that is looked at now: a time set before that is still to come stays, since a later
 * write may be overtaken by the one that it was set for.
 */
export function verifyAgainAt(
  known: KnownValues,
  { recordId, field }: Pick<RemoteValue, 'recordId' | 'field'>,
  now: Date,
): Date | null {
  const at = known.get(keyOf(recordId, field))?.verifyAt ?? null;
  return at !== null && at > now ? at : null;
}

/** A record with a value that is due, and why. */
export interface DueRecord extends RecordIds {
  readonly cause: string;
}

/**
 * Records of which a value neither stands there nor was refused as it is now, or is to be looked at again by now. What
 * stands there is what reading the object has shown since we wrote.
 */
export async function findDue(
  tx: WorkspaceTransaction,
  contract: readonly WritebackValue[],
  targets: ValueFields,
  now: Date,
): Promise<readonly DueRecord[]> {
  const [first] = contract;
  if (first === undefined) return [];
  const wanted = await readWanted(tx, contract, targets, null);
  const known = await readKnown(tx, contract, null);
  const records: readonly RecordIds[] =
    first.object === 'Company'
      ? [...wanted.keys()].map((accountId) => ({ id: accountId, accountId }))
      : await listValueTargets(tx, first.object, { accountIds: null });
  return records.flatMap(({ id, accountId }) => {
    const values = wanted.get(accountId);
    const causes = contract.flatMap((row) => {
      const value = values?.get(row.field);
      if (value === undefined) return [];
      const at = known.get(keyOf(id, row.field));
      // A person's edit that was kept is no longer once the field is ours.
      const isHeld = at?.refusal === KEPT && row.owner === 'handrail';
      const isRefused = at?.refusal != null && !isHeld && isSameValue(at.refusedValue, value);
      const isSent = at?.sentAt != null && isSameValue(at.sent, value) && isEchoOf(at.observed, value);
      const isToVerify = at?.verifyAt != null && at.verifyAt <= now;
      return isToVerify || (!isRefused && !isSent)
        ? [explainDue(row, value, at, targets.get(row.field.toLowerCase()))]
        : [];
    });
    return causes.length === 0 ? [] : [{ id, accountId, cause: joinCauses(causes) }];
  });
}

/** One record to send, and the fields that must change there. */
export interface ValueChange {
  readonly record: ValueTarget;
  readonly fields: Readonly<Record<string, MetricValue>>;
  /** What stands there now. */
  readonly before: Readonly<Record<string, JsonValue>>;
}

/** A value that needs no write, or may not be written. */
export interface RestingValue {
  readonly accountId: AccountId;
  readonly recordId: string;
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
  readonly absent: readonly string[];
  /** Records that were not answered, and of which it is not proven that they are gone: the next pass asks again. */
  readonly unanswered: readonly string[];
  /** Values whose field the tenant does not have, or does not let be read: the others go without them. */
  readonly fieldless: readonly RestingValue[];
}

/**
 * Reads what stands over there, for at most {@link READ_IDS} records, and says what must change. A field that the tenant
 * names as the cause of its refusal is left out.
 */
export async function planValues(
  client: Pick<GainsightReader, 'query'>,
  contract: readonly WritebackValue[],
  records: readonly ValueTarget[],
  wanted: WantedValues,
  known: KnownValues,
  signal: AbortSignal,
): Promise<ValuePlan> {
  try {
    return await planReadable(client, contract, records, wanted, known, signal);
  } catch (refusal) {
    if (!isQueryRefused(refusal)) throw refusal;
    const named = refusedFields(refusal);
    const [without, rest] = [
      contract.filter(({ field }) => named.includes(field)),
      contract.filter(({ field }) => !named.includes(field)),
    ];
    if (without.length === 0) throw refusal;
    const plan = await planValues(client, rest, records, wanted, known, signal);
    const fieldless = records.flatMap(({ id: recordId, accountId }) =>
      without.flatMap(({ field }) => {
        const value = wanted.get(accountId)?.get(field);
        return value === undefined ? [] : [{ accountId, recordId, field, value }];
      }),
    );
    return { ...plan, fieldless: [...plan.fieldless, ...fieldless] };
  }
}

async function planReadable(
  client: Pick<GainsightReader, 'query'>,
  contract: readonly WritebackValue[],
  records: readonly ValueTarget[],
  wanted: WantedValues,
  known: KnownValues,
  signal: AbortSignal,
): Promise<ValuePlan> {
  const [first] = contract;
  if (records.length === 0 || first === undefined) {
    return { changes: [], standing: [], kept: [], absent: [], unanswered: [], fieldless: [] };
  }
  const select = [GSID, ...contract.map((value) => value.field)];
  const page = await client.query(
    first.object,
    {
      select,
      where: [{ name: GSID, operator: 'IN', value: records.map((record) => record.gainsightId) }],
      orderBy: [[GSID, 'asc']],
      limit: records.length,
    },
    { signal },
  );
  const rows = new Map(page.rows.map((row) => [row[GSID], row]));
  const confirmed = new Set<string>();
  const missing = records.filter((record) => !rows.has(record.gainsightId));
  // A reply that lost rows looks like records that are gone: whom it leaves out is asked for again, beside a witness.
  for await (const check of checkByIds(client, first.object, missing, select, signal)) {
    for (const row of check.found) rows.set(row[GSID], row);
    for (const { id } of check.absent) confirmed.add(id);
  }
  const changes: ValueChange[] = [];
  const standing: RestingValue[] = [];
  const kept: RestingValue[] = [];
  const [absent, unanswered]: [string[], string[]] = [[], []];
  for (const record of records) {
    const row = rows.get(record.gainsightId);
    if (row === undefined) {
      (confirmed.has(record.id) ? absent : unanswered).push(record.id);
      continue;
    }
    const judged = judgeFields(record, row, contract, wanted.get(record.accountId) ?? new Map(), known);
    standing.push(...judged.standing);
    kept.push(...judged.kept);
    if (Object.keys(judged.change.fields).length > 0) changes.push(judged.change);
  }
  return { changes, standing, kept, absent, unanswered, fieldless: [] };
}

function judgeFields(
  record: ValueTarget,
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
    const resting = { accountId: record.accountId, recordId: record.id, field, value };
    const at = known.get(keyOf(record.id, field));
    const isEcho = at?.sentAt != null && isSameValue(at.sent, value) && isEchoOf(there, value);
    if (isEcho || isSameValue(there, value)) standing.push(resting);
    else if (owner === 'person' && isEdited(there, at)) kept.push(resting);
    else {
      fields[field] = value;
      before[field] = there;
    }
  }
  return { change: { record, fields, before }, standing, kept };
}

/**
 * Whether what stands there is neither empty nor ours: not what we sent, nor what we may have sent before a crash. Gainsight
 * puts false into every new checkbox, so that false means nothing before we wrote to it.
 */
function isEdited(there: JsonValue, known: RemoteValue | undefined): boolean {
  if (there === null || there === '') return false;
  if (there === false && known?.sentAt == null) return false;
  const isSent = known?.sentAt != null && isEchoOf(there, known.sent);
  return !isSent && !(known !== undefined && isSameValue(there, known.refusedValue));
}

/** Whether what stands there is what we sent, also where the field holds fewer decimals. */
function isEchoOf(there: JsonValue, sent: JsonValue): boolean {
  if (isSameValue(there, sent)) return true;
  if (typeof sent !== 'number') return false;
  const [, decimals = ''] = String(there).split('.');
  return decimals.length < 10 && isSameValue(there, Number(sent.toFixed(decimals.length)));
}
