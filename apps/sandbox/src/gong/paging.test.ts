import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dig, list, startTestGong, WIDE, type TestGong } from './testing.ts';

const CALLS = `/v2/calls?${new URLSearchParams(WIDE).toString()}`;

/** Fills the recorder with so many copies of one call. */
function fill({ context, call }: TestGong, count: number): void {
  const template = call((one) => one.mustKeep !== undefined);
  context.world.calls = Array.from({ length: count }, (_, at) => ({
    ...template,
    id: String(10n ** 18n + BigInt(at)),
  }));
}

test('pages a GET by a cursor in the query until there is none', async (t) => {
  const gong = await startTestGong(t);
  fill(gong, 250);
  const seen = new Set<unknown>();
  let cursor: unknown;
  for (const [number, size] of [100, 100, 50].entries()) {
    const { body } = await gong.ask(cursor === undefined ? CALLS : `${CALLS}&cursor=${String(cursor)}`);
    assert.equal(dig(body, 'records', 'currentPageNumber'), number);
    assert.equal(dig(body, 'records', 'currentPageSize'), size);
    assert.equal(dig(body, 'records', 'totalRecords'), 250);
    for (const call of list(body, 'calls')) seen.add(dig(call, 'id'));
    cursor = dig(body, 'records', 'cursor');
  }
  assert.equal(cursor, undefined);
  assert.equal(seen.size, 250);
});

test('pages a POST by a cursor in the body and ignores one in the query', async (t) => {
  const gong = await startTestGong(t);
  fill(gong, 150);
  for (const path of ['/v2/calls/extensive', '/v2/calls/transcript']) {
    const first = await gong.ask(path, { filter: {} });
    const cursor = dig(first.body, 'records', 'cursor');
    const again = await gong.ask(`${path}?cursor=${String(cursor)}`, { filter: {} });
    assert.equal(dig(again.body, 'records', 'currentPageNumber'), 0);
    const second = await gong.ask(path, { filter: {}, cursor });
    assert.equal(dig(second.body, 'records', 'currentPageNumber'), 1);
    assert.equal(dig(second.body, 'records', 'currentPageSize'), 50);
    assert.equal(dig(second.body, 'records', 'cursor'), undefined);
  }
});

test('takes an empty cursor for none', async (t) => {
  const { ask } = await startTestGong(t);
  for (const path of ['/v2/calls/extensive', '/v2/calls/transcript'])
    assert.equal((await ask(path, { filter: {}, cursor: '' })).status, 200);
  assert.equal((await ask(`${CALLS}&cursor=`)).status, 200);
});

test('refuses a cursor one hour after the first page, however late the last one was', async (t) => {
  const gong = await startTestGong(t);
  fill(gong, 250);
  const first = await gong.ask('/v2/calls/extensive', { filter: {} });
  gong.clock.advance(3_599_000);
  const cursor = dig(first.body, 'records', 'cursor');
  const second = await gong.ask('/v2/calls/extensive', { filter: {}, cursor });
  assert.equal(second.status, 200);
  gong.clock.advance(1_000);
  const stale = await gong.ask('/v2/calls/extensive', {
    filter: {},
    cursor: dig(second.body, 'records', 'cursor'),
  });
  assert.equal(stale.status, 400);
  assert.deepEqual(dig(stale.body, 'errors'), ['cursor has expired']);
});

test('refuses a stale cursor with the status of an empty list where the switch says so', async (t) => {
  const gong = await startTestGong(t, { switches: { gongStaleCursorStatus: 404 } });
  fill(gong, 150);
  const first = await gong.ask(CALLS);
  gong.clock.advance(3_600_000);
  const stale = await gong.ask(`${CALLS}&cursor=${String(dig(first.body, 'records', 'cursor'))}`);
  assert.equal(stale.status, 404);
  assert.deepEqual(dig(stale.body, 'errors'), ['cursor has expired']);
});

test('refuses a cursor that is not its own or belongs to another request', async (t) => {
  const gong = await startTestGong(t);
  fill(gong, 150);
  const first = await gong.ask('/v2/calls/extensive', { filter: {} });
  const cursor = dig(first.body, 'records', 'cursor');
  assert.equal((await gong.ask('/v2/calls/extensive', { filter: WIDE, cursor })).status, 400);
  assert.equal((await gong.ask('/v2/calls/extensive', { filter: {}, cursor: 'eyJ4IjoxfQ' })).status, 400);
  assert.equal((await gong.ask('/v2/calls/extensive', { filter: {}, cursor: 7 })).status, 400);
});

test('shows later pages of the list as it was at the first', async (t) => {
  const gong = await startTestGong(t);
  fill(gong, 150);
  const { calls } = gong.context.world;
  const [some] = calls;
  assert.ok(some);
  // It will appear a second after the first page, before all others.
  const soon = new Date(gong.clock.now().getTime() + 1_000).toISOString();
  calls.push({ ...some, id: '1', scheduled: '2026-02-01T00:00:00.000Z', listedAt: soon });
  const first = await gong.ask(CALLS);
  gong.clock.advance(2_000);
  const second = await gong.ask(`${CALLS}&cursor=${String(dig(first.body, 'records', 'cursor'))}`);
  const ids = [first, second].flatMap(({ body }) => list(body, 'calls').map((call) => dig(call, 'id')));
  assert.equal(new Set(ids).size, 150);
  assert.equal(ids.includes('1'), false);
  assert.equal(dig((await gong.ask(CALLS)).body, 'records', 'totalRecords'), 151);
});

test('cuts pages as small as the recorder chooses, users too', async (t) => {
  const gong = await startTestGong(t, { switches: { gongPageSize: 7 } });
  const { body } = await gong.ask('/v2/users');
  assert.equal(list(body, 'users').length, 7);
  const next = await gong.ask(`/v2/users?cursor=${String(dig(body, 'records', 'cursor'))}`);
  assert.notEqual(dig(next.body, 'users', 0, 'id'), dig(body, 'users', 0, 'id'));
});
