import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basic, dig, list, startTestGong, WIDE } from './testing.ts';

const none = { callIds: ['1'] };

test('answers a list that nothing matches with 404, or with a page of none', async (t) => {
  const { ask, context } = await startTestGong(t);
  const asks = [
    () => ask('/v2/calls?fromDateTime=2020-01-01T00:00:00Z&toDateTime=2020-01-02T00:00:00Z'),
    () => ask('/v2/calls/extensive', { filter: none }),
    () => ask('/v2/calls/transcript', { filter: none }),
    () => ask('/v2/users/extensive', { filter: { userIds: ['0'] } }),
  ];
  for (const one of asks) assert.equal((await one()).status, 404);
  context.switches.gongEmptyList = 'empty-page';
  for (const one of asks) {
    const { status, body } = await one();
    assert.equal(status, 200);
    assert.deepEqual(dig(body, 'records'), { totalRecords: 0, currentPageSize: 0, currentPageNumber: 0 });
  }
  assert.equal((await ask('/v2/calls/1')).status, 404, 'one call by its id is not a list');
});

test('leaves the speaker id out, or null, of those who did not speak', async (t) => {
  const { ask, context } = await startTestGong(t);
  const [first, ...others] = context.world.calls;
  assert.ok(first !== undefined);
  const { id } = first;
  const parties = first.parties.map((party) => ({ ...party, speakerId: null }));
  context.world.calls = [{ ...first, parties }, ...others];
  const body = {
    filter: { callIds: [id], ...WIDE },
    contentSelector: { exposedFields: { parties: true } },
  };
  context.clock.advance(48 * 3_600_000);
  const silent = async () =>
    list((await ask('/v2/calls/extensive', body)).body, 'calls', 0, 'parties').filter(
      (party) => typeof dig(party, 'speakerId') !== 'string',
    );
  const before = await silent();
  assert.ok(before.length > 0);
  assert.ok(before.every((party) => dig(party, 'speakerId') === null));
  context.switches.gongSpeakerId = 'omitted';
  const after = await silent();
  assert.equal(after.length, before.length);
  assert.ok(after.every((party) => !('speakerId' in Object(party))));
});

test('refuses wrong credentials by path, or with one status everywhere', async (t) => {
  const { ask, context } = await startTestGong(t);
  const refused = async () => {
    const paths = ['/v2/users', '/v2/workspaces', '/v2/users/1'];
    return Promise.all(paths.map(async (path) => (await ask(path, undefined, basic('a', 'b'))).status));
  };
  assert.deepEqual(await refused(), [403, 403, 401]);
  context.switches.gongRefusalStatus = '401';
  assert.deepEqual(await refused(), [401, 401, 401]);
  context.switches.gongRefusalStatus = '403';
  assert.deepEqual(await refused(), [403, 403, 403]);
});

test('says over a limit when to come back, or does not', async (t) => {
  const { ask, context } = await startTestGong(t, { limits: { gongPerSecond: 1 } });
  await ask('/v2/workspaces');
  const waits = async () => (await ask('/v2/workspaces')).headers.get('retry-after');
  assert.equal(await waits(), '1');
  context.switches.gongRetryAfter = 'none';
  assert.equal(await waits(), null);
});

test('leaves the side of a missing date open, or refuses a list of calls without one', async (t) => {
  const { ask, context } = await startTestGong(t);
  const { fromDateTime, toDateTime } = WIDE;
  const halves = [
    `/v2/calls?fromDateTime=${fromDateTime}`,
    `/v2/calls?toDateTime=${toDateTime}`,
    '/v2/calls',
  ];
  const whole = await ask(`/v2/calls?${new URLSearchParams({ fromDateTime, toDateTime }).toString()}`);
  for (const half of halves)
    assert.deepEqual(list((await ask(half)).body, 'calls'), list(whole.body, 'calls'));
  context.switches.gongMissingDate = 'refused';
  for (const half of halves) assert.equal((await ask(half)).status, 400);
});
