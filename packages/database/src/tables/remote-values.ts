import type { AccountId, ConnectionId, JsonValue, WritebackValue } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** What we know of a field of a record at Gainsight. */
export interface RemoteValue {
  readonly accountId: AccountId;
  /** The record it stands at: the account's own for its company. */
  readonly recordId: string;
  readonly field: string;
  /** What we wrote last; meaningless before the first write. */
  readonly sent: JsonValue;
  /** When a write was last confirmed; null before the first. */
  readonly sentAt: Date | null;
  /** What stands there as far as confirmed. */
  readonly observed: JsonValue;
  /** Why `refusedValue` does not stand there: the vendor's reason, or a person's edit that is kept. */
  readonly refusal: string | null;
  /** What was refused; without a refusal, what was about to go out when the process ended. */
  readonly refusedValue: JsonValue;
  /** When it is to be looked at again, as a write that nobody saw the end of may still be carried out; null: never. */
  readonly verifyAt: Date | null;
}

/** What stands at Gainsight for these fields, as far as we know. */
export async function listRemoteValues(
  tx: WorkspaceTransaction,
  query: {
    readonly object: string;
    readonly fields: readonly string[];
    /** Only of these accounts; null: of all. */
    readonly accountIds: readonly AccountId[] | null;
  },
): Promise<RemoteValue[]> {
  const result = await sql<RemoteValue>`
    select account_id as "accountId", record_id as "recordId", field, sent, sent_at as "sentAt", observed, refusal,
      refused_value as "refusedValue", verify_at as "verifyAt"
    from remote_values
    where workspace_id = ${tx.workspaceId} and object = ${query.object}
      and (cardinality(${query.fields}::text[]) = 0 or field = any(${query.fields}))
      ${query.accountIds === null ? sql`` : sql`and account_id = any(${query.accountIds})`}
    order by field
  `.execute(tx.db);
  return result.rows;
}

/** A value of a field of a record over there. */
interface RecordValue {
  readonly accountId: AccountId;
  readonly recordId: string;
  readonly field: string;
  readonly value: JsonValue;
}

/** Values as one parameter; each is wrapped, so that a null of JSON stays one. */
function toJson(values: readonly RecordValue[]): string {
  return JSON.stringify(
    values.map(({ accountId, recordId, field, value }) => ({
      a: accountId,
      i: recordId,
      f: field,
      v: { value },
    })),
  );
}

/**
 * Notes values as about to go out, before they do: after a crash nobody takes them for a person's edit, and they are
 * looked at again at `verifyAt`, when what was cut off can no longer be carried out.
 */
export async function saveIntendedValues(
  tx: WorkspaceTransaction,
  object: string,
  values: readonly RecordValue[],
  verifyAt: Date,
): Promise<void> {
  if (values.length === 0) return;
  await sql`
    insert into remote_values (workspace_id, account_id, object, record_id, field, refused_value, verify_at)
    select ${tx.workspaceId}, a, ${object}, i, f, v -> 'value', ${verifyAt}
    from jsonb_to_recordset(${toJson(values)}::jsonb) as t(a uuid, i uuid, f text, v jsonb)
    on conflict (workspace_id, account_id, object, record_id, field) do update set
      refusal = null, refused_value = excluded.refused_value, verify_at = excluded.verify_at
  `.execute(tx.db);
}

/** A value that was written, or refused with a reason. */
export interface RemoteValueOutcome {
  readonly accountId: AccountId;
  readonly recordId: string;
  readonly field: string;
  readonly value: JsonValue;
  readonly refusal: string | null;
  /** See {@link RemoteValue}. */
  readonly verifyAt: Date | null;
}

/** Keeps the outcome of a write in one statement: a written value clears an earlier refusal. */
export async function saveRemoteValues(
  tx: WorkspaceTransaction,
  object: string,
  outcomes: readonly RemoteValueOutcome[],
  now: Date,
): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = outcomes.map((outcome) => ({
    a: outcome.accountId,
    i: outcome.recordId,
    f: outcome.field,
    v: { value: outcome.value },
    r: outcome.refusal,
    y: outcome.verifyAt,
  }));
  await sql`
    insert into remote_values (workspace_id, account_id, object, record_id, field, sent, sent_at, observed,
      observed_at, refusal, refused_value, verify_at)
    select ${tx.workspaceId}, a, ${object}, i, f,
      case when r is null then v -> 'value' end, case when r is null then ${now}::timestamptz end,
      case when r is null then v -> 'value' end, case when r is null then ${now}::timestamptz end,
      r, case when r is not null then v -> 'value' end, y
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t(a uuid, i uuid, f text, v jsonb, r text, y timestamptz)
    on conflict (workspace_id, account_id, object, record_id, field) do update set
      sent = coalesce(excluded.sent, remote_values.sent),
      sent_at = coalesce(excluded.sent_at, remote_values.sent_at),
      observed = coalesce(excluded.observed, remote_values.observed),
      observed_at = coalesce(excluded.observed_at, remote_values.observed_at),
      refusal = excluded.refusal, refused_value = excluded.refused_value, verify_at = excluded.verify_at
  `.execute(tx.db);
}

/** A value that we wrote, with the id of its record over there. */
export interface WrittenValue extends Pick<RemoteValue, 'accountId' | 'recordId' | 'field' | 'observed'> {
  readonly gainsightId: string;
}

/** What we wrote to these fields of these records, and what is known to stand there. */
export async function listWrittenValues(
  tx: WorkspaceTransaction,
  query: {
    readonly connectionId: ConnectionId;
    readonly object: WritebackValue['object'];
    readonly fields: readonly string[];
    readonly gainsightIds: readonly string[];
  },
): Promise<WrittenValue[]> {
  const records =
    query.object === 'Company'
      ? sql`select workspace_id, connection_id, gainsight_id, id, id as account_id from accounts`
      : sql`select r.workspace_id, r.connection_id, r.gainsight_id, r.id, a.id as account_id from relationships r
          join accounts a on a.workspace_id = r.workspace_id and a.connection_id = r.connection_id
            and a.gainsight_id = r.company_gainsight_id`;
  const result = await sql<WrittenValue>`
    select v.account_id as "accountId", v.record_id as "recordId", v.field, v.observed,
      r.gainsight_id as "gainsightId"
    from (${records}) r join remote_values v on v.workspace_id = r.workspace_id and v.account_id = r.account_id
      and v.object = ${query.object} and v.record_id = r.id
    where r.workspace_id = ${tx.workspaceId} and r.connection_id = ${query.connectionId}
      and r.gainsight_id = any(${query.gainsightIds}) and v.field = any(${query.fields}) and v.sent_at is not null
  `.execute(tx.db);
  return result.rows;
}

/** Keeps what was read over there since; what we wrote and what was refused stays as it is known. */
export async function saveObservedValues(
  tx: WorkspaceTransaction,
  object: WritebackValue['object'],
  values: readonly RecordValue[],
  now: Date,
): Promise<void> {
  if (values.length === 0) return;
  await sql`
    update remote_values set observed = t.v -> 'value', observed_at = ${now}
    from jsonb_to_recordset(${toJson(values)}::jsonb) as t(a uuid, i uuid, f text, v jsonb)
    where workspace_id = ${tx.workspaceId} and account_id = t.a and object = ${object} and record_id = t.i
      and field = t.f
  `.execute(tx.db);
}

/** What became of the values of one field. */
export interface RemoteValueCounts {
  readonly object: string;
  readonly field: string;
  readonly written: number;
  /** Left out for a reason of the vendor, or for `kept`: a person's edit that stays. */
  readonly refused: number;
  readonly kept: number;
}

/** Counts values by field; `kept` is the reason by which a person's edit stays. */
export async function countRemoteValues(
  tx: WorkspaceTransaction,
  kept: string,
): Promise<RemoteValueCounts[]> {
  const result = await sql<RemoteValueCounts>`
    select object, field, count(*) filter (where sent_at is not null and refusal is null)::int as written,
      count(*) filter (where refusal <> ${kept})::int as refused,
      count(*) filter (where refusal = ${kept})::int as kept
    from remote_values where workspace_id = ${tx.workspaceId} group by object, field
  `.execute(tx.db);
  return result.rows;
}

/** Values of ours that stand at Gainsight. */
export async function countSentValues(tx: WorkspaceTransaction): Promise<number> {
  const row = await tx.db
    .selectFrom('remote_values')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('sent_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return row.count;
}
