import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { findConnection, listTree, readAccounts } from '@handrail/database';
import type { TreeMember } from '@handrail/database';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';

const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 30 } });
await sync.connect();
for (const row of sync.source.rows('company')) {
  if (row['ParentCompany'] !== null) {
    await sync.source.update('company', String(row['Gsid']), { ParentCompany: null });
  }
}
await sync.save(TEST_CONFIG);
await sync.run('accounts', 'full');
const ids = sync.source.rows('company').map((row) => String(row['Gsid']));
const idAt = (place: number) => ids[place] ?? '';
beforeEach(() => sync.clock.advance(60_000));

const setParent = (child: number, parent: number | null) =>
  sync.source.update('company', idAt(child), { ParentCompany: parent === null ? null : idAt(parent) });

/** The tree of an account as places of the listing: each with its parent, or with the cycle that cut it off. */
const treeOf = (place: number): Promise<TreeMember[]> =>
  sync.transaction(async (tx) => {
    const connection = await findConnection(tx, 'gainsight');
    assert.ok(connection);
    const account = (await readAccounts(tx, connection.id, [idAt(place)])).get(idAt(place));
    return account === undefined ? [] : listTree(tx, account.id, 100);
  });
const shape = async (place: number) =>
  (await treeOf(place)).map(({ gainsightId, depth }) => [ids.indexOf(gainsightId), depth]);

test('keeps no place for accounts that have neither parent nor children', async () => {
  assert.deepEqual(await shape(0), []);
});

test('links parents up and children down after an increment', async () => {
  await setParent(1, 0);
  await setParent(2, 1);
  await setParent(3, 2);
  await sync.run('accounts');
  assert.deepEqual(await shape(1), [
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
  const [root] = await treeOf(3);
  assert.equal(root?.gainsightId, idAt(0));
});

test('moves a whole branch when its parent changes, though its children did not', async () => {
  await setParent(2, 5);
  await sync.run('accounts');
  assert.deepEqual(await shape(3), [
    [5, 0],
    [2, 1],
    [3, 2],
  ]);
  assert.deepEqual(await shape(0), [
    [0, 0],
    [1, 1],
  ]);
});

test('cuts a cycle at its newest edge and names the accounts in it', async () => {
  await setParent(5, 3);
  const run = await sync.run('accounts');
  assert.equal(run.state, 'done');
  const tree = await treeOf(5);
  assert.deepEqual(tree[0]?.cycle?.toSorted(), [idAt(5), idAt(3), idAt(2)].toSorted());
  assert.deepEqual(await shape(3), [
    [5, 0],
    [2, 1],
    [3, 2],
  ]);
  await sync.run('accounts', 'full');
  assert.equal((await treeOf(5))[0]?.parentId, null, 'a later run cuts the same edge');
});

test('cuts an account that is its own parent', async () => {
  await setParent(7, 7);
  await sync.run('accounts');
  assert.deepEqual((await treeOf(7))[0]?.cycle, [idAt(7)]);
});

test('makes a parent that is filtered out a placeholder, and links it when it comes back', async () => {
  const name = sync.source.rows('company').find((row) => row['Gsid'] === idAt(0))?.['Name'];
  const filter = { field: 'Name', op: 'ne', value: String(name) };
  await sync.save({ ...TEST_CONFIG, accounts: { import: 'matching', filter } });
  await sync.run('accounts', 'full');
  const [top] = await treeOf(1);
  assert.deepEqual([top?.gainsightId, top?.parentGainsightId, top?.parentId], [idAt(1), idAt(0), null]);
  await sync.save(TEST_CONFIG);
  await sync.run('accounts', 'full');
  assert.deepEqual(await shape(1), [
    [0, 0],
    [1, 1],
  ]);
});
