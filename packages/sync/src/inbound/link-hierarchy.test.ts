import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { findAccount, findConnection, listTree, readAccounts } from '@handrail/database';
import type { AccountRow, TreeMember } from '@handrail/database';
import { explain } from '../explain/explain.ts';
import { restoreAccount } from '../keep-account.ts';
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

const find = (place: number): Promise<AccountRow | undefined> =>
  sync.transaction(async (tx) => {
    const connection = await findConnection(tx, 'gainsight');
    assert.ok(connection);
    const account = (await readAccounts(tx, connection.id, [idAt(place)])).get(idAt(place));
    return account === undefined ? undefined : findAccount(tx, account.id);
  });
/** The tree of an account as places of the listing: each with its parent, or with the cycle that cut it off. */
const treeOf = async (place: number): Promise<TreeMember[]> => {
  const account = await find(place);
  return account === undefined ? [] : sync.transaction((tx) => listTree(tx, account.id, 100));
};
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
  for (const place of [2, 3, 5]) {
    const why = await sync.transaction((tx) => explain(tx, 'account', { text: idAt(place), limit: 2 }));
    const circle = why.explanation?.reasons.find(({ label }) => label === 'Parents in a circle');
    assert.match(
      circle?.text ?? '',
      /^In Gainsight each of these has the next one as its parent: (.+ → ){3}/u,
    );
  }
  const beside = await sync.transaction((tx) => explain(tx, 'account', { text: idAt(0), limit: 2 }));
  assert.ok(beside.explanation?.reasons.every(({ label }) => label !== 'Parents in a circle'));
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

test('tells of no cycle any more where the parent that closed it is filtered out', async () => {
  await setParent(24, 25);
  await sync.run('accounts');
  sync.clock.advance(60_000);
  await setParent(25, 24);
  await sync.run('accounts');
  assert.notEqual((await treeOf(25))[0]?.cycle, null);
  const name = sync.source.rows('company').find((row) => row['Gsid'] === idAt(24))?.['Name'];
  const filter = { field: 'Name', op: 'ne', value: String(name) };
  await sync.save({ ...TEST_CONFIG, accounts: { import: 'matching', filter } });
  await sync.run('accounts', 'full');
  const [top] = await treeOf(25);
  assert.deepEqual([top?.gainsightId, top?.parentGainsightId, top?.cycle], [idAt(25), idAt(24), null]);
  await sync.save(TEST_CONFIG);
  await sync.run('accounts', 'full');
});

/** Deletes a company whose CRM id another one has: it was merged away, and its children were not told. */
const mergeAway = async (lost: number, left: number) => {
  const values = { SfdcAccountId: `001MERGED${lost}` };
  for (const place of [lost, left]) await sync.source.update('company', idAt(place), values);
  await sync.run('accounts');
  await sync.source.delete('company', idAt(lost));
  sync.clock.advance(60_000);
  await sync.run('deletions');
  await sync.run('accounts');
  assert.equal((await find(lost))?.merged_into, (await find(left))?.id);
};

test('places a child under the account that is left of a merged parent, however often that was merged', async () => {
  await setParent(11, 10);
  await setParent(12, 11);
  await sync.run('accounts');
  await mergeAway(10, 13);
  const below = [
    [11, 1],
    [12, 2],
  ];
  assert.deepEqual(await shape(12), [[13, 0], ...below]);
  await mergeAway(13, 14);
  assert.deepEqual(await shape(12), [[14, 0], ...below]);
  await sync.run('accounts', 'full');
  assert.deepEqual(await shape(12), [[14, 0], ...below]);
});

test('places a child under its own parent again once the merge is undone', async () => {
  const [first, second] = [await find(10), await find(13)];
  assert.ok(first && second);
  const decided = { by: null, now: sync.clock.now() };
  await sync.transaction((tx) => restoreAccount(tx, second, decided));
  await sync.run('accounts');
  assert.deepEqual((await shape(11))[0], [13, 0]);
  await sync.transaction((tx) => restoreAccount(tx, first, decided));
  await sync.run('accounts');
  assert.deepEqual((await shape(11))[0], [10, 0]);
});

test('makes an account into which its own parent was merged no parent of itself', async () => {
  await setParent(16, 15);
  await setParent(17, 16);
  await mergeAway(15, 16);
  assert.deepEqual(await shape(16), [
    [16, 0],
    [17, 1],
  ]);
  assert.equal((await treeOf(16))[0]?.cycle, null);
});

test('follows a mapping of parents that was taken away, and one that was given back, without a call', async () => {
  await setParent(23, 22);
  await sync.run('accounts', 'full');
  assert.deepEqual((await shape(22))[1], [23, 1]);
  const { parent, ...others } = TEST_CONFIG.fields.account;
  const parentless = { ...TEST_CONFIG, fields: { account: { ...others, custom: { holding: parent } } } };
  for (const [config, expected] of [
    [parentless, []],
    [
      TEST_CONFIG,
      [
        [22, 0],
        [23, 1],
      ],
    ],
  ] as const) {
    await sync.save(config);
    const run = await sync.run('accounts', 'projection');
    assert.equal(run.calls, 0);
    assert.deepEqual(await shape(22), expected);
    const decidedBy = await sync.transaction((tx) =>
      tx.query(`select distinct run_id from source_records
        where object = 'Company' and verdict = 'in' and presence = 'present'`),
    );
    assert.deepEqual(decidedBy, [{ run_id: run.id }]);
    sync.clock.advance(60_000);
  }
});

test('takes a parent out of its tree in the step in which its exit is approved', async () => {
  await setParent(21, 20);
  await sync.run('accounts');
  for (let place = 18; place < 30; place += 1)
    if (place !== 21) await sync.source.delete('company', idAt(place));
  sync.clock.advance(60_000);
  const run = await sync.run('deletions');
  assert.deepEqual([run.state, (await shape(21))[0]], ['awaiting-approval', [20, 0]]);
  await sync.decide(run, 'approve');
  assert.deepEqual(await shape(21), [[21, 0]]);
});
