import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseConnectionId, parseWorkspaceId } from '@handrail/core';
import { createTestDatabase } from '../testing.ts';
import { listAccounts, type AccountQuery } from './account-list.ts';

const { database } = await createTestDatabase(import.meta.url);
const id = parseWorkspaceId('018f0000-0000-7000-8000-00000000000a');
const connectionId = parseConnectionId('018f0000-0000-7000-8000-0000000000cc');
const workspace = database.workspace(id);
const COUNT = 3_000;
const ALL = { search: null, status: null, health: null, presence: 'present' } as const;

await database
  .platform()
  .transaction((tx) => tx.db.insertInto('workspaces').values({ id, name: 'a' }).execute());
await workspace.transaction(async (tx) => {
  // Names and amounts come in ties, every seventh account has no amount.
  await tx.query(
    `insert into accounts (id, workspace_id, connection_id, gainsight_id, name, status, arr, created_at, updated_at)
     select gen_random_uuid(), $1, $2, g::text, 'Name ' || g % 40, 'active', case when g % 7 > 0 then g % 25 end, now(), now()
     from generate_series(1, ${COUNT}) g`,
    [id, connectionId],
  );
});

async function walk(sort: AccountQuery['sort'], order: AccountQuery['order']) {
  const seen: { id: string; value: string | number | null }[] = [];
  let after: AccountQuery['after'] = null;
  for (;;) {
    const query: AccountQuery = { ...ALL, sort, order, after, limit: 70 };
    const page = await workspace.transaction((tx) => listAccounts(tx, query));
    seen.push(...page.map((row) => ({ id: row.id, value: row.sort_value })));
    const last = page.at(-1);
    if (last === undefined || page.length < 70) return seen;
    after = { value: last.sort_value, id: last.id };
  }
}

for (const sort of ['name', 'arr', 'health'] as const) {
  for (const order of ['asc', 'desc'] as const) {
    test(`pages by ${sort} ${order} hold every account once, in order, empty values last`, async () => {
      const seen = await walk(sort, order);
      assert.equal(new Set(seen.map((row) => row.id)).size, COUNT);
      assert.equal(seen.length, COUNT);
      const values = seen.map((row) => row.value);
      const filled = values.filter((value) => value !== null);
      const sign = order === 'asc' ? 1 : -1;
      const sorted = filled.toSorted((a, b) => (a === b ? 0 : a < b ? -sign : sign));
      assert.deepEqual(values, [...sorted, ...values.filter((value) => value === null)]);
    });
  }
}

test('a page deep in the list is read from its index, at once, under row-level security', async () => {
  for (const condition of [
    `(name_key, id) > ('name 20', '${id}')`,
    `(arr_key, id) > (12, '${id}')`,
    `(health_key, id) > (12, '${id}')`,
  ]) {
    const order = condition.slice(1, condition.indexOf(')'));
    const plan = await workspace.transaction(async (tx) => {
      await tx.query('set local enable_seqscan = off');
      return tx.query<{ 'QUERY PLAN': string }>(
        `explain select id from accounts
         where workspace_id = '${id}' and presence = 'present' and ${condition} order by ${order} limit 50`,
      );
    });
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    const indexCondition = plan.find((row) => row['QUERY PLAN'].includes('Index Cond'))?.['QUERY PLAN'] ?? '';
    assert.ok(indexCondition.includes('_key'), text);
  }
});

test('a filter that no account passes is answered by the index alone, whatever the order', async () => {
  for (const sort of ['name_key', 'arr_key', 'health_key', 'renewal_on']) {
    const plan = await workspace.transaction(async (tx) => {
      await tx.query('set local enable_seqscan = off');
      await tx.query('set local enable_bitmapscan = off');
      return tx.query<{ 'QUERY PLAN': string }>(
        `explain select id from accounts where workspace_id = '${id}' and presence = 'present'
           and status = 'churned' and health_label = 'Low' and name_key like '%x%' order by ${sort}, id limit 50`,
      );
    });
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    assert.match(text, /Index Only Scan/, text);
  }
});

test('a search finds names in any letter case and one id of the source', async () => {
  const find = (search: string) =>
    workspace.transaction((tx) =>
      listAccounts(tx, { ...ALL, search, sort: 'arr', order: 'desc', after: null, limit: 200 }),
    );
  assert.equal((await find('NAME 39')).length, COUNT / 40);
  assert.deepEqual(
    (await find('2999')).map((row) => row.gainsight_id),
    ['2999'],
  );
  assert.deepEqual(await find('name_'), []);
});
