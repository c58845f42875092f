import assert from 'node:assert/strict';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Has alarms told to a program of one's own, and sees that a pause is told with its beginning and its end. */
export async function tellAlarms(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const { receiver } = journeys;
  await page.goto('/settings/alarms');
  await page.getByLabel('Address').fill(`${receiver.origin}/hook`);
  await page.getByRole('button', { name: 'Set the webhook' }).click();
  await page.getByText('copy it now, it is not shown again').waitFor();
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByRole('button', { name: 'Send test' }).click();
  await page.getByText('The test was taken with status 204').waitFor();
  // The end of an alarm from before may be told in the same moment.
  const [test, ...others] = receiver.requests.filter(({ body }) => body.includes('"event":"test"'));
  assert.equal(others.length, 0);
  assert.match(String(test?.headers['handrail-signature']), /^t=\d+,v1=[0-9a-f]{64}$/);

  await page.goto('/sync');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Pause everything' }).click();
  await dialog.getByRole('button', { name: 'Pause everything' }).click();
  const alarms = page.getByRole('region', { name: 'Alarms' });
  await alarms.getByRole('button', { name: /^Acknowledge: Everything outgoing/ }).click();
  await alarms.getByText(/^acknowledged/).waitFor();
  await page.getByRole('button', { name: 'Resume everything outgoing' }).click();
  await dialog.getByRole('button', { name: /^Resume/ }).click();
  await alarms.getByText('Everything outgoing is paused').waitFor({ state: 'detached' });
  await alarms.getByRole('button', { name: 'Earlier alarms' }).click();
  await page
    .getByRole('table', { name: 'Earlier alarms' })
    .getByText('Everything outgoing is paused')
    .first()
    .waitFor();

  await page.goto('/settings/alarms');
  const notices = page.getByRole('table', { name: 'Last notices' });
  const over = notices.getByRole('row').filter({ hasText: 'Over: Everything outgoing is paused' });
  await over.getByText('Delivered').waitFor();
  await notices
    .getByRole('row')
    .filter({ hasText: 'Began: Everything outgoing' })
    .getByText('Delivered')
    .waitFor();
  assertQuiet();
}
