import type {
  CalendarDay,
  JsonValue,
  RunCause,
  RunId,
  RunMode,
  RunState,
  SetAsideCause,
  Verdict,
} from '@handrail/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import { SET_ASIDE_CAUSE } from './set-aside-records.ts';
import { joinPayload } from './source-records.ts';
import type { SourceObject } from './source-records.ts';

/** A run as a reason names it. */
export interface NamedRun {
  readonly id: RunId;
  readonly number: number;
  readonly stream: string;
  readonly mode: RunMode;
  readonly cause: RunCause;
  readonly state: RunState;
  readonly configVersion: number;
  readonly startedAt: Date | null;
}

/** What stands of one record of the source, with the run that decided it as it stands. */
export interface RecordFacts {
  readonly name: string | null;
  /** Null for a record that the filter keeps out: its values are not kept. */
  readonly payload: unknown;
  readonly modifiedAt: Date | null;
  readonly firstStoredAt: Date;
  readonly verdict: Verdict;
  readonly isMissing: boolean;
  readonly missingSince: Date | null;
  readonly decidedOn: CalendarDay;
  readonly decidedAt: Date | null;
  readonly run: NamedRun | null;
}

interface FactsRow {
  readonly name: string | null;
  readonly payload: unknown;
  readonly modified_at: Date | null;
  readonly first_stored_at: Date;
  readonly verdict: 'in' | 'filtered';
  readonly rule: string;
  readonly rule_field: string | null;
  readonly rule_value: JsonValue;
  readonly is_missing: boolean;
  readonly missing_since: Date | null;
  readonly decided_on: CalendarDay;
  readonly decided_at: Date | null;
  readonly run: NamedRunJson | null;
}

type NamedRunJson = Omit<NamedRun, 'startedAt'> & { readonly startedAt: string | null };

/** A run of alias `r` of stream alias `s` as JSON. */
const NAMED_RUN = sql`case when r.id is null then null else jsonb_build_object('id', r.id, 'number', r.number,
  'stream', s.name, 'mode', r.mode, 'cause', r.cause, 'state', r.state, 'configVersion', r.config_version, 'startedAt', r.started_at) end`;

function namedRun(row: NamedRunJson | null): NamedRun | null {
  return row === null ? null : { ...row, startedAt: row.startedAt === null ? null : new Date(row.startedAt) };
}

/** What stands of a record, or nothing when it was never stored. */
export async function findRecordFacts(
  tx: WorkspaceTransaction,
  of: SourceObject,
  gainsightId: string,
): Promise<RecordFacts | undefined> {
  const result = await sql<FactsRow>`
    select f.name, p.payload, f.source_modified_at as modified_at, f.first_stored_at, f.verdict, f.rule, f.rule_field,
      f.rule_value, f.presence = 'missing' as is_missing, f.missing_since, f.decided_on, f.decided_at, ${NAMED_RUN} as run
    from source_records f
    ${joinPayload('f')}
    left join runs r on r.workspace_id = f.workspace_id and r.id = f.run_id
    left join streams s on s.workspace_id = r.workspace_id and s.id = r.stream_id
    where f.workspace_id = ${tx.workspaceId} and f.connection_id = ${of.connectionId} and f.object = ${of.object}
      and f.gainsight_id = ${gainsightId}
  `.execute(tx.db);
  const [row] = result.rows;
  if (row === undefined) return undefined;
  return {
    name: row.name,
    payload: row.payload,
    modifiedAt: row.modified_at,
    firstStoredAt: row.first_stored_at,
    verdict: { in: row.verdict === 'in', rule: row.rule, field: row.rule_field, value: row.rule_value },
    isMissing: row.is_missing,
    missingSince: row.missing_since,
    decidedOn: row.decided_on,
    decidedAt: row.decided_at,
    run: namedRun(row.run),
  };
}

/** Why a record could not be stored as it is. */
export interface SetAsideFacts extends SetAsideCause {
  readonly at: Date;
  readonly run: NamedRun | null;
}

/** Why a record is set aside now, or nothing. */
export async function findSetAside(
  tx: WorkspaceTransaction,
  of: SourceObject,
  gainsightId: string,
): Promise<SetAsideFacts | undefined> {
  const result = await sql<Omit<SetAsideFacts, 'run'> & { readonly run: NamedRunJson | null }>`
    select ${SET_ASIDE_CAUSE}, a.created_at as at, ${NAMED_RUN} as run
    from set_aside_records a
    left join runs r on r.workspace_id = a.workspace_id and r.id = a.run_id
    left join streams s on s.workspace_id = r.workspace_id and s.id = r.stream_id
    where a.workspace_id = ${tx.workspaceId} and a.connection_id = ${of.connectionId} and a.object = ${of.object}
      and a.gainsight_id = ${gainsightId} and a.state <> 'resolved'
  `.execute(tx.db);
  const [row] = result.rows;
  return row === undefined ? undefined : { ...row, run: namedRun(row.run) };
}

/** An exit that the deletion guard holds back, with the run that waits for a person. */
export interface HeldFacts {
  readonly kind: 'missing' | 'filtered' | 'churned';
  readonly run: NamedRun;
}

/** The exit of a record that the guard holds back now, or nothing. */
export async function findHeldExit(
  tx: WorkspaceTransaction,
  streams: readonly string[],
  gainsightId: string,
): Promise<HeldFacts | undefined> {
  const result = await sql<{ readonly kind: HeldFacts['kind'] | null; readonly run: NamedRunJson }>`
    select held ->> 'kind' as kind, ${NAMED_RUN} as run
    from runs r
    join streams s on s.workspace_id = r.workspace_id and s.id = r.stream_id
    cross join lateral jsonb_array_elements(r.withheld -> 'sample') as held
    where r.workspace_id = ${tx.workspaceId} and r.state = 'awaiting-approval' and s.name = any(${streams})
      and held ->> 'gainsightId' = ${gainsightId}
    order by r.number desc limit 1
  `.execute(tx.db);
  const [row] = result.rows;
  const run = row === undefined ? null : namedRun(row.run);
  return run === null ? undefined : { kind: row?.kind ?? 'missing', run };
}

/** Who kept the exit of a record, when, and about which run. */
export interface KeptFacts {
  readonly kind: HeldFacts['kind'];
  readonly run: NamedRun;
  /** Null where the person is no longer known. */
  readonly by: string | null;
  readonly at: Date;
}

/** The exit of a record that a person kept last, or nothing. */
export async function findKeptExit(
  tx: WorkspaceTransaction,
  gainsightId: string,
): Promise<KeptFacts | undefined> {
  const result = await sql<Omit<KeptFacts, 'run'> & { readonly run: NamedRunJson }>`
    select k.kind, u.name as by, k.decided_at as at, ${NAMED_RUN} as run
    from kept_exits k
    join runs r on r.workspace_id = k.workspace_id and r.id = k.run_id
    join streams s on s.workspace_id = r.workspace_id and s.id = r.stream_id
    left join users u on u.workspace_id = k.workspace_id and u.id = k.decided_by
    where k.workspace_id = ${tx.workspaceId} and k.gainsight_id = ${gainsightId}
      and k.kind in ('missing', 'filtered', 'churned')
    order by k.decided_at desc limit 1
  `.execute(tx.db);
  const [row] = result.rows;
  const run = row === undefined ? null : namedRun(row.run);
  return row === undefined || run === null ? undefined : { kind: row.kind, run, by: row.by, at: row.at };
}

/** When something happened to a record, and by what. */
export interface ChangeFacts {
  readonly at: Date;
  /** Null: a person did it here. */
  readonly run: NamedRun | null;
}

/** When a record came in, and by which run; nothing for one that was there before changes were kept. */
export async function findArrival(
  tx: WorkspaceTransaction,
  recordId: string,
): Promise<ChangeFacts | undefined> {
  return findEvent(tx, recordId, sql`c.event = 'added' order by c.id`);
}

/** The last event by which a run took a record out of the lists as missing, or nothing. */
export async function findLastMissing(
  tx: WorkspaceTransaction,
  recordId: string,
): Promise<ChangeFacts | undefined> {
  return findEvent(tx, recordId, sql`c.event = 'missing' and c.run_id is not null order by c.id desc`);
}

async function findEvent(
  tx: WorkspaceTransaction,
  recordId: string,
  which: RawBuilder<unknown>,
): Promise<ChangeFacts | undefined> {
  const result = await sql<Omit<ChangeFacts, 'run'> & { readonly run: NamedRunJson | null }>`
    select c.at, ${NAMED_RUN} as run
    from changes c
    left join runs r on r.workspace_id = c.workspace_id and r.id = c.run_id
    left join streams s on s.workspace_id = r.workspace_id and s.id = r.stream_id
    where c.workspace_id = ${tx.workspaceId} and c.record_id = ${recordId} and ${which} limit 1
  `.execute(tx.db);
  const [row] = result.rows;
  return row === undefined ? undefined : { ...row, run: namedRun(row.run) };
}

/** The last change of one field of a record. */
export interface FieldChangeFacts extends ChangeFacts {
  /** As changes name it: a standard name, or `fields.<name>`. */
  readonly field: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/** The last change of each field of a record, by the name that changes have for it. */
export async function readLastFieldChanges(
  tx: WorkspaceTransaction,
  recordId: string,
): Promise<Map<string, FieldChangeFacts>> {
  const result = await sql<Omit<FieldChangeFacts, 'run'> & { readonly run: NamedRunJson | null }>`
    select distinct on (field) field, c.at, value -> 0 as before, value -> 1 as after, ${NAMED_RUN} as run
    from changes c
    cross join lateral jsonb_each(c.fields) as f(field, value)
    left join runs r on r.workspace_id = c.workspace_id and r.id = c.run_id
    left join streams s on s.workspace_id = r.workspace_id and s.id = r.stream_id
    where c.workspace_id = ${tx.workspaceId} and c.record_id = ${recordId}
    order by field, c.id desc
  `.execute(tx.db);
  return new Map(result.rows.map((row) => [row.field, { ...row, run: namedRun(row.run) }]));
}
