import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';

const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 3 } });

/** One mapping of every kind of conversion. */
const CONFIG = {
  ...TEST_CONFIG,
  status: { ...TEST_CONFIG.status, churnedOn: 'Churn_Date__gc' },
  fields: {
    account: {
      name: 'Name',
      csm: 'Csm',
      tier: 'TickerSymbol',
      region: { source: 'Tags', prefer: ['Strategic', 'Beta'] },
      arr: 'Arr',
      employees: 'Employees',
      renewalDate: 'RenewalDate',
      contractStart: 'Last_Review__gc',
      domains: 'Domains__gc',
      crmId: 'SfdcAccountId',
      custom: {
        products: 'Products__gc',
        isReference: 'Is_Reference__gc',
        lastReview: 'Last_Review__gc',
        discount: 'Discount__gc',
        summary: 'Summary',
        currency: 'CurrencyIsoCode',
      },
    },
  },
};

const company = sync.sandbox.context.world.objects.get('company');

/** The id by which a record holds an item of a picklist. */
function itemOf(field: string, label: string): string {
  const items = company?.fields.find(({ name }) => name === field)?.items ?? [];
  return items.find((item) => item.label === label)?.gsid ?? '';
}

test('projects these values to just that under just this name, so that another projection takes another name', async () => {
  const [row] = company?.rows ?? [];
  assert.ok(row);
  Object.assign(row, {
    Name: '  Harbour & Sons\t',
    Csm: ' 1P01E316G9DAPFOLE6SOOUG71XRMN5F3PLER ',
    TickerSymbol: ' HRBR ',
    Tags: [itemOf('Tags', 'Beta'), itemOf('Tags', 'Strategic')],
    Arr: 48_000.25,
    Employees: 12.6,
    RenewalDate: '2027-02-28',
    Last_Review__gc: '2026-05-31T23:30:00.000Z',
    Domains__gc: 'https://www.Harbour.example/about; sons.example, harbour.example no-domain',
    SfdcAccountId: '0013000000HRBR1AAA',
    Status: itemOf('Status', 'Churn'),
    Churn_Date__gc: '2026-03-01',
    Products__gc: [itemOf('Products__gc', 'Mobile'), itemOf('Products__gc', 'Connect')],
    Is_Reference__gc: 'true',
    Discount__gc: '7.5',
    Summary: '',
    CurrencyIsoCode: itemOf('CurrencyIsoCode', 'EUR'),
    ModifiedDate: sync.clock.now().toISOString(),
  });
  await sync.connect();
  await sync.save(CONFIG);
  const run = await sync.run('accounts', 'full');
  assert.equal(run.state, 'done', JSON.stringify(run.failure));
  const rows = await sync.transaction((tx) =>
    tx.query<{ rules_version: string }>(
      `select s.rules_version, a.name, a.status, a.csm_gainsight_id as csm, a.tier, a.region, a.arr::text, a.employees,
         a.renewal_on::text, a.contract_start_on::text, a.churned_on::text, a.domains, a.crm_id, a.fields
       from accounts a join source_records s using (workspace_id, connection_id, gainsight_id)
       where s.object = 'Company' and a.gainsight_id = $1`,
      [row['Gsid']],
    ),
  );
  // A release that projects otherwise under the name that stands leaves every unchanged record as the former one made
  // it: raise PROJECTION_REVISION with it, and both change here. The name's second and third part also say how the
  // sandbox describes these fields.
  assert.deepEqual(rows, [
    {
      rules_version:
        '8aad6e7dfd6f6f15d4e048e9f8300d89.daaeb8c494974e5b161e2c94748477c0.62b4dd4ba4f6d5f79d94f39c573a1f79',
      name: 'Harbour & Sons',
      status: 'churned',
      csm: '1P01E316G9DAPFOLE6SOOUG71XRMN5F3PLER',
      tier: 'HRBR',
      region: 'Strategic',
      arr: '48000.25',
      employees: 13,
      renewal_on: '2027-02-28',
      contract_start_on: '2026-05-31',
      churned_on: '2026-03-01',
      domains: ['harbour.example', 'sons.example'],
      crm_id: '0013000000HRBR1AAA',
      fields: {
        products: ['Mobile', 'Connect'],
        isReference: true,
        lastReview: '2026-05-31',
        discount: 7.5,
        summary: null,
        currency: 'EUR',
      },
    },
  ]);
});
