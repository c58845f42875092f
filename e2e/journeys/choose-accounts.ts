import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { getConfig } from '@handrail/contract';
import type { Locator, Page } from 'playwright-core';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Chooses accounts by a condition and maps a status on one draft, sees beforehand what that does, then saves. */
export async function chooseAccounts(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const { client } = journeys;
  const { version, document: original } = await client.call(getConfig, {});
  await page.goto('/settings/integrations/gainsight?tab=accounts');
  await page.getByRole('button', { name: /^Read (the inventory|again) \(\d+ calls?\)/ }).click();
  await page.getByText(/Counts are of 50\d accounts in Gainsight/).waitFor();

  await page.getByRole('radio', { name: 'Only accounts that match' }).check();
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await bar.getByText('Not finished').waitFor();
  assert.ok(await bar.getByRole('button', { name: 'Save' }).isDisabled());
  const rule = page.getByRole('listitem', { name: 'Rule 1', exact: true });
  await askForArr(page, rule, '100000');
  await rule.getByText(/is at least 100,000 · \d+ accounts/).waitFor();
  await nestByKeyboard(page);

  await page.getByRole('radio', { name: 'A pasted list' }).check();
  await page.getByRole('textbox', { name: 'Accounts', exact: true }).fill('Nobody & Sons');
  await page.getByText('Of no account in Gainsight').click();
  await page.getByRole('list', { name: 'Of no account in Gainsight' }).getByText('Nobody & Sons').waitFor();
  await page.getByRole('radio', { name: 'Only accounts that match' }).check();

  await page.getByRole('tab', { name: 'Status' }).click();
  await page.getByText(/Not mapped, so Active: \d/).waitFor();
  await page.getByRole('tab', { name: 'Accounts', exact: true }).click();
  await rule.getByText('is at least 100,000').waitFor();

  await bar.getByRole('button', { name: 'Save' }).click();
  const extent = page.getByRole('dialog', { name: 'Let these accounts leave?' });
  await extent.getByText(/^\d+ of 50\d accounts leave: the filter keeps them out\.$/).waitFor();
  await extent.getByRole('button', { name: /^Save and let \d+ accounts leave$/ }).waitFor();
  await extent.getByRole('button', { name: 'See them in the preview' }).click();
  const panel = page.getByRole('dialog', { name: 'What saving would do' });
  await panel.getByText(/unchanged\./).waitFor();
  await panel.getByRole('list', { name: 'Leaving' }).getByRole('listitem').first().waitFor();
  await panel.getByText(/^With the accounts that leave, \d+ .*stakeholders leave\.$/).waitFor();
  const leaving = panel.locator('details', { hasText: 'Leaving' });
  const total = Number(await leaving.locator('summary .number').textContent());
  const download = page.waitForEvent('download');
  await leaving.getByRole('button', { name: 'Export CSV' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\r\n');
  assert.deepEqual([lines[0]?.slice(0, 26), lines.length], ['gainsightId,accountId,name', total + 1]);
  await panel.getByLabel('Search the accounts').fill('nobody of this name');
  await leaving.getByText('No account of these matches.').waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  assert.equal((await client.call(getConfig, {})).version, version);

  await page.getByRole('radio', { name: 'Keep for ever' }).check();
  await page.getByRole('radio', { name: 'Sync all accounts' }).check();
  await bar.getByRole('button', { name: 'Preview' }).click();
  await panel.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Configuration version ${version + 1}`).waitFor();
  const saved = await client.call(getConfig, {});
  assert.deepEqual(saved.document['writeback'], original['writeback']);
  assert.deepEqual(saved.document['accounts'], { import: 'all', whenFiltered: { keep: 'forever' } });
  assertQuiet();
}

async function askForArr(page: Page, rule: Locator, least: string): Promise<void> {
  await rule.getByPlaceholder('Choose a field').fill('ARR');
  await page.getByRole('option', { name: /ARR number/ }).click();
  await rule.getByLabel('Value', { exact: true }).fill(least);
}

/** Makes a group inside a group, counts its rule, and takes all of it away again. */
async function nestByKeyboard(page: Page): Promise<void> {
  const press = (name: string) => page.getByRole('button', { name, exact: true }).press('Enter');
  await press('Add a group');
  await press('Add a group to group 2');
  await press('Remove rule 1 of group 2');
  const inner = page.getByRole('listitem', { name: 'Rule 1 of group 1 of group 2', exact: true });
  await askForArr(page, inner, '200000');
  await inner.getByText(/is at least 200,000 · \d+ accounts/).waitFor();
  await press('Remove group 2');
  await inner.waitFor({ state: 'detached' });
}
