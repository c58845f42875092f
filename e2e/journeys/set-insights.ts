import assert from 'node:assert/strict';
import { getConfig, listInsights } from '@handrail/contract';
import type { Journeys } from './start-journeys.ts';
import { until } from './until.ts';
import type { Visitor } from './visitor.ts';

/** Moves a threshold and switches a kind off: accounts say the one by its new figure and the other no longer. */
export async function setInsights({ client }: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const { version, document } = await client.call(getConfig, {});
  const insight = 'upcomingRenewal';
  const standing = async () => (await client.call(listInsights, { query: { insight, limit: 200 } })).items;
  const [first] = await standing();
  assert.ok(first !== undefined);

  await page.goto('/settings/configurations/insights');
  const threshold = page.getByLabel('Upcoming renewal: days');
  await page.getByLabel('Negative trend: hundredths of tone').waitFor();
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await threshold.fill('200');
  await bar.getByText('1 change', { exact: true }).waitFor();
  await bar.getByRole('button', { name: 'Discard' }).click();
  await bar.waitFor({ state: 'detached' });
  assert.equal(await threshold.inputValue(), '90');
  await threshold.fill('200');
  await page.getByText('The renewal date lies within 200 days.').waitFor();
  await page.getByRole('switch', { name: /^No meeting/ }).uncheck();
  assert.ok(await page.getByLabel('No meeting: days').isDisabled());
  await bar.getByText('2 changes', { exact: true }).waitFor();
  await bar.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Configuration version ${version + 1}`).waitFor();
  assert.deepEqual((await client.call(getConfig, {})).document, {
    ...document,
    insights: { [insight]: { threshold: 200 }, noMeeting: { enabled: false } },
  });

  await until(async () => (await standing()).length > 1);
  await page.goto(`/accounts/${first.account.id}`);
  const panel = page.getByRole('region', { name: 'Insights' });
  await panel.getByText('The renewal date lies within 200 days.').waitFor();

  await page.goto('/settings/configurations/insights');
  await threshold.fill('90');
  await page.getByRole('switch', { name: /^No meeting/ }).check();
  await bar.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Configuration version ${version + 2}`).waitFor();
  assert.deepEqual((await client.call(getConfig, {})).document, document);
  assertQuiet();
}
