// A configuration is exported from one workspace and applied to another that was only connected.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectGainsight, getConfig, previewConfig, saveConfig } from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const { timeline: _timeline, writeback: _writeback, ...INBOUND } = TEST_DOCUMENT;
const api = await startApiTest(import.meta.url);

test('a first configuration may name a user, and is foreseen and saved', async () => {
  const { accessKey } = api.sandbox.context.credentials;
  await api.call(connectGainsight, {
    body: { url: api.sandbox.gainsightUrl, credential: { kind: 'access-key', accessKey } },
  });
  await api.workRuns();
  const rows = api.sandbox.context.world.objects.get('company')?.rows ?? [];
  const users = api.sandbox.context.world.objects.get('gsuser')?.rows ?? [];
  const csm = users.find((user) => rows.some((row) => row['Csm'] === user['Gsid']));
  const document = {
    ...INBOUND,
    accounts: { import: 'matching', filter: { field: 'Csm', op: 'in', value: [String(csm?.['Email'])] } },
  };
  const { totals } = await api.call(previewConfig, { body: { document } });
  assert.equal(totals.entering, rows.filter((row) => row['Csm'] === csm?.['Gsid']).length);
  await api.call(saveConfig, { body: { basedOn: 0, document } });
  assert.equal((await api.call(getConfig, {})).version, 1);
});
