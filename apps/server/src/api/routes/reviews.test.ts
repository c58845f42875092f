import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints } from '@handrail/contract';
import type { Meeting } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
const e = endpoints;
await api.makeLoop();

const reviews = async () => (await api.call(e.listReviews, { query: {} })).items;
const place = (id: string, accountIds: readonly string[]) =>
  api.call(e.attributeMeeting, { params: { id }, body: { by: 'person', accountIds: [...accountIds] } });
const release = (id: string) => api.call(e.attributeMeeting, { params: { id }, body: { by: 'rule' } });
const { items: accounts } = await api.call(e.listAccounts, { query: { limit: 3 } });
const [first, second] = accounts;
assert.ok(first && second);

/** Has the decision worked into summaries, and then the hour's pass send them: passes of one hour run in any order. */
async function afterAnHour(): Promise<void> {
  await api.workRuns();
  api.clock.advance(3_600_000);
  await api.workRuns();
}

/** The companies in whose Timelines activities of this meeting stand, known by the middle of their ExternalId. */
function standing(meeting: Meeting): readonly unknown[] {
  const start = meeting.timeline[0]?.externalId?.split('-').slice(0, 2).join('-');
  assert.ok(start);
  return api.sandbox
    .activities()
    .filter((activity) => String(activity['ExternalId']).startsWith(`${start}-`))
    .map((activity) => activity['GsCompanyId']);
}

test('lists what waits with reason and people, page by page, and counts it', async () => {
  const all = await api.call(e.listReviews, { query: {} });
  assert.ok(all.total >= 2 && all.items.length === all.total);
  assert.ok(all.items.every(({ reason, meeting }) => reason !== '' && meeting.title !== ''));
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await api.call(e.listReviews, {
      query: { limit: 1, ...(cursor === undefined ? {} : { cursor }) },
    });
    ids.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  assert.deepEqual(
    ids,
    all.items.map(({ id }) => id),
  );
});

test('places a meeting by a person, keeps it there against the rules, and sends its summary', async () => {
  const [review] = await reviews();
  assert.ok(review);
  const placed = await place(review.meeting.id, [second.id]);
  assert.deepEqual(
    [placed.attribution, placed.attributionDecidedBy, placed.accounts.map(({ id }) => id), placed.review],
    ['attributed', 'person', [second.id], null],
  );
  assert.ok((await reviews()).every(({ id }) => id !== review.id));
  await afterAnHour();
  const later = await api.call(e.getMeeting, { params: { id: review.meeting.id } });
  assert.deepEqual(
    later.accounts.map(({ id }) => id),
    [second.id],
  );
  assert.deepEqual(
    later.timeline.map(({ accountId, state }) => [accountId, state]),
    [[second.id, 'delivered']],
  );
});

test('moves a meeting with its Timeline entry, and gives it back to the rules', async () => {
  const { items } = await api.call(e.listMeetings, { query: { attribution: 'attributed' } });
  const meeting = items.find(
    ({ timeline, accounts: [at] }) => timeline[0]?.state === 'delivered' && at?.step !== 0,
  );
  assert.ok(meeting);
  const [home] = meeting.accounts;
  const other = accounts.find(({ id }) => id !== home?.id);
  assert.ok(home && other);
  await place(meeting.id, [other.id]);
  await afterAnHour();
  const moved = await api.call(e.getMeeting, { params: { id: meeting.id } });
  const states = new Map(moved.timeline.map(({ accountId, state }) => [accountId, state]));
  assert.deepEqual([states.get(home.id), states.get(other.id)], ['withdrawn', 'delivered']);
  assert.deepEqual(standing(meeting), [other.gainsightId]);

  const released = await release(meeting.id);
  assert.deepEqual([released.attribution, released.attributionDecidedBy], ['pending', 'rule']);
  await afterAnHour();
  const back = await api.call(e.getMeeting, { params: { id: meeting.id } });
  assert.deepEqual(
    back.accounts.map(({ id }) => id),
    [home.id],
  );
  assert.deepEqual(standing(meeting), [home.gainsightId]);
});

test('places a meeting at several accounts, or at none, which binds as well', async () => {
  const { items } = await api.call(e.listMeetings, { query: { attribution: 'attributed' } });
  const meeting = items.at(-1);
  assert.ok(meeting);
  const both = await place(meeting.id, [first.id, second.id, first.id]);
  assert.deepEqual(both.accounts.map(({ id }) => id).toSorted(), [first.id, second.id].toSorted());
  const none = await place(meeting.id, []);
  assert.deepEqual([none.attribution, none.attributionDecidedBy, none.accounts], ['none', 'person', []]);
  await afterAnHour();
  const later = await api.call(e.getMeeting, { params: { id: meeting.id } });
  assert.deepEqual([later.attribution, later.accounts], ['none', []]);
});

test('refuses unknown meetings and accounts, too many accounts, and who does not see the meeting', async () => {
  const unknown = '01890000-0000-7000-8000-000000000001';
  const [meeting] = (await api.call(e.listMeetings, { query: {} })).items;
  assert.ok(meeting);
  const body = (accountIds: string[]) => ({ by: 'person', accountIds }) as const;
  const noMeeting = await api.refusal(e.attributeMeeting, { params: { id: unknown }, body: body([]) });
  assert.deepEqual([noMeeting.status, noMeeting.code], [404, 'not_found']);
  const before = await api.call(e.getMeeting, { params: { id: meeting.id } });
  const noAccount = await api.refusal(e.attributeMeeting, {
    params: { id: meeting.id },
    body: body([first.id, unknown]),
  });
  assert.equal(noAccount.code, 'not_found');
  assert.deepEqual(await api.call(e.getMeeting, { params: { id: meeting.id } }), before);
  const many = await api.refusal(e.attributeMeeting, {
    params: { id: meeting.id },
    body: body(Array.from({ length: 21 }, () => first.id)),
  });
  assert.equal(many.code, 'request_invalid');
  const { token } = await api.addMember('user');
  const refused = await api.refusal(
    e.attributeMeeting,
    { params: { id: meeting.id }, body: body([]) },
    token,
  );
  assert.equal(refused.status, 404);
});
