import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import {
  attributeMeeting,
  getStakeholder,
  importMeetings,
  listAccounts,
  listProposedStakeholders,
  listStakeholders,
  syncStream,
} from '@handrail/contract';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

const NEWCOMER = 'ada.newcomer@proposed.example';

/** Finds people by search and by what is overdue, adds one by hand, edits and removes them, and dismisses a proposal. */
export async function keepStakeholders(journeys: Journeys, visitor: Visitor): Promise<void> {
  const { client } = journeys;
  const { page, assertQuiet } = visitor;
  const [account] = (await client.call(listAccounts, { query: { limit: 1 } })).items;
  const [person] = (await client.call(listStakeholders, { query: { limit: 1 } })).items;
  assert.ok(account !== undefined && person !== undefined);
  await findStakeholders(journeys, visitor, person.email ?? '');
  await addAndEdit(journeys, visitor, account.id);
  await proposeNewcomer(journeys, account.id);
  await page.goto(`/accounts/${account.id}?tab=stakeholders`);
  const proposed = page.getByRole('list', { name: 'Proposed from meetings' });
  await proposed.getByText(NEWCOMER).waitFor();
  await proposed.getByRole('button', { name: 'Dismiss Ada Newcomer' }).click();
  await proposed.getByText(NEWCOMER).waitFor({ state: 'detached' });
  const { items } = await client.call(listProposedStakeholders, { params: { id: account.id } });
  assert.ok(items.every(({ email }) => email !== NEWCOMER));
  assertQuiet();
}

/** Search, cadence and order stand in the address. */
async function findStakeholders({ client }: Journeys, { page }: Visitor, email: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Stakeholders' }).click();
  await page.getByRole('searchbox', { name: 'Search stakeholders' }).fill(email);
  await page.waitForURL(/search=/);
  const found = await client.call(listStakeholders, { query: { search: email, limit: 1 } });
  await page.getByText(new RegExp(`of ${found.total}$`)).waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByLabel('Cadence').selectOption('overdue');
  await page.waitForURL(/gap=overdue/);
  const late = await client.call(listStakeholders, { query: { gap: 'overdue', limit: 1 } });
  await page.getByText(new RegExp(`of ${late.total}$`)).waitFor();
  await page.getByRole('button', { name: 'Next touch' }).click();
  await page.waitForURL(/sort=due/);
}

/** A person of our own: added on the account, a title set by hand and marked, removed after a question. */
async function addAndEdit({ client }: Journeys, { page }: Visitor, accountId: string): Promise<void> {
  await page.goto(`/accounts/${accountId}?tab=stakeholders`);
  await page.getByRole('button', { name: 'Add a stakeholder' }).click();
  const form = page.getByRole('dialog', { name: 'Add a stakeholder' });
  await form.getByLabel('Name').fill('Grace Own');
  await form.getByLabel('E-mail').fill('grace.own@proposed.example');
  await form.getByLabel('Touch frequency').fill('every 2 weeks');
  await page.keyboard.press('Enter');
  await form.waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'Grace Own' }).click();
  await page.getByRole('heading', { level: 1, name: 'Grace Own' }).waitFor();
  const row = page.getByRole('table', { name: 'Fields' }).getByRole('row').filter({ hasText: 'Title' });
  await row.getByRole('button', { name: 'Set Title by hand' }).click();
  await page.getByRole('form', { name: 'Title by hand' }).getByLabel('Title').fill('Head of Rails');
  await page.keyboard.press('Enter');
  await row.getByText('set by hand').waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const stored = await client.call(getStakeholder, { params: { id } });
  assert.deepEqual([stored.title, stored.touchFrequency], ['Head of Rails', 'every 2 weeks']);

  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: 'Remove the stakeholder' }).click();
  await page.waitForURL(/tab=stakeholders/);
  await page.getByRole('list', { name: 'Stakeholders' }).waitFor();
  await page.getByRole('link', { name: 'Grace Own' }).waitFor({ state: 'detached' });
}

/** Somebody new is met in a meeting of the account. */
async function proposeNewcomer({ client }: Journeys, accountId: string): Promise<void> {
  const meeting = {
    id: 'newcomer-1',
    title: 'Talk with a newcomer',
    startedAt: '2026-11-20T10:00:00Z',
    participants: [{ name: 'Ada Newcomer', email: NEWCOMER, side: 'theirs' }],
    turns: [{ speaker: 'Ada Newcomer', text: 'We will renew next year.', startMs: 0, endMs: 4_000 }],
  };
  const imported = await client.call(importMeetings, {
    body: { fileName: 'talk.jsonl', format: 'json-lines', content: JSON.stringify(meeting) },
  });
  const id = imported.meetingIds[0] ?? '';
  await client.call(attributeMeeting, { params: { id }, body: { by: 'person', accountIds: [accountId] } });
  await client.call(syncStream, { params: { name: 'signals' }, body: {} });
  for (;;) {
    const { items } = await client.call(listProposedStakeholders, { params: { id: accountId } });
    if (items.some(({ email }) => email === NEWCOMER)) return;
    await pause(50);
  }
}
