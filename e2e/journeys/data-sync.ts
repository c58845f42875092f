import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { getStatus, listCursors, listOutbox, listRuns, listStreams, syncStream } from '@handrail/contract';
import type { Page } from 'playwright-core';
import { answerCalls } from './answer-calls.ts';
import { findMeeting, theTimelineOf } from './read-account.ts';
import type { Journeys } from './start-journeys.ts';
import type { Visitor } from './visitor.ts';

const ACCOUNTS = /Account & company data/;

/** Syncs now and watches it through a reload to its end. */
export async function syncNow(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const { faults } = journeys.sandbox.context;
  await page.goto('/sync');
  const stream = streamOf(page);
  await stream.getByText(/Done$/).waitFor();
  // Slow enough to be seen under way, also after a reload.
  faults.add({ kind: 'latency', amount: 4_000, times: 2, vendor: 'gainsight', path: '/data/objects/query' });
  const others = stream.getByRole('button', { name: /^Other ways to sync/ });
  await others.click();
  await page.getByRole('menuitem', { name: /^A period/ }).click();
  const period = page.getByRole('dialog', { name: /^Sync a period/ });
  const day = period.getByLabel(/^From this day on/);
  await day.fill(new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10));
  await period.getByText('This day has not begun yet.').waitFor();
  assert.ok(await period.getByRole('button', { name: 'Sync now' }).isDisabled());
  await period.getByRole('button', { name: 'Cancel' }).click();
  // Each run of these does all there is to do.
  for (const name of ['Retention', 'Signals from meetings', 'Deleted records'])
    assert.equal(await page.getByRole('button', { name: `Other ways to sync ${name}` }).count(), 0);
  await others.click();
  await page.getByRole('menuitem', { name: /^Full/ }).click();
  await stream.getByRole('progressbar').waitFor();
  const number = await stream.getByRole('link', { name: /^Run \d+$/ }).getAttribute('aria-label');
  await page.reload();
  await stream.getByRole('progressbar').waitFor();
  assert.equal(await stream.getByRole('link', { name: /^Run \d+$/ }).getAttribute('aria-label'), number);
  await stream.getByText(/Done$/).waitFor();
  faults.clear();
  // The cursor that the command line shows, of this stream alone.
  const { cursors } = await journeys.client.call(listCursors, {});
  const own = cursors.filter((one) => one.stream === 'accounts');
  await stream.getByText('Where the next run begins').click();
  const shown = stream.getByRole('list', { name: /^Cursors of / }).getByRole('listitem');
  await shown
    .first()
    .getByText(/^Companies modified since /u)
    .waitFor();
  assert.deepEqual([await shown.count(), own.length], [1, 1]);
  assert.equal(await shown.locator('time').first().getAttribute('datetime'), own[0]?.cursor);
  await stream.getByText('handrail cursors export').waitFor();
  await stream.getByRole('link', { name: number ?? '' }).click();
  await page.getByRole('heading', { level: 1, name: /^Run #\d+$/ }).waitFor();
  await page.getByText('The numbers add up').waitFor();
  assertQuiet();
}

/** Reads how old a stream is while the clock of this browser stands behind, and how often retention does what. */
export async function readAges({ client }: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const { items } = await client.call(listStreams, {});
  const lastCompletedAt = new Date(Date.now() + 60_000).toISOString();
  const calls = await answerCalls(page);
  await calls.answer('streams', {
    reply: { items: items.map((stream) => ({ ...stream, lastCompletedAt })) },
  });
  await page.goto('/sync');
  await streamOf(page)
    .getByText(/^just now .*\(every hour\)$/u)
    .waitFor();
  await page.getByText(/tidies every hour, removes accounts every day/u).waitFor();
  await calls.answer('streams', null);
  await page.goto('/settings/integrations/gainsight?tab=retention');
  await page.getByRole('heading', { name: 'Removed by the next daily pass' }).waitFor();
  await page.getByText(/The pass comes in \d+ (min|h)/u).waitFor();
  assertQuiet();
}

/** Looks at who came with the first run of stakeholders: names of either direction stand in their rows as all do. */
export async function readRunRecords({ client }: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const { items } = await client.call(listRuns, { query: { stream: 'stakeholders', limit: 100 } });
  const first = items.findLast(({ counts }) => counts.added > 0);
  assert.ok(first);
  await page.goto(`/sync/runs/${first.id}?outcome=added&search=${encodeURIComponent('דנה לוי')}`);
  const row = page.getByRole('list', { name: 'Records', exact: true }).getByRole('listitem').first();
  const why = await row.getByRole('button', { name: /^Why/ }).boundingBox();
  const name = await row.getByText('דנה לוי', { exact: true }).boundingBox();
  const box = await row.boundingBox();
  assert.ok(why !== null && name !== null && box !== null);
  assert.ok(name.x < why.x && name.x < box.x + 160, 'the name begins where all names do, Why? after it');
  const added = page.getByRole('tab', { name: /^Added/u });
  assert.equal(await added.innerText(), `Added${first.counts.added.toLocaleString('en-GB')}`);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const [head, line] = (await readFile(await (await download).path(), 'utf8')).split('\r\n');
  assert.match(
    head ?? '',
    /^kind,recordId,gainsightId,name,accountId,accountGainsightId,accountName,event,/u,
  );
  // The page of the person's account and of the person.
  const account = row.getByRole('link').nth(1);
  assert.ok(line?.includes(await account.innerText()));
  await account.click();
  await page.getByRole('tab', { name: /^Stakeholders/u }).click();
  await page.getByRole('link', { name: 'דנה לוי', exact: true }).waitFor();
  assertQuiet();
}

/** Lets the tenant refuse its key in the middle of the day: cause, remedy and code stand everywhere, and it heals. */
export async function failAndHeal(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const { context } = journeys.sandbox;
  const before = (await journeys.client.call(getStatus, {})).counts.accounts;
  context.faults.add({ kind: 'wrong-key', times: 1_000, vendor: 'gainsight' });
  await page.goto('/sync');
  const stream = streamOf(page);
  await stream.getByRole('button', { name: /^Sync now/ }).click();
  await stream.getByText('gainsight_unauthorized').waitFor();
  assert.match(await stream.innerText(), /Failed/);
  assert.match(await stream.innerText(), /access key/i);
  await page.goto('/settings/integrations/gainsight');
  await page.getByText('Needs attention: runs are stopped, what was imported stays').waitFor();
  await page.getByText('gainsight_unauthorized').first().waitFor();
  assert.equal((await journeys.client.call(getStatus, {})).counts.accounts, before);
  // Who has accounts is not sent back to the beginning.
  await page.goto('/');
  await page.getByRole('heading', { name: 'Lowest health' }).waitFor();
  await page.getByRole('link', { name: /Data sync.*alarm/ }).waitFor();
  await page.goto('/settings/integrations/gainsight');
  await readWhileRefused(page);
  await giveNewCredential(journeys, page);

  context.faults.clear();
  await page.getByRole('button', { name: 'Try the connection again' }).click();
  await page.getByText('Needs attention', { exact: false }).first().waitFor({ state: 'detached' });

  context.faults.add({ kind: 'html-200', times: 1_000, vendor: 'gainsight', path: '/data/objects/query' });
  await page.goto('/sync');
  // The healed connection catches up by itself: then the run that is open is answered.
  await journeys.client.call(syncStream, { params: { name: 'accounts' }, body: {} });
  await stream.getByText('http_not_json').waitFor();
  await stream.getByText(/^Goes on in /u).waitFor();
  context.faults.clear();
  // Such a reply is tried again by itself, each time after a longer while.
  await stream.getByText(/Done$/).waitFor({ timeout: 60_000 });
  assertQuiet();
}

/** What is configured stands there while the tenant refuses its key, and can be changed. */
async function readWhileRefused(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Retention', exact: true }).click();
  await page.getByText('What you save here is kept').waitFor();
  await page.getByRole('heading', { name: 'When an account is gone from Gainsight' }).waitFor();
  await page.getByRole('tab', { name: 'Accounts', exact: true }).click();
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await page.getByRole('radio', { name: 'A pasted list' }).check();
  await bar.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('link', { name: 'To the connection' }).click();
}

/** Another credential of the same tenant: its address stands and is not asked for. */
async function giveNewCredential(journeys: Journeys, page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Give a new credential' }).click();
  const form = page.getByRole('form', { name: 'Connect Gainsight' });
  await form.getByText(journeys.sandbox.gainsightUrl, { exact: true }).waitFor();
  assert.equal(await form.getByRole('textbox', { name: /subdomain|address/i }).count(), 0);
  await form.locator('input[type=password]').fill('another-key');
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await form.getByRole('button', { name: 'Connect', exact: true }).click();
  const body: unknown = (await sent).postDataJSON();
  assert.deepEqual(body, {
    url: journeys.sandbox.gainsightUrl,
    credential: { kind: 'access-key', accessKey: 'another-key' },
  });
  await form.getByRole('alert').getByText('gainsight_unauthorized').waitFor();
  await form.getByRole('button', { name: 'Cancel' }).click();
}

/** Pauses everything outgoing and lets it go on: a banner says so on every screen meanwhile. */
export async function pauseAndResume(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  await page.goto('/sync');
  await page.getByRole('button', { name: 'Pause everything' }).click();
  const dialog = page.getByRole('dialog');
  assert.match(await dialog.innerText(), /\d+ deliver(y|ies) on the way will stop within 5 seconds/);
  await dialog.getByRole('button', { name: 'Pause everything' }).click();
  const banner = page.getByText('Everything outgoing is paused.');
  await banner.waitFor();
  await page.goto('/accounts');
  await banner.waitFor();
  assert.equal((await journeys.client.call(getStatus, {})).outgoingPaused, true);
  await page.goto('/sync');
  await page.getByRole('button', { name: 'Resume everything outgoing' }).click();
  await dialog.getByRole('button', { name: /^Resume/ }).click();
  await banner.waitFor({ state: 'detached' });
  assertQuiet();
}

/** Looks with the tenant's eyes: the summary of a call stands once in the Timeline, with its text as text. */
export async function seeTimeline(journeys: Journeys): Promise<void> {
  const meeting = await findMeeting(journeys, 'escalation');
  const { externalId, state } = theTimelineOf(meeting);
  assert.equal(state, 'delivered');
  await using tenant = await journeys.visit(journeys.sandbox.gainsightUrl);
  await tenant.page.goto('/__sandbox?tab=timeline');
  const entry = tenant.page.getByRole('article').filter({ hasText: externalId ?? 'none' });
  await entry.first().waitFor();
  assert.equal(await entry.count(), 1);
  assert.ok((await entry.innerText()).includes(meeting.title));
  const headline = meeting.summary?.headline?.text ?? '';
  await entry.frameLocator('iframe').getByText(headline).first().waitFor();
  const { total } = await journeys.client.call(listOutbox, {
    query: { kind: 'timeline-activity', state: 'delivered', limit: 1 },
  });
  const ours = journeys.sandbox
    .activities()
    .filter((row) => String(row['ExternalId'] ?? '').startsWith('hr1-'));
  assert.equal(ours.length, total);
  tenant.assertQuiet();
}

function streamOf(page: Page) {
  return page
    .getByRole('list', { name: 'Streams' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: ACCOUNTS }) });
}
