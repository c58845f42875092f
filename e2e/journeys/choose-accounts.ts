import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { getConfig, listFieldValues } from '@handrail/contract';
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
  await bar.getByText('Not finished: Rule 1 has no field.').waitFor();
  assert.ok(await bar.getByRole('button', { name: 'Save' }).isDisabled());
  const rule = page.getByRole('listitem', { name: 'Rule 1', exact: true });
  await askForArr(page, rule, '100000');
  await rule.getByText(/is at least 100,000 · \d+ accounts/).waitFor();
  await keepOverOperators(rule);
  await nestByKeyboard(page);
  await chooseUser(journeys, page, bar);

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

/** Another operator keeps what was typed, as far as it takes it. */
async function keepOverOperators(rule: Locator): Promise<void> {
  const operator = rule.getByLabel('Operator');
  await operator.selectOption({ label: 'is between' });
  assert.equal(await rule.getByLabel('From').inputValue(), '100000');
  await operator.selectOption({ label: 'is at least' });
  assert.equal(await rule.getByLabel('Value', { exact: true }).inputValue(), '100000');
}

/** Finds a user by a part of the name and a company by its own, by keyboard alone; what is typed stands, too. */
async function chooseUser({ client }: Journeys, page: Page, bar: Locator): Promise<void> {
  const { items: users } = await client.call(listFieldValues, { query: { field: 'Csm' } });
  const user = users.find(({ isActive }) => isActive);
  assert.ok(user);
  await page.getByRole('button', { name: 'Add a rule', exact: true }).press('Enter');
  const rule = page.getByRole('listitem', { name: 'Rule 2', exact: true });
  await rule.getByPlaceholder('Choose a field').fill('CSM');
  await page.getByRole('option', { name: /^CSM user/ }).click();
  await bar.getByText('Not finished: Rule 2 (CSM) has no value.').waitFor();
  const chooser = rule.getByPlaceholder('Name or e-mail address');
  await chooser.fill(String(user.name).slice(0, -1));
  await page.getByRole('option', { name: `${user.name} ${user.address}` }).waitFor();
  await chooser.press('ArrowDown');
  await chooser.press('Enter');
  await rule.getByText(`CSM is one of ${user.value}`).waitFor();
  await chooser.fill('nobody@nowhere.example');
  await chooser.press('Enter');
  await page.getByText(/no active user of Gainsight that was read has the address nobody@/).waitFor();

  await rule.getByPlaceholder('Choose a field').fill('Parent');
  await page.getByRole('option', { name: /^Parent Company lookup/ }).click();
  const { items: companies } = await client.call(listFieldValues, { query: { field: 'ParentCompany' } });
  const company = companies.find(({ name, value }) => name === value);
  assert.ok(company);
  const one = rule.getByPlaceholder('Name of a company');
  await one.fill(company.value);
  await page.getByRole('option', { name: company.value, exact: true }).waitFor();
  await one.press('ArrowDown');
  await one.press('Enter');
  await rule.getByText(`Parent Company is ${company.value} · `).waitFor();
  await page.getByRole('button', { name: 'Remove rule 2', exact: true }).press('Enter');
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
