import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import pg from 'pg';
import { dumpSchema } from './schema-dump.ts';
import { createTestDatabase } from './testing.ts';

const { url, superuserUrl } = await createTestDatabase(import.meta.url);

test('schema.sql is what the migrations make (else: node packages/database/src/print-schema.ts)', async () => {
  const kept = await readFile(new URL('../schema.sql', import.meta.url), 'utf8');
  assert.equal(await dumpSchema(url), kept);
});

test('every table with a workspace_id is owned by the owner, forces row-level security and has the policy', async () => {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const { rows } = await client.query<{ table: string; owner: string; forced: boolean; walled: boolean }>(`
    select c.relname::text as table, c.relowner::regrole::text as owner,
           c.relrowsecurity and c.relforcerowsecurity as forced,
           exists (select from pg_policies p where p.tablename = c.relname and p.policyname = 'workspace'
                   and p.qual like '%handrail.workspace_id%') as walled
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`);
  await client.end();
  assert.ok(rows.length > 20);
  assert.deepEqual(
    rows.filter((row) => row.owner !== 'handrail_owner' || !row.forced || !row.walled),
    [],
  );
});
