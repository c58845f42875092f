import assert from 'node:assert/strict';
import { getRun, listAccounts, syncStream } from '@handrail/contract';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** A record comes with a day that is none: it is set aside, dismissed with a reason, opened again, mended and taken. */
export async function dismissRecord(
  journeys: Journeys,
  { page, assertQuiet }: Visitor,
  look: (name: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const [account] = (await journeys.client.call(listAccounts, { query: { limit: 1 } })).items;
  assert.ok(account !== undefined);
  const rows = journeys.sandbox.context.world.objects.get('company')?.rows ?? [];
  const row = rows.find((one) => one['Gsid'] === account.gainsightId);
  assert.ok(row !== undefined);
  const renewal = row['RenewalDate'];
  const change = (value: unknown) =>
    Object.assign(row, { RenewalDate: value, ModifiedDate: new Date().toISOString() });

  change('2027-02-30');
  await syncAccounts(journeys);
  await page.goto('/sync/set-aside');
  const record = page.getByRole('row', { name: account.name });
  await record
    .getByText(/Renewal/)
    .first()
    .waitFor();
  assert.match(await record.innerText(), /\d{2}:\d{2}/, 'when it is tried next');
  await seeOnPhone(page, account.name);
  await look('set-aside');
  await record.getByRole('button', { name: /^Dismiss/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Dismiss a record' });
  await dialog.getByLabel('Why').fill('A test company of theirs');
  await look('set-aside-dismiss');
  await dialog.getByRole('button', { name: 'Dismiss record' }).click();
  await page.getByText('Nothing is set aside.').waitFor();
  const empty = await page.getByText('Nothing is set aside.').boundingBox();
  const list = await page.getByRole('main').boundingBox();
  assert.ok((empty?.x ?? 0) - (list?.x ?? 0) > 200, 'the words of an empty list stand in its middle');
  await page.getByRole('button', { name: 'Undo' }).click();
  await record.waitFor();

  await record.getByRole('button', { name: /^Dismiss/ }).click();
  await dialog.getByLabel('Why').fill('A test company of theirs');
  await dialog.getByRole('button', { name: 'Dismiss record' }).click();
  await page.getByLabel('Show').selectOption('Dismissed');
  await record.getByText('A test company of theirs').waitFor();
  await look('set-aside-dismissed');
  await record.getByRole('button', { name: /^Open again/ }).click();
  await page.getByText('Nothing was dismissed.').waitFor();
  await page.getByLabel('Show').selectOption('Open');

  change(renewal);
  await record.getByRole('button', { name: /^Try again/ }).click();
  await page.getByText('Nothing is set aside.').waitFor({ timeout: 60_000 });
  assertQuiet();
}

/** On a phone the cause is read whole, over several lines, and what can be done lies on the screen. */
async function seeOnPhone(page: Page, name: string): Promise<void> {
  const desk = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const record = page.getByRole('row', { name });
  const cause = await record
    .getByText('The field Renewal Date holds “2027-02-30”, which is not a date.')
    .boundingBox();
  const row = await record.boundingBox();
  const dismiss = await record.getByRole('button', { name: /^Dismiss/ }).boundingBox();
  assert.ok(cause !== null && row !== null && dismiss !== null);
  assert.ok(cause.height > 30, 'it takes more than a line');
  assert.ok(row.height >= cause.height && row.height >= dismiss.height);
  assert.ok(dismiss.x + dismiss.width <= 390);
  if (desk !== null) await page.setViewportSize(desk);
}

async function syncAccounts({ client }: Journeys): Promise<void> {
  let run = await client.call(syncStream, { params: { name: 'accounts' }, body: {} });
  while (run.state === 'queued' || run.state === 'running') {
    await pause(200);
    run = await client.call(getRun, { params: { id: run.id } });
  }
}
