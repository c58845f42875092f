// How many accounts a draft takes out is told before it is saved, on the inventory or on what is stored.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectGainsight, countLeaving, previewConfig, saveConfig, syncStream } from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const { timeline: _timeline, writeback: _writeback, ...INBOUND } = TEST_DOCUMENT;
const DAY_MS = 86_400_000;
const COMPANIES = 60;
const api = await startApiTest(import.meta.url, { sandbox: { companies: COMPANIES } });
const rows = api.sandbox.context.world.objects.get('company')?.rows ?? [];

const documentOf = (filter: object) => ({ ...INBOUND, accounts: { import: 'matching', filter } });
const leaving = (document: object) => api.call(countLeaving, { body: { document: { ...document } } });
const except = (count: number) => ({
  field: 'Gsid',
  op: 'not_in',
  value: rows.slice(0, count).map((row) => String(row['Gsid'])),
});

test('before anything is imported nobody leaves', async () => {
  const { accessKey } = api.sandbox.context.credentials;
  await api.call(connectGainsight, {
    body: { url: api.sandbox.gainsightUrl, credential: { kind: 'access-key', accessKey } },
  });
  await api.workRuns();
  assert.deepEqual(await leaving(documentOf({ field: 'Name', op: 'eq', value: 'Nobody' })), {
    accounts: 0,
    imported: 0,
    isToConfirm: false,
  });
  await api.call(saveConfig, { body: { basedOn: 0, document: INBOUND } });
  await api.workRuns();
});

test('more than the guard lets go is to be confirmed, and all of them', async () => {
  for (const [count, isToConfirm] of [
    [10, false],
    [11, true],
    [COMPANIES, true],
  ] as const) {
    const document = documentOf(except(count));
    assert.deepEqual(await leaving(document), { accounts: count, imported: COMPANIES, isToConfirm });
    assert.equal((await api.call(previewConfig, { body: { document } })).totals.leaving, count);
  }
  assert.deepEqual(await leaving(INBOUND), { accounts: 0, imported: COMPANIES, isToConfirm: false });
});

test('without an inventory it is told of what is stored, and what was never read is to be confirmed', async () => {
  api.clock.advance(2 * DAY_MS);
  await api.call(syncStream, { params: { name: 'accounts' }, body: { mode: 'full' } });
  await api.workRuns();
  const { name } = INBOUND.fields.account;
  const first = String(rows[0]?.[name]);
  const named = rows.filter((row) => row[name] === first).length;
  assert.deepEqual(await leaving(documentOf({ field: name, op: 'ne', value: first })), {
    accounts: named,
    imported: COMPANIES,
    isToConfirm: false,
  });
  assert.deepEqual(await leaving(documentOf({ field: 'Employees', op: 'gte', value: 0 })), {
    accounts: null,
    imported: COMPANIES,
    isToConfirm: true,
  });
});
