import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import { createCallLog } from '../call-log.ts';
import { createStillClock } from '../clock.ts';
import type { SandboxContext } from '../context.ts';
import { defaultCredentials } from '../context.ts';
import { createFaultTable } from '../faults.ts';
import { noLimits } from '../limits.ts';
import { makeWorld } from '../seed.ts';
import { createSwitches } from '../switches.ts';
import type { WorldCall } from '../world.ts';
import { registerGong } from './register-gong.ts';

const START = '2026-11-24T09:30:00.000Z';
const WIDE = { fromDateTime: '2026-01-01T00:00:00Z', toDateTime: '2027-01-01T00:00:00Z' };
const BASIC = `Basic ${Buffer.from(`${defaultCredentials.gongAccessKey}:${defaultCredentials.gongAccessKeySecret}`).toString('base64')}`;

const context: SandboxContext = {
  world: makeWorld({ seed: 7, companies: 30, now: new Date(START) }),
  clock: createStillClock(START),
  switches: createSwitches(),
  faults: createFaultTable(),
  callLog: createCallLog(),
  limits: { ...noLimits },
  credentials: { ...defaultCredentials },
  save: () => undefined,
};
let app: FastifyInstance;
let base = '';

before(async () => {
  app = fastify();
  registerGong(app, context);
  base = await app.listen({ port: 0, host: '127.0.0.1' });
});
after(() => app.close());

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What stands at a path of an answer; undefined when there is nothing. */
function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at !== null && typeof at === 'object' ? Reflect.get(at, key) : undefined),
    value,
  );
}

function list(value: unknown, ...path: readonly (string | number)[]): unknown[] {
  const found = dig(value, ...path);
  assert.ok(Array.isArray(found), path.join('.'));
  return found;
}

async function ask(path: string, body?: unknown, authorization = BASIC): Promise<Reply> {
  const response = await fetch(base + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
}

function callList(): string {
  return `/v2/calls?${new URLSearchParams(WIDE).toString()}`;
}

function findCall(matches: (call: WorldCall) => boolean): WorldCall {
  const call = context.world.calls.find(matches);
  assert.ok(call);
  return call;
}

test('refuses wrong credentials: 401, but 403 for the lists of users and workspaces', async () => {
  const wrong = `Basic ${Buffer.from('a:b').toString('base64')}`;
  for (const [path, status] of [
    [callList(), 401],
    ['/v2/users', 403],
    ['/v2/workspaces', 403],
    ['/v2/users/1', 401],
  ] as const) {
    const reply = await ask(path, undefined, wrong);
    assert.equal(reply.status, status, path);
    assert.equal(typeof dig(reply.body, 'requestId'), 'string');
    assert.equal(list(reply.body, 'errors').length, 1);
  }
});

test('lists calls of a period, oldest first, with ids as strings and times with an offset', async () => {
  const { status, body } = await ask(callList());
  const shown = context.world.calls.filter((call) => call.listedAt <= context.clock.now().toISOString());
  assert.equal(status, 200);
  assert.deepEqual(dig(body, 'records'), {
    totalRecords: shown.length,
    currentPageSize: shown.length,
    currentPageNumber: 0,
  });
  const calls = list(body, 'calls');
  assert.ok(
    calls.every((call) => /^\d{17,20}$/.test(String(dig(call, 'id'))) && typeof dig(call, 'id') === 'string'),
  );
  const scheduled = calls.map((call) => String(dig(call, 'scheduled')));
  assert.ok(scheduled.every((text) => text.endsWith('-08:00')));
  const instants = scheduled.map((text) => Date.parse(text));
  assert.deepEqual(
    [...instants].sort((a, b) => a - b),
    instants,
  );
});

test('takes the start of the period in and leaves its end out', async () => {
  const { scheduled } = findCall((call) => call.mustKeep !== undefined);
  const later = new Date(Date.parse(scheduled) + 1).toISOString();
  const from = await ask(`/v2/calls?fromDateTime=${scheduled}&toDateTime=${later}`);
  const until = await ask(`/v2/calls?fromDateTime=2026-11-23T22:59:00Z&toDateTime=2026-11-23T22:59:01Z`);
  assert.equal(from.status, 200);
  assert.equal(until.status, 404);
  assert.deepEqual(dig(until.body, 'errors'), ['No calls found corresponding to the provided filters']);
});

test('refuses a period that is missing, turned round or without an offset', async () => {
  for (const query of [
    '',
    'fromDateTime=2026-11-02T00:00:00Z&toDateTime=2026-11-01T00:00:00Z',
    'fromDateTime=2026-11-01T00:00:00&toDateTime=2026-11-02T00:00:00',
  ]) {
    assert.equal((await ask(`/v2/calls?${query}`)).status, 400, query);
  }
});

test('answers one call by its id and 404 for one that does not exist', async () => {
  const { id, title } = findCall((call) => call.mustKeep !== undefined);
  const found = await ask(`/v2/calls/${id}`);
  assert.equal(dig(found.body, 'call', 'title'), title);
  assert.equal((await ask('/v2/calls/123')).status, 404);
});

test('creates nothing when somebody posts to the list', async () => {
  const count = context.world.calls.length;
  assert.equal((await ask('/v2/calls', { title: 'x' })).status, 400);
  assert.equal(context.world.calls.length, count);
});

test('answers an unknown path with the error body of all refusals', async () => {
  const reply = await ask('/v2/nothing');
  assert.equal(reply.status, 404);
  assert.equal(list(reply.body, 'errors').length, 1);
});

test('shows parties and CRM account of a call only when asked for', async () => {
  const call = findCall((one) => one.mustKeep !== undefined && one.crmAccountId !== null);
  const filter = { callIds: [call.id] };
  const bare = await ask('/v2/calls/extensive', { filter });
  assert.deepEqual(Object.keys(Object(dig(bare.body, 'calls', 0))), ['metaData']);
  const full = await ask('/v2/calls/extensive', {
    filter,
    contentSelector: {
      context: 'Extended',
      contextTiming: ['Now'],
      exposedFields: {
        parties: true,
        content: { topics: true, trackers: true, outline: true, brief: true },
        interaction: { speakers: true, personInteractionStats: true, questions: true },
        collaboration: { publicComments: true },
      },
    },
  });
  const shown = dig(full.body, 'calls', 0);
  assert.equal(dig(shown, 'context', 0, 'objects', 0, 'objectType'), 'Account');
  assert.equal(dig(shown, 'context', 0, 'objects', 0, 'objectId'), call.crmAccountId);
  assert.deepEqual(
    list(shown, 'parties').map((party) => dig(party, 'speakerId')),
    call.parties.map(({ speakerId }) => speakerId),
  );
  assert.ok(list(shown, 'content', 'topics').length > 0);
  assert.equal(list(shown, 'interaction', 'speakers').length, call.parties.length);
});

test('refuses an extensive request without a filter, with numeric ids, or with a timing but no extended context', async () => {
  for (const body of [
    {},
    { filter: { callIds: [4_400_000_000_000_000] } },
    { filter: {}, contentSelector: { context: 'Basic', contextTiming: ['Now'] } },
    '{"filter":',
  ]) {
    const reply = await ask('/v2/calls/extensive', body);
    assert.equal(reply.status, 400, JSON.stringify(body));
    assert.ok(list(reply.body, 'errors').length > 0);
  }
});

test('gives transcripts in milliseconds, for ids and period together', async () => {
  const call = findCall((one) => one.mustKeep !== undefined);
  const { body } = await ask('/v2/calls/transcript', { filter: { callIds: [call.id], ...WIDE } });
  assert.equal(dig(body, 'callTranscripts', 0, 'callId'), call.id);
  const transcript = list(body, 'callTranscripts', 0, 'transcript');
  assert.equal(transcript.length, call.monologues.length);
  assert.equal(dig(transcript, 1, 'sentences', 0, 'start'), call.monologues[1]?.sentences[0]?.startMs);
  const outside = { callIds: [call.id], toDateTime: '2026-01-02T00:00:00Z' };
  assert.equal((await ask('/v2/calls/transcript', { filter: outside })).status, 404);
});

test('lists a call before its transcript is ready, and others only later', async () => {
  const late = findCall((call) => call.transcribedAt > START && call.listedAt <= START);
  const hidden = findCall((call) => call.listedAt > START);
  const filter = { callIds: [late.id] };
  assert.equal((await ask(`/v2/calls/${late.id}`)).status, 200);
  assert.equal((await ask('/v2/calls/transcript', { filter })).status, 404);
  assert.equal((await ask(`/v2/calls/${hidden.id}`)).status, 404);
  context.clock.advance(3 * 3_600_000);
  assert.equal((await ask('/v2/calls/transcript', { filter })).status, 200);
  assert.equal((await ask(`/v2/calls/${hidden.id}`)).status, 200);
});

test('pages by a cursor in the body of a POST, for one hour from the first page', async () => {
  const template = findCall((call) => call.mustKeep !== undefined);
  const kept = context.world.calls;
  context.world.calls = Array.from({ length: 250 }, (_, at) => ({
    ...template,
    id: String(10n ** 18n + BigInt(at)),
  }));
  try {
    const filter = {};
    const first = await ask('/v2/calls/extensive', { filter });
    assert.equal(dig(first.body, 'records', 'currentPageSize'), 100);
    const cursor = dig(first.body, 'records', 'cursor');
    const ignored = await ask(`/v2/calls/extensive?cursor=${String(cursor)}`, { filter });
    assert.equal(
      dig(ignored.body, 'records', 'currentPageNumber'),
      0,
      'a cursor in the query string is not seen',
    );
    const second = await ask('/v2/calls/extensive', { filter, cursor });
    assert.equal(dig(second.body, 'records', 'currentPageNumber'), 1);
    const third = await ask('/v2/calls/extensive', { filter, cursor: dig(second.body, 'records', 'cursor') });
    assert.equal(dig(third.body, 'records', 'currentPageSize'), 50);
    assert.equal('cursor' in Object(dig(third.body, 'records')), false);
    assert.equal((await ask('/v2/calls/extensive', { filter: { callIds: ['1'] }, cursor })).status, 404);
    assert.equal((await ask('/v2/calls/extensive', { filter: { ...WIDE }, cursor })).status, 400);
    context.clock.advance(3_600_000);
    const stale = await ask('/v2/calls/extensive', { filter, cursor });
    assert.equal(stale.status, 400);
    assert.deepEqual(dig(stale.body, 'errors'), ['cursor has expired']);
  } finally {
    context.world.calls = kept;
  }
});

test('tells users and workspaces', async () => {
  const users = list((await ask('/v2/users')).body, 'users');
  assert.equal(users.length, context.world.gongUsers.length);
  const one = await ask(`/v2/users/${String(dig(users, 0, 'id'))}`);
  assert.equal(dig(one.body, 'user', 'emailAddress'), dig(users, 0, 'emailAddress'));
  const some = await ask('/v2/users/extensive', { filter: { userIds: [dig(users, 1, 'id')] } });
  assert.equal(list(some.body, 'users').length, 1);
  assert.equal((await ask('/v2/users/extensive', { filter: { userIds: ['0'] } })).status, 404);
  assert.equal(list((await ask('/v2/workspaces')).body, 'workspaces').length, 2);
});

test('refuses the fourth request of a second and those over the day, and says when to come back', async () => {
  context.clock.advance(1000);
  context.limits.gongPerSecond = 3;
  for (let count = 0; count < 3; count += 1) assert.equal((await ask('/v2/workspaces')).status, 200);
  const refused = await ask('/v2/workspaces');
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get('retry-after'), '1');
  context.clock.advance(1000);
  assert.equal((await ask('/v2/workspaces')).status, 200);
  context.limits.gongPerSecond = null;
  context.limits.gongPerDay = 1;
  const overDay = await ask('/v2/workspaces');
  assert.equal(overDay.status, 429);
  assert.ok(Number(overDay.headers.get('retry-after')) > 3600);
  context.limits.gongPerDay = null;
});
