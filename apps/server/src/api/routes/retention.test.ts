import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  connectGainsight,
  decideMerge,
  explainSubject,
  getAccount,
  getRun,
  liftLegalHold,
  listAccounts,
  listRunRecords,
  previewRetention,
  releaseAccount,
  restoreAccount,
  runRetention,
  saveConfig,
  setLegalHold,
} from '@handrail/contract';
import { parseAccountId } from '@handrail/core';
import { proposeMerges } from '@handrail/database';
import { startApiTest } from '../../testing.ts';

const DAY_MS = 86_400_000;
const api = await startApiTest(import.meta.url, { sandbox: { companies: 12 } });
const { accessKey } = api.sandbox.context.credentials;
const credential = { kind: 'access-key', accessKey } as const;
await api.call(connectGainsight, { body: { url: api.sandbox.gainsightUrl, credential } });
const document = { version: 1, fields: { account: { name: 'Name' } }, retention: { accountsGone: 20 } };
await api.call(saveConfig, { body: { basedOn: 0, document } });
await api.workRuns();
const { items } = await api.call(listAccounts, { query: {} });
const [first, second, third] = items;
assert.ok(first && second && third);
for (const { gainsightId } of [first, second]) {
  await fetch(`${api.sandbox.gainsightUrl}/__sandbox/objects/company/${gainsightId}`, { method: 'DELETE' });
}
api.clock.advance(2 * 3_600_000);
await api.workRuns();

test('says of an account how it is gone, since when and until when', async () => {
  const { gone, hold, merge } = await api.call(getAccount, { params: { id: first.id } });
  assert.deepEqual([gone?.kind, gone?.isHeld, hold, merge], ['deleted', false, null, null]);
  const why = await api.call(explainSubject, { params: { noun: 'account' }, query: { subject: first.id } });
  assert.match(why.explanation?.remedy ?? '', /“Put it back” on its page keeps it meanwhile/u);
  assert.equal(Date.parse(gone?.until ?? '') - Date.parse(gone?.since ?? ''), 20 * DAY_MS);
  const list = await api.call(listAccounts, { query: { presence: 'missing' } });
  assert.deepEqual(
    list.items.map((account) => account.gone),
    [gone, gone],
  );
});

test('previews what a draft of the policy would remove, and removes nothing', async () => {
  api.clock.advance(8 * DAY_MS);
  const draft = { ...document, retention: { accountsGone: 7 } };
  const [now, then] = [
    await api.call(previewRetention, { body: {} }),
    await api.call(previewRetention, { body: { document: draft } }),
  ];
  assert.deepEqual([now.due, now.waiting, then.due, then.waiting], [0, 2, 2, 0]);
  assert.equal(then.oldestLeftAt, then.accounts[0]?.leftAt);
  const forever = { ...document, retention: { accountsGone: 'forever' } };
  assert.equal((await api.call(previewRetention, { body: { document: forever } })).due, 0);
});

test('puts an account back and lets it go again by a person’s word', async () => {
  const params = { id: second.id };
  const back = await api.call(restoreAccount, { params });
  assert.deepEqual([back.presence, back.gone, back.keptAt !== null], ['present', null, true]);
  assert.equal((await api.refusal(restoreAccount, { params })).code, 'account_not_gone');
  const left = await api.call(releaseAccount, { params });
  assert.deepEqual([left.gone?.kind, left.keptAt], ['deleted', null]);
  const why = await api.call(explainSubject, { params: { noun: 'account' }, query: { subject: second.id } });
  assert.match(why.explanation?.answer ?? '', /^Gone: the delete log of Gainsight names it/u);
  assert.equal((await api.refusal(releaseAccount, { params })).code, 'account_not_gone');
});

test('keeps an account with a legal hold, and removes on the previewed count alone', async () => {
  const params = { id: first.id };
  const held = await api.call(setLegalHold, { params, body: { reason: 'Litigation' } });
  assert.deepEqual([held.hold?.reason, held.gone?.until, held.gone?.isHeld], ['Litigation', null, true]);
  api.clock.advance(30 * DAY_MS);
  const plan = await api.call(previewRetention, { body: {} });
  assert.deepEqual([plan.due, plan.held], [1, 1]);

  const refused = await api.refusal(runRetention, { body: { expected: 2 } });
  assert.deepEqual([refused.status, refused.code], [409, 'retention_count_changed']);
  const run = await api.call(runRetention, { body: { expected: 1 } });
  await api.workRuns();
  const { counts } = await api.call(getRun, { params: { id: run.id } });
  assert.equal(counts.exits, 1);
  const [gone] = (await api.call(listRunRecords, { query: { run: run.id, outcome: 'gone' } })).items;
  assert.deepEqual([gone?.event, gone?.gainsightId], ['removed', second.gainsightId]);
  assert.equal((await api.refusal(getAccount, { params: { id: second.id } })).status, 404);

  await api.call(liftLegalHold, { params });
  assert.equal((await api.call(previewRetention, { body: {} })).due, 1);
});

test('asks a person about a merge that was found by its people, once', async () => {
  const params = { id: first.id };
  const [accountId, intoAccountId] = [parseAccountId(first.id), parseAccountId(third.id)];
  const found = { accountId, intoAccountId, evidence: 'people', people: 3, peopleThere: 2 } as const;
  const propose = () =>
    api.database.workspace(api.workspace.id).transaction((tx) => proposeMerges(tx, [found], api.clock.now()));
  const decide = (decision: 'confirm' | 'reject') => api.call(decideMerge, { params, body: { decision } });
  await propose();
  const { token } = await api.addMember('manager');
  const confirm = { params, body: { decision: 'confirm' } } as const;
  assert.equal((await api.refusal(decideMerge, confirm, token)).code, 'not_allowed');
  const waiting = await api.call(getAccount, { params });
  assert.deepEqual([waiting.merge?.state, waiting.merge?.into.id], ['proposed', third.id]);
  const why = await api.call(explainSubject, { params: { noun: 'account' }, query: { subject: first.id } });
  const answer = why.explanation;
  assert.match(
    answer?.answer ?? '',
    new RegExp(`merged into ${third.name}, where 2 of its 3 people are`, 'u'),
  );
  assert.match(answer?.remedy ?? '', /^Confirm or reject the merge/u);
  const reason = answer?.reasons.find(({ label }) => label === 'Merge to be confirmed');
  assert.deepEqual(reason?.link, { to: 'account', id: third.id });
  assert.equal((await decide('reject')).merge?.state, 'rejected');
  assert.equal((await api.refusal(decideMerge, confirm)).code, 'merge_not_proposed');
  await propose();
  const merged = await decide('confirm');
  assert.deepEqual([merged.merge?.state, merged.gone?.kind], ['merged', 'merged']);
  assert.equal((await api.refusal(decideMerge, confirm)).code, 'merge_not_proposed');
});

test('lets nobody but an administrator look or remove', async () => {
  const { token } = await api.addMember('user');
  assert.equal((await api.refusal(previewRetention, { body: {} }, token)).status, 403);
  assert.equal((await api.refusal(runRetention, { body: { expected: 1 } }, token)).status, 403);
  assert.equal((await api.refusal(restoreAccount, { params: { id: first.id } }, token)).status, 403);
});
