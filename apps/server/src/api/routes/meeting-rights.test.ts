import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints as e } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
await api.makeLoop();

/** A meeting that stands in the Timeline of one account. */
async function findDelivered() {
  const { items } = await api.call(e.listMeetings, { query: { limit: 200 } });
  const found = items.find(
    ({ accounts, timeline }) => accounts.length === 1 && timeline.some(({ state }) => state === 'delivered'),
  );
  assert.ok(found);
  const [account] = found.accounts;
  assert.ok(account);
  return { ...found, account };
}

const meeting = await findDelivered();
const { id, account } = meeting;

/** A user without accounts; with `meetingId` they took part in it. */
async function addUser(meetingId?: string) {
  const { user, token } = await api.addMember('user');
  await api.database.workspace(api.workspace.id).transaction(async (tx) => {
    if (meetingId === undefined) return;
    await tx.query(`update users set email_since = '2000-01-01' where id = $1`, [user.id]);
    await tx.query(
      `insert into participants (id, workspace_id, meeting_id, email, side)
       values (gen_random_uuid(), $1, $2, $3, 'ours')`,
      [api.workspace.id, meetingId, user.email],
    );
  });
  return { user, token };
}

test('who took part in a meeting of an account that is not theirs is told so, and nothing of it', async () => {
  const { token } = await addUser(id);
  const told = await api.call(e.getMeeting, { params: { id } }, token);
  assert.deepEqual([told.accounts, told.timeline, told.attribution], [[], [], 'attributed']);
  const [entry] = told.unseenAccounts;
  assert.equal(told.unseenAccounts.length, 1);
  assert.equal(entry?.state, 'delivered');
  assert.notEqual(entry.deliveredAt, null);
  const { items } = await api.call(e.listMeetings, { query: {} }, token);
  assert.deepEqual(items[0]?.unseenAccounts, told.unseenAccounts);
  const why = await api.call(
    e.explainSubject,
    { params: { noun: 'meeting' }, query: { subject: id } },
    token,
  );
  assert.match(why.explanation?.answer ?? '', /^At an account that you may not see: the rules decided so\.$/);
  const whole = JSON.stringify([told, items, why]);
  const words = told.turns.map(({ text }) => text).join(' ') + told.title;
  for (const name of [account.id, account.gainsightId, account.name])
    assert.ok(!whole.includes(name) || words.includes(name), name);

  assert.deepEqual(
    (await api.call(e.getMeeting, { params: { id } })).unseenAccounts,
    [],
    'an admin sees all',
  );
  const stranger = await addUser();
  const refused = await api.refusal(e.getMeeting, { params: { id } }, stranger.token);
  assert.equal(refused.status, 404);
});

/** Lets somebody see these accounts, as if they were on their teams. */
async function show(userId: string, accountIds: readonly string[]): Promise<void> {
  for (const accountId of accountIds)
    await api.call(e.setRestriction, {
      params: { id: accountId },
      body: { restricted: true, allowed: [userId] },
    });
}

const wish = (what: 'hold' | 'send' | 'withdraw') => ({ params: { id }, body: { wish: what } });
const place = (accountIds: string[]) => ({ params: { id }, body: { by: 'person' as const, accountIds } });
const lastAudit = async () => (await api.call(e.listAudit, { query: { limit: 1 } })).items[0];
const others = (await api.call(e.listAccounts, { query: { limit: 20 } })).items
  .map((one) => one.id)
  .filter((one) => one !== account.id);
const [own = '', foreign = ''] = others;

test('who took part, and does not see the account, neither sends, looks ahead nor places', async () => {
  const { user, token } = await addUser(id);
  await show(user.id, [own]);
  for (const refused of [
    await api.refusal(e.wishTimeline, wish('send'), token),
    await api.refusal(e.wishTimeline, wish('hold'), token),
    await api.refusal(e.previewActivities, { params: { id } }, token),
    await api.refusal(e.attributeMeeting, place([own]), token),
    await api.refusal(e.attributeMeeting, { params: { id }, body: { by: 'rule' } }, token),
  ])
    assert.deepEqual([refused.status, refused.code], [403, 'meeting_not_yours']);
  const audit = await lastAudit();
  assert.deepEqual(
    [audit?.action, audit?.outcome, audit?.code],
    ['attributeMeeting', 'refused', 'meeting_not_yours'],
  );
  const left = await api.call(e.getMeeting, { params: { id } });
  assert.deepEqual(
    [left.timelineWish, left.accounts.map((one) => one.id), left.attributionDecidedBy],
    [null, [account.id], 'rule'],
  );
});

test('who sees the account of a meeting holds and sends it, and takes nothing back', async () => {
  const { user, token } = await addUser();
  await show(user.id, [account.id, own]);
  const held = await api.call(e.wishTimeline, wish('hold'), token);
  assert.deepEqual([held.timelineWish, held.accounts.map((one) => one.id)], ['hold', [account.id]]);
  const audit = await lastAudit();
  assert.deepEqual(
    [audit?.action, audit?.outcome, audit?.actorId, audit?.subject],
    ['wishTimeline', 'done', user.id, { id }],
  );
  assert.equal((await api.call(e.previewActivities, { params: { id } }, token)).items.length, 1);
  assert.equal((await api.call(e.wishTimeline, wish('send'), token)).timelineWish, 'send');
  assert.equal((await api.refusal(e.wishTimeline, wish('withdraw'), token)).code, 'not_allowed');
  const { items } = await api.call(e.listOutbox, { query: { limit: 1 } }, token);
  const order = { params: { id: items[0]?.id ?? '' } };
  assert.equal((await api.refusal(e.retryOutboxItem, order, token)).code, 'not_allowed');
});

test('who sees the account moves a meeting to another of theirs, and to none that they do not see', async () => {
  const { user, token } = await addUser();
  await show(user.id, [account.id, own]);
  assert.equal((await api.refusal(e.attributeMeeting, place([foreign]), token)).code, 'not_found');
  for (const lost of [place([]), { params: { id }, body: { by: 'rule' as const } }])
    assert.equal((await api.refusal(e.attributeMeeting, lost, token)).code, 'meeting_out_of_sight');
  const still = await api.call(e.getMeeting, { params: { id } });
  assert.deepEqual(
    still.accounts.map((one) => one.id),
    [account.id],
    'a refusal changes nothing',
  );
  const moved = await api.call(e.attributeMeeting, place([own]), token);
  assert.deepEqual([moved.accounts.map((one) => one.id), moved.attributionDecidedBy], [[own], 'person']);
  const seen = await api.call(e.getMeeting, { params: { id } });
  assert.deepEqual([seen.accounts.map((one) => one.id), seen.attribution], [[own], 'attributed']);
  for (let hour = 0; hour < 3; hour += 1) {
    api.clock.advance(3_600_000);
    await api.workRuns();
  }
  const { timeline } = await api.call(e.getMeeting, { params: { id } });
  assert.equal(timeline.find((one) => one.accountId === account.id)?.state, 'withdrawn');

  // Who took part keeps it in sight: also at none of their accounts, and given back to the rules.
  const attendee = await addUser(id);
  await show(attendee.user.id, [own]);
  const none = await api.call(e.attributeMeeting, place([]), attendee.token);
  assert.deepEqual([none.accounts, none.attribution], [[], 'none']);
  assert.equal((await api.refusal(e.wishTimeline, wish('send'), attendee.token)).code, 'meeting_not_yours');
  const ruled = await api.call(e.attributeMeeting, { params: { id }, body: { by: 'rule' } }, attendee.token);
  assert.deepEqual([ruled.attribution, ruled.attributionDecidedBy], ['pending', 'rule']);
});
