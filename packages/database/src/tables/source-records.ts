import type { CalendarDay, ConnectionId, JsonValue, Presence, RunId, Verdict } from '@handrail/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { inSlices, rowsAsColumns } from '../rows-as-columns.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** Which records: those of one object at one connection. */
export interface SourceObject {
  readonly connectionId: ConnectionId;
  readonly object: string;
}

/** What a page is compared with. */
export interface StoredRecord {
  readonly gainsightId: string;
  readonly name: string | null;
  readonly contentHash: string;
  readonly presence: Presence;
  readonly verdict: Verdict;
  readonly rulesVersion: string;
  readonly decidedOn: CalendarDay;
}

/** A record to store: its payload only when it is in, else id, name and verdict alone. */
export interface NewSourceRecord {
  readonly gainsightId: string;
  readonly name: string | null;
  readonly payload: object | null;
  readonly contentHash: string;
  readonly modifiedAt: Date | null;
  readonly verdict: Verdict;
  /** Of a record that is kept out: the values that a new day may decide otherwise. */
  readonly datedValues?: object | null;
  /** Whether the run counts it as changed, also where nothing of ours did. */
  readonly isChanged?: boolean;
}

/** A record whose content is stored already. */
type Restamped = Omit<NewSourceRecord, 'payload' | 'contentHash' | 'datedValues'>;

interface StoredRow {
  readonly gainsight_id: string;
  readonly name: string | null;
  readonly content_hash: string;
  readonly presence: 'present' | 'missing';
  readonly verdict: 'in' | 'filtered';
  readonly rule: string;
  readonly rule_field: string | null;
  readonly rule_value: JsonValue;
  readonly rules_version: string;
  readonly decided_on: CalendarDay;
}

/** The stored state of the records with these ids; unknown ids are absent. */
export async function readStoredRecords(
  tx: WorkspaceTransaction,
  of: SourceObject,
  gainsightIds: readonly string[],
): Promise<Map<string, StoredRecord>> {
  const result = await sql<StoredRow>`
    select ${STORED_COLUMNS} from source_records s
    where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${of.connectionId} and s.object = ${of.object}
      and s.gainsight_id = any(${gainsightIds})
  `.execute(tx.db);
  return new Map(result.rows.map((row) => [row.gainsight_id, storedRecord(row)]));
}

/** A record as it stands, without its content. */
const STORED_COLUMNS = sql`s.gainsight_id, s.name, s.content_hash, s.presence, s.verdict, s.rule, s.rule_field, s.rule_value,
  s.rules_version, s.decided_on`;

/** What was read of a record that stands as `records` in a query, as `p`; none of one that is out. */
export function joinPayload(records: string): RawBuilder<unknown> {
  const of = (column: string) => sql`p.${sql.ref(column)} = ${sql.ref(`${records}.${column}`)}`;
  return sql`left join source_payloads p on ${of('workspace_id')} and ${of('connection_id')} and ${of('object')}
    and ${of('gainsight_id')}`;
}

function storedRecord(row: StoredRow): StoredRecord {
  return {
    gainsightId: row.gainsight_id,
    name: row.name,
    contentHash: row.content_hash,
    presence: row.presence === 'missing' ? 'missing' : row.verdict === 'filtered' ? 'filtered' : 'present',
    verdict: { in: row.verdict === 'in', rule: row.rule, field: row.rule_field, value: row.rule_value },
    rulesVersion: row.rules_version,
    decidedOn: row.decided_on,
  };
}

/** Stores new and changed records, in a statement per thousand; the caller leaves out what is unchanged. */
export async function upsertSourceRecords(
  tx: WorkspaceTransaction,
  of: SourceObject,
  decided: {
    readonly rulesVersion: string;
    readonly on: CalendarDay;
    readonly runId: RunId | null;
    readonly now: Date;
  },
  records: readonly NewSourceRecord[],
): Promise<void> {
  for (const slice of inSlices(records)) await upsertSlice(tx, of, decided, slice);
}

async function upsertSlice(
  tx: WorkspaceTransaction,
  of: SourceObject,
  decided: Parameters<typeof upsertSourceRecords>[2],
  records: readonly NewSourceRecord[],
): Promise<void> {
  const rows = records.map((record) => ({
    ...standing(record),
    h: record.contentHash,
    d: record.datedValues ?? null,
  }));
  await sql`
    insert into source_records (workspace_id, connection_id, object, gainsight_id, name, content_hash,
      source_modified_at, verdict, rule, rule_field, rule_value, rules_version, decided_on, presence, first_stored_at,
      run_id, decided_at, dated_values, counted_changed)
    select ${tx.workspaceId}, ${of.connectionId}, ${of.object}, g, n, h, m, v, r, f, w,
      ${decided.rulesVersion}, ${decided.on}, 'present', ${decided.now}, ${decided.runId}, ${decided.now}, d, c
    from ${rowsAsColumns('t', rows, { ...STANDING_COLUMNS, h: 'text', d: 'jsonb' })}
    on conflict (workspace_id, connection_id, object, gainsight_id) do update set
      name = excluded.name, counted_changed = excluded.counted_changed, content_hash = excluded.content_hash,
      source_modified_at = excluded.source_modified_at, verdict = excluded.verdict, rule = excluded.rule,
      rule_field = excluded.rule_field, rule_value = excluded.rule_value,
      rules_version = excluded.rules_version, decided_on = excluded.decided_on,
      run_id = excluded.run_id, decided_at = excluded.decided_at, presence = 'present', missing_since = null,
      dated_values = excluded.dated_values
  `.execute(tx.db);
  await forgetPayloads(tx, of, idsOf(records.filter(({ payload }) => payload === null)));
  await savePayloads(tx, of, records);
}

async function savePayloads(
  tx: WorkspaceTransaction,
  of: SourceObject,
  records: readonly NewSourceRecord[],
): Promise<void> {
  const rows = records.flatMap(({ gainsightId, payload }) =>
    payload === null ? [] : [{ g: gainsightId, p: payload }],
  );
  if (rows.length === 0) return;
  await sql`
    insert into source_payloads (workspace_id, connection_id, object, gainsight_id, payload)
    select ${tx.workspaceId}, ${of.connectionId}, ${of.object}, g, p
    from ${rowsAsColumns('t', rows, { g: 'text', p: 'json' })}
    on conflict (workspace_id, connection_id, object, gainsight_id) do update set payload = excluded.payload
  `.execute(tx.db);
}

/** Keeps of records nothing but id, name and how they were decided. */
export async function forgetPayloads(
  tx: WorkspaceTransaction,
  of: SourceObject,
  gainsightIds: readonly string[],
): Promise<void> {
  if (gainsightIds.length === 0) return;
  await sql`
    delete from source_payloads
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.object}
      and gainsight_id = any(${gainsightIds})
  `.execute(tx.db);
}

function idsOf(records: readonly Pick<NewSourceRecord, 'gainsightId'>[]): readonly string[] {
  return records.map(({ gainsightId }) => gainsightId);
}

/**
 * Stores how records were decided whose content is what is stored already: what was read is neither sent nor written
 * again. In one statement.
 */
export async function restampSourceRecords(
  tx: WorkspaceTransaction,
  of: SourceObject,
  decided: Parameters<typeof upsertSourceRecords>[2],
  records: readonly Restamped[],
): Promise<void> {
  if (records.length === 0) return;
  await sql`
    update source_records as stored set
      name = n, source_modified_at = m, verdict = v, rule = r, rule_field = f, rule_value = w,
      rules_version = ${decided.rulesVersion}, decided_on = ${decided.on}, presence = 'present', missing_since = null,
      run_id = ${decided.runId}, decided_at = ${decided.now}, counted_changed = c
    from ${rowsAsColumns('t', records.map(standing), STANDING_COLUMNS)}
    where stored.workspace_id = ${tx.workspaceId} and stored.connection_id = ${of.connectionId}
      and stored.object = ${of.object} and stored.gainsight_id = g
      -- Told apart from the join, they are looked up; else each page reads the whole table.
      and stored.gainsight_id = any(${idsOf(records)})
  `.execute(tx.db);
}

/** Stores that records were decided again of which all stands as it did: neither content nor name, verdict or last change. */
export async function restampStandingRecords(
  tx: WorkspaceTransaction,
  of: SourceObject,
  decided: Parameters<typeof upsertSourceRecords>[2],
  gainsightIds: readonly string[],
): Promise<void> {
  if (gainsightIds.length === 0) return;
  await sql`
    update source_records set rules_version = ${decided.rulesVersion}, decided_on = ${decided.on},
      run_id = ${decided.runId}, decided_at = ${decided.now}, counted_changed = false
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.object}
      and gainsight_id = any(${gainsightIds})
  `.execute(tx.db);
}

const STANDING_COLUMNS = {
  g: 'text',
  n: 'text',
  m: 'timestamptz',
  v: 'text',
  r: 'text',
  f: 'text',
  w: 'jsonb',
  c: 'boolean',
} as const;

/** A record without what was read of it. */
function standing(record: Restamped) {
  return {
    g: record.gainsightId,
    n: record.name,
    m: record.modifiedAt,
    v: record.verdict.in ? 'in' : 'filtered',
    r: record.verdict.rule,
    f: record.verdict.field,
    w: record.verdict.value,
    c: record.isChanged === true,
  };
}

/** Marks records as missing at the source; nothing is erased here. */
export async function markRecordsMissing(
  tx: WorkspaceTransaction,
  of: SourceObject,
  gainsightIds: readonly string[],
  since: Date,
): Promise<void> {
  await sql`
    update source_records set presence = 'missing', missing_since = ${since}
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.object}
      and presence = 'present' and gainsight_id = any(${gainsightIds})
  `.execute(tx.db);
}

/** How many records stand as present, and how many of them are in; of those first stored before a time, or of all. */
export async function countSourceRecords(
  tx: WorkspaceTransaction,
  of: SourceObject,
  storedBefore: Date | null = null,
): Promise<{ readonly present: number; readonly live: number }> {
  const result = await sql<{ present: number; live: number }>`
    select count(*)::int as present, (count(*) filter (where verdict = 'in'))::int as live
    from source_records
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.object}
      and presence = 'present' and (${storedBefore}::timestamptz is null or first_stored_at < ${storedBefore})
  `.execute(tx.db);
  return result.rows[0] ?? { present: 0, live: 0 };
}

/** How many of these records stand as present and are in. */
export async function countImported(
  tx: WorkspaceTransaction,
  of: SourceObject,
  gainsightIds: readonly string[],
): Promise<number> {
  if (gainsightIds.length === 0) return 0;
  const result = await sql<{ count: number }>`
    select count(*)::int as count from source_records
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.object}
      and presence = 'present' and verdict = 'in' and gainsight_id = any(${gainsightIds})
  `.execute(tx.db);
  return result.rows[0]?.count ?? 0;
}

/** The payload of one record as last read, or nothing. */
export async function findSourceRecord(
  tx: WorkspaceTransaction,
  of: SourceObject,
  gainsightId: string,
): Promise<{ readonly payload: unknown; readonly sourceModifiedAt: Date | null } | undefined> {
  const result = await sql<{ payload: unknown; source_modified_at: Date | null }>`
    select p.payload, s.source_modified_at from source_records s ${joinPayload('s')}
    where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${of.connectionId} and s.object = ${of.object}
      and s.gainsight_id = ${gainsightId}
  `.execute(tx.db);
  const [row] = result.rows;
  return row === undefined ? undefined : { payload: row.payload, sourceModifiedAt: row.source_modified_at };
}

/** Which of these records the source changed between two moments, by their last change that was read. */
export async function listModifiedSince(
  tx: WorkspaceTransaction,
  of: SourceObject,
  asked: { readonly ids: readonly string[]; readonly since: Date; readonly until: Date | null },
): Promise<ReadonlySet<string>> {
  if (asked.ids.length === 0) return new Set();
  const rows = await tx.db
    .selectFrom('source_records')
    .select('gainsight_id')
    .where('connection_id', '=', of.connectionId)
    .where('object', '=', of.object)
    .where('gainsight_id', 'in', asked.ids)
    .where('source_modified_at', '>', asked.since)
    .$if(asked.until !== null, (q) => q.where('source_modified_at', '<=', asked.until))
    .execute();
  return new Set(rows.map((row) => row.gainsight_id));
}

/** A record that is in, as it was last read. */
export interface StoredPayload extends StoredRecord {
  readonly payload: unknown;
  readonly modifiedAt: Date | null;
}

/** The present records that are in, in order of their id, from after one on. */
export async function listStoredPayloads(
  tx: WorkspaceTransaction,
  of: SourceObject,
  page: { readonly after: string | null; readonly limit: number },
): Promise<StoredPayload[]> {
  const result = await sql<
    StoredRow & { readonly payload: unknown; readonly source_modified_at: Date | null }
  >`
    select ${STORED_COLUMNS}, p.payload, s.source_modified_at
    from source_records s ${joinPayload('s')}
    where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${of.connectionId} and s.object = ${of.object}
      and s.gainsight_id > ${page.after ?? ''} and s.presence = 'present' and s.verdict = 'in'
      and p.payload is not null
    order by s.gainsight_id limit ${page.limit}
  `.execute(tx.db);
  return result.rows.map((row) => ({
    ...storedRecord(row),
    payload: row.payload,
    modifiedAt: row.source_modified_at,
  }));
}

/** A record that the filter keeps out, with the little that is known of it. */
export interface DatedRecord {
  readonly gainsightId: string;
  /** Values of the fields that relative dates were asked of. */
  readonly datedValues: unknown;
  /** The field that kept it out and what it held; null where no field did. */
  readonly ruleField: string | null;
  readonly ruleValue: JsonValue;
  readonly decidedOn: CalendarDay;
}

/** The present records that are kept out and that a new day may let in, in order of their id, from after one on. */
export async function listDatedRecords(
  tx: WorkspaceTransaction,
  of: SourceObject,
  page: { readonly after: string | null; readonly limit: number },
): Promise<DatedRecord[]> {
  const result = await sql<DatedRecord>`
    select gainsight_id as "gainsightId", dated_values as "datedValues", rule_field as "ruleField",
      rule_value as "ruleValue", decided_on as "decidedOn"
    from source_records
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.object}
      and gainsight_id > ${page.after ?? ''} and presence = 'present' and verdict = 'filtered'
      and dated_values is not null
    order by gainsight_id limit ${page.limit}
  `.execute(tx.db);
  return result.rows;
}

/** A stretch of ids: behind `after` and up to `until`; null leaves that side open. */
export interface IdStretch {
  readonly after: string | null;
  readonly until: string | null;
}

/**
 * The present records that are in, of a stretch of ids or all, by id with their names and in the order of their ids; with
 * an instant only those that are not known to be later.
 */
export async function listImportedNames(
  tx: WorkspaceTransaction,
  of: SourceObject,
  { by, after, until }: IdStretch & { readonly by: Date | null } = { by: null, after: null, until: null },
): Promise<Map<string, string | null>> {
  const result = await sql<{ id: string; name: string | null }>`
    select gainsight_id as id, name from source_records
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.object}
      and presence = 'present' and verdict = 'in'
      ${by === null ? sql`` : sql`and greatest(first_stored_at, source_modified_at) <= ${by}`}
      ${after === null ? sql`` : sql`and gainsight_id > ${after}`}
      ${until === null ? sql`` : sql`and gainsight_id <= ${until}`}
    order by gainsight_id
  `.execute(tx.db);
  return new Map(result.rows.map((row) => [row.id, row.name]));
}

/** What is known of a record later than an instant: that it is gone, or the hash of its content as it is since. */
export type LaterRecord = 'gone' | { readonly contentHash: string };

/** Records that were changed at the source since an instant, or are gone since. */
export async function listLaterRecords(
  tx: WorkspaceTransaction,
  of: SourceObject,
  than: Date,
): Promise<Map<string, LaterRecord>> {
  const result = await sql<{ id: string; is_gone: boolean; content_hash: string }>`
    select gainsight_id as id, presence = 'missing' as is_gone, content_hash from source_records
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.object}
      and case presence when 'missing' then missing_since > ${than} else source_modified_at > ${than} end
  `.execute(tx.db);
  return new Map(
    result.rows.map((row) => [row.id, row.is_gone ? 'gone' : { contentHash: row.content_hash }]),
  );
}

/** What is known of a record, and when it was changed at the source. */
export interface KnownValues {
  readonly modifiedAt: Date | null;
  /** All that was read of one that is in; of one that is out the little that keeps it out. */
  readonly values: unknown;
}

/** The same of records by id. */
export async function readKnownValues(
  tx: WorkspaceTransaction,
  of: SourceObject,
  gainsightIds: readonly string[],
): Promise<Map<string, KnownValues>> {
  if (gainsightIds.length === 0) return new Map();
  const result = await sql<{ id: string; modified_at: Date | null; values: unknown }>`
    select s.gainsight_id as id, s.source_modified_at as modified_at,
      coalesce(p.payload::jsonb, coalesce(s.dated_values, '{}'::jsonb)
        || case when s.rule_field is null then '{}'::jsonb else jsonb_build_object(s.rule_field, s.rule_value) end) as values
    from source_records s ${joinPayload('s')}
    where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${of.connectionId} and s.object = ${of.object}
      and s.gainsight_id = any(${gainsightIds})
  `.execute(tx.db);
  return new Map(result.rows.map((row) => [row.id, { modifiedAt: row.modified_at, values: row.values }]));
}

/** Names of records by id, also of those that the filter keeps out. */
export async function listRecordNames(
  tx: WorkspaceTransaction,
  of: SourceObject,
  gainsightIds: readonly string[],
): Promise<Map<string, string | null>> {
  if (gainsightIds.length === 0) return new Map();
  const result = await sql<{ id: string; name: string | null }>`
    select gainsight_id as id, name from source_records
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.object}
      and gainsight_id = any(${gainsightIds})
  `.execute(tx.db);
  return new Map(result.rows.map((row) => [row.id, row.name]));
}

/** Which of these records had been read by then. */
export async function listStoredBy(
  tx: WorkspaceTransaction,
  of: SourceObject,
  gainsightIds: readonly string[],
  at: Date,
): Promise<string[]> {
  if (gainsightIds.length === 0) return [];
  const result = await sql<{ id: string }>`
    select gainsight_id as id from source_records
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.object}
      and gainsight_id = any(${gainsightIds}) and first_stored_at <= ${at}
  `.execute(tx.db);
  return result.rows.map(({ id }) => id);
}

/** Payloads of records by id, of those that are in: how lookups are resolved from our own rows. */
export async function readPayloads(
  tx: WorkspaceTransaction,
  of: SourceObject,
  gainsightIds: readonly string[],
): Promise<Map<string, unknown>> {
  const ids = [...new Set(gainsightIds)];
  if (ids.length === 0) return new Map();
  const result = await sql<{ gainsight_id: string; payload: unknown }>`
    select gainsight_id, payload from source_payloads
    where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.object}
      and gainsight_id = any(${ids})
  `.execute(tx.db);
  return new Map(result.rows.map((row) => [row.gainsight_id, row.payload]));
}

/**
 * The present records of an object whose payload holds one of these texts in a field, in any letter case, and
 * `also` exactly: text in lower case → id.
 */
export async function findRecordsByText(
  tx: WorkspaceTransaction,
  of: SourceObject,
  field: string,
  texts: readonly string[],
  also: { readonly field: string; readonly value: string | number | boolean },
): Promise<Map<string, string>> {
  if (texts.length === 0) return new Map();
  const result = await sql<{ text: string; gainsight_id: string }>`
    select text, min(gainsight_id) as gainsight_id
    from (
      select lower(p.payload ->> ${field}) as text, s.gainsight_id
      from source_records s ${joinPayload('s')}
      where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${of.connectionId} and s.object = ${of.object}
        and s.presence = 'present' and (p.payload -> ${also.field})::jsonb = ${JSON.stringify(also.value)}::jsonb
    ) as named
    where text = any(${texts.map((text) => text.toLowerCase())})
    group by text
  `.execute(tx.db);
  return new Map(result.rows.map((row) => [row.text, row.gainsight_id]));
}

/** Addresses of the tenant's active users by name, both in lower case; a name that several have is left out. */
export async function readUserAddresses(
  tx: WorkspaceTransaction,
  userObject: string,
): Promise<ReadonlyMap<string, string>> {
  const result = await sql<{ name: string; email: string }>`
    select lower(btrim(p.payload ->> 'Name')) as name, min(lower(p.payload ->> 'Email')) as email
    from source_records s ${joinPayload('s')}
    where s.workspace_id = ${tx.workspaceId} and s.object = ${userObject} and s.presence = 'present'
      and (p.payload -> 'IsActiveUser')::jsonb = 'true' and p.payload ->> 'Name' <> '' and p.payload ->> 'Email' <> ''
    group by 1 having count(*) = 1
  `.execute(tx.db);
  return new Map(result.rows.map(({ name, email }) => [name, email]));
}

/** How many of these stored records hold something in each of some fields; those without a payload do not count. */
export async function countFilled(
  tx: WorkspaceTransaction,
  of: SourceObject,
  gainsightIds: readonly string[],
  fields: readonly string[],
): Promise<readonly { readonly field: string; readonly records: number; readonly filled: number }[]> {
  const result = await sql<{ field: string; records: number; filled: number }>`
    -- Taken apart once a record, and not once a field.
    with read as materialized (
      select payload::jsonb as payload from source_payloads
      where workspace_id = ${tx.workspaceId} and connection_id = ${of.connectionId} and object = ${of.object}
        and gainsight_id = any(${gainsightIds})
    )
    select f.field, count(*)::int as records,
      count(nullif(nullif(read.payload ->> f.field, ''), '[]'))::int as filled
    from read cross join unnest(${fields}::text[]) as f(field)
    group by f.field
  `.execute(tx.db);
  return result.rows;
}

/** A few ids of records that stand as present. */
export async function findRecordsSample(
  tx: WorkspaceTransaction,
  of: SourceObject,
  limit: number,
): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('source_records')
    .select('gainsight_id')
    .where('connection_id', '=', of.connectionId)
    .where('object', '=', of.object)
    .where('presence', '=', 'present')
    .limit(limit)
    .execute();
  return rows.map((row) => row.gainsight_id);
}
