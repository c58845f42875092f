import assert from 'node:assert/strict';
import { getMeeting, importMeetings, listMeetings, syncStream } from '@handrail/contract';
import type { MeetingDetail } from '@handrail/contract';
import type { Locator, Page } from 'playwright-core';
import { theTimelineOf } from './read-account.ts';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

const FIELD = 'Ant__Topic__c';
const CARD = '/settings/integrations/gainsight?tab=timeline';

/** Decides about a meeting's entry: an edit at Gainsight twice, holding, taking back; then about a field that is required. */
export async function decideEntries(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const meeting = await findDelivered(journeys);
  const entry = entryOn(page);
  const conflict = entry.getByText('Edited at Gainsight, and a newer summary waits');
  const open = () => page.goto(`/meetings/${meeting.id}`);
  const update = entry.getByText(/update (waiting|on its way|not confirmed)/);
  // What was posted a moment ago is otherwise looked at again only when reads no longer lag.
  const resend = () => entry.getByRole('button', { name: /^(Res|S)end$/ }).click();

  await editThere(journeys, meeting, 'Called them myself.');
  await open();
  await correct(page, 'A better headline');
  await resend();
  await passUntil(journeys, page, conflict);
  await entry.getByRole('region', { name: 'At Gainsight' }).getByText('Called them myself.').waitFor();
  await entry.getByRole('region', { name: 'Ours' }).getByText('A better headline').first().waitFor();
  await page.goto(CARD);
  await page.getByText('1 entry was edited at Gainsight and a newer summary waits').waitFor();
  await page.getByRole('link', { name: 'See them' }).click();
  await page.getByText(meeting.title).first().waitFor();
  await open();
  await entry.getByRole('button', { name: 'Keep theirs' }).click();
  await conflict.waitFor({ state: 'detached' });
  await entry.getByText('their words stay until a newer summary').waitFor();
  assert.match(notesOf(journeys, meeting), /Called them myself/);

  await correct(page, 'The best headline');
  await resend();
  await passUntil(journeys, page, conflict);
  await entry.getByRole('button', { name: 'Write ours over it' }).click();
  await passUntil(journeys, page, update, 'detached');
  assert.match(notesOf(journeys, meeting), /The best headline/);
  assert.doesNotMatch(notesOf(journeys, meeting), /Called them myself/);

  await entry.getByRole('button', { name: 'Hold' }).click();
  await page.getByText('Held: nothing of this meeting goes out').waitFor();
  await entry.getByText('nothing more goes out until a person sends it').waitFor();
  await correct(page, 'Said while held');
  await journeys.client.call(syncStream, { params: { name: 'timeline' }, body: { mode: 'incremental' } });
  await page.reload();
  await entry.getByText('update held: it waits until a person sends it').waitFor();
  assert.match(notesOf(journeys, meeting), /The best headline/);
  await entry.getByRole('button', { name: 'Send' }).click();
  await page.getByText('It goes out now').waitFor();
  await passUntil(journeys, page, update, 'detached');
  assert.match(notesOf(journeys, meeting), /Said while held/);

  await entry.getByRole('button', { name: 'Withdraw…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await page.getByText('It is taken back now').waitFor();
  await passUntil(journeys, page, entry.getByText('In Timeline'), 'detached');
  await entry.getByRole('button', { name: 'Send' }).waitFor();
  assert.equal(standing(journeys, meeting).length, 0);

  await giveRequiredField(journeys, page, meeting.accounts[0]?.id ?? '');
  assertQuiet();
}

/** A new meeting's entry waits for a field that the tenant requires of its type, and goes out once it has a value. */
async function giveRequiredField(journeys: Journeys, page: Page, accountId: string): Promise<void> {
  const { client, sandbox } = journeys;
  const { switches } = sandbox.context;
  switches.requiredActivityFields = [FIELD];
  const content = JSON.stringify({
    title: 'Lacks a field',
    startedAt: new Date().toISOString(),
    turns: [
      { speaker: 'Ann', text: 'We decided to renew the contract for 40,000 euros.' },
      { speaker: 'Ben', text: 'I will send the signed order form by Friday.' },
    ],
  });
  const body = { fileName: 'lacks.jsonl', format: 'json-lines', content, accountId } as const;
  const { meetingIds } = await client.call(importMeetings, { body });
  await client.call(syncStream, { params: { name: 'signals' }, body: { mode: 'incremental' } });
  const open = () => page.goto(`/meetings/${meetingIds[0] ?? ''}`);
  await open();
  const waits = entryOn(page).getByText('requires a field of this type that has no value yet');
  await passUntil(journeys, page, waits);
  await page.goto(CARD);
  await page.getByText('1 entry waits for a required field').waitFor();
  await page.getByLabel(`${FIELD} of “Meeting”`).fill('Renewal');
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await bar.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Fields that Gainsight requires').waitFor();
  await open();
  await passUntil(journeys, page, entryOn(page).getByText('In Timeline'));
  assert.equal(sandbox.activities().filter((row) => row[FIELD] === 'Renewal').length, 1);

  switches.requiredActivityFields = [];
  await page.goto(CARD);
  await page.getByRole('button', { name: `Try without ${FIELD}` }).click();
  await page.getByText('The next pass tries without it').waitFor();
}

function entryOn(page: Page): Locator {
  return page.getByRole('region', { name: 'Gainsight Timeline' });
}

/** Asks for the pass again until what it leads to stands on the page, or no longer does. */
async function passUntil(
  { client }: Journeys,
  page: Page,
  what: Locator,
  state: 'visible' | 'detached' = 'visible',
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await client.call(syncStream, { params: { name: 'timeline' }, body: { mode: 'incremental' } });
    await page.reload();
    await entryOn(page).waitFor();
    try {
      return await what.first().waitFor({ state, timeout: 4_000 });
    } catch (waited) {
      if (tries === 8) throw waited;
    }
  }
}

/** Corrects the headline on the page of the meeting. */
async function correct(page: Page, text: string): Promise<void> {
  const summary = page.getByRole('region', { name: 'Summary' });
  await summary
    .getByRole('button', { name: /^Correct: / })
    .first()
    .click();
  await summary.getByLabel('Text').fill(text);
  await summary.getByRole('button', { name: 'Save' }).click();
  await summary.getByRole('button', { name: `Correct: ${text}` }).waitFor();
}

/** Somebody at Gainsight adds a sentence to the entry. */
async function editThere(journeys: Journeys, meeting: MeetingDetail, words: string): Promise<void> {
  const [row] = standing(journeys, meeting);
  const reply = await fetch(
    `${journeys.sandbox.gainsightUrl}/__sandbox/objects/activity_timeline/${String(row?.['Gsid'])}`,
    {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ Notes: `${notesOf(journeys, meeting)}<p>${words}</p>` }),
    },
  );
  assert.ok(reply.ok);
}

function notesOf(journeys: Journeys, meeting: MeetingDetail): string {
  return String(standing(journeys, meeting)[0]?.['Notes']);
}

/** What stands of the meeting at Gainsight, of whatever generation. */
function standing(
  { sandbox }: Journeys,
  meeting: MeetingDetail,
): readonly Readonly<Record<string, unknown>>[] {
  const prefix = theTimelineOf(meeting).externalId?.split('-').slice(0, 2).join('-');
  assert.ok(prefix !== undefined);
  return sandbox.activities().filter((row) => String(row['ExternalId']).startsWith(`${prefix}-`));
}

/** A meeting with a headline whose one entry stands in the Timeline, an old one: others look at the newest. */
async function findDelivered({ client }: Journeys): Promise<MeetingDetail> {
  const { items } = await client.call(listMeetings, { query: { attribution: 'attributed', limit: 100 } });
  for (const { id, timeline } of items.toReversed()) {
    if (timeline.length !== 1 || timeline[0]?.state !== 'delivered') continue;
    const meeting = await client.call(getMeeting, { params: { id } });
    if (meeting.summary?.headline != null) return meeting;
  }
  throw new Error('No meeting with a headline stands in the Timeline.');
}
