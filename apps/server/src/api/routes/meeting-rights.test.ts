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
