import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { endpoints as e } from '@handrail/contract';
import type { AccountActivity, MeetingDetail } from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const FIELD = 'Ant__Topic__c';
const HOUR_MS = 3_600_000;
const api = await startApiTest(import.meta.url);
await api.makeLoop();
const { switches } = api.sandbox.context;

const read = (id: string): Promise<MeetingDetail> => api.call(e.getMeeting, { params: { id } });
const meeting = await findDelivered();
const { id } = meeting;
const entry = async () => {
  const [only] = (await read(id)).timeline;
  assert.ok(only);
  return only;
};
const standing = () => {
  const key = meeting.timeline[0]?.externalId?.split('-').slice(0, 2).join('-');
  return api.sandbox.activities().filter((row) => String(row['ExternalId']).startsWith(`${key}-`));
};
const wish = (what: 'hold' | 'send' | 'withdraw') =>
  api.call(e.wishTimeline, { params: { id }, body: { wish: what } });
const correct = async (text: string) => {
  const partId = (await read(id)).summary?.headline?.id ?? '';
  await api.call(e.correctSummary, { params: { id, partId }, body: { text } });
};
const save = async (document: object) => {
  const { version } = await api.call(e.getConfig, {});
  await api.call(e.saveConfig, { body: { basedOn: version, document: { ...document } } });
};
/** Works all runs hour by hour, until what was looked up late is known, too. */
const settle = async () => {
  for (let hour = 0; hour < 3; hour += 1) {
    api.clock.advance(HOUR_MS);
    await api.workRuns();
  }
};
const editThere = async (notes: string) => {
  const path = `/__sandbox/objects/activity_timeline/${String(standing()[0]?.['Gsid'])}`;
  const reply = await fetch(`${api.sandbox.gainsightUrl}${path}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ Notes: notes }),
  });
  assert.ok(reply.ok);
};

test("an account's Timeline is read page by page, the newest first: what others wrote, and ours with its meeting", async () => {
  const isOurs = (row: Readonly<Record<string, unknown>>) => String(row['ExternalId']).startsWith('hr1-');
  const stored = api.sandbox.activities();
  const byOthers = new Set(stored.filter((row) => !isOurs(row)).map((row) => row['GsCompanyId']));
  const company = stored.find((row) => isOurs(row) && byOthers.has(row['GsCompanyId']))?.['GsCompanyId'];
  const { items } = await api.call(e.listAccounts, { query: { limit: 200 } });
  const params = { id: items.find(({ gainsightId }) => gainsightId === company)?.id ?? '' };
  const there = stored
    .filter((row) => row['GsCompanyId'] === company)
    .toSorted(
      (left, right) => Date.parse(String(right['ActivityDate'])) - Date.parse(String(left['ActivityDate'])),
    );

  const entries: AccountActivity[] = [];
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = { limit: 2, ...(cursor === null ? {} : { cursor }) };
    const page = await api.call(e.listAccountActivities, { params, query });
    entries.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  assert.deepEqual(
    entries.map((one) => [one.gainsightId, one.typeName, one.subject, one.isOurs]),
    there.map((row) => [row['Gsid'], row['TypeName'], row['Subject'], isOurs(row)]),
  );
  for (const { author, isOurs: wasOurs, meetingId } of entries) {
    assert.match(author ?? '', /^[^@]+@[^@]+$/, 'an address, not an id');
    assert.equal(meetingId !== null, wasOurs);
    if (meetingId === null) continue;
    assert.ok((await read(meetingId)).timeline.some(({ accountId }) => accountId === params.id));
  }

  const { token } = await api.addMember('user');
  const refused = await api.refusal(e.listAccountActivities, { params, query: {} }, token);
  assert.equal(refused.code, 'not_found');
  assert.equal(
    (await api.refusal(e.listAccountActivities, { params, query: { cursor: 'x' } })).code,
    'cursor_invalid',
  );
});

test('an edit at Gainsight waits beside ours until somebody decides, and is decided once', async () => {
  for (const keep of ['theirs', 'ours'] as const) {
    await editThere(`<p>By a person, ${keep}</p>`);
    await correct(`Ours, where ${keep} is kept`);
    await settle();
    const waiting = await entry();
    assert.deepEqual([waiting.state, waiting.reason], ['paused', 'edited-there']);
    assert.equal((await api.call(e.getTimeline, {})).resting['edited-there'], 1);
    const { items } = await api.call(e.previewActivities, { params: { id } });
    assert.equal(items[0]?.there?.notes, `<p>By a person, ${keep}</p>`);
    assert.ok(items[0].notes.includes(`Ours, where ${keep} is kept`));

    const settled = { params: { id: waiting.outboxId ?? '' }, body: { keep } };
    const item = await api.call(e.settleActivityEdit, settled);
    assert.equal(item.state, keep === 'theirs' ? 'delivered' : 'waiting');
    await settle();
    assert.equal((await entry()).state, 'delivered');
    const notes = String(standing()[0]?.['Notes']);
    assert.ok(notes.includes(keep === 'theirs' ? 'By a person, theirs' : 'Ours, where ours is kept'));
    assert.equal((await api.refusal(e.settleActivityEdit, settled)).code, 'no_edit_waits');
  }
  const unknown = { params: { id: randomUUID() }, body: { keep: 'ours' as const } };
  assert.equal((await api.refusal(e.settleActivityEdit, unknown)).status, 404);
});

test('a meeting is held, sent, taken back and sent anew at the word of a person', async () => {
  assert.equal((await wish('hold')).timelineWish, 'hold');
  await correct('Said while it was held');
  await settle();
  assert.deepEqual([(await entry()).state, (await entry()).reason], ['paused', 'held']);
  await wish('send');
  await settle();
  assert.ok(String(standing()[0]?.['Notes']).includes('Said while it was held'));
  const [before] = standing();
  assert.equal((await wish('withdraw')).timelineWish, 'withdraw');
  await settle();
  assert.equal(standing().length, 0);
  assert.deepEqual([(await entry()).state, (await entry()).reason], ['withdrawn', 'withdrawn-by-person']);
  await wish('send');
  await settle();
  assert.equal(standing().length, 1);
  assert.notEqual(standing()[0]?.['ExternalId'], before?.['ExternalId']);
  const unknown = { params: { id: randomUUID() }, body: { wish: 'hold' as const } };
  assert.equal((await api.refusal(e.wishTimeline, unknown)).status, 404);
});

test('what stands is told beside what is still to become of it, why it waits, and that nothing goes now', async () => {
  const told = async () => {
    const { standsSince, next, reason, state } = await entry();
    return { stands: standsSince !== null, next, reason, state };
  };
  const since = (await entry()).standsSince;
  assert.ok(since);
  await wish('hold');
  assert.deepEqual(await told(), { stands: true, next: null, reason: 'held', state: 'delivered' });
  await correct('Not to go out yet');
  const held = { stands: true, next: 'update', reason: 'held', state: 'waiting' };
  assert.deepEqual(await told(), held, 'before any pass has looked at it');
  await settle();
  assert.deepEqual(await told(), { ...held, state: 'paused' });
  await save({ ...TEST_DOCUMENT, timeline: { ...TEST_DOCUMENT.timeline, twins: 'link' } });
  assert.deepEqual(await told(), { ...held, state: 'paused' }, 'a Save of something else releases nothing');
  assert.equal((await api.call(e.getTimeline, {})).resting.held, 1);

  await api.call(e.updateWorkspace, { body: { outgoingPaused: true } });
  const waiting = { stands: true, next: 'update', reason: null, state: 'waiting' };
  assert.equal((await wish('send')).timelineStandstill?.why, 'paused');
  await settle();
  assert.deepEqual(await told(), waiting);
  const { items } = await api.call(e.listOutbox, { query: { kind: 'timeline-activity', limit: 200 } });
  const { outboxId, standsSince } = await entry();
  const listed = items.find((item) => item.id === outboxId);
  assert.deepEqual([listed?.standsSince, listed?.next, listed?.reason], [since, 'update', null]);
  const why = await api.call(e.explainSubject, {
    params: { noun: 'delivery' },
    query: { subject: outboxId ?? '' },
  });
  assert.match(
    why.explanation?.answer ?? '',
    /^The activity stands at Gainsight; its update waits: everything outgoing/u,
  );
  assert.equal(standsSince, since, 'the same words have stood since they went there');

  await api.call(e.updateWorkspace, { body: { outgoingPaused: false } });
  await settle();
  assert.deepEqual(await told(), { stands: true, next: null, reason: null, state: 'delivered' });
  const renewed = (await entry()).standsSince;
  assert.ok(renewed !== since);

  await correct('Not to be had by a pass that breaks off');
  api.sandbox.context.faults.add({ kind: 'reset-before', vendor: 'gainsight', times: 50 });
  await wish('send');
  await api.workRuns();
  assert.deepEqual([await told(), (await entry()).standsSince], [waiting, renewed]);
  assert.equal((await read(id)).timelineStandstill?.why, 'failing');
  api.sandbox.context.faults.clear();
  await settle();
  assert.equal((await entry()).state, 'delivered');
  assert.equal((await read(id)).timelineStandstill, null);
  await save(TEST_DOCUMENT);
});

test('a required field that was learnt is told, and forgotten when somebody says so', async () => {
  await wish('withdraw');
  await settle();
  switches.requiredActivityFields = [FIELD];
  await wish('send');
  await settle();
  const learnt = await api.call(e.getTimeline, {});
  assert.deepEqual(learnt.requiredFields, [{ typeName: 'Meeting', field: FIELD }]);
  assert.equal(learnt.resting['field-required'], 1);
  assert.equal((await entry()).reason, 'field-required');
  switches.requiredActivityFields = [];
  const after = await api.call(e.forgetRequiredField, { body: { typeName: 'Meeting', field: FIELD } });
  assert.deepEqual(after.requiredFields, []);
  await settle();
  assert.equal((await entry()).state, 'delivered');
});

test('lists the types of the tenant, and the earlier meetings page by page', async () => {
  const names = (await api.call(e.listActivityTypes, {})).items.map(({ name }) => name);
  assert.ok(names.includes('Meeting'));
  await api.database.workspace(api.workspace.id).transaction(async (tx) => {
    await tx.query(`delete from outbox where kind = 'timeline-activity'`);
    await tx.query('delete from remote_activities');
    await tx.query('update workspaces set timeline_since = $1', [api.clock.now()]);
  });
  const seen: string[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await api.call(e.listEarlierMeetings, {
      query: { limit: 2, ...(cursor === undefined ? {} : { cursor }) },
    });
    seen.push(...page.items.map(({ meetingId }) => meetingId));
    assert.ok(page.total >= seen.length);
    if (page.nextCursor === null) {
      assert.equal(seen.length, page.total);
      break;
    }
    cursor = page.nextCursor;
  }
  assert.ok(seen.length > 2 && new Set(seen).size === seen.length);
  assert.equal((await api.call(e.getTimeline, {})).earlierMeetings, seen.length);
});

test('nobody but an admin decides about edits and fields, and about entries who sees the account', async () => {
  const { token } = await api.addMember('manager');
  const outboxId = randomUUID();
  const hidden = await api.refusal(e.wishTimeline, { params: { id }, body: { wish: 'hold' } }, token);
  assert.equal(hidden.status, 404);
  for (const refused of [
    await api.refusal(e.settleActivityEdit, { params: { id: outboxId }, body: { keep: 'ours' } }, token),
    await api.refusal(e.forgetRequiredField, { body: { typeName: 'Meeting', field: FIELD } }, token),
  ]) {
    assert.equal(refused.status, 403);
  }
});

/** A meeting with a headline whose one entry stands in the Timeline. */
async function findDelivered(): Promise<MeetingDetail> {
  const { items } = await api.call(e.listMeetings, { query: { limit: 200 } });
  for (const { id: found, timeline } of items) {
    if (timeline.length !== 1 || timeline[0]?.state !== 'delivered') continue;
    const detail = await read(found);
    if (detail.summary?.headline != null) return detail;
  }
  throw new Error('No meeting with a headline stands in the Timeline.');
}
