import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { BenchDatabase } from './cluster.ts';
import { copyIn, copyLine } from './copy-in.ts';
import { FORTY_FIELDS } from './forty-fields.ts';
import type { SandboxAddress } from './sandbox-process.ts';

const PAGE_ROWS = 5_000;
const workspaceId = randomUUID();
const connectionId = randomUUID();

type Row = Readonly<Record<string, unknown>>;

/** Looked at on the surface only: a schema over every value would be no floor. */
const replySchema = z.object({ data: z.object({ records: z.custom<readonly Row[]>(Array.isArray) }) });

const TEMPORARY = `create temporary table page (
  gsid text, modified timestamptz, payload json, id uuid, name text, owner text, csm text, tier text, parent text,
  arr numeric, mrr numeric, currency text, renewal date, contract_start date, stage text, industry text,
  region text, domains text, employees numeric, crm text, churned date, fields jsonb) on commit delete rows`;

const MERGE_RECORDS = `
  insert into source_records (workspace_id, connection_id, object, gainsight_id, name, content_hash,
    source_modified_at, verdict, rule, rules_version, decided_on, first_stored_at,
    run_id, decided_at)
  select '${workspaceId}', '${connectionId}', 'Company', gsid, name, repeat('0', 32), modified, 'in', 'all',
    repeat('0', 32), current_date, now(), '${workspaceId}', now()
  from page
  on conflict (workspace_id, connection_id, object, gainsight_id) do update
    set name = excluded.name, source_modified_at = excluded.source_modified_at`;

const MERGE_PAYLOADS = `
  insert into source_payloads (workspace_id, connection_id, object, gainsight_id, payload)
  select '${workspaceId}', '${connectionId}', 'Company', gsid, payload from page
  on conflict (workspace_id, connection_id, object, gainsight_id) do update set payload = excluded.payload`;

const MERGE_ACCOUNTS = `
  insert into accounts (id, workspace_id, connection_id, gainsight_id, name, status, owner_gainsight_id,
    csm_gainsight_id, tier, parent_gainsight_id, arr, mrr, currency, renewal_on, contract_start_on, lifecycle_stage,
    industry, region, domains, employees, crm_id, churned_on, fields, created_at, updated_at)
  select id, '${workspaceId}', '${connectionId}', gsid, name, 'active', owner, csm, tier, parent, arr, mrr, currency,
    renewal, contract_start, stage, industry, region,
    case when domains is null then '{}' else string_to_array(domains, ', ') end, employees::integer, crm, churned,
    fields, now(), now()
  from page
  on conflict (workspace_id, connection_id, gainsight_id) do update
    set name = excluded.name, arr = excluded.arr, fields = excluded.fields, updated_at = excluded.updated_at`;

/** Those of the page table's columns from `owner` to `crm`, in its order. */
const STANDARD = Object.values(FORTY_FIELDS.standard).filter((name) => name !== 'Name');
const CUSTOM = Object.entries(FORTY_FIELDS.custom);

/**
 * The least that a full run could cost (design 16): the same pages one after the other by plain HTTP and JSON.parse,
 * COPY into a temporary table, a merge into the same three tables with their indexes, a transaction a page. Nothing is
 * decided, compared, logged or resumed, and row-level security is passed by. Answers the rows stored.
 */
export async function runFloor({ superuser }: BenchDatabase, sandbox: SandboxAddress): Promise<number> {
  await superuser.query(`insert into workspaces (id, name) values ($1, 'Floor') on conflict do nothing`, [
    workspaceId,
  ]);
  await superuser.query(TEMPORARY);
  let after: string | null = null;
  let stored = 0;
  for (;;) {
    const rows: readonly Row[] = await readPage(sandbox, after);
    if (rows.length > 0) {
      await superuser.query('begin');
      await copyIn(superuser, 'copy page from stdin', rows.map(toLine).join(''));
      await superuser.query(MERGE_RECORDS);
      await superuser.query(MERGE_PAYLOADS);
      await superuser.query(MERGE_ACCOUNTS);
      await superuser.query('commit');
    }
    stored += rows.length;
    if (rows.length < PAGE_ROWS) return stored;
    after = String(rows.at(-1)?.['Gsid']);
  }
}

async function readPage(sandbox: SandboxAddress, after: string | null) {
  const where = {
    conditions: [{ name: 'Gsid', alias: 'A', operator: 'GT', value: [after] }],
    expression: 'A',
  };
  const reply = await fetch(`${sandbox.gainsightUrl}/v1/data/objects/query/Company`, {
    method: 'POST',
    headers: { accesskey: sandbox.credentials.accessKey, 'content-type': 'application/json' },
    body: JSON.stringify({
      select: ['Gsid', 'ModifiedDate', ...FORTY_FIELDS.select],
      ...(after === null ? {} : { where }),
      orderBy: { Gsid: 'asc' },
      limit: PAGE_ROWS,
      offset: 0,
    }),
  });
  const body = replySchema.parse(JSON.parse(await reply.text()));
  return body.data.records;
}

function toLine(row: Row): string {
  const payload: Record<string, unknown> = {};
  for (const name of FORTY_FIELDS.select) payload[name] = row[name] ?? null;
  const fields: Record<string, unknown> = {};
  for (const [name, source] of CUSTOM) fields[name] = row[source] ?? null;
  return copyLine([
    row['Gsid'],
    row['ModifiedDate'],
    JSON.stringify(payload),
    randomUUID(),
    row['Name'],
    ...STANDARD.map((name) => row[name]),
    row['Churn_Date__gc'],
    JSON.stringify(fields),
  ]);
}
