import assert from 'node:assert/strict';
import {
  getConfig,
  getMeeting,
  listAccounts,
  listMeetings,
  listReviews,
  previewMeetings,
  saveConfig,
  syncStream,
} from '@handrail/contract';
import type { MeetingDetail } from '@handrail/contract';
import { theTimelineOf } from './read-account.ts';
import type { Journeys } from './start-journeys.ts';
import { until } from './until.ts';
import type { Visitor } from './visitor.ts';

const SCREEN = '/settings/configurations/exclusions';

/** Keeps a meeting out by its title and moves another by a rule, tried and simulated before; makes a decision a rule. */
export async function excludeAndAttribute(journeys: Journeys, { page, assertQuiet }: Visitor): Promise<void> {
  const { client } = journeys;
  const { document: original } = await client.call(getConfig, {});
  const { target, kept, moved, email } = await choose(journeys);

  await page.goto(SCREEN);
  await page.getByRole('button', { name: 'Add a rule that keeps out' }).click();
  const rule = page.getByRole('listitem', { name: 'Rule 1', exact: true });
  await rule.getByLabel('Rule 1: kind').selectOption({ label: 'Title like' });
  // Key by key: a space at the end of what is typed so far must not go.
  await rule.getByLabel('Rule 1: value').pressSequentially(kept.title);
  assert.equal(await rule.getByLabel('Rule 1: value').inputValue(), kept.title);
  await rule.getByRole('button', { name: 'Try rule 1' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('would be kept out').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Try on the last 30 days' }).click();
  await dialog.getByText('No transcript was asked for').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await rule.getByText(/^\d+ meetings?$/).waitFor();

  await page.getByRole('button', { name: 'Add a rule of attribution' }).click();
  await page.getByLabel('Rule of attribution 1: kind').selectOption({ label: 'Person' });
  await page.getByLabel('Rule of attribution 1: value').fill(email);
  await page.getByRole('combobox', { name: 'Rule of attribution 1: account' }).fill(target.name);
  await page.getByRole('option', { name: target.name, exact: true }).click();
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await bar.getByRole('button', { name: 'Preview' }).click();
  await dialog
    .getByRole('list', { name: 'Kept out' })
    .getByRole('link', { name: kept.title })
    .first()
    .waitFor();
  const toOthers = dialog.getByRole('list', { name: 'To other accounts' });
  await toOthers
    .getByRole('listitem')
    .filter({ hasText: `→ ${target.name}` })
    .first()
    .waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(/^Configuration version/).waitFor();

  await until(async () => (await read(journeys, kept)).state === 'excluded');
  await until(async () => (await read(journeys, moved)).accounts.some(({ id }) => id === target.id));
  await follow(journeys, async () => {
    const there = standing(journeys, moved);
    return standing(journeys, kept).length === 0 && there.length === 1 && there[0] === target.gainsightId;
  });
  await page.goto(`/meetings/${moved.id}`);
  await page
    .getByRole('region', { name: 'Account of this meeting' })
    .getByRole('link', { name: target.name })
    .waitFor();

  await decideAsRule(journeys, { page, assertQuiet });
  const { version } = await client.call(getConfig, {});
  await client.call(saveConfig, { body: { basedOn: version, document: original } });
  assertQuiet();
}

/** Decides a meeting in Review and makes a rule of it, which all of history then obeys. */
async function decideAsRule(
  { client }: Journeys,
  { page }: Pick<Visitor, 'page' | 'assertQuiet'>,
): Promise<void> {
  const { items } = await client.call(listReviews, { query: {} });
  const review = items.find(({ ruleOffers, candidates }) => ruleOffers.length > 0 && candidates.length > 0);
  assert.ok(review);
  const [candidate] = review.candidates;
  const [offer] = review.ruleOffers;
  assert.ok(candidate !== undefined && offer !== undefined);
  await page.goto('/review');
  const item = page.getByRole('listitem').filter({ hasText: review.meeting.title }).first();
  await item.getByRole('button', { name: candidate.name, exact: true }).click();
  await page.getByRole('button', { name: 'Make it a rule…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: offer.value }).first().check();
  await dialog.getByText(/were judged anew/).waitFor();
  await dialog.getByRole('button', { name: 'Save the rule' }).click();
  await page.getByText('The rule holds; history is judged again').waitFor();
  await page.goto(SCREEN);
  await page.getByRole('textbox', { name: 'Rule of attribution 2: value' }).waitFor();
  assert.equal(
    await page.getByRole('textbox', { name: 'Rule of attribution 2: value' }).inputValue(),
    offer.value,
  );
}

/** Asks for the Timeline's pass until what is expected of it has come. */
async function follow({ client }: Journeys, has: () => Promise<boolean>): Promise<void> {
  await until(async () => {
    await client.call(syncStream, { params: { name: 'timeline' }, body: { mode: 'incremental' } });
    return has();
  });
}

function read({ client }: Journeys, { id }: MeetingDetail): Promise<MeetingDetail> {
  return client.call(getMeeting, { params: { id } });
}

/** The companies in whose Timeline at Gainsight a meeting stands. */
function standing({ sandbox }: Journeys, meeting: MeetingDetail): readonly unknown[] {
  const key = theTimelineOf(meeting).externalId?.split('-').slice(0, 2).join('-');
  assert.ok(key !== undefined);
  return sandbox
    .activities()
    .filter((row) => String(row['ExternalId']).startsWith(`${key}-`))
    .map((row) => row['GsCompanyId']);
}

/** Two meetings of different accounts whose one entry stands in the Timeline; a rule about a person moves the second. */
async function choose({ client }: Journeys) {
  const { document } = await client.call(getConfig, {});
  const [target] = (await client.call(listAccounts, { query: { search: 'halvorsen', limit: 1 } })).items;
  assert.ok(target !== undefined);
  const { items } = await client.call(listMeetings, { query: { attribution: 'attributed', limit: 100 } });
  // Other journeys read the escalation.
  const delivered = items.filter(
    ({ timeline, title }) =>
      timeline.length === 1 && timeline[0]?.state === 'delivered' && !/escalation/i.test(title),
  );
  for (const { id } of delivered) {
    const moved = await client.call(getMeeting, { params: { id } });
    for (const { email } of moved.participants) {
      if (email === null) continue;
      const attribution = { rules: [{ person: email, account: target.gainsightId }] };
      const draft = { ...document, meetings: { attribution } };
      const { list } = (await client.call(previewMeetings, { body: { document: draft } })).attribution;
      const told = list.find((one) => one.meetingId === id && one.kind === 'moved');
      if (told === undefined || told.after.length > 1) continue;
      const kept = delivered.find(({ accounts }) => accounts[0]?.id !== moved.accounts[0]?.id);
      if (kept === undefined) continue;
      return {
        target,
        kept: await client.call(getMeeting, { params: { id: kept.id } }),
        moved,
        email,
      };
    }
  }
  throw new Error('No rule about a person would move a meeting whose entry stands.');
}
