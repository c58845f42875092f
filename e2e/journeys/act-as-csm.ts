import assert from 'node:assert/strict';
import {
  attributeMeeting,
  changeUser,
  getMeeting,
  inviteUser,
  listAccounts,
  listMeetings,
  setRestriction,
  wishTimeline,
} from '@handrail/contract';
import type { Journeys } from './start-journeys.ts';

/** Somebody who sees two accounts holds, sends and moves a meeting of theirs, without being an admin. */
export async function actAsCsm(journeys: Journeys): Promise<void> {
  const { client } = journeys;
  const { items } = await client.call(listMeetings, { query: { limit: 100 } });
  const meeting = items.find(
    ({ accounts, timeline }) => accounts.length === 1 && timeline.some(({ state }) => state === 'delivered'),
  );
  const own = meeting?.accounts[0];
  const accounts = await client.call(listAccounts, { query: { limit: 2 } });
  const other = accounts.items.find(({ id }) => id !== own?.id);
  assert.ok(meeting && own && other);
  const csm = { name: 'Elin Berg', email: 'elin.berg@lumenta.example', role: 'user' as const };
  const { user, link } = await client.call(inviteUser, { body: csm });
  const restrict = async (restricted: boolean) => {
    for (const { id } of [own, other])
      await client.call(setRestriction, {
        params: { id },
        body: { restricted, allowed: restricted ? [user.id] : [] },
      });
  };
  await restrict(true);
  await using visitor = await journeys.visit(journeys.origin);
  const { page } = visitor;
  await page.goto(link.url);
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await page.goto(`/meetings/${meeting.id}`);
  const entry = page.getByRole('region', { name: 'Gainsight Timeline' });
  await entry.getByRole('button', { name: 'Hold' }).click();
  await page.getByText('Held: nothing of this meeting goes out').waitFor();
  assert.equal(await entry.getByRole('button', { name: 'Withdraw…' }).count(), 0, 'that is for admins');
  const wishNow = async () => (await client.call(getMeeting, { params: { id: meeting.id } })).timelineWish;
  assert.equal(await wishNow(), 'hold');
  await entry.getByRole('button', { name: 'Send', exact: true }).click();
  await entry
    .getByRole('button', { name: 'Resend' })
    .or(entry.getByRole('button', { name: 'Hold' }))
    .first()
    .waitFor();
  assert.equal(await wishNow(), 'send');

  const account = page.getByRole('region', { name: 'Account of this meeting' });
  await account.getByRole('button', { name: 'Move…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Accounts' }).fill(other.name);
  await page.getByRole('option', { name: other.name, exact: true }).click();
  await dialog.getByRole('button', { name: 'Place it there' }).click();
  await account.getByRole('link', { name: other.name }).waitFor();
  assert.equal(await account.getByRole('button', { name: 'Make it a rule…' }).count(), 0);
  // None of theirs would be left to see it by.
  await account.getByRole('button', { name: 'Let the rules decide' }).click();
  await page.getByText('You would no longer see this meeting').waitFor();

  await client.call(attributeMeeting, { params: { id: meeting.id }, body: { by: 'rule' } });
  await client.call(wishTimeline, { params: { id: meeting.id }, body: { wish: 'send' } });
  await restrict(false);
  await client.call(changeUser, { params: { id: user.id }, body: { role: null } });
}
