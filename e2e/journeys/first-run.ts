import assert from 'node:assert/strict';
import { listConnections } from '@handrail/contract';
import type { Page } from 'playwright-core';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Takes the first door of an empty workspace, connects wrong in three ways, then right, and follows the checklist. */
export async function connectFirst(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const { sandbox } = journeys;
  await page.goto('/');
  await page.waitForURL('**/first-run');
  await page.getByRole('button', { name: 'Explore with the sandbox' }).waitFor();
  assert.equal(await stepState(page, 'Connect Gainsight'), 'To do');
  await page.getByRole('button', { name: 'Connect your Gainsight' }).click();

  const form = page.getByRole('form', { name: 'Connect Gainsight' });
  const connect = form.getByRole('button', { name: 'Connect', exact: true });
  await form.getByLabel('Subdomain').fill('acme.example.com/v1');
  await form.getByText('This is not an address under gainsightcloud.com').waitFor();
  assert.ok(await connect.isDisabled());
  await form.getByLabel('Subdomain').fill('https://acme.gainsightcloud.com/v1/ui/home');
  await form.getByText('Leads to https://acme.gainsightcloud.com').waitFor();

  await form.getByRole('button', { name: /exact address/ }).click();
  const key = form.locator('input[type=password]');
  const alert = form.getByRole('alert');
  await form.getByLabel('Exact address').fill('http://127.0.0.1:9');
  await key.fill('sandbox-access-key');
  await connect.click();
  await alert.getByText('HANDRAIL_ALLOW_ORIGINS').waitFor();

  await form.getByLabel('Exact address').fill(sandbox.gainsightUrl);
  await key.fill('not-the-key');
  await connect.click();
  await alert.getByText('gainsight_unauthorized').waitFor();
  assert.match(await alert.innerText(), /nothing was stored/);
  assert.ok(!(await alert.innerText()).includes('not-the-key'));
  // What was typed stays, so that only the mistake has to be mended.
  assert.equal(await form.getByLabel('Exact address').inputValue(), sandbox.gainsightUrl);
  const { items } = await journeys.client.call(listConnections, {});
  assert.ok(items.every(({ state }) => state === 'not-connected'));

  await key.fill('sandbox-access-key');
  await connect.click();
  const reached = page.getByRole('region', { name: /reached/i });
  await reached.getByText('Company', { exact: true }).first().waitFor();
  assert.match(await reached.innerText(), /\d+ fields/);
  await offerFirstSave(page);

  await page.goto('/settings/integrations');
  await page.getByRole('link', { name: 'Gong' }).click();
  const gong = page.getByRole('form', { name: 'Connect Gong' });
  await gong.getByRole('button', { name: /exact address/ }).click();
  await gong.getByLabel('Exact address').fill(sandbox.gongUrl);
  await gong.getByLabel('Access key', { exact: true }).fill('sandbox-gong-key');
  await gong.locator('input[type=password]').fill('sandbox-gong-secret');
  await gong.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('heading', { name: 'Connection', exact: true }).waitFor();

  await page.goto('/first-run');
  await page.getByRole('list', { name: 'First steps' }).waitFor();
  assert.equal(await stepState(page, 'Connect Gainsight'), 'Done');
  assert.equal(await stepState(page, 'Connect Gong'), 'Done');
  assert.equal(await stepState(page, 'Push call summaries to the Timeline'), 'To do');
  assertQuiet();
}

/** With nothing saved and nothing changed, every tab offers the Save that begins the import; what it sends is kept back. */
async function offerFirstSave(page: Page): Promise<void> {
  const bar = page.getByRole('region', { name: 'Nothing saved yet' });
  for (const tab of ['Connection', 'Accounts', 'Status', 'Retention', 'History']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await bar.getByText('Import all 500 accounts', { exact: true }).waitFor();
    await bar.getByText('Nothing is imported until you save.').waitFor();
  }
  await page.getByRole('tab', { name: 'Accounts', exact: true }).click();
  await page.getByText('500 of 500 accounts match').waitFor();
  await bar.getByRole('button', { name: 'Preview' }).click();
  const panel = page.getByRole('dialog', { name: 'What saving would do' });
  await panel.getByRole('list', { name: 'Entering' }).getByRole('listitem').first().waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });

  // The demo makes the first version of this workspace, so the server never hears of this one.
  let sent: unknown;
  const config = '**/api/v1/config';
  await page.route(config, async (route) => {
    if (route.request().method() !== 'PUT') return route.fallback();
    sent = route.request().postDataJSON();
    await route.fulfill({
      json: { version: 1, document: {}, createdAt: '2026-03-02T09:00:00.000Z', createdBy: null },
    });
  });
  await bar.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved as version 1').waitFor();
  await page.unroute(config);
  assert.deepEqual(sent, { basedOn: 0, document: { version: 1 } });
}

async function stepState(page: Page, label: string): Promise<string> {
  const step = page.getByRole('list', { name: 'First steps' }).getByRole('link', { name: label });
  return /Done/.test(await step.innerText()) ? 'Done' : 'To do';
}
