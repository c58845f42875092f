import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { correctSummary, getConfig, getMeeting, getRun, listMeetings, syncStream } from '@handrail/contract';
import type { MeetingDetail } from '@handrail/contract';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

/** Sets how entries are made, sees one to the letter, and says on a meeting's page what becomes of its entry. */
export async function steerTimeline(journeys: Journeys, visitor: Visitor): Promise<void> {
  await setEntries(journeys, visitor);
  const { page } = visitor;
  const meeting = await findDelivered(journeys);

  await page.goto(`/meetings/${meeting.id}`);
  const timeline = page.getByRole('region', { name: 'Gainsight Timeline' });
  await timeline.getByRole('button', { name: 'Preview the entry' }).click();
  const dialog = page.getByRole('dialog', { name: 'As it would be sent now' });
  await dialog.getByText('Written by a machine').waitFor();
  const shown = await dialog.getByRole('article').first().innerText();
  await dialog.getByRole('button', { name: 'Close' }).click();
  const sent = activityOf(journeys, meeting);
  assert.ok(shown.includes(String(sent?.['Subject'])));

  await decideEdit(journeys, visitor, meeting);

  await timeline.getByRole('button', { name: 'Withdraw…' }).click();
  await page
    .getByRole('dialog', { name: 'Withdraw from the Timeline' })
    .getByRole('button', { name: 'Withdraw' })
    .click();
  await page.getByText('It is taken back with the next pass').waitFor();
  await runNow(journeys, 'timeline');
  assert.equal(activityOf(journeys, meeting), undefined);
  await timeline.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('It goes out with the next pass').waitFor();
  assert.equal((await read(journeys, meeting.id)).timelineWish, 'send');
  visitor.assertQuiet();
}

/** The Timeline tab: an entry as it looks, a type of its own for kick-offs, and an account whose meetings wait. */
async function setEntries({ client }: Journeys, { page }: Visitor): Promise<void> {
  const { version } = await client.call(getConfig, {});
  await page.goto('/settings/integrations/gainsight?tab=timeline');
  const preview = page.getByRole('region', { name: 'What an entry looks like' });
  await preview.getByText('Written by a machine').waitFor();
  await page.getByRole('combobox', { name: 'Kick-off' }).fill('Meeting');
  await page.getByLabel('Where another entry of the same meeting stands').selectOption('link');
  await page.getByRole('combobox', { name: 'Wait for a person' }).fill('brightwater');
  await page.getByRole('option', { name: 'Brightwater Utilities' }).click();
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await bar.getByText('3 changes', { exact: true }).waitFor();
  await bar.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Configuration version ${version + 1}`).waitFor();
  const { document } = await client.call(getConfig, {});
  const timeline = JSON.stringify(document['timeline']);
  assert.ok(timeline.includes('"twins":"link"') && timeline.includes('"hold":["'), timeline);

  await page.getByRole('combobox', { name: 'Kick-off' }).fill('');
  await page.getByLabel('Where another entry of the same meeting stands').selectOption('post');
  await page.getByRole('combobox', { name: 'Wait for a person' }).press('Backspace');
  await bar.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Configuration version ${version + 2}`).waitFor();
}

/** Somebody edits the entry at Gainsight, a newer summary comes, and the person here keeps theirs. */
async function decideEdit(journeys: Journeys, { page }: Visitor, meeting: MeetingDetail): Promise<void> {
  const gsid = String(activityOf(journeys, meeting)?.['Gsid']);
  const notes = '<p>I called them myself, and they sign.</p>';
  const reply = await fetch(`${journeys.sandbox.gainsightUrl}/__sandbox/objects/activity_timeline/${gsid}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ Notes: notes }),
  });
  assert.equal(reply.status, 200);
  const partId = meeting.summary?.headline?.id ?? '';
  await journeys.client.call(correctSummary, {
    params: { id: meeting.id, partId },
    body: { text: 'They will sign once the export is fixed.' },
  });
  await runNow(journeys, 'signals');
  await runNow(journeys, 'timeline');
  await page.goto(`/meetings/${meeting.id}`);
  const note = page.getByRole('note').filter({ hasText: 'Edited at Gainsight' });
  await note.getByText('I called them myself').waitFor();
  await note.getByText('They will sign once the export is fixed.').waitFor();
  await note.getByRole('button', { name: 'Keep theirs' }).click();
  await note.waitFor({ state: 'detached' });
  await runNow(journeys, 'timeline');
  assert.equal(activityOf(journeys, meeting)?.['Notes'], notes);
}

const read = ({ client }: Journeys, id: string) => client.call(getMeeting, { params: { id } });

/** A meeting in the Timeline that no other journey looks for by its title. */
async function findDelivered(journeys: Journeys): Promise<MeetingDetail> {
  const { items } = await journeys.client.call(listMeetings, {
    query: { attribution: 'attributed', limit: 50 },
  });
  const found = items.find(
    ({ timeline, headline, title }) =>
      timeline.length === 1 &&
      timeline[0]?.state === 'delivered' &&
      headline !== null &&
      !/renewal|escalation/iu.test(title),
  );
  assert.ok(found);
  return read(journeys, found.id);
}

function activityOf({ sandbox }: Journeys, meeting: MeetingDetail) {
  const prefix = meeting.timeline[0]?.externalId?.split('-').slice(0, 2).join('-');
  return sandbox.activities().find((one) => String(one['ExternalId']).startsWith(`${prefix ?? '?'}-`));
}

/** Works a stream once, to its end. */
async function runNow({ client }: Journeys, name: 'signals' | 'timeline'): Promise<void> {
  let run = await client.call(syncStream, { params: { name }, body: {} });
  while (run.state === 'queued' || run.state === 'running') {
    await pause(200);
    run = await client.call(getRun, { params: { id: run.id } });
  }
  assert.ok(run.state === 'done' || run.state === 'partial', JSON.stringify(run.failure));
}
