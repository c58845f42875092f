import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, startTestSandbox, where } from '../testing.ts';

const companies = '/v1/data/objects/query/Company';
const probe = { select: ['Gsid'], limit: 1, offset: 0 };

test('refuses a call without key, and with a wrong one, in the gateway shape', async (t) => {
  const { send } = await startTestSandbox(t);
  for (const headers of [{}, { accesskey: 'wrong' }, { authorization: 'Bearer wrong' }]) {
    const reply = await send('POST', companies, probe, headers);
    assert.equal(reply.status, 401);
    assert.deepEqual(Object.keys(Object(reply.body)), [
      'result',
      'errorCode',
      'errorDesc',
      'requestId',
      'message',
    ]);
    assert.equal(at(reply.body, 'errorCode'), 'GS_APIG_2401');
    assert.equal(at(reply.body, 'message'), 'Unauthorized');
  }
});

test('takes the key under a header name in any letter case', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  const reply = await send('POST', companies, probe, { AccessKey: sandbox.context.credentials.accessKey });
  assert.equal(reply.status, 200);
});

test('answers an unknown path before it asks for credentials', async (t) => {
  const { send } = await startTestSandbox(t);
  for (const headers of [{}, undefined]) {
    const reply = await send('GET', '/v1/no/such/path', undefined, headers);
    assert.equal(reply.status, 404);
    assert.equal(at(reply.body, 'errorCode'), 'GS_APIG_1000');
    assert.equal(at(reply.body, 'message'), 'Not Found');
  }
});

test('keeps a caller outside the allow-list from the key but not from a token', async (t) => {
  const { send, sandbox } = await startTestSandbox(t, { switches: { accessKeyFrom: 'nowhere' } });
  const refused = await send('POST', companies, probe);
  assert.equal(at(refused.body, 'errorCode'), 'GS_APIG_2402');
  const { m2mClientId, m2mClientSecret } = sandbox.context.credentials;
  const basic = Buffer.from(`${m2mClientId}:${m2mClientSecret}`).toString('base64');
  const token = await send('POST', '/v1/users/m2m/oauth/token', undefined, {
    authorization: `Basic ${basic}`,
  });
  const accepted = await send('POST', companies, probe, {
    authorization: `Bearer ${String(at(token.body, 'access_token'))}`,
  });
  assert.equal(accepted.status, 200);
});

test('stops taking the old key once it is regenerated', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  const old = { accesskey: sandbox.context.credentials.accessKey };
  sandbox.context.credentials.accessKey = 'the-next-key';
  assert.equal((await send('POST', companies, probe, old)).status, 401);
  assert.equal((await send('POST', companies, probe, { accesskey: 'the-next-key' })).status, 200);
});

test('gives a plain OAuth token for Basic credentials with a form body, a JSON body or none', async (t) => {
  const { send, clock } = await startTestSandbox(t);
  const authorization = `Basic ${Buffer.from('sandbox-m2m-id:sandbox-m2m-secret').toString('base64')}`;
  const form = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
  for (const [body, headers] of [
    ['grant_type=client_credentials', form],
    ['', { authorization, 'content-type': 'application/json' }],
    [undefined, { authorization }],
  ] as const) {
    const reply = await send('POST', '/v1/users/m2m/oauth/token', body, headers);
    assert.equal(reply.status, 200);
    assert.deepEqual(Object.keys(Object(reply.body)), ['access_token', 'token_type', 'expires_in']);
    assert.equal(at(reply.body, 'expires_in'), 86_400);
    const bearer = { authorization: `Bearer ${String(at(reply.body, 'access_token'))}` };
    assert.equal((await send('POST', companies, probe, bearer)).status, 200);
    clock.advance(86_400_000);
    assert.equal((await send('POST', companies, probe, bearer)).status, 401);
  }
});

test('answers wrong token credentials with an OAuth error', async (t) => {
  const { send } = await startTestSandbox(t);
  const reply = await send('POST', '/v1/users/m2m/oauth/token', undefined, {
    authorization: 'Basic bm86bm8=',
  });
  assert.equal(reply.status, 401);
  assert.equal(at(reply.body, 'error'), 'invalid_client');
});

test('repeats the request id in the header and dates replies by its own clock', async (t) => {
  const { send, clock } = await startTestSandbox(t);
  for (const reply of [await send('POST', companies, probe), await send('GET', '/v1/none')]) {
    assert.match(String(at(reply.body, 'requestId')), /^[0-9a-f-]{36}$/);
    assert.equal(reply.headers.get('x-gs-request-id'), at(reply.body, 'requestId'));
    assert.equal(reply.headers.get('date'), clock.now().toUTCString());
  }
});

test('refuses the 101st call of a clock minute and lets the next minute in', async (t) => {
  const { send, clock, sandbox } = await startTestSandbox(t, { limits: {} });
  for (let call = 1; call <= 100; call += 1) assert.equal((await send('POST', companies, probe)).status, 200);
  const refused = await send('POST', companies, probe);
  assert.equal(refused.status, 429);
  assert.equal(at(refused.body, 'errorCode'), 'GU_2400');
  assert.equal(at(refused.body, 'data'), null);
  assert.equal(refused.headers.get('retry-after'), null);
  sandbox.context.switches.limitForm = 'gateway-200';
  sandbox.context.switches.retryAfterHeader = 'seconds';
  const inBody = await send('POST', companies, probe);
  assert.equal(inBody.status, 200);
  assert.equal(at(inBody.body, 'errorCode'), 'GS_APIG_2404');
  assert.equal(inBody.headers.get('retry-after'), '30');
  clock.advance(30_000);
  assert.equal((await send('POST', companies, probe)).status, 200);
});

test('counts Timeline saves and user management apart from data calls', async (t) => {
  const { send } = await startTestSandbox(t, {
    limits: { perMinute: 1, timelinePerMinute: 2, usersPerHour: 1 },
  });
  assert.equal((await send('POST', companies, probe)).status, 200);
  assert.equal((await send('POST', companies, probe)).status, 429);
  const save = { records: [{}] };
  assert.equal((await send('POST', '/v1/ant/es/activity', save)).headers.get('x-ratelimit-limit'), '2');
  assert.equal((await send('POST', '/v1/ant/es/activity', save)).status, 200);
  assert.equal((await send('POST', '/v1/ant/es/activity', save)).status, 429);
  const list = {
    select: ['Gsid', 'Name'],
    includeTotal: true,
    limit: 1,
    page: 0,
    orderBy: { ModifiedDate: 'desc' },
  };
  const users = await send('POST', '/v1/users/services/list', list);
  assert.equal(users.status, 200);
  assert.ok(Number(at(users.body, 'data', 'total')) > 1);
  assert.equal((await send('POST', '/v1/users/services/list', list)).status, 429);
});

test('refuses a body that is no JSON, and an unknown operator', async (t) => {
  const { send } = await startTestSandbox(t);
  assert.equal((await send('POST', companies, '{"select":')).status, 400);
  assert.equal((await send('POST', companies, { ...probe, where: where('Name', 'NOPE', 'x') })).status, 400);
});

test('refuses over each limit in each form, and lets the next window of that family in', async (t) => {
  const { send, clock, sandbox } = await startTestSandbox(t, {
    limits: { perMinute: 1, perDay: 3, timelinePerMinute: 1, usersPerHour: 1, usersPerDay: 2 },
  });
  const { switches } = sandbox.context;
  const calls = {
    data: () => send('POST', companies, probe),
    timeline: () => send('POST', '/v1/ant/es/activity', { records: [{}] }),
    users: () => send('POST', '/v1/users/services/list', { select: ['Gsid'] }),
  };
  for (const [limitForm, status, code] of [
    ['gu-2400', 429, 'GU_2400'],
    ['gateway-429', 429, 'GS_APIG_2404'],
    ['gateway-200', 200, 'GS_APIG_2404'],
  ] as const) {
    switches.limitForm = limitForm;
    for (const call of [calls.data, calls.timeline]) {
      await call();
      const refused = await call();
      assert.equal(refused.status, status, limitForm);
      assert.equal(at(refused.body, 'errorCode'), code);
      assert.equal(at(refused.body, 'result'), false);
      assert.equal(refused.headers.get('x-gs-request-id'), at(refused.body, 'requestId'));
    }
    clock.advance(60_000);
  }
  assert.equal(at((await calls.data()).body, 'errorCode'), 'GS_APIG_2404', 'three calls a day are spent');
  assert.equal(at((await calls.users()).body, 'result'), true);
  clock.advance(60_000);
  assert.equal(at((await calls.users()).body, 'result'), false, 'an hour has not passed');
  clock.advance(86_400_000);
  assert.equal(at((await calls.data()).body, 'result'), true);
  assert.equal(at((await calls.users()).body, 'result'), true);
});

test('says when to come back in seconds, as a date or not at all, and shows its limit where it should', async (t) => {
  const { send, clock, sandbox } = await startTestSandbox(t, { limits: { perMinute: 1 } });
  const { switches } = sandbox.context;
  const again = async () => (await send('POST', companies, probe)).headers;
  await again();
  assert.equal((await again()).get('retry-after'), null);
  switches.retryAfterHeader = 'seconds';
  assert.equal((await again()).get('retry-after'), '30');
  switches.retryAfterHeader = 'http-date';
  const until = Date.parse((await again()).get('retry-after') ?? '');
  assert.equal(until, Math.floor((clock.now().getTime() + 30_000) / 1_000) * 1_000);
  assert.equal((await again()).get('x-ratelimit-limit'), null);
  switches.rateLimitHeader = 'everywhere';
  assert.equal((await again()).get('x-ratelimit-limit'), '1');
  sandbox.context.limits.perDay = 500;
  switches.rateLimitForm = 'windows';
  assert.equal((await again()).get('x-ratelimit-limit'), '1, 1;w=60, 500;w=86400');
  switches.rateLimitHeader = 'none';
  const save = await send('POST', '/v1/ant/es/activity', { records: [{}] });
  assert.equal(save.headers.get('x-ratelimit-limit'), null);
});

test('counts one tenant across its key and its tokens', async (t) => {
  const { send } = await startTestSandbox(t, { limits: { perMinute: 2 } });
  const token = at((await send('POST', '/__sandbox/tokens', { scope: 'read' })).body, 'token');
  const bearer = { authorization: `Bearer ${String(token)}` };
  assert.equal((await send('POST', companies, probe)).status, 200);
  assert.equal((await send('POST', companies, probe, bearer)).status, 200);
  assert.equal((await send('POST', companies, probe, bearer)).status, 429);
  assert.equal((await send('POST', companies, probe)).status, 429);
});

test('refuses credentials in the form and with the status of its switches', async (t) => {
  const { send, sandbox } = await startTestSandbox(t, {
    switches: { unauthorizedForm: 'result-false-in-200', addressRefusalStatus: 401, scopeRefusalStatus: 401 },
  });
  const { switches } = sandbox.context;
  const fake = await send('POST', companies, probe, { accesskey: 'wrong' });
  assert.deepEqual([fake.status, at(fake.body, 'errorCode')], [200, 'GS_APIG_2401']);
  switches.accessKeyFrom = 'nowhere';
  const address = await send('POST', companies, probe);
  assert.deepEqual([address.status, at(address.body, 'errorCode')], [401, 'GS_APIG_2402']);
  const token = at((await send('POST', '/__sandbox/tokens', { scope: 'read' })).body, 'token');
  const write = { records: [{ Name: 'x' }] };
  const bearer = { authorization: `Bearer ${String(token)}` };
  assert.equal((await send('POST', '/v1/data/objects/Company', write, bearer)).status, 401);
});

test('answers the token call by its switches: status of a refusal, and form alone', async (t) => {
  const { send } = await startTestSandbox(t, { switches: { tokenRefusalStatus: 400, tokenBody: 'form' } });
  const path = '/v1/users/m2m/oauth/token';
  const authorization = `Basic ${Buffer.from('sandbox-m2m-id:sandbox-m2m-secret').toString('base64')}`;
  assert.equal((await send('POST', path, undefined, { authorization: 'Basic bm86bm8=' })).status, 400);
  const bare = await send('POST', path, undefined, { authorization });
  assert.deepEqual([bare.status, at(bare.body, 'error')], [400, 'unsupported_grant_type']);
  const form = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
  const given = await send('POST', path, 'grant_type=client_credentials', form);
  assert.equal(given.status, 200);
  assert.match(given.headers.get('x-gs-request-id') ?? '', /^[0-9a-f-]{36}$/);
});
