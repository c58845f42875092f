// A picklist item is renamed at Gainsight after a configuration was saved that names it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  connectGainsight,
  countDraft,
  getConfig,
  listAccounts,
  readInventory,
  saveConfig,
  validateConfig,
} from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const { timeline: _timeline, writeback: _writeback, ...INBOUND } = TEST_DOCUMENT;
const DAY_MS = 86_400_000;
const api = await startApiTest(import.meta.url, { sandbox: { companies: 40 } });
const statusField = () =>
  api.sandbox.context.world.objects.get('company')?.fields.find(({ name }) => name === 'Status');

/** Renames an item, by the door of the tenant's admins, and lives a day. */
async function rename(from: string, to: string): Promise<void> {
  const item = statusField()?.items?.find(({ label }) => label === from);
  assert.ok(item, from);
  const address = `${api.sandbox.gainsightUrl}/__sandbox/admin/objects/company/fields/Status/items/${item.gsid}`;
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(address, { method: 'PATCH', headers, body: JSON.stringify({ label: to }) });
  assert.equal(reply.status, 200, await reply.text());
  api.clock.advance(DAY_MS);
  await api.workRuns();
  await api.call(readInventory, {});
  await api.workRuns();
}

const churned = async () =>
  (await api.call(listAccounts, { query: { status: 'churned', limit: 100 } })).items
    .map(({ id }) => id)
    .toSorted();

async function save(document: object): Promise<void> {
  const { version: basedOn } = await api.call(getConfig, {});
  await api.call(saveConfig, { body: { basedOn, document: { version: 1, ...document } } });
  await api.workRuns();
}

test('an item stays the one that was meant, and nothing else is kept from being saved', async () => {
  const { accessKey } = api.sandbox.context.credentials;
  await api.call(connectGainsight, {
    body: { url: api.sandbox.gainsightUrl, credential: { kind: 'access-key', accessKey } },
  });
  await save(INBOUND);
  const before = await churned();
  assert.ok(before.length > 0);
  await rename('Churn', 'Lost');
  const document = {
    ...TEST_DOCUMENT,
    status: { field: 'Status', churned: ['Lost'], prospect: ['Prospect'] },
  };
  await save(document);
  assert.deepEqual(await churned(), before);

  await rename('Lost', 'Gone');
  assert.deepEqual(await churned(), before);
  const checked = await api.call(validateConfig, { body: { document } });
  assert.deepEqual(checked, {
    isValid: true,
    issues: [],
    warnings: [
      { path: 'status.churned[0]', message: 'Status has no item Lost any more; it is called Gone now' },
    ],
  });
  const { statuses } = await api.call(countDraft, { body: { document } });
  assert.equal(statuses?.find(({ label }) => label === 'Gone')?.status, 'churned');
  await save({ ...document, cadence: { accounts: 120 } });
  await save({ ...document, cadence: { accounts: 90 } });
  assert.deepEqual(await churned(), before);

  const never = { ...document, status: { field: 'Status', churned: ['Nothing'] } };
  const unknown = await api.call(validateConfig, { body: { document: never } });
  assert.deepEqual(unknown.issues, [{ path: 'status.churned[0]', message: 'Status has no item Nothing' }]);
});
