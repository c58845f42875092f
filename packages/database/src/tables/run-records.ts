import type { ConnectionId, JsonValue, RunId, RunOutcome } from '@handrail/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import type { RunRow } from './runs.ts';

/** A record of a run. What is not known of an outcome is null or empty. */
export interface RunRecordRow {
  /** Position in the list. */
  readonly key: string;
  /** `account`, `relationship` or `stakeholder`; the source's object for what is none of ours. */
  readonly kind: string;
  readonly recordId: string | null;
  readonly gainsightId: string | null;
  readonly name: string | null;
  readonly event: string;
  readonly fields: unknown;
  readonly rule: string | null;
  readonly ruleField: string | null;
  readonly ruleValue: JsonValue;
  readonly reason: string | null;
  /** Of an account that went missing and that the preview of the run's configuration still had: when that was read. */
  readonly previewedAt: Date | null;
}

/** Which records of which run. */
export interface RunRecordQuery {
  readonly runId: RunId;
  readonly outcome: RunOutcome;
  /** What the run's stream reads. Null: nothing of a source. */
  readonly of: RunObjects | null;
  /** Whether the run met every record, so that what it left as it was can be told. */
  readonly isWhole: boolean;
  /** Text in the name, or an id. */
  readonly search: string | null;
  /** The `key` of the last record of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

/** The records of the source that a stream reads. */
export interface RunObjects {
  readonly connectionId: ConnectionId;
  /** Of which each record is one of ours, so that what stands can be listed; null for a stream that joins several. */
  readonly object: string | null;
  /** Those whose records may be kept out. */
  readonly keptOut: readonly string[];
}

/** One page of the records of a run with an outcome, in the order of its key. */
export async function listRunRecords(
  tx: WorkspaceTransaction,
  query: RunRecordQuery,
): Promise<RunRecordRow[]> {
  const { after, limit } = query;
  // By plain columns, which the index of the change log can serve.
  const isNumbered = query.outcome === 'added' || query.outcome === 'gone';
  const column = isNumbered ? sql`position` : sql`text_key`;
  const last = isNumbered
    ? sql`${/^\d{1,18}$/.test(after ?? '') ? after : '0'}::bigint`
    : sql`${after ?? ''}`;
  const result = await sql<RunRecordRow>`
    select found.*, case when ${isNumbered} then position::text else text_key end as key from (${matching(tx, query)}) as found
    where ${column} > ${last} order by ${column} limit ${limit}
  `.execute(tx.db);
  return result.rows;
}

/** How many records of a run have an outcome. */
export async function countRunRecords(tx: WorkspaceTransaction, query: RunRecordQuery): Promise<number> {
  const result = await sql<{ readonly count: number }>`
    select count(*)::int as count from (${matching(tx, query)}) as found
  `.execute(tx.db);
  return result.rows[0]?.count ?? 0;
}

function matching(tx: WorkspaceTransaction, query: RunRecordQuery): RawBuilder<unknown> {
  const { search } = query;
  const like = `%${(search ?? '').toLowerCase().replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
  const wanted =
    search === null
      ? sql`true`
      : sql`(lower(name) like ${like} or "gainsightId" = ${search} or "recordId"::text = ${search.toLowerCase()})`;
  return sql`select * from (${sourceOf(tx, query)}) as listed where ${wanted}`;
}

const NO_RULE = sql`null::text as rule, null::text as "ruleField", null::jsonb as "ruleValue"`;
const NO_PREVIEW = sql`null::timestamptz as "previewedAt"`;

function sourceOf(tx: WorkspaceTransaction, query: RunRecordQuery): RawBuilder<unknown> {
  const { outcome } = query;
  // Of what is joined from several records, those that come back are counted as added: they are read anew.
  const isJoined = query.of !== null && query.of.object === null;
  switch (outcome) {
    case 'added':
      return logged(tx, query.runId, isJoined ? ['added', 'returned'] : ['added']);
    case 'gone':
      return sql`${logged(tx, query.runId, ['missing', 'removed'])} union all ${leftWithAccount(tx, query.runId)}`;
    case 'changed':
      return sql`${logged(tx, query.runId, isJoined ? ['changed'] : ['changed', 'returned'])} union all ${redecided(tx, query)}`;
    case 'filtered':
      return filtered(tx, query);
    case 'unchanged':
      return unchanged(tx, query);
    case 'set-aside':
      return sql`
        select null::bigint as position, a.gainsight_id as text_key, a.object as kind, null::text as "recordId",
          a.gainsight_id as "gainsightId", f.name, 'set-aside' as event, '{}'::jsonb as fields, ${NO_RULE}, null::text as reason, ${NO_PREVIEW}
        from set_aside_records a
        left join source_records f on f.workspace_id = a.workspace_id and f.connection_id = a.connection_id
          and f.object = a.object and f.gainsight_id = a.gainsight_id
        where a.workspace_id = ${tx.workspaceId} and a.run_id = ${query.runId}`;
    case 'held':
      return sql`
        select null::bigint as position, held ->> 'gainsightId' collate "C" as text_key, s.name as kind,
          null::text as "recordId", held ->> 'gainsightId' as "gainsightId",
          held ->> 'name' as name, coalesce(held ->> 'kind', 'missing') as event, '{}'::jsonb as fields, ${NO_RULE},
          null::text as reason, ${NO_PREVIEW}
        from runs r
        join streams s on s.workspace_id = r.workspace_id and s.id = r.stream_id
        cross join lateral jsonb_array_elements(r.withheld -> 'sample') as held
        where r.workspace_id = ${tx.workspaceId} and r.id = ${query.runId}`;
  }
}

function logged(tx: WorkspaceTransaction, runId: RunId, events: readonly string[]): RawBuilder<unknown> {
  return sql`
    select c.id as position, concat(i.id, ' ', c.id) collate "C" as text_key, c.record_kind as kind,
      c.record_id::text as "recordId", i.id as "gainsightId",
      coalesce(a.name, r.name, s.name, s.email) as name, c.event, c.fields, ${NO_RULE}, null::text as reason,
      c.previewed_at as "previewedAt"
    from changes c
    left join accounts a on a.workspace_id = c.workspace_id and a.id = c.record_id
    left join relationships r on r.workspace_id = c.workspace_id and r.id = c.record_id
    left join stakeholders s on s.workspace_id = c.workspace_id and s.id = c.record_id
    cross join lateral (
      select coalesce(a.gainsight_id, r.gainsight_id, s.gainsight_id, c.fields -> 'gainsightId' ->> 0) as id
    ) as i
    where c.workspace_id = ${tx.workspaceId} and c.run_id = ${runId} and c.event = any(${events})`;
}

/** Relationships and stakeholders that left with their account, each counted as gone wherever the run met it. */
function leftWithAccount(tx: WorkspaceTransaction, runId: RunId): RawBuilder<unknown> {
  return sql`select * from (${logged(tx, runId, ['filtered'])}) as l where l.kind in ('relationship', 'stakeholder')`;
}

/**
 * Kept out by this run; of one that met every record also those that it found out already. Accounts that left by it are in
 * the log, whatever later runs made of them; the rule is known as long as it stands.
 */
function filtered(tx: WorkspaceTransaction, query: RunRecordQuery): RawBuilder<unknown> {
  const { runId, of, isWhole } = query;
  return sql`
    select null::bigint as position, coalesce(l."gainsightId", l."recordId") collate "C" as text_key, l.kind, l."recordId",
      l."gainsightId", l.name, 'left' as event, '{}'::jsonb as fields, f.rule, f.rule_field as "ruleField",
      f.rule_value as "ruleValue", l.reason, l."previewedAt"
    from (${logged(tx, runId, ['filtered'])}) as l
    left join source_records f on f.workspace_id = ${tx.workspaceId} and f.connection_id = ${of?.connectionId ?? null}
      and f.object = ${of?.object ?? ''} and f.gainsight_id = l."gainsightId" and f.verdict = 'filtered'
      and f.run_id = ${runId}
    where l.kind = 'account'
    union all
    select null::bigint as position, f.gainsight_id as text_key, f.object as kind,
      a.id::text as "recordId", f.gainsight_id as "gainsightId", f.name, 'filtered' as event,
      '{}'::jsonb as fields, f.rule, f.rule_field as "ruleField", f.rule_value as "ruleValue", null::text as reason,
      ${NO_PREVIEW}
    from source_records f
    join runs r on r.workspace_id = f.workspace_id and r.id = ${runId}
    left join accounts a on a.workspace_id = f.workspace_id and a.connection_id = f.connection_id
      and a.gainsight_id = f.gainsight_id and f.object = 'Company'
    where f.workspace_id = ${tx.workspaceId} and f.connection_id = ${of?.connectionId ?? null}
      and f.object = any(${[...(of?.keptOut ?? [])]}) and f.verdict = 'filtered' and f.presence = 'present'
      and (f.run_id = ${runId} or (${isWhole} and f.decided_at < r.started_at))
      and not exists (select 1 from changes c where c.workspace_id = f.workspace_id and c.run_id = ${runId}
        and c.record_id = a.id and c.event = 'filtered')`;
}

/** Whether the run that decided a record counted it as changed; before that was kept, what a reading run decided was. */
const IS_CHANGED = sql`coalesce(f.counted_changed, r.mode <> 'projection')`;

/** What a reading run of an older version counted as changed without a change of ours: a field moved that is not mapped. */
function redecided(tx: WorkspaceTransaction, query: RunRecordQuery): RawBuilder<unknown> {
  return standing(tx, query, sql`'decided'`, sql`f.run_id = ${query.runId} and ${IS_CHANGED}`);
}

/**
 * What stood before a run that met every record, and that it left as it was. A run over stored records reads nothing
 * new: what it decided anew, by another rule that lets it in, is as it was.
 */
function unchanged(tx: WorkspaceTransaction, query: RunRecordQuery): RawBuilder<unknown> {
  const isLeft = sql`${query.isWhole} and (f.run_id is distinct from ${query.runId} or not ${IS_CHANGED})`;
  return standing(
    tx,
    query,
    sql`case when f.run_id = ${query.runId} then 'decided' else 'unchanged' end`,
    isLeft,
  );
}

/** Accounts and relationships that are in, stood before the run, and have no change by it. */
function standing(
  tx: WorkspaceTransaction,
  { runId, of }: RunRecordQuery,
  event: RawBuilder<unknown>,
  which: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    select null::bigint as position, f.gainsight_id as text_key, ${of?.object ?? ''}::text as kind,
      coalesce(a.id, l.id)::text as "recordId", f.gainsight_id as "gainsightId", f.name, ${event} as event,
      '{}'::jsonb as fields, ${NO_RULE}, null::text as reason, ${NO_PREVIEW}
    from source_records f
    join runs r on r.workspace_id = f.workspace_id and r.id = ${runId}
    left join accounts a on a.workspace_id = f.workspace_id and a.connection_id = f.connection_id
      and a.gainsight_id = f.gainsight_id and f.object = 'Company'
    left join relationships l on l.workspace_id = f.workspace_id and l.connection_id = f.connection_id
      and l.gainsight_id = f.gainsight_id and f.object = 'Relationship'
    where f.workspace_id = ${tx.workspaceId} and f.connection_id = ${of?.connectionId ?? null}
      and f.object = ${of?.object ?? ''} and f.verdict = 'in' and f.presence = 'present' and ${which}
      and f.first_stored_at < r.started_at
      -- What a later run decided may have stood otherwise then.
      and not exists (select from runs d where d.workspace_id = f.workspace_id and d.id = f.run_id and d.number > r.number)
      and not exists (select 1 from changes c where c.workspace_id = f.workspace_id and c.run_id = ${runId}
        and c.record_id = coalesce(a.id, l.id))
      and not exists (select 1 from set_aside_records x where x.workspace_id = f.workspace_id and x.run_id = ${runId}
        and x.object = f.object and x.gainsight_id = f.gainsight_id)`;
}

/**
 * When the inventory was read that the configuration of a run was previewed on, where the run is the first of its stream
 * that carried it out to the end, or may become it; else null.
 */
export async function findPreviewTime(tx: WorkspaceTransaction, run: RunRow): Promise<Date | null> {
  const result = await sql<{ readonly at: Date | null }>`
    select c.inventory_read_at as at from config_versions c
    where c.workspace_id = ${tx.workspaceId} and c.version = ${run.config_version}
      and not exists (select 1 from runs r where r.workspace_id = c.workspace_id and r.stream_id = ${run.stream_id}
        and r.config_version = c.version and r.number < ${run.number} and r.state = 'done')
  `.execute(tx.db);
  return result.rows[0]?.at ?? null;
}
