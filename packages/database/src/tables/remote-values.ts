import type { AccountId, JsonValue } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/** What we last sent to a field of a record at Gainsight, what stood there then, and a refusal if any. */
export interface RemoteValue {
  readonly accountId: AccountId;
  readonly field: string;
  readonly sent: JsonValue;
  readonly sentAt: Date | null;
  readonly observed: JsonValue;
  readonly refusal: string | null;
  readonly refusedValue: JsonValue;
}

/** What stands at Gainsight for these fields, as far as we know. */
export async function listRemoteValues(
  tx: WorkspaceTransaction,
  query: { readonly object: string; readonly fields: readonly string[]; readonly accountId?: AccountId },
): Promise<RemoteValue[]> {
  const result = await sql<RemoteValue>`
    select account_id as "accountId", field, sent, sent_at as "sentAt", observed, refusal,
      refused_value as "refusedValue"
    from remote_values
    where workspace_id = ${tx.workspaceId} and object = ${query.object}
      and (cardinality(${query.fields}::text[]) = 0 or field = any(${query.fields}))
      and (${query.accountId ?? null}::uuid is null or account_id = ${query.accountId ?? null})
    order by field
  `.execute(tx.db);
  return result.rows;
}

/** A value that was written, or refused with a reason. */
export interface RemoteValueOutcome {
  readonly accountId: AccountId;
  readonly field: string;
  readonly value: JsonValue;
  readonly refusal: string | null;
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
    f: outcome.field,
    v: { value: outcome.value },
    r: outcome.refusal,
  }));
  await sql`
    insert into remote_values (workspace_id, account_id, object, field, sent, sent_at, observed, observed_at,
      refusal, refused_value)
    select ${tx.workspaceId}, a, ${object}, f,
      case when r is null then v -> 'value' end, case when r is null then ${now}::timestamptz end,
      case when r is null then v -> 'value' end, case when r is null then ${now}::timestamptz end,
      r, case when r is not null then v -> 'value' end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(a uuid, f text, v jsonb, r text)
    on conflict (workspace_id, account_id, object, field) do update set
      sent = coalesce(excluded.sent, remote_values.sent),
      sent_at = coalesce(excluded.sent_at, remote_values.sent_at),
      observed = coalesce(excluded.observed, remote_values.observed),
      observed_at = coalesce(excluded.observed_at, remote_values.observed_at),
      refusal = excluded.refusal, refused_value = excluded.refused_value
  `.execute(tx.db);
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
