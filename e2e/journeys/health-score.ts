import assert from 'node:assert/strict';
import { getConfig, listAccounts, replayHealth } from '@handrail/contract';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Sets what health is made of: a draft that cannot be is refused, one that can is tried on the past, then saved. */
export async function setHealth(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const { client } = journeys;
  await page.goto('/settings/configurations/health');
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  const high = page.getByLabel('High from');
  await high.fill('30');
  await bar.getByText('Lowest score of Medium must lie below the lowest score of High').waitFor();
  assert.ok(await bar.getByRole('button', { name: 'Preview on the past' }).isDisabled());
  await high.fill('52');
  await page.getByLabel('Weight of Engagement').fill('90');
  await bar.getByText('2 changes', { exact: true }).waitFor();

  await bar.getByRole('button', { name: 'Preview on the past' }).click();
  const dialog = page.getByRole('dialog', { name: 'What these settings would have made of the last year' });
  const { version, document } = await client.call(getConfig, {});
  const health = { thresholds: { high: 52 }, weights: { engagement: 90 } };
  const told = await client.call(replayHealth, { body: { document: { ...document, health } } });
  assert.ok(told.flippedToday > 0);
  await dialog.getByText(`${told.flippedToday} account`).waitFor();
  const rows = dialog.getByRole('list', { name: 'Accounts with another label' });
  const [first] = told.items;
  assert.ok(first !== undefined);
  await dialog.getByRole('searchbox', { name: 'Search accounts' }).fill(first.account.name);
  await rows.getByRole('link', { name: first.account.name }).waitFor();
  await dialog.getByRole('searchbox', { name: 'Search accounts' }).fill('no such account');
  await dialog.getByText('No account matches.').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Configuration version ${version + 1}`).waitFor();

  const { items } = await client.call(listAccounts, { query: { sort: 'health', order: 'desc', limit: 1 } });
  await page.goto(`/accounts/${items[0]?.id ?? ''}`);
  await page.getByRole('img', { name: /^Health from \d+ on/ }).waitFor();
  await page.getByRole('button', { name: 'Show the year as a table' }).click();
  await page.getByRole('region', { name: 'Health by day' }).getByText('Meeting:').first().waitFor();
  await page.getByRole('button', { name: 'Show the inputs' }).click();
  await page.getByText('it is the same to the digit').waitFor();
  await page.getByRole('combobox', { name: 'Since' }).selectOption('7');
  await page.getByRole('heading', { name: 'What changed since' }).waitFor();
  assertQuiet();
}
