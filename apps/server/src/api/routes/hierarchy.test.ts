import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getAccount, getConfig, listAccounts, saveConfig } from '@handrail/contract';
import type { AccountDetail } from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const api = await startApiTest(import.meta.url, { sandbox: { companies: 60 } });
await api.makeLoop();
const companies = api.sandbox.context.world.objects.get('company')?.rows ?? [];
const child = companies.find((row) => row['ParentCompany'] !== null);
const parent = companies.find((row) => row['Gsid'] === child?.['ParentCompany']);
assert.ok(child && parent, 'the world has a parent');

const read = async (gainsightId: unknown): Promise<AccountDetail> => {
  const { items } = await api.call(listAccounts, { query: { search: String(gainsightId) } });
  return api.call(getAccount, { params: { id: items[0]?.id ?? '' } });
};

test('shows parents above and children below an account', async () => {
  const { hierarchy } = await read(child['Gsid']);
  assert.equal(hierarchy.ancestors.at(-1)?.name, parent['Name']);
  const below = (await read(parent['Gsid'])).hierarchy.descendants;
  assert.ok(below.some(({ name }) => name === child['Name']));
});

test('names a parent that the filter keeps out', async () => {
  const { version } = await api.call(getConfig, {});
  const filter = { field: 'Name', op: 'ne', value: String(parent['Name']) };
  const document = { ...TEST_DOCUMENT, accounts: { import: 'matching', filter } };
  await api.call(saveConfig, { body: { basedOn: version, document } });
  await api.workRuns();
  const { hierarchy } = await read(child['Gsid']);
  assert.deepEqual(hierarchy.placeholder, { gainsightId: parent['Gsid'], name: parent['Name'] });
  assert.deepEqual(hierarchy.ancestors, []);
});
