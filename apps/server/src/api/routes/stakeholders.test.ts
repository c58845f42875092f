import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints as e } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
await api.makeLoop();
const all = await api.call(e.listStakeholders, { query: { limit: 200 } });

test('pages through stakeholders by name, each once', async () => {
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const query = { limit: 7, ...(cursor === undefined ? {} : { cursor }) };
    const page = await api.call(e.listStakeholders, { query });
    ids.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  assert.ok(all.total > 7);
  assert.equal(ids.length, all.total);
  assert.equal(new Set(ids).size, ids.length);
});

test('narrows by account and by text, and shows one with its last touch', async () => {
  const touched = all.items.find(({ lastTouchAt }) => lastTouchAt !== null);
  assert.ok(touched?.email);
  const { accountId, email } = touched;
  const ofAccount = await api.call(e.listStakeholders, { query: { accountId } });
  assert.ok(ofAccount.items.length > 0 && ofAccount.items.every((one) => one.accountId === accountId));
  const found = await api.call(e.listStakeholders, { query: { search: email.toUpperCase() } });
  assert.ok(found.items.some(({ id }) => id === touched.id));
  assert.deepEqual(await api.call(e.getStakeholder, { params: { id: touched.id } }), touched);
  const unknown = await api.refusal(e.getStakeholder, { params: { id: accountId } });
  assert.equal(unknown.code, 'not_found');
});
