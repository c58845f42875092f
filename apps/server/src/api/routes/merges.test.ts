// A company that is merged into another at Gainsight: its meetings stand at the other one, and come back when that is undone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainSubject, getAccount, listAccounts, listMeetings, restoreAccount } from '@handrail/contract';
import type { Account } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url, { sandbox: { companies: 40 } });
await api.makeLoop();
const DAY_MS = 86_400_000;

const meetingsOf = async (accountId: string) =>
  (await api.call(listMeetings, { query: { accountId, limit: 100 } })).items.map(({ id }) => id).toSorted();
const activities = () => api.sandbox.context.world.objects.get('activity_timeline')?.rows.length ?? 0;

async function live(): Promise<void> {
  api.clock.advance(DAY_MS);
  await api.workRuns();
}

test('a merge moves the meetings to the company that is left, sends nothing again, and is undone whole', async () => {
  const { items } = await api.call(listAccounts, { query: { limit: 100 } });
  const held: (readonly [Account, readonly string[]])[] = [];
  for (const account of items) {
    const meetings = await meetingsOf(account.id);
    if (meetings.length > 0 && account.crmId !== null) held.push([account, meetings]);
  }
  const [[loser, lost] = [], [master, own] = []] = held;
  assert.ok(loser && master && lost && own);
  await live();
  const sent = activities();
  assert.ok(sent > 0);
  const reply = await fetch(`${api.sandbox.gainsightUrl}/__sandbox/admin/companies/merge`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ master: master.gainsightId, loser: loser.gainsightId }),
  });
  assert.equal(reply.status, 200, await reply.text());
  const rows = api.sandbox.context.world.objects.get('company')?.rows ?? [];
  const left = rows.find((row) => row['Gsid'] === master.gainsightId);
  assert.ok(left);
  Object.assign(left, { SfdcAccountId: loser.crmId, ModifiedDate: api.clock.now().toISOString() });
  await live();
  const merged = await api.call(getAccount, { params: { id: loser.id } });
  assert.deepEqual([merged.merge?.state, merged.merge?.into.id], ['merged', master.id]);
  const why = await api.call(explainSubject, {
    params: { noun: 'account' },
    query: { subject: loser.gainsightId },
  });
  assert.match(why.explanation?.answer ?? '', new RegExp(master.name, 'u'));
  assert.deepEqual(await meetingsOf(master.id), [...new Set([...own, ...lost])].toSorted());
  assert.deepEqual(await meetingsOf(loser.id), []);
  assert.equal(activities(), sent);

  await api.call(restoreAccount, { params: { id: loser.id } });
  await live();
  assert.deepEqual([await meetingsOf(loser.id), await meetingsOf(master.id)], [lost, own]);
  assert.equal(activities(), sent);
});
