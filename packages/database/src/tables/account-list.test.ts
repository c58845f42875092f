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

async function walk(
  sort: AccountQuery['sort'],
  order: AccountQuery['order'],
  filter: Partial<AccountQuery> = {},
) {
  const seen: { id: string; value: string | number | null }[] = [];
  let after: AccountQuery['after'] = null;
  for (;;) {
    const query: AccountQuery = { ...ALL, ...filter, sort, order, after, limit: 70 };
    const { rows: page, total } = await workspace.transaction((tx) => listAccounts(tx, query));
    assert.equal(total, COUNT);
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
      assert.deepEqual(
        await walk(sort, order, { status: 'active' }),
        seen,
        'and filtered ones in the same order',
      );
    });
  }
}

test('a page deep in the list is read from its index, at once, under row-level security', async () => {
  for (const condition of [
    `(name_key, account_id) > ('name 20', '${id}')`,
    `(arr_key, account_id) > (12, '${id}')`,
    `(health_key, account_id) > (12, '${id}')`,
  ]) {
    const order = condition.slice(1, condition.indexOf(')'));
    const plan = await workspace.transaction(async (tx) => {
      await tx.query('set local enable_seqscan = off');
      return tx.query<{ 'QUERY PLAN': string }>(
        `explain select account_id from account_list
         where workspace_id = '${id}' and presence = 'present' and ${condition} order by ${order} limit 50`,
      );
    });
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    const indexCondition = plan.find((row) => row['QUERY PLAN'].includes('Index Cond'))?.['QUERY PLAN'] ?? '';
    assert.ok(indexCondition.includes('_key'), text);
  }
});

test('a filter by status, health and tier is answered from its index, under row-level security', async () => {
  const plan = await workspace.transaction((tx) =>
    tx.query<{ 'QUERY PLAN': string }>(
      `explain select count(*) from account_list where workspace_id = '${id}' and presence = 'present'
         and status = 'churned' and health_label = 'Low' and tier = 'Small'`,
    ),
  );
  const text = plan.map((row) => row['QUERY PLAN']).join('\n');
  assert.match(text, /account_list_by_kind/, text);
  assert.match(text, /Index Cond:.*status.*health_label.*tier/, text);
});

test('the list follows its accounts, and is left alone when they change in other fields', async () => {
  const account = '018f0000-0000-7000-8000-0000000000a1';
  const change = (set: string) =>
    workspace.transaction((tx) => tx.query(`update accounts set ${set} where id = $1`, [account]));
  const read = async () => {
    const [row] = await workspace.transaction((tx) =>
      tx.query(
        `select presence, name_key, status, tier, arr_key, renewal_on::text, ctid::text as at from account_list
         where account_id = $1`,
        [account],
      ),
    );
    return row;
  };
  await workspace.transaction((tx) =>
    tx.query(
      `insert into accounts (id, workspace_id, connection_id, gainsight_id, name, status, created_at, updated_at)
       values ($1, $2, $3, 'followed', 'Followed', 'active', now(), now())`,
      [account, id, connectionId],
    ),
  );
  const added = await read();
  assert.deepEqual(
    { ...added, at: null },
    {
      presence: 'present',
      name_key: 'followed',
      status: 'active',
      tier: null,
      arr_key: null,
      renewal_on: null,
      at: null,
    },
  );
  await change(`presence = 'present', industry = 'Energy', fields = '{"a": 1}', updated_at = now()`);
  assert.deepEqual(await read(), added);
  await change(
    `presence = 'filtered', name = 'Moved', status = 'churned', tier = 'Small', arr = 12.5, renewal_on = '2027-01-31'`,
  );
  assert.deepEqual(
    { ...(await read()), at: null },
    {
      presence: 'filtered',
      name_key: 'moved',
      status: 'churned',
      tier: 'Small',
      arr_key: 12.5,
      renewal_on: '2027-01-31',
      at: null,
    },
  );
  await workspace.transaction((tx) => tx.query('delete from accounts where id = $1', [account]));
  assert.equal(await read(), undefined);
});

test('a search finds names in any letter case and one id of the source', async () => {
  const find = (search: string) =>
    workspace.transaction((tx) =>
      listAccounts(tx, { ...ALL, search, sort: 'arr', order: 'desc', after: null, limit: 200 }),
    );
  assert.equal((await find('NAME 39')).rows.length, COUNT / 40);
  assert.deepEqual(
    (await find('2999')).rows.map((row) => row.gainsight_id),
    ['2999'],
  );
  assert.deepEqual(await find('name_'), { rows: [], total: 0 });
});

test('what a filter keeps is found at the near and at the far end of an order, and counted', async () => {
  const other = parseWorkspaceId('018f0000-0000-7000-8000-00000000000b');
  await database
    .platform()
    .transaction((tx) => tx.db.insertInto('workspaces').values({ id: other, name: 'b' }).execute());
  await database.workspace(other).transaction(async (tx) => {
    await tx.query(
      `insert into accounts (id, workspace_id, connection_id, gainsight_id, name, status, arr, created_at, updated_at)
       select gen_random_uuid(), $1, $2, g::text, 'Name ' || g, case when g <= 90 then 'prospect' else 'active' end,
         nullif(g, 7), now(), now() from generate_series(1, ${COUNT}) g`,
      [other, connectionId],
    );
    const pageOf = async (page: Pick<AccountQuery, 'order' | 'after' | 'total'>) => {
      const query = { ...ALL, status: 'prospect', sort: 'arr', limit: 50, ...page } as const;
      const { rows, total } = await listAccounts(tx, query);
      assert.equal(total, 90);
      return rows;
    };
    for (const order of ['asc', 'desc'] as const) {
      const first = await pageOf({ order, after: null });
      const last = first.at(-1);
      const second = await pageOf({
        order,
        after: { value: last?.sort_value ?? null, id: last?.id ?? '' },
        total: 90,
      });
      const prospects = Array.from({ length: 90 }, (_, at) => at + 1).filter((arr) => arr !== 7);
      assert.deepEqual(
        [...first, ...second].map((row) => row.sort_value),
        [...(order === 'asc' ? prospects : prospects.toReversed()), null],
      );
    }
  });
});
