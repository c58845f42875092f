import assert from 'node:assert/strict';
import { listAccounts, listTokens } from '@handrail/contract';
import { createClient } from '@handrail/client';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Makes a token, uses it, ends it, and finds all of that in an audit that is whole. */
export async function keepTokensAndAudit(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  await page.goto('/settings/tokens');
  const form = page.getByRole('form', { name: 'New token' });
  await form.getByRole('textbox', { name: 'Name' }).fill('Nightly export');
  await form.getByRole('button', { name: 'Make the token' }).click();
  const shown = page.getByRole('note').filter({ hasText: 'copy it now' });
  const token = (await shown.locator('code').innerText()).trim();
  const program = createClient({ origin: journeys.origin, token });
  assert.ok((await program.call(listAccounts, { query: { limit: 1 } })).total > 0);
  await assert.rejects(program.call(listTokens, {}), { code: 'not_allowed' });
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByText(token).waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Revoke Nightly export' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  const row = page
    .getByRole('table', { name: 'Tokens' })
    .getByRole('row')
    .filter({ hasText: 'Nightly export' });
  await row.getByText('Revoked').waitFor();
  await assert.rejects(program.call(listAccounts, { query: { limit: 1 } }), { code: 'not_signed_in' });

  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Audit' }).click();
  const changes = page.getByRole('table', { name: 'Changes' });
  await changes.getByText('revokeToken').first().waitFor();
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText(/\d+ entries, whole/).waitFor();
  await page.getByLabel('Outcome').selectOption('refused');
  await page.waitForURL(/outcome=refused/);
  await page.getByRole('tab', { name: 'Looks at content' }).click();
  const looks = page.getByRole('table', { name: 'Looks at content' });
  await looks
    .getByRole('row')
    .filter({ hasText: /Accounts, [\d,]+ records?/u })
    .first()
    .waitFor();
  await looks.getByRole('row').nth(1).getByRole('link').first().click();
  await page.waitForURL(/actor=/);
  await page.getByRole('button', { name: 'Only one person: show all' }).click();
  await page.waitForURL((url) => !url.searchParams.has('actor'));
  await page.getByLabel('To (UTC)').fill('2020-01-01');
  await page.getByText('Nobody looked so').waitFor();
  await page.goto(new URL('/settings/audit?action=nothingOfOurs', page.url()).href);
  await page.getByText('Nobody asked for such a change').waitFor();
  assertQuiet();
}
