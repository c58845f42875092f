import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dig, list, START, startTestGong, WIDE } from './testing.ts';

function period(fromDateTime: string, toDateTime: string): string {
  return `/v2/calls?${new URLSearchParams({ fromDateTime, toDateTime }).toString()}`;
}

test('lists calls of a period, oldest first, with ids as strings and times with an offset', async (t) => {
  const { ask, context } = await startTestGong(t);
  const { status, body } = await ask(period(WIDE.fromDateTime, WIDE.toDateTime));
  const shown = context.world.calls.filter((call) => call.listedAt <= START);
  assert.equal(status, 200);
  assert.deepEqual(dig(body, 'records'), {
    totalRecords: shown.length,
    currentPageSize: shown.length,
    currentPageNumber: 0,
  });
  const calls = list(body, 'calls');
  for (const call of calls) {
    assert.match(String(dig(call, 'id')), /^\d{17,20}$/);
    assert.equal(typeof dig(call, 'id'), 'string');
    assert.match(String(dig(call, 'started')), /-08:00$/);
  }
  const instants = calls.map((call) => Date.parse(String(dig(call, 'scheduled') ?? dig(call, 'started'))));
  assert.deepEqual(
    instants.toSorted((a, b) => a - b),
    instants,
  );
});

test('takes the start of the period in and leaves its end out', async (t) => {
  const { ask, call } = await startTestGong(t);
  const { id, scheduled } = call((one) => one.mustKeep !== undefined);
  const before = new Date(Date.parse(scheduled) - 1000).toISOString();
  const after = new Date(Date.parse(scheduled) + 1).toISOString();
  const inside = await ask(period(scheduled, after));
  assert.deepEqual(
    list(inside.body, 'calls').map((one) => dig(one, 'id')),
    [id],
  );
  const outside = await ask(period(before, scheduled));
  assert.equal(outside.status, 404);
  assert.deepEqual(dig(outside.body, 'errors'), ['No calls found corresponding to the provided filters']);
});

test('finds a web conference under its scheduled time, a telephone call under its real start', async (t) => {
  const { ask, call } = await startTestGong(t);
  const minute = (iso: string): string => period(iso, new Date(Date.parse(iso) + 1).toISOString());
  const conference = call((one) => one.medium === undefined && one.started !== one.scheduled);
  assert.equal((await ask(minute(conference.scheduled))).status, 200);
  assert.equal((await ask(minute(conference.started))).status, 404);
  const telephone = call((one) => one.medium === 'telephone' && one.started !== one.scheduled);
  assert.equal((await ask(minute(telephone.scheduled))).status, 404);
  const found = dig((await ask(minute(telephone.started))).body, 'calls', 0);
  assert.deepEqual(
    ['scheduled', 'direction', 'media', 'meetingUrl'].map((name) => dig(found, name)),
    [null, 'Inbound', 'Audio', null],
  );
});

test('refuses a period that is turned round or without an offset', async (t) => {
  const { ask } = await startTestGong(t);
  assert.equal((await ask(period('2026-11-01T00:00:00', '2026-11-02T00:00:00'))).status, 400);
  const turned = await ask(period('2026-11-02T00:00:00Z', '2026-11-01T00:00:00Z'));
  assert.equal(turned.status, 400);
  assert.deepEqual(dig(turned.body, 'errors'), ['filter.fromDateTime: must be before toDateTime']);
});

test('leaves calls of other workspaces out when one is asked for', async (t) => {
  const { ask, context } = await startTestGong(t);
  const idsIn = async (at: number): Promise<unknown[]> => {
    const id = context.world.gongWorkspaces[at]?.id ?? '';
    const { body } = await ask(`${period(WIDE.fromDateTime, WIDE.toDateTime)}&workspaceId=${id}`);
    const calls = list(body, 'calls');
    assert.ok(calls.every((call) => dig(call, 'workspaceId') === id));
    return calls.map((call) => dig(call, 'id'));
  };
  const [first, second] = [await idsIn(0), await idsIn(1)];
  const all = list((await ask(period(WIDE.fromDateTime, WIDE.toDateTime))).body, 'calls');
  assert.ok(second.length > 0);
  assert.equal(first.length + second.length, all.length);
});

test('marks private calls and lists them all the same', async (t) => {
  const { ask } = await startTestGong(t);
  const calls = list((await ask(period(WIDE.fromDateTime, WIDE.toDateTime))).body, 'calls');
  assert.equal(calls.filter((call) => dig(call, 'isPrivate') === true).length, 1);
});

test('answers one call by its id and 404 for one that does not exist', async (t) => {
  const { ask, call } = await startTestGong(t);
  const { id, title } = call((one) => one.mustKeep !== undefined);
  assert.equal(dig((await ask(`/v2/calls/${id}`)).body, 'call', 'title'), title);
  assert.equal((await ask('/v2/calls/123')).status, 404);
});

test('creates nothing when somebody posts to the list', async (t) => {
  const { ask, context } = await startTestGong(t);
  const count = context.world.calls.length;
  assert.equal((await ask('/v2/calls', { title: 'x' })).status, 400);
  assert.equal(context.world.calls.length, count);
});

test('shows a call hours after its end, under a time in the past', async (t) => {
  const { ask, call, clock } = await startTestGong(t);
  const late = call((one) => one.listedAt > START);
  assert.ok(late.scheduled < START);
  const day = period('2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z');
  const idsNow = async (): Promise<unknown[]> =>
    list((await ask(day)).body, 'calls').map((one) => dig(one, 'id'));
  assert.equal((await idsNow()).includes(late.id), false);
  assert.equal((await ask(`/v2/calls/${late.id}`)).status, 404);
  clock.advance(3 * 3_600_000);
  assert.equal((await idsNow()).includes(late.id), true);
});
