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
