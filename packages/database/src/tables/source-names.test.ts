import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseConnectionId, parseWorkspaceId } from '@handrail/core';
import { createTestDatabase } from '../testing.ts';
import type { WorkspaceTransaction } from '../transaction.ts';
import { listAccounts } from './account-list.ts';
import { refreshStatistics } from './statistics.ts';
import { findRecordSubjects } from './subjects.ts';

const { database } = await createTestDatabase(import.meta.url);
const id = parseWorkspaceId('018f0000-0000-7000-8000-00000000000b');
const connectionId = parseConnectionId('018f0000-0000-7000-8000-0000000000cd');
const workspace = database.workspace(id);
const COUNT = 3_000;
/** This account a person named; for the one after it the source has a new name since. */
const NAMED = 7;

await database
  .platform()
  .transaction((tx) => tx.db.insertInto('workspaces').values({ id, name: 'b' }).execute());
await workspace.transaction(async (tx) => {
  await tx.query(
    `insert into accounts (id, workspace_id, connection_id, gainsight_id, name, status, created_at, updated_at)
     select gen_random_uuid(), $1, $2, g::text, 'Here ' || g, 'active', now(), now() from generate_series(1, ${COUNT}) g`,
    [id, connectionId],
  );
  await tx.query(
    `insert into source_records (workspace_id, connection_id, object, gainsight_id, name, content_hash, verdict,
       rule, rules_version, decided_on, first_stored_at)
     select $1, $2, 'Company', g::text, 'There ' || g, '', 'in', 'all', '', now(), now() from generate_series(1, ${COUNT}) g`,
    [id, connectionId],
  );
  await tx.query(
    `insert into account_overrides (workspace_id, account_id, field, set_at)
     select $1, id, case gainsight_id when '${NAMED}' then 'name' else 'region' end, now() from accounts
     where gainsight_id in ('${NAMED}', '${NAMED + 1}')`,
    [id],
  );
});
await workspace.transaction(refreshStatistics);

/** How many stored records a piece of work reads. */
async function recordsRead<T>(tx: WorkspaceTransaction, work: () => Promise<T>): Promise<[T, number]> {
  const read = async () => {
    const [row] = await tx.query<{ count: number }>(
      `select (seq_tup_read + idx_tup_fetch)::integer as count from pg_stat_xact_user_tables
       where relname = 'source_records'`,
    );
    return row?.count ?? 0;
  };
  const before = await read();
  const done = await work();
  return [done, (await read()) - before];
}

const find = (tx: WorkspaceTransaction, text: string) =>
  findRecordSubjects(tx, { connectionId, object: 'Company', table: 'accounts' }, { text, limit: 10 });

test('a search by name reads the stored record of accounts alone that a person named', async () => {
  await workspace.transaction(async (tx) => {
    for (const text of [`there ${NAMED}`, `Here ${NAMED}`]) {
      const [found, count] = await recordsRead(tx, () => find(tx, text));
      assert.deepEqual([found[0]?.sourceId, found[0]?.isExact], [String(NAMED), true]);
      assert.ok(count <= 1, `${count} records read`);
    }
  });
});

test('a list of accounts is searched by their name at the source, too, and by it no stored record is read', async () => {
  const query = { status: null, health: null, presence: 'present', sort: 'name', order: 'asc' } as const;
  await workspace.transaction(async (tx) => {
    for (const search of [`THERE ${NAMED}`, `here ${NAMED} `.trim(), String(NAMED)]) {
      const [{ rows, total }, count] = await recordsRead(tx, () =>
        listAccounts(tx, { ...query, search, after: null, limit: 1_000 }),
      );
      assert.ok(
        rows.some((row) => row.gainsight_id === String(NAMED)),
        search,
      );
      assert.equal(total, rows.length);
      if (search.startsWith('THERE')) assert.equal(total, 1);
      assert.ok(count <= 1, `${count} records read`);
    }
  });
});

test('a search by name finds all by their name at the source where the configuration keeps names here', async () => {
  const save = (version: number, owner: string) =>
    workspace.transaction((tx) =>
      tx.query('insert into config_versions (workspace_id, version, document) values ($1, $2, $3)', [
        id,
        version,
        { version: 1, fields: { account: { name: { source: 'Name', owner } } } },
      ]),
    );
  const names = (text: string) => workspace.transaction((tx) => find(tx, text));
  await save(1, 'seed-once');
  assert.deepEqual((await names('there 12')).map(({ sourceId }) => sourceId)[0], '12');
  await save(2, 'gainsight');
  assert.deepEqual(await names('there 12'), []);
});
