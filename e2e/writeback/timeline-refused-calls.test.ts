// What Gainsight refuses of the Timeline: one entry stands for itself, and nothing counts as done that was not.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { MeetingId } from '@handrail/core';
import type { StubRequest } from '@handrail/http/testing';
import { wishTimeline } from '@handrail/sync';
import { storedFailure } from '@handrail/sync/testing';
import { z } from 'zod';
import { answerInstead } from './answer-instead.ts';
import type { Answer } from './answer-instead.ts';
import { startWritebackTest } from './one-meeting.ts';

const HOUR_MS = 3_600_000;
const SAVE = '/v1/ant/es/activity';
const sync = await startWritebackTest(import.meta.url);
const gainsight = await answerInstead(sync);

beforeEach(async () => {
  gainsight.instead = null;
  sync.clock.advance(25 * HOUR_MS);
  await sync.settle();
});

test('goes on past one entry that a call is refused for, and tries it again by itself', async () => {
  const ids = await sync.orderMeetings(['Alpha', 'Poison', 'Gamma', 'Delta']);
  gainsight.instead = (call) =>
    isSave(call) && call.body.includes('Poison') ? refusal('GSOBJ_1002', 'Invalid field') : null;
  const run = await sync.run('timeline');
  assert.deepEqual([run.state, run.added, run.set_aside], ['partial', 3, 1]);
  assert.deepEqual(await statesOf(ids), ['delivered', 'refused', 'delivered', 'delivered']);
  const poison = await deliveryOf(ids[1]);
  assert.equal(poison.reason, 'GSOBJ_1002');
  assert.match(storedFailure(poison).message, /GSOBJ_1002: Invalid field/);
  // Not before its time.
  sync.sandbox.context.callLog.clear();
  await sync.run('timeline');
  assert.equal(sync.sandbox.context.callLog.count(), 0);
  gainsight.instead = null;
  sync.clock.advance(2 * HOUR_MS);
  await sync.settle();
  assert.equal((await deliveryOf(ids[1])).state, 'delivered');
});

test('stops where every call is refused alike, and delivers all of them afterwards', async () => {
  const ids = await sync.orderMeetings(['One', 'Two', 'Three', 'Four', 'Five']);
  gainsight.instead = (call) => (isSave(call) ? refusal('GSOBJ_1023', 'Invalid API called') : null);
  const run = await sync.run('timeline');
  assert.equal(run.state, 'failed');
  assert.match(storedFailure(run).message, /3 calls of the Timeline in a row with GSOBJ_1023/);
  assert.equal((await statesOf(ids)).filter((state) => state === 'refused').length, 3);
  gainsight.instead = null;
  sync.clock.advance(25 * HOUR_MS);
  await sync.settle();
  assert.deepEqual(new Set(await statesOf(ids)), new Set(['delivered']));
  for (const id of ids) assert.equal((await sync.standing(id)).length, 1);
});

for (const status of [400, 401, 403, 404]) {
  test(`takes a page with ${status} for somebody in between: one entry waits, no other, none is refused`, async () => {
    const ids = await sync.orderMeetings([`Before ${status}`, `Blocked ${status}`, `After ${status}`]);
    const page = '<!doctype html><title>Blocked by policy</title>';
    gainsight.instead = (call) =>
      isSave(call) && call.body.includes(`Blocked ${status}`) ? { status, page } : null;
    assert.equal((await sync.run('timeline')).state, 'done');
    assert.deepEqual(await statesOf(ids), ['delivered', 'unknown', 'delivered']);
    const { code, remedy } = storedFailure(await deliveryOf(ids[1]));
    assert.equal(code, 'http_not_json');
    assert.match(remedy, /A page answered instead of the API.*proxy in between/);
    gainsight.instead = null;
    sync.clock.advance(2 * HOUR_MS);
    await sync.settle();
    for (const id of ids) assert.equal((await sync.standing(id)).length, 1);
  });
}

for (const [name, answer] of [
  ['HTTP 400', refusal('GS_TL_10_0213', 'Activity not found')],
  ['HTTP 404', { ...refusal('GS_TL_10_0213', 'Activity not found'), status: 404 }],
  ['a bare 404', { status: 404, json: {} }],
] as const) {
  test(`calls an entry withdrawn that is gone, though its removal is refused (${name})`, async () => {
    const id = await deliver(`Gone there, ${name}`);
    const [standing] = await sync.standing(id);
    await sync.source.delete('activity_timeline', String(standing?.['Gsid']));
    gainsight.instead = (call) => (isRemoval(call) ? answer : null);
    await withdraw(id);
    assert.equal((await sync.run('timeline')).state, 'done');
    assert.deepEqual(await statesOf([id]), ['withdrawn']);
  });
}

for (const [name, answerTo] of [
  ['HTTP 400', () => refusal('GS_TL_10_0500', 'Only the creator may delete')],
  ['failures in a 200', (activityId: string) => failures(activityId, true)],
  ['failures in a 200 that says false', (activityId: string) => failures(activityId, false)],
] as const) {
  test(`shows a removal that is refused, and tries it again (${name})`, async () => {
    const id = await deliver(`Secret, ${name}`);
    gainsight.instead = (call) => (isRemoval(call) ? answerTo(activityIdIn(call)) : null);
    await withdraw(id);
    const run = await sync.run('timeline');
    assert.deepEqual([run.state, run.changed, run.set_aside], ['partial', 0, 1]);
    const refused = await deliveryOf(id);
    assert.deepEqual([refused.state, refused.reason], ['refused', 'GS_TL_10_0500']);
    assert.match(storedFailure(refused).message, /Only the creator may delete/);
    gainsight.instead = null;
    sync.clock.advance(5 * HOUR_MS);
    await sync.settle();
    assert.deepEqual(await statesOf([id]), ['withdrawn']);
    assert.equal((await sync.standing(id)).length, 0);
  });
}

async function deliver(title: string): Promise<MeetingId> {
  const id = await sync.orderMeeting(title);
  await sync.settle();
  assert.equal((await sync.standing(id)).length, 1);
  return id;
}

async function withdraw(id: MeetingId): Promise<void> {
  await sync.transaction((tx) => wishTimeline(tx, id, 'withdraw', sync.clock.now()));
}

async function deliveryOf(id: MeetingId | undefined) {
  assert.ok(id);
  const [delivery] = await sync.deliveries(id);
  assert.ok(delivery);
  return delivery;
}

async function statesOf(ids: readonly MeetingId[]): Promise<readonly string[]> {
  const deliveries = [];
  for (const id of ids) deliveries.push(await deliveryOf(id));
  return deliveries.map(({ state }) => state);
}

function isSave({ method, url }: StubRequest): boolean {
  return method === 'POST' && url === SAVE;
}

function isRemoval({ method, url }: StubRequest): boolean {
  return method === 'DELETE' && url === SAVE;
}

function activityIdIn({ body }: StubRequest): string {
  return z.object({ activityIds: z.tuple([z.string()]) }).parse(JSON.parse(body)).activityIds[0];
}

function refusal(errorCode: string, errorDesc: string): Answer {
  return { status: 400, json: { result: false, errorCode, errorDesc, data: null } };
}

function failures(key: string, result: boolean): Answer {
  const failure = [{ errorCode: 'GS_TL_10_0500', Message: 'Only the creator may delete' }];
  return {
    status: 200,
    json: { result, data: { success: {}, failures: { [key]: failure } }, message: null },
  };
}
