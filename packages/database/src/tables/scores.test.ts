import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, parseAccountId, parseConnectionId, parseWorkspaceId } from '@handrail/core';
import type { AccountId } from '@handrail/core';
import { createTestDatabase, untilAwaited } from '../testing.ts';
import { saveScores } from './scores.ts';
import type { NewScore } from './scores.ts';

const { database } = await createTestDatabase(import.meta.url);
const id = parseWorkspaceId('018f0000-0000-7000-8000-00000000000a');
const connectionId = parseConnectionId('018f0000-0000-7000-8000-0000000000cc');
const workspace = database.workspace(id);
const now = new Date('2026-11-01T10:00:00Z');
const one = parseAccountId('018f0000-0000-7000-8000-0000000000a1');
const two = parseAccountId('018f0000-0000-7000-8000-0000000000a2');
const nobody = parseAccountId('018f0000-0000-7000-8000-0000000000a9');

await database
  .platform()
  .transaction((tx) => tx.db.insertInto('workspaces').values({ id, name: 'a' }).execute());
await workspace.transaction((tx) =>
  tx.query(
    `insert into accounts (id, workspace_id, connection_id, gainsight_id, name, status, created_at, updated_at)
     select given, $1, $2, given::text, 'Account', 'active', now(), now() from unnest($3::uuid[]) given`,
    [id, connectionId, [one, two]],
  ),
);

function scoreOf(accountId: AccountId): NewScore {
  return {
    accountId,
    kind: 'health',
    scoredOn: dayOf(now, 'UTC'),
    score: 50,
    label: 'Medium',
    reason: null,
    topCause: null,
    parts: [],
    inputs: {},
    algorithm: 'test',
    peersId: null,
    peersAt: null,
  };
}

const save = (...accountIds: AccountId[]) =>
  workspace.transaction((tx) => saveScores(tx, accountIds.map(scoreOf), now));
const remove = (accountId: AccountId) =>
  workspace.transaction((tx) => tx.db.deleteFrom('accounts').where('id', '=', accountId).execute());
const scored = async () => {
  const rows = await workspace.transaction((tx) =>
    tx.db.selectFrom('scores').select('account_id').orderBy('account_id').execute(),
  );
  return rows.map((row) => row.account_id);
};

test('a score of no account is refused, with all that came with it', async () => {
  await assert.rejects(save(one, nobody), { code: '23503' });
  assert.deepEqual(await scored(), []);
});

test('the scores of an account go with it', async () => {
  await save(one, two);
  // In place of those that the day had.
  await save(one, two);
  await remove(one);
  assert.deepEqual(await scored(), [two]);
  await assert.rejects(save(one), { code: '23503' });
});

test('an account that is removed while it is scored waits for the scores, and takes them along', async () => {
  let removing: Promise<unknown> | null = null;
  await workspace.transaction(async (tx) => {
    await saveScores(tx, [scoreOf(two)], now);
    removing = remove(two);
    await untilAwaited(tx);
  });
  await removing;
  assert.deepEqual(await scored(), []);
});
