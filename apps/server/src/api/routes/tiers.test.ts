import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectGainsight, listAccounts, listTiers, saveConfig } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url, { sandbox: { companies: 20 } });
const { accessKey } = api.sandbox.context.credentials;
const credential = { kind: 'access-key', accessKey } as const;
await api.call(connectGainsight, { body: { url: api.sandbox.gainsightUrl, credential } });
const document = { version: 1, fields: { account: { name: 'Name', tier: 'Tier__gc' } } };
await api.call(saveConfig, { body: { basedOn: 0, document } });
await api.workRuns();

test('counts the accounts of each tier in its order, and values that are no tier beside them', async () => {
  const { items } = await api.call(listAccounts, { query: {} });
  const held = Map.groupBy(items, ({ tier }) => tier);
  const countOf = (tier: string | null) => held.get(tier)?.length ?? 0;
  const none = await api.call(listTiers, {});
  const names = none.unmapped.map(({ name }) => name);
  assert.ok(names.length > 1, 'the sandbox holds several tiers');
  assert.deepEqual([none.sourceField, none.tiers, none.without], ['Tier__gc', [], countOf(null)]);
  assert.deepEqual(
    none.unmapped.map(({ accounts }) => accounts),
    names.map(countOf),
  );

  const [last = ''] = names.slice(-1);
  const tiers = [last, 'Nobody has this'];
  await api.call(saveConfig, { body: { basedOn: 1, document: { ...document, tiers } } });
  const some = await api.call(listTiers, {});
  assert.deepEqual(some.tiers, [
    { name: last, accounts: countOf(last) },
    { name: 'Nobody has this', accounts: 0 },
  ]);
  assert.deepEqual(
    some.unmapped.map(({ name }) => name),
    names.slice(0, -1),
  );
});

test('refuses a tier that stands twice, and one without a name', async () => {
  for (const tiers of [['Gold', 'Gold'], ['']]) {
    const refused = await api.refusal(saveConfig, { body: { basedOn: 2, document: { ...document, tiers } } });
    assert.deepEqual(
      [refused.code, refused.issues?.[0]?.path],
      ['config_invalid', `tiers[${tiers.length - 1}]`],
    );
  }
});
