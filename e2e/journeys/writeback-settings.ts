import assert from 'node:assert/strict';
import { getConfig, saveConfig } from '@handrail/contract';
import type { Locator, Page } from 'playwright-core';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Changes what goes back to Gainsight, also when somebody else saves in between: no change is lost, none unseen. */
export async function changeWriteback(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const { client } = journeys;
  await page.goto('/settings/integrations/gainsight?tab=timeline');
  const author = page.getByLabel('Fallback author');
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await author.waitFor();
  const original = await author.inputValue();
  assert.equal(await bar.count(), 0);

  await author.fill('');
  await bar.getByText('A fallback author is needed').waitFor();
  assert.ok(await bar.getByRole('button', { name: 'Save' }).isDisabled());
  await bar.getByRole('button', { name: 'Discard' }).click();
  await bar.waitFor({ state: 'detached' });
  assert.equal(await author.inputValue(), original);
  // Who is refused is told so at the field, not at the foot of the page alone.
  await author.fill('nobody@lumenta.example');
  const refused = author.and(page.locator('[aria-invalid="true"]'));
  await refused.waitFor();
  await page.getByRole('tab', { name: 'Accounts', exact: true }).click();
  const elsewhere = page.getByRole('note').filter({ hasText: '1 place keeps the draft from being saved' });
  await elsewhere.getByText('Fallback author of Timeline entries').waitFor();
  await elsewhere.getByRole('link', { name: 'Open Timeline' }).click();
  await refused.waitFor();
  assert.equal(await elsewhere.count(), 0);
  await bar.getByRole('button', { name: 'Save' }).click();
  const failure = page.getByRole('alert').filter({ hasText: 'Could not save; nothing was changed' });
  await failure.getByText('Fallback author of Timeline entries').waitFor();
  const [told, foot] = [await failure.boundingBox(), await bar.boundingBox()];
  assert.ok(
    told && foot && told.y >= 0 && told.y + told.height <= foot.y,
    'it stands in sight, above the bar',
  );
  assert.ok(await failure.evaluate((one) => one.parentElement === one.ownerDocument.activeElement));
  const said = (await author.getAttribute('aria-describedby'))
    ?.split(' ')
    .find((id) => id.endsWith('-error'));
  assert.match(await page.locator(`[id="${said ?? ''}"]`).innerText(), /nobody@lumenta\.example/u);
  await bar.getByRole('button', { name: 'Discard' }).click();
  await bar.waitFor({ state: 'detached' });
  assert.equal(await author.getAttribute('aria-invalid'), null);
  await page.getByRole('tab', { name: 'Writeback' }).click();
  await page.getByRole('region', { name: 'Fields to make at Gainsight' }).waitFor();

  // A field that does not take the metric is told of at its row, before Save is tried.
  const row = page.getByRole('listitem', { name: 'Row 1' });
  const former = await row.getByLabel('Metric').inputValue();
  const chooseMetric = async (name: string) => {
    await row.getByLabel('Metric').fill(name);
    await page.getByRole('option', { name, exact: true }).click();
  };
  await chooseMetric('Last meeting (meetings.last)');
  await row.getByText(/ does not take a date, which Last meeting is\.$/u).waitFor();
  await chooseMetric(former);
  await bar.waitFor({ state: 'detached' });

  const { version } = await client.call(getConfig, {});
  await page.getByLabel('Without a value').first().selectOption('clear');
  await bar.getByText('1 change', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Accounts' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
  await dialog.getByRole('button', { name: 'Stay' }).click();
  await bar.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Configuration version ${version + 1}`).waitFor();
  await bar.waitFor({ state: 'detached' });
  // A row that says something else is another row: its first write is looked at before it happens.
  const first = page.getByRole('note').filter({ hasText: 'The first write of 1 field waits for you' });
  await first.getByRole('button', { name: 'Look at what it changes' }).click();
  await first.getByText(/values? would be written/u).waitFor();
  await first.getByRole('button', { name: /^Write / }).click();
  await first.waitFor({ state: 'detached' });

  await page.getByLabel('Without a value').first().selectOption('keep');
  const saved = await client.call(getConfig, {});
  await client.call(saveConfig, {
    body: {
      basedOn: saved.version,
      document: { ...saved.document, organisation: { domains: ['lumenta.example', 'lumenta.test'] } },
    },
  });
  await bar.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').getByText('Somebody else saved meanwhile').waitFor();
  assert.equal(await page.getByLabel('Without a value').first().inputValue(), 'keep');
  await bar.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Configuration version ${version + 3}`).waitFor();
  const { document } = await client.call(getConfig, {});
  assert.deepEqual(document['organisation'], {
    zone: 'UTC',
    domains: ['lumenta.example', 'lumenta.test'],
  });
  await convertWords(page, bar);
  assertQuiet();
}

/** A label goes to a picklist with other words: a person says which item each becomes, and sees it before it is written. */
async function convertWords(page: Page, bar: Locator): Promise<void> {
  await page.getByRole('button', { name: 'Add a row for Handrail Health Label' }).click();
  await bar.getByText('needs what High, Medium, Low becomes').waitFor();
  const row = page.getByRole('listitem', { name: /^Row / }).last();
  await row.getByText('Handrail_Health_Label__gc · Picklist').waitFor();
  for (const [word, item] of [
    ['High', 'Good'],
    ['Medium', 'Fair'],
    ['Low', 'Poor'],
  ] as const)
    await row.getByLabel(`${word} becomes`).selectOption({ label: item });
  // What holds no words, or is read as the tier, the status or a region, is not offered.
  await row.getByLabel('Field of the company').click();
  const offered = await page.getByRole('option').allInnerTexts();
  assert.ok(offered.some((text) => text.includes('Handrail_Health_Label__gc')));
  assert.deepEqual(
    offered.filter((text) => /^(?:ARR|CSM|Name|Renewal Date|Tier)\n/u.test(text)),
    [],
  );
  await page.keyboard.press('Escape');
  await bar.getByRole('button', { name: 'Save' }).click();
  await bar.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Look at what it changes' }).click();
  const difference = page.getByRole('table', { name: 'What the first write changes' });
  const cells = difference.getByRole('row').nth(1).getByRole('cell');
  await cells.first().waitFor();
  const [company, target, field, , then] = await cells.allInnerTexts();
  assert.ok(company);
  assert.deepEqual([target, field], ['The company', 'Handrail Health Label']);
  assert.ok(['Good', 'Fair', 'Poor'].includes(then ?? ''), then);
  await row.getByRole('button', { name: /^Remove row/u }).click();
  await bar.getByRole('button', { name: 'Save' }).click();
  await bar.waitFor({ state: 'detached' });
}
