import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { listAccounts, listTiers } from '@handrail/contract';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Chooses columns, keeps filters and columns as a view that the list opens with, exports them, and lets it go again. */
export async function keepViews(
  journeys: Journeys,
  { page, assertQuiet }: Visitor,
  look: (name: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { client } = journeys;
  const header = (name: string) => page.getByRole('columnheader', { name, exact: true });
  const [tier] = (await client.call(listTiers, {})).unmapped;
  assert.ok(tier !== undefined);
  await page.goto('/accounts');
  await header('Tier').waitFor();
  assert.equal(await header('Last sync').count(), 0, 'there is no room for it at this width');

  const columns = page.getByRole('button', { name: 'Columns' });
  await columns.focus();
  await page.keyboard.press('Enter');
  const choice = page.getByRole('group', { name: 'Shown and exported' });
  await choice.getByLabel('Last sync').check();
  await choice.getByLabel('Tier').uncheck();
  await look('accounts-columns');
  await page.keyboard.press('Escape');
  await header('Last sync').waitFor();
  assert.equal(await header('Tier').count(), 0);
  await page.reload();
  await header('Last sync').waitFor();
  assert.match(await page.getByRole('row').nth(1).innerText(), /\d{2}:\d{2}:?\d* [A-Z]/, 'with its zone');

  await page.getByLabel('Tier').selectOption(tier.name);
  await page.waitForURL(/tier=/);
  const { total } = await client.call(listAccounts, { query: { tier: tier.name, limit: 1 } });
  await page.getByText(new RegExp(`of ${total}$`)).waitFor();

  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByLabel('Keep what stands now as a view').fill('One tier');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Make default: One tier' }).click();
  await page.getByRole('button', { name: 'No longer default: One tier' }).waitFor();
  await look('accounts-views');
  await page.getByRole('button', { name: 'Rename: One tier' }).click();
  await page.getByLabel('New name of One tier').fill('Mine');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'View: Mine' }).waitFor();
  await page.keyboard.press('Escape');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const file = await (await download).path();
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\r\n');
  assert.ok(head.startsWith('id,gainsightId,name,status,') && head.includes('lastSyncedAt'), head);
  assert.ok(!head.split(',').includes('tier'), head);
  assert.equal(lines.length, total);

  await page.goto('/');
  await page.evaluate("localStorage.removeItem('handrail.columns.accounts')");
  await page.goto('/accounts');
  await page.waitForURL(/tier=/);
  await header('Last sync').waitFor();
  await page.getByRole('button', { name: 'View: Mine' }).click();
  await page.getByRole('button', { name: 'Delete: Mine' }).click();
  await page.getByText('Nobody but you sees your views').waitFor();
  await page.keyboard.press('Escape');
  await columns.click();
  await page.getByRole('button', { name: 'Usual columns' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await header('Tier').waitFor();
  assertQuiet();
}
