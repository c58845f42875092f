import assert from 'node:assert/strict';
import { getMeeting, listMeetings } from '@handrail/contract';
import { honest, STUB_KEY } from '@handrail/server/testing-model';
import type { Page } from 'playwright-core';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

const CARD = '/settings/integrations/language-model';
const NONSENSE = 'I am sorry, but as a language model I would rather not.';

/**
 * Sets a model with a wrong key and mends it, has meetings summed up by it, looks at what it answered badly, spends the
 * day's calls, and removes it. It is left set, with an answer that was held.
 */
export async function setModel(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const { model } = journeys;
  const [first, second] = await findEnglish(journeys);
  await page.goto('/settings/integrations');
  const card = page.getByRole('listitem').filter({ hasText: 'Language model' });
  await card.getByText('Built-in').waitFor();
  await card.getByRole('link', { name: 'Language model' }).click();
  await fill(page, { address: model.baseUrl, key: 'sk-wrong' });
  await page.getByText('The last call did not end well').waitFor();
  await page.getByText('model_unauthorized').waitFor();
  await page.getByText('Needs attention').waitFor();

  await page.getByRole('button', { name: 'Change' }).click();
  await fill(page, { key: STUB_KEY });
  await page.getByText('The model answers; it writes the next summaries').waitFor();
  await page.getByText('2 of 500', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('3 of 500', { exact: true }).waitFor();
  assert.ok(!(await page.content()).includes(STUB_KEY));

  await regenerate(page, first, 'made by stub-1');
  await page.goto(CARD);
  await page.getByRole('button', { name: 'Remove…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('heading', { name: 'Set a model' }).waitFor();
  await regenerate(page, first, 'made by machine');
  assert.equal(await page.getByText('The language model did not write this').count(), 0);

  await page.goto(CARD);
  await fill(page, { address: model.baseUrl, key: STUB_KEY });
  await page.getByText('5 of 500', { exact: true }).waitFor();
  model.answer = () => ({ content: NONSENSE });
  for (const id of [first, second]) {
    await regenerate(page, id, 'made by machine');
    await page.getByText('The language model did not write this').waitFor();
    await page.getByText('model_answer_invalid').waitFor();
  }
  await page.goto(CARD);
  const held = page.getByRole('region', { name: 'Answers that were not used' });
  const rows = held.getByRole('listitem');
  await rows.nth(1).waitFor();
  await rows.first().getByText('Show the answer').click();
  await rows.first().getByText(NONSENSE).waitFor();
  await rows
    .first()
    .getByRole('button', { name: /^Dismiss/ })
    .click();
  await rows.nth(1).waitFor({ state: 'detached' });

  // Seven calls so far, and the try of this change is the last of the day.
  model.answer = honest;
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByLabel('Most calls a day').fill('8');
  await fill(page, {});
  await page.getByText('8 of 8', { exact: true }).waitFor();
  await regenerate(page, first, 'made by machine');
  await page.getByText('model_cap_reached').waitFor();
  await page.goto(CARD);
  await page.getByText('8 of 8', { exact: true }).waitFor();
  assertQuiet();
}

/** Fills in what is said of the form and sends it. */
async function fill(page: Page, { address, key }: { address?: string; key?: string }): Promise<void> {
  const form = page.getByRole('form', { name: 'Language model' });
  if (address !== undefined) {
    await form.getByLabel('Address').fill(address);
    await form.getByLabel('Model', { exact: true }).fill('stub-1');
  }
  if (key !== undefined) await form.getByRole('textbox', { name: 'Key' }).fill(key);
  await form.getByRole('button', { name: 'Save and try' }).click();
  await form.waitFor({ state: 'detached' });
}

/** Has the summary of a meeting made anew on its page, and waits for it. */
async function regenerate(page: Page, id: string, maker: string): Promise<void> {
  await page.goto(`/meetings/${id}`);
  const summary = page.getByRole('region', { name: 'Summary' });
  const before = versionIn(await summary.getByText(/^made by .*version \d+/).innerText());
  await summary.getByRole('button', { name: 'Regenerate' }).click();
  await summary.getByText(new RegExp(`^${maker}.*version ${before + 1}\\b`)).waitFor({ timeout: 60_000 });
}

function versionIn(text: string): number {
  return Number(/version (\d+)/.exec(text)?.[1]);
}

/** Two meetings in English that have a summary. */
async function findEnglish({ client }: Journeys): Promise<readonly [string, string]> {
  const { items } = await client.call(listMeetings, { query: { attribution: 'attributed', limit: 100 } });
  const found: string[] = [];
  for (const { id, language } of items) {
    if (language?.startsWith('en') !== true) continue;
    if ((await client.call(getMeeting, { params: { id } })).summary !== null) found.push(id);
    const [first, second] = found;
    if (first !== undefined && second !== undefined) return [first, second];
  }
  throw new Error('There are not two meetings in English with a summary.');
}
