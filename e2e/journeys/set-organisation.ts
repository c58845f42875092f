import assert from 'node:assert/strict';
import { getWorkspace } from '@handrail/contract';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** A domain that is none is refused whole; another name and zone are saved and stand on every screen. */
export async function setOrganisation({ client }: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const before = await client.call(getWorkspace, {});
  await page.goto('/settings/organisation');
  const name = page.getByLabel('Name of the workspace');
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await name.fill('');
  await page.getByText('A name is needed.').waitFor();
  assert.ok(await bar.getByRole('button', { name: 'Save' }).isDisabled());
  await name.fill('Lumenta Nord');
  await page.getByRole('combobox', { name: 'Our domains' }).fill('no domain at all,');
  await bar.getByRole('button', { name: 'Save' }).click();
  await page.getByText('must be a domain such as acme.example').first().waitFor();
  assert.deepEqual(await client.call(getWorkspace, {}), before);
  await bar.getByRole('button', { name: 'Discard' }).click();

  await name.fill('Lumenta Nord');
  await zone.fill('Asia/Tokyo');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await bar.getByText('name · time zone').waitFor();
  await bar.getByRole('button', { name: 'Save' }).click();
  await bar.waitFor({ state: 'detached' });
  await page.getByText('Lumenta Nord', { exact: true }).first().waitFor();
  await page.getByRole('link', { name: 'Meetings' }).first().click();
  await page
    .getByText(/\d\d:\d\d GMT\+9/)
    .first()
    .waitFor();

  await page.goto('/settings/organisation');
  await name.fill(before.name);
  await zone.fill(before.timeZone);
  await page.getByRole('option', { name: before.timeZone, exact: true }).click();
  await bar.getByRole('button', { name: 'Save' }).click();
  await bar.waitFor({ state: 'detached' });
  assert.deepEqual(await client.call(getWorkspace, {}), before);
  assertQuiet();
}
