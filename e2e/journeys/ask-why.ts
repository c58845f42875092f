import assert from 'node:assert/strict';
import { explainSubject, getConfig, listAccounts, previewConfig, saveConfig } from '@handrail/contract';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Asks why an account is not here, after a filter took it out, and where a field of another comes from. */
export async function askWhy({ client }: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const { version, document } = await client.call(getConfig, {});
  const [gone, stays] = (await client.call(listAccounts, { query: { limit: 2, search: 'ab' } })).items;
  assert.ok(gone !== undefined && stays !== undefined);
  const filter = { field: 'Name', op: 'ne', value: gone.name };
  const accounts = { import: 'matching', filter };
  await client.call(saveConfig, { body: { basedOn: version, document: { ...document, accounts } } });
  const subject = { params: { noun: 'account' as const }, query: { subject: gone.id } };
  while ((await client.call(explainSubject, subject)).explanation?.standing !== 'filtered')
    await page.waitForTimeout(200);

  await page.goto(`/accounts?search=${encodeURIComponent(gone.name)}`);
  const absent = page.getByRole('list', { name: 'Not in this list' });
  await absent.getByRole('link', { name: gone.name }).waitFor();
  await absent.getByRole('button', { name: `Why? ${gone.name}` }).click();
  const panel = page.getByRole('dialog', { name: `Why? ${gone.name}` });
  await panel.getByText(`Filtered out because “Name is not ${gone.name}” does not hold`).waitFor();
  const kept = panel.getByRole('region', { name: 'Where each field comes from' });
  for (const [label, said] of [
    ['Name', gone.name],
    ['ARR', 'not kept while it is out'],
  ] as const) {
    const origin = kept
      .locator('details')
      .filter({ has: page.getByText(label, { exact: true }) })
      .first();
    await origin.locator('summary').click();
    const there = origin.locator('.fact').filter({ hasText: 'Value there' });
    await there.getByText(said, { exact: true }).waitFor();
  }
  await panel.getByRole('link', { name: /^run #\d+ of accounts/ }).click();
  await page.waitForURL(/\/sync\/runs\//);
  await page.getByText('Saved configuration', { exact: true }).waitFor();

  await page.goto(`/accounts/${stays.id}?tab=fields`);
  await page.getByRole('button', { name: 'Why? Name' }).press('Enter');
  const origin = page.getByRole('dialog', { name: 'Why? Name' });
  await origin.getByText('Company.Name').waitFor();
  await page.keyboard.press('Escape');
  await origin.waitFor({ state: 'detached' });

  await letBackIn(client, page, document);
  await page.getByText(`Configuration version ${version + 2}`).waitFor();
  assertQuiet();
}

/** Syncs all accounts again, and sees beforehand who comes back with the one that was out. */
async function letBackIn(
  client: Journeys['client'],
  page: Visitor['page'],
  document: Record<string, unknown>,
) {
  const preview = { body: { document } };
  while ((await client.call(previewConfig, preview)).withEntering.stakeholders === 0)
    await page.waitForTimeout(200);
  await page.goto('/settings/integrations/gainsight?tab=accounts');
  await page.getByRole('radio', { name: 'Sync all accounts' }).check();
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await bar.getByRole('button', { name: 'Preview' }).click();
  const panel = page.getByRole('dialog', { name: 'What saving would do' });
  await panel.getByText(/^With the account that enters, .*\d+ stakeholders? enters?\.$/).waitFor();
  await panel.getByRole('button', { name: 'Save' }).click();
}
