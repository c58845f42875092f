import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { getAccount, getConfig, listAccounts, listStreams, syncStream } from '@handrail/contract';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** A company is deleted in Gainsight: it is kept, put on hold, put back and let go; its days are set and foreseen. */
export async function keepGoneAccounts(
  journeys: Journeys,
  { page, assertQuiet }: Visitor,
  look: (name: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { client } = journeys;
  const account = await deleteOne(journeys);
  await page.goto('/accounts?presence=missing');
  await page.getByRole('link', { name: account.name, exact: true }).waitFor();
  await look('accounts-gone');
  await page.goto(`/accounts/${account.id}`);
  await page.getByText('This account was deleted in Gainsight').waitFor();
  await page.getByText(/It is kept until .* then removed for good/).waitFor();
  await page.getByText('Not in the lists', { exact: true }).waitFor();
  await page.getByRole('tab', { name: /^Stakeholders/ }).click();
  await page.getByText('left the lists with it, and come back with it').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Add a stakeholder' }).count(), 0);
  assertQuiet();
  await page.getByRole('tab', { name: 'Overview' }).click();

  await page.getByLabel('Reason of a legal hold').fill('Litigation of 2026');
  await page.getByRole('button', { name: 'Keep it from being removed' }).click();
  await page.getByText('A legal hold keeps it from being removed.').waitFor();
  await look('account-on-hold');
  await page.getByRole('button', { name: 'Lift the hold' }).click();
  await page.getByText(/It is kept until/).waitFor();
  await page.getByRole('button', { name: 'Put it back' }).click();
  await page.getByText('Gone from Gainsight, kept here by hand').waitFor();
  assert.equal((await client.call(getAccount, { params: { id: account.id } })).presence, 'present');
  await look('account-kept');
  await page.getByRole('button', { name: 'Let it go again' }).click();
  await page.getByText('This account was deleted in Gainsight').waitFor();

  const { version, document } = await client.call(getConfig, {});
  await page.goto('/settings/integrations/gainsight?tab=retention');
  await page.getByText(/Today no account would be removed\. [1-9]\d* out or gone and not due yet/).waitFor();
  const gone = page.getByRole('region', { name: 'When an account is gone from Gainsight' });
  await gone.getByLabel('Days', { exact: true }).fill('30');
  await page.getByText(/By this draft no account would be removed/).waitFor();
  await look('gainsight-retention');
  await page.getByRole('region', { name: 'Unsaved changes' }).getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Configuration version ${version + 1}`).waitFor();
  const saved = await client.call(getConfig, {});
  assert.deepEqual(saved.document['retention'], { accountsGone: 30 });
  await goBack(page, version, document);
  await page.getByText(`Configuration version ${version + 2}`).waitFor();
  assert.deepEqual((await client.call(getConfig, {})).document, document);
  assertQuiet();
}

/** Takes a former version as a file, makes it the draft, sees that nothing is saved by it yet, and saves it. */
async function goBack(page: Visitor['page'], version: number, document: object): Promise<void> {
  await page.getByRole('tab', { name: 'History' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: `Download version ${version}`, exact: true }).click();
  assert.deepEqual(JSON.parse(await readFile(await (await download).path(), 'utf8')), document);
  await page.getByRole('button', { name: `Restore version ${version}` }).click();
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await bar.getByText('Retention of accounts gone').waitFor();
  await page.getByText(`Configuration version ${version + 1}`).waitFor();
  await bar.getByRole('button', { name: 'Save' }).click();
}

/** Deletes a company at the source, and waits until the product has seen it. */
async function deleteOne({ client, sandbox }: Journeys) {
  const { items } = await client.call(listAccounts, { query: { sort: 'name', order: 'desc', limit: 1 } });
  const [account] = items;
  assert.ok(account);
  await fetch(`${sandbox.gainsightUrl}/__sandbox/objects/company/${account.gainsightId}`, {
    method: 'DELETE',
  });
  await client.call(syncStream, { params: { name: 'deletions' }, body: { mode: 'incremental' } });
  for (;;) {
    const streams = await client.call(listStreams, {});
    const stream = streams.items.find(({ name }) => name === 'deletions');
    if (stream?.currentRun === null) break;
    await pause(200);
  }
  return account;
}
