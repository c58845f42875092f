import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';

const withheldSchema = z.object({ count: z.number() }).nullable();
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 300 } });
const HERE = { field: 'Employees', op: 'gte', value: 1 };
const config = {
  ...TEST_CONFIG,
  accounts: { import: 'matching', filter: HERE },
  fields: { account: { ...TEST_CONFIG.fields.account, employees: 'Employees' } },
};
const status = sync.sandbox.context.world.objects
  .get('company')
  ?.fields.find(({ name }) => name === 'Status');
const churn = status?.items?.find(({ label }) => label === 'Churn')?.gsid;
assert.ok(churn);
const active = sync.source
  .rows('company')
  .filter((row) => row['Status'] !== churn && Number(row['Employees']) >= 1)
  .map((row) => String(row['Gsid']));
await sync.connect();
await sync.save(config);
await sync.run('accounts', 'full');

const custom = (...names: readonly string[]) => ({
  ...config,
  fields: {
    account: { ...config.fields.account, custom: Object.fromEntries(names.map((name) => [name, name])) },
  },
});
async function runAfterSave(document: object) {
  sync.clock.advance(3_600_000);
  await sync.save(document);
  const run = await sync.run('accounts', 'full');
  const { count } = withheldSchema.parse(run.withheld) ?? { count: 0 };
  return [run.state, count];
}

test('holds who turns Churned at the source though a Save of another part has all read anew', async () => {
  for (const gsid of active.slice(0, 40)) await sync.source.update('company', gsid, { Status: churn });
  assert.deepEqual(await runAfterSave(custom('Users')), ['awaiting-approval', 40]);
  for (const gsid of active.slice(0, 40)) await sync.source.update('company', gsid, { Status: null });
  assert.deepEqual(await runAfterSave(custom('Users')), ['done', 0]);
});

test('holds who no longer passes the filter by what changed at the source, and lets go whom a new filter keeps out', async () => {
  for (const gsid of active.slice(0, 40)) await sync.source.update('company', gsid, { Employees: 0 });
  assert.deepEqual(await runAfterSave(custom('Users', 'Csat')), ['awaiting-approval', 40]);
  for (const gsid of active.slice(0, 40)) await sync.source.update('company', gsid, { Employees: 50 });
  assert.deepEqual(await runAfterSave(custom('Users', 'Csat')), ['done', 0]);
  const half = { field: 'Gsid', op: 'in', value: active.slice(0, 100) };
  assert.deepEqual(await runAfterSave({ ...config, accounts: { import: 'matching', filter: half } }), [
    'done',
    0,
  ]);
});
