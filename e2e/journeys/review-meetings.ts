import assert from 'node:assert/strict';
import { getMeeting, listAccounts, listMeetings, listReviews } from '@handrail/contract';
import type { Page } from 'playwright-core';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Imports a text, which names no address: it says that it waits, and the account can be named with the file. */
export async function importText(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  await page.goto('/settings/integrations/files');
  const form = page.getByRole('form', { name: 'Import meetings' });
  await form.getByText('What a line of JSON lines holds').click();
  await form.getByText(/the only key that is needed/).waitFor();
  const choose = (name: string, words: string) =>
    form
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(`Ana: ${words}\nBen: Fine.`) });
  await choose('talk.txt', 'We talked about nothing that a rule knows.');
  await form.getByRole('button', { name: 'Import' }).click();
  await form.getByText('1 meeting added').waitFor();
  assert.equal(await form.getByRole('link', { name: 'Review' }).getAttribute('href'), '/review');

  await choose('placed.txt', 'And of something else.');
  await form.getByRole('combobox', { name: 'Account' }).fill('halvorsen');
  await page.getByRole('option', { name: 'Halvorsen Freight' }).click();
  await form.getByText('1 meeting added').waitFor({ state: 'detached' });
  await form.getByRole('button', { name: 'Import' }).click();
  await form.getByText('1 meeting added').waitFor();
  assert.equal(await form.getByRole('link', { name: 'Review' }).count(), 0);
  const { items } = await journeys.client.call(listMeetings, { query: { limit: 5, search: 'placed' } });
  assert.deepEqual(
    items.map(({ accounts }) => accounts?.map(({ name }) => name)),
    [['Halvorsen Freight']],
  );
  // Nothing of them stays for the journeys behind this one.
  for (const name of ['placed.txt', 'talk.txt']) {
    await page.getByRole('button', { name: `Undo the import of ${name}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take 1 meeting away' }).click();
    await page.getByRole('button', { name: `Undo the import of ${name}` }).waitFor({ state: 'detached' });
  }
  assertQuiet();
}

/** Decides a meeting that waits, takes it back, and moves one from its own page; all by what stands on screen. */
export async function reviewMeetings(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const before = await journeys.client.call(listReviews, { query: {} });
  const [review] = before.items;
  assert.ok(review);
  const meetingAt = async () => journeys.client.call(getMeeting, { params: { id: review.meeting.id } });
  await page.goto('/');
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Review/ })
    .click();
  await page.waitForURL('**/review');
  const rows = page.getByRole('list', { name: 'Meetings to be reviewed' }).getByRole('listitem');
  const item = rows.filter({ hasText: review.meeting.title }).filter({ hasText: review.reason });
  await item.getByText(review.reason).waitFor();
  await item.getByRole('button', { name: /account…$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Accounts' }).fill('halvorsen');
  await page.getByRole('option', { name: 'Halvorsen Freight' }).click();
  await dialog.getByRole('button', { name: 'Place it there' }).click();
  await page.getByText(/now belongs to Halvorsen Freight/).waitFor();
  await item.waitFor({ state: 'detached' });
  // What came of it stands where the row stood, with the focus.
  const outcome = rows.filter({ hasText: 'now belongs to Halvorsen Freight' });
  await outcome.getByText('Its summary goes out with the next pass.').waitFor();
  await outcome.and(page.locator(':focus')).waitFor();
  assert.deepEqual(
    (await meetingAt()).accounts.map(({ name }) => name),
    ['Halvorsen Freight'],
  );

  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText(/now belongs to Halvorsen Freight/).waitFor({ state: 'detached' });
  assert.deepEqual([(await meetingAt()).attributionDecidedBy, (await meetingAt()).accounts], ['rule', []]);

  await page.goto(`/meetings/${review.meeting.id}`);
  const account = page.getByRole('region', { name: 'Account of this meeting' });
  await account.getByRole('button', { name: 'Choose an account…' }).click();
  await placeByKeyboard(page, 'halvorsen', 'Halvorsen Freight');
  await account.getByRole('link', { name: 'Halvorsen Freight' }).waitFor();
  const other = (
    await journeys.client.call(listAccounts, { query: { sort: 'name', order: 'asc', limit: 5 } })
  ).items.find(({ name }) => name !== 'Halvorsen Freight');
  assert.ok(other);
  await account.getByRole('button', { name: 'Move…' }).click();
  assert.ok(await dialog.getByRole('button', { name: 'Place it there' }).isDisabled());
  await placeByKeyboard(page, other.name, other.name);
  await account.getByRole('link', { name: other.name }).waitFor();
  assert.deepEqual(
    (await meetingAt()).accounts.map(({ name }) => name),
    [other.name],
  );

  await account.getByRole('button', { name: 'Move…' }).click();
  await page.getByRole('button', { name: 'Leave without an account' }).click();
  await account.getByText('None, a person said so').waitFor();
  await account.getByRole('button', { name: 'Let the rules decide' }).click();
  await account.getByText('None, a person said so').waitFor({ state: 'detached' });
  assertQuiet();
}

/** Types, takes the first of the list, and places it there, all without a mouse. */
async function placeByKeyboard(page: Page, typed: string, name: string): Promise<void> {
  const field = page.getByRole('dialog').getByRole('combobox', { name: 'Accounts' });
  await field.fill(typed);
  await page.getByRole('option', { name, exact: true }).waitFor();
  await field.press('ArrowDown');
  await field.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Place it there' }).press('Enter');
}
