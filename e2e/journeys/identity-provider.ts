import assert from 'node:assert/strict';
import { listSessions } from '@handrail/contract';
import type { Page } from 'playwright-core';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Chooses who has the address on the page of the sandbox's identity provider. */
export async function chooseAtProvider(page: Page, email: string): Promise<void> {
  await page.getByText('Who are you?').waitFor();
  await page.getByRole('button').filter({ hasText: email }).first().click();
}

/**
 * Tries the provider as an admin, who stays who they are; then comes as a stranger from a deep link, who is told whom to ask.
 */
export async function tryProvider(journeys: Journeys, { page }: Visitor, email: string): Promise<void> {
  await page.goto('/settings/integrations/identity-provider');
  await page.getByRole('button', { name: 'Try it' }).click();
  await chooseAtProvider(page, email);
  const found = page.getByRole('note').filter({ hasText: 'nobody was signed in by this try' });
  await found.getByText(email).waitFor();
  assert.equal(new URL(page.url()).pathname, '/settings/integrations/identity-provider');
  await page.getByRole('button', { name: /Your menu: Administrator/ }).waitFor();

  await using stranger = await journeys.visit(journeys.origin);
  await stranger.page.goto('/accounts?search=acme');
  await stranger.page.getByRole('button', { name: 'Sign in with Lumenta' }).click();
  await chooseAtProvider(stranger.page, email);
  const refusal = stranger.page.getByRole('alert');
  // Their access was taken when somebody had viewed as them.
  await refusal.getByText('You have no access here any more').waitFor();
  assert.match(await refusal.innerText(), /Ask .*admin@localhost/);
  assert.equal(new URL(stranger.page.url()).search, '?search=acme');
  assert.equal((await stranger.page.context().cookies()).filter(({ name }) => name === 'handrail').length, 0);
}

/** Comes in from a deep link by the provider's page, and goes out here and there. */
export async function enterByProvider(journeys: Journeys, email: string): Promise<void> {
  await using member = await journeys.visit(journeys.origin);
  const { page } = member;
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Sign in with Lumenta' }).click();
  await chooseAtProvider(page, email);
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/accounts');
  await page.getByRole('button', { name: /Your menu/ }).click();
  await page.getByText(email).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign out there, too' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('heading', { name: 'Sign in to Handrail' }).waitFor();
}

/** Signs in with a second browser, and ends it from the first one. */
export async function endOtherBrowser(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  await using other = await journeys.visit(journeys.origin, { userAgent: 'Firefox/150.0 (Windows)' });
  await other.page.goto(await journeys.createSignInAddress());
  await other.page.getByRole('navigation', { name: 'Main' }).waitFor();
  await page.goto('/settings/sessions');
  const rows = page.getByRole('table', { name: 'Your sessions' }).getByRole('row');
  const row = rows.filter({ hasText: 'Firefox on Windows' });
  await row.getByRole('button', { name: 'End' }).click();
  await row.waitFor({ state: 'detached' });
  await rows.filter({ hasText: 'this one' }).waitFor();
  await other.page.goto('/accounts');
  await other.page.getByRole('heading', { name: 'Sign in to Handrail' }).waitFor();
  // A token opens no session of its own.
  assert.ok((await journeys.client.call(listSessions, {})).items.every(({ isCurrent }) => !isCurrent));
  assertQuiet();
}
