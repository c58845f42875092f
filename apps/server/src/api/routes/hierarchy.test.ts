import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decideMerge,
  getAccount,
  getConfig,
  listAccounts,
  releaseAccount,
  releaseAccountField,
  restoreAccount,
  saveConfig,
  setAccountField,
} from '@handrail/contract';
import type { AccountDetail } from '@handrail/contract';
import { parseAccountId } from '@handrail/core';
import { proposeMerges } from '@handrail/database';
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

test('follows a parent at once that a person puts back, lets go, merges or names', async () => {
  const below = companies.find(
    (row) => row['ParentCompany'] !== null && ![row['ParentCompany'], row['Gsid']].includes(parent['Gsid']),
  );
  const above = companies.find((row) => row['Gsid'] === below?.['ParentCompany']);
  const stranger = companies.find(
    (row) => row['ParentCompany'] === null && !companies.some((one) => one['ParentCompany'] === row['Gsid']),
  );
  assert.ok(below && above && stranger);
  await fetch(`${api.sandbox.gainsightUrl}/__sandbox/objects/company/${String(above['Gsid'])}`, {
    method: 'DELETE',
  });
  api.clock.advance(2 * 3_600_000);
  await api.workRuns();
  const [own, other] = [await read(below['Gsid']), await read(stranger['Gsid'])];
  const parentsOf = async () => {
    const { ancestors, placeholder } = (await api.call(getAccount, { params: { id: own.id } })).hierarchy;
    return [placeholder?.name, ...ancestors.map(({ name }) => name)].at(-1);
  };
  const { items } = await api.call(listAccounts, { query: { presence: 'missing' } });
  const params = { id: items.find(({ gainsightId }) => gainsightId === above['Gsid'])?.id ?? '' };
  const isBelowOwn = async () =>
    (await api.call(getAccount, { params })).hierarchy.descendants.some(({ id }) => id === own.id);
  assert.equal(await isBelowOwn(), false);

  await api.call(restoreAccount, { params });
  assert.deepEqual([await parentsOf(), await isBelowOwn()], [above['Name'], true]);
  await api.call(releaseAccount, { params });
  assert.equal(await isBelowOwn(), false);

  const [accountId, intoAccountId] = [parseAccountId(params.id), parseAccountId(other.id)];
  const found = { accountId, intoAccountId, evidence: 'people', people: 3, peopleThere: 2 } as const;
  const workspace = api.database.workspace(api.workspace.id);
  await workspace.transaction((tx) => proposeMerges(tx, [found], api.clock.now()));
  await api.call(decideMerge, { params, body: { decision: 'confirm' } });
  assert.equal(await parentsOf(), stranger['Name']);
  await api.call(restoreAccount, { params });
  assert.deepEqual([await parentsOf(), await isBelowOwn()], [above['Name'], true]);

  const field = { id: own.id, field: 'parent' };
  await api.call(setAccountField, { params: field, body: { value: String(stranger['Gsid']) } });
  assert.equal(await parentsOf(), stranger['Name']);
  await api.call(releaseAccountField, { params: field });
  assert.equal(await parentsOf(), above['Name']);
});
