import assert from 'node:assert/strict';
import { listAccounts } from '@handrail/contract';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Lets a user of Gainsight in, looks at the accounts as them, and takes their access away again. */
export async function viewAsSomebody(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const { total } = await journeys.client.call(listAccounts, { query: { limit: 1 } });
  await page.goto('/settings/integrations/gainsight?tab=users');
  await page.getByText(/\d+ admins? · \d+ managers? · \d+ users? · \d+ without access/).waitFor();
  // An admin has come in through the identity provider before.
  await page
    .getByRole('switch', { name: 'Users, roles and teams follow Gainsight', disabled: false })
    .waitFor();

  await page.goto('/settings/users');
  await page.getByLabel('Access', { exact: true }).selectOption('all');
  await page.getByRole('combobox', { name: 'Role of Priya Raman' }).selectOption('user');
  await page.getByRole('button', { name: 'View as Priya Raman' }).click();
  await page.getByText('You see what Priya Raman sees').waitFor();
  await page.getByRole('link', { name: 'Accounts', exact: true }).click();
  const shown = page.getByText(/1–\d+ of \d+/);
  await shown.waitFor();
  const seen = Number(/of (\d+)/.exec(await shown.innerText())?.[1]);
  assert.ok(seen > 0 && seen < total, `${seen} of ${total}`);

  const search = page.getByRole('searchbox', { name: 'Search accounts' });
  await search.fill('brightwater');
  await page.getByText('No account that you may see is “brightwater”').waitFor();
  assert.equal(await page.getByText('never read').count(), 0, 'it was read, and is none of theirs');
  await search.fill('');
  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await page.getByRole('heading', { name: 'Accounts that need you' }).waitFor();
  assert.equal(await page.getByText('Not done yet').count(), 0, 'what there is to do is not theirs');

  await page.getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('button', { name: 'End access of Priya Raman' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take access away' }).click();
  await page.getByText('Access ended').waitFor();
  assertQuiet();
}
