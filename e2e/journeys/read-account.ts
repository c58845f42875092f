import assert from 'node:assert/strict';
import { correctSummary, getAccount, getMeeting, listAccounts, listMeetings } from '@handrail/contract';
import type { MeetingDetail } from '@handrail/contract';
import type { Locator } from 'playwright-core';
import { answerCalls } from './answer-calls.ts';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Finds accounts by search, filter, order and keyboard; all of it stands in the address. */
export async function findAccounts(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  await page.goto('/accounts');
  const grid = page.getByRole('grid', { name: 'Accounts' });
  const rows = grid.getByRole('row').filter({ has: page.getByRole('gridcell') });
  await rows.nth(1).waitFor();
  await page.getByText(/1–\d+ of 5\d\d/).waitFor();

  await page.getByRole('searchbox', { name: 'Search accounts' }).fill('halvorsen');
  await page.waitForURL(/search=halvorsen/);
  await page.getByText(/^1–\d of \d$/).waitFor();
  assert.match(await rows.first().innerText(), /Halvorsen/);
  await page.reload();
  await page.getByText(/^1–\d of \d$/).waitFor();
  assert.equal(await page.getByRole('searchbox', { name: 'Search accounts' }).inputValue(), 'halvorsen');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.waitForURL((url) => url.search === '');

  await page.getByLabel('Status').selectOption('churned');
  await page.waitForURL(/status=churned/);
  const { total } = await journeys.client.call(listAccounts, { query: { status: 'churned', limit: 1 } });
  await page.getByText(new RegExp(`of ${total}$`)).waitFor();

  await page.goto('/accounts?sort=arr&order=desc&utm_source=mail');
  await page.getByRole('columnheader', { name: 'ARR' }).waitFor();
  assert.equal(await page.getByRole('columnheader', { name: 'ARR' }).getAttribute('aria-sort'), 'descending');
  const { items } = await journeys.client.call(listAccounts, {
    query: { sort: 'arr', order: 'desc', limit: 3 },
  });
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/accounts/${items[1]?.id ?? ''}`);
  assertQuiet();
}

/** Reads one account: its health with parts and inputs, its meetings, its fields with their source. */
export async function readAccount(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const meeting = await findMeeting(journeys, 'escalation');
  const { accountId, accountName } = theTimelineOf(meeting);
  await page.goto(`/accounts/${accountId}`);
  await page.getByRole('heading', { level: 1, name: accountName }).waitFor();
  const parts = page.getByRole('list', { name: 'Parts of the health score' });
  await parts.getByText('Engagement').waitFor();
  await parts.getByText('Sentiment').waitFor();
  assert.match(await parts.innerText(), /weighs \d+ %/);
  await page.getByRole('button', { name: 'Show the inputs' }).click();
  await page.getByText('from these stored inputs alone').waitFor();
  // The demo is a day old at most.
  await page.getByText('nothing earlier can be compared').waitFor();
  await tickOffAnItem(journeys, page, accountId);

  await page.getByRole('tab', { name: 'Metrics' }).click();
  const metrics = page.getByRole('table', { name: 'Metrics of the account' });
  await metrics.getByText('1 meeting', { exact: true }).first().waitFor();
  assert.equal(await metrics.getByText('1 meetings', { exact: true }).count(), 0);
  await page.getByRole('tab', { name: /Fields/ }).click();
  await page.waitForURL(/tab=fields/);
  const row = page.getByRole('table', { name: 'Fields' }).getByRole('row').filter({ hasText: 'RenewalDate' });
  assert.match(await row.innerText(), /20\d\d/);
  await page.getByRole('tab', { name: 'Activity in Gainsight' }).click();
  await page.getByText('Handrail Health', { exact: true }).first().waitFor();
  const entries = page.getByRole('table', { name: 'Timeline' });
  const ours = entries.getByRole('row').filter({ hasText: 'by Handrail' });
  await ours.getByRole('link', { name: meeting.title }).waitFor();
  await page.getByRole('tab', { name: /Meetings/ }).click();
  await page.getByRole('tabpanel').getByRole('link', { name: meeting.title }).click();
  await page.waitForURL(`**/meetings/${meeting.id}`);
  assertQuiet();
}

/** Ticks the first open item off, which then is gone from the list, and opens it again. */
async function tickOffAnItem(journeys: Journeys, page: Visitor['page'], accountId: string): Promise<void> {
  const { items } = await journeys.client.call(listMeetings, { query: { accountId } });
  const open = items.flatMap(({ id, openActionItems }) => openActionItems.map((item) => ({ id, item })));
  const panel = page.getByRole('region', { name: 'Open action items' });
  const boxes = panel.getByRole('checkbox');
  const label = (await boxes.first().getAttribute('aria-label')) ?? '';
  const first = open.find(({ item }) => label === `Done: ${item.text}`);
  assert.ok(
    first !== undefined && open.every(({ item }) => item.due === null || item.due >= (first.item.due ?? '')),
  );
  await boxes.first().click();
  await panel.getByRole('checkbox', { name: label, exact: true }).waitFor({ state: 'detached' });
  await journeys.client.call(correctSummary, {
    params: { id: first.id, partId: first.item.id },
    body: { state: 'open' },
  });
}

/** Opens an account whose name would fill the screen: its beginning stands there, and all of it on demand. */
export async function readLongName({ client }: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const [account] = (await client.call(listAccounts, { query: { limit: 1 } })).items;
  assert.ok(account !== undefined);
  const detail = await client.call(getAccount, { params: { id: account.id } });
  const calls = await answerCalls(page);
  await calls.answer(`accounts/${account.id}`, { reply: { ...detail, name: 'Long name '.repeat(500) } });
  await page.goto(`/accounts/${account.id}`);
  const title = page.getByRole('heading', { level: 1, name: /^Long name/ });
  const height = async () => (await title.boundingBox())?.height ?? 0;
  await title.getByRole('button', { name: 'more', exact: true }).waitFor();
  assert.ok((await height()) < 120, `${await height()}`);
  await title.getByRole('button', { name: 'more', exact: true }).click();
  await title.getByRole('button', { name: 'less', exact: true }).waitFor();
  assert.ok((await height()) > 400, `${await height()}`);
  await calls.answer(`accounts/${account.id}`, null);
  assertQuiet();
}

/** Reads the meeting in which markup and orders to machines were spoken: every claim leads to its words. */
export async function readMeeting(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const meeting = await findMeeting(journeys, 'escalation');
  assert.ok(meeting.summary !== null);
  await page.goto(`/meetings/${meeting.id}`);
  const summary = page.getByRole('region', { name: 'Summary' });
  await openTone(summary);
  const current = page.locator('[data-turn][aria-current=true]');
  const claims = [...meeting.summary.points, ...meeting.summary.actionItems];
  assert.ok(claims.length >= 4);
  for (const [at, { text, evidence }] of claims.entries()) {
    assert.ok(evidence !== null);
    const button = summary.getByRole('button').filter({ hasText: text }).first();
    // Every second one by keyboard alone.
    if (at % 2 === 0) await button.click();
    else {
      await button.focus();
      await page.keyboard.press('Enter');
    }
    await page.waitForURL(new RegExp(`turn=${evidence.turn}$`));
    const turn = page.locator(`[data-turn="${evidence.turn}"][aria-current=true]`);
    await turn.waitFor();
    assert.equal(await current.count(), 1);
    assert.equal(await turn.locator('mark').first().innerText(), evidence.quote);
    assert.ok(meeting.turns[evidence.turn]?.text.includes(evidence.quote));
    assert.ok(await turn.evaluate((element) => element.matches(':focus')));
    const box = await turn.boundingBox();
    assert.ok(box !== null && box.y >= 0 && box.y < 800, `turn ${evidence.turn} is in sight`);
  }
  // Back from the words to the sentence one came from.
  const last = claims.at(-1);
  await page.keyboard.press('Escape');
  assert.ok(last !== undefined);
  await summary.locator(':focus').filter({ hasText: last.text }).waitFor();

  const hostile = meeting.turns.find(({ text }) => text.includes("<script>alert('job 4471')</script>"));
  assert.ok(hostile !== undefined);
  const shown = page.locator(`[data-turn="${hostile.turn}"]`);
  assert.ok((await shown.textContent())?.includes(hostile.text), await shown.innerHTML());
  assert.equal(await page.locator('main script, main b:text("URGENT")').count(), 0);
  await page.getByRole('searchbox', { name: 'Search in the transcript' }).fill('<b>urgent</b>');
  await page.getByText('1 turn', { exact: true }).waitFor();
  assertQuiet();
}

/** Opens the form of a topic's tone, which has its line to itself, and leaves it. */
async function openTone(summary: Locator): Promise<void> {
  const topics = summary.getByRole('region', { name: 'Topics' });
  const pencils = topics.getByRole('button', { name: /^Correct the tone of / });
  await pencils.nth(1).waitFor();
  await pencils.first().click();
  const form = await topics.locator('form').boundingBox();
  const next = await pencils.first().boundingBox();
  assert.ok(form !== null && next !== null && next.y >= form.y + form.height);
  await topics.getByRole('button', { name: 'Cancel' }).click();
}

/** The newest meeting whose title has this text, with its words. */
export async function findMeeting({ client }: Journeys, search: string): Promise<MeetingDetail> {
  const { items } = await client.call(listMeetings, { query: { search, limit: 1 } });
  assert.ok(items[0] !== undefined, `there is a meeting "${search}"`);
  return client.call(getMeeting, { params: { id: items[0].id } });
}

/** The entry of the meeting's first account. */
export function theTimelineOf(meeting: MeetingDetail): MeetingDetail['timeline'][number] {
  const [entry] = meeting.timeline;
  assert.ok(entry !== undefined);
  return entry;
}
