import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { MeetingId } from '@handrail/core';
import {
  attributeByPerson,
  countEarlierMeetings,
  listEarlierTargets,
  findStream,
  updateWorkspace,
} from '@handrail/database';
import { orderEarlier } from '@handrail/signals';
import {
  explain,
  previewActivities,
  previewWriteback,
  saveConfiguration,
  wishTimeline,
} from '@handrail/sync';
import { TEST_CONFIG } from '@handrail/sync/testing';
import { startWritebackTest } from './one-meeting.ts';

const sync = await startWritebackTest(import.meta.url);
const { callLog, faults } = sync.sandbox.context;
const SAVE = '/v1/ant/es/activity';
const ON = { enabled: true, fallbackAuthor: sync.author };
const OFF = { enabled: false, fallbackAuthor: sync.author };
const signal = new AbortController().signal;

/** Saves as the product does, so that what follows from a change does. */
async function save(part: object): Promise<void> {
  await sync.transaction(async (tx) => {
    const [row] = await tx.query<{ version: number }>('select max(version) as version from config_versions');
    const outcome = await saveConfiguration(tx, {
      basedOn: row?.version ?? 0,
      document: { ...TEST_CONFIG, ...part },
      createdBy: null,
      now: sync.clock.now(),
    });
    assert.equal(outcome.kind, 'saved');
  });
}

const stateOf = async (id: MeetingId) => {
  const [row] = await sync.deliveries(id);
  return [row?.state, row?.reason];
};
const why = async (id: MeetingId) => {
  const [row] = await sync.deliveries(id);
  const found = await sync.transaction((tx) => explain(tx, 'delivery', { text: row?.id ?? '', limit: 1 }));
  return found.explanation?.answer;
};
const stands = async (id: MeetingId) => (await sync.standing(id)).length;
const isRunning = async () => (await sync.transaction((tx) => findStream(tx, 'timeline')))?.enabled;
const excluding = (title: string) => ({
  timeline: OFF,
  meetings: { exclude: [{ title }] },
});

beforeEach(async () => {
  sync.clock.advance(3_600_000);
  await save({ timeline: ON });
});

test('takes back while the Timeline is off what is excluded, moved or withdrawn, and changes nothing else', async () => {
  const [first, second] = sync.accountIds;
  assert.ok(first && second);
  const ids = await sync.orderMeetings(['Confidential talk', 'Moved away', 'Taken back', 'Stays'], first);
  const [secret, moved, taken, stays] = ids;
  assert.ok(secret && moved && taken && stays);
  await sync.settle();
  const [text] = await sync.standing(stays);
  sync.clock.advance(3_600_000);
  await save({ timeline: OFF });
  assert.ok(await isRunning());
  callLog.clear();
  await sync.run('timeline');
  assert.equal(callLog.count(), 0, 'nothing is to be taken back yet');

  await save(excluding('Confidential'));
  await sync.transaction(async (tx) => {
    await attributeByPerson(tx, moved, [second], sync.clock.now());
    await wishTimeline(tx, taken, 'withdraw', sync.clock.now());
    await tx.query(`update outbox set settled_at = null, state = 'waiting' where subject_id = $1`, [stays]);
    await tx.query(
      `update claims set text = 'Said anew' where kind = 'headline' and summary_id =
      (select id from summaries where meeting_id = $1 order by version desc limit 1)`,
      [stays],
    );
  });
  assert.match((await why(secret)) ?? '', /switched off, so it is taken back/u);
  const { activities } = await previewWriteback(sync.vendors, sync.workspaceId, signal);
  assert.deepEqual(
    activities.map(({ does }) => does),
    ['take-back', 'take-back', 'take-back'],
  );

  const pause = (outgoingPausedAt: Date | null) =>
    sync.transaction((tx) => updateWorkspace(tx, { outgoingPausedAt }));
  await pause(sync.clock.now());
  await sync.run('timeline');
  assert.equal(await stands(secret), 1, 'everything outgoing is paused');
  await pause(null);
  await sync.settle();
  for (const id of [secret, moved, taken]) assert.equal(await stands(id), 0);
  assert.deepEqual(await stateOf(secret), ['withdrawn', 'excluded']);
  const [after] = await sync.standing(stays);
  assert.equal(after?.['Notes'], text?.['Notes']);
  assert.deepEqual(await stateOf(stays), ['paused', 'switched-off']);
  assert.equal(
    callLog.entries.filter(({ path, method }) => path === SAVE && (method === 'POST' || method === 'PUT'))
      .length,
    0,
  );

  await save({ timeline: ON });
  await sync.settle();
  assert.ok(String((await sync.standing(stays))[0]?.['Notes']).includes('Said anew'));
});

test('the preview of an entry says what holds it back, before a pass and after it, as the dry run and the pass do', async () => {
  const told = async (id: MeetingId) => {
    const [entry] = await previewActivities(sync.vendors, sync.workspaceId, id, signal);
    return [entry?.does, entry?.heldBack];
  };
  const changed = await sync.orderMeeting('Stands and changes');
  await sync.settle();
  await sync.transaction((tx) =>
    tx.query(
      `update claims set text = 'Newer words' where kind = 'headline' and summary_id =
      (select id from summaries where meeting_id = $1 order by version desc limit 1)`,
      [changed],
    ),
  );
  await sync.transaction((tx) =>
    tx.query(`update outbox set settled_at = null, state = 'waiting' where subject_id = $1`, [changed]),
  );
  assert.deepEqual(await told(changed), ['change', null]);
  await save({ timeline: OFF });
  assert.deepEqual(await told(changed), ['change', 'switched-off']);
  const later = await sync.orderMeeting('Read while it is off');
  assert.deepEqual(await told(later), ['post', 'switched-off']);
  const { activities } = await previewWriteback(sync.vendors, sync.workspaceId, signal);
  assert.deepEqual(activities, []);
  callLog.clear();
  await sync.settle();
  assert.equal(callLog.entries.filter(({ path }) => path.startsWith(SAVE)).length, 0);
  assert.deepEqual(await stateOf(changed), ['paused', 'switched-off']);
  assert.deepEqual(await told(changed), ['change', 'switched-off']);

  await save({ timeline: ON });
  await sync.transaction((tx) => updateWorkspace(tx, { outgoingPausedAt: sync.clock.now() }));
  assert.deepEqual(await told(changed), ['change', 'paused']);
  await sync.transaction((tx) => updateWorkspace(tx, { outgoingPausedAt: null }));
  assert.deepEqual(await told(changed), ['change', null]);
  await sync.settle();
  assert.deepEqual(await told(changed), ['nothing', null]);
});

test('what had not gone when the Timeline was switched off is an earlier meeting once it is on again', async () => {
  const sent = await sync.orderMeeting('Sent before');
  await sync.settle();
  const id = await sync.orderMeeting('Never sent');
  sync.clock.advance(60_000);
  await save({ timeline: OFF });
  assert.deepEqual(await stateOf(id), ['withdrawn', 'switched-off']);
  assert.match((await why(id)) ?? '', /^The activity is withdrawn: the Timeline is switched off/u);
  sync.clock.advance(60_000);
  await save({ timeline: ON });
  await sync.run('signals');
  await sync.settle();
  assert.deepEqual(await stateOf(id), ['withdrawn', 'switched-off']);
  assert.equal(await stands(sent), 1);
  const earlier = () => sync.transaction((tx) => countEarlierMeetings(tx, { since: null, canary: [] }));
  assert.equal(await earlier(), 1);

  await sync.transaction(async (tx) => {
    await orderEarlier(tx, await listEarlierTargets(tx, { since: null, canary: [] }), sync.clock.now());
  });
  assert.equal(await earlier(), 0);
  await sync.run('signals');
  await sync.settle();
  assert.equal(await stands(id), 1);
});

for (const left of ['filter', 'switch'] as const) {
  test(`an entry whose first outcome is unknown stays once it is found, though nothing new is posted (${left})`, async () => {
    faults.add({ kind: 'lost-reply', path: `${SAVE}$`, method: 'POST', times: 1 });
    const id = await sync.orderMeeting(`Lost, ${left}`);
    await sync.work(await sync.queue('timeline'));
    faults.clear();
    assert.equal((await stateOf(id))[0], 'unknown');
    assert.equal(await stands(id), 1);
    if (left === 'switch') await save({ timeline: OFF });
    else
      await sync.transaction((tx) =>
        tx.query(`update accounts set presence = 'filtered' where id = $1`, [sync.accountIds[0]]),
      );
    await sync.settle();
    assert.equal(await stands(id), 1);
    assert.deepEqual(await stateOf(id), ['delivered', null]);
    await sync.transaction((tx) => tx.query(`update accounts set presence = 'present'`));
  });
}
