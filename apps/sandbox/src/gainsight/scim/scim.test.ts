import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { at, rowOf, startTestSandbox } from '../../testing.ts';

const base = '/v1/users/services/scim';

async function startScim(t: TestContext) {
  const started = await startTestSandbox(t);
  const { m2mClientId, m2mClientSecret } = started.sandbox.context.credentials;
  const basic = Buffer.from(`${m2mClientId}:${m2mClientSecret}`).toString('base64');
  const token = await started.send('POST', '/v1/users/m2m/oauth/token', undefined, {
    authorization: `Basic ${basic}`,
  });
  const bearer = { authorization: `Bearer ${String(at(token.body, 'access_token'))}` };
  return {
    ...started,
    read: (path: string) => started.send('GET', `${base}${path}`, undefined, bearer),
    bearer,
  };
}

test('finds users by userName, e-mail and display name in any letter case, and none when unknown', async (t) => {
  const { read, object } = await startScim(t);
  const user = rowOf(object('gsuser'), (row) => row['Email'] !== null);
  const filters = {
    userName: String(user['SFDCUserName']).toUpperCase(),
    'emails.value': user['Email'],
    displayName: user['Name'],
  };
  for (const [name, value] of Object.entries(filters)) {
    const reply = await read(`/Users?filter=${encodeURIComponent(`${name} eq "${String(value)}"`)}&count=1`);
    assert.equal(reply.status, 200);
    assert.match(reply.headers.get('content-type') ?? '', /^application\/scim\+json/);
    assert.equal(at(reply.body, 'Resources', 0, 'id'), user['Gsid'], name);
    assert.deepEqual(at(reply.body, 'schemas'), ['urn:ietf:params:scim:api:messages:2.0:ListResponse']);
  }
  const none = await read(`/Users?filter=${encodeURIComponent('userName eq "nobody"')}&count=1`);
  assert.deepEqual(at(none.body, 'Resources'), []);
  assert.equal(at(none.body, 'totalResults'), 0);
});

test('pages users by startIndex and count', async (t) => {
  const { read, object } = await startScim(t);
  const total = object('gsuser').rows.length;
  const ids: unknown[] = [];
  for (let start = 1; start <= total; start += 7) {
    const reply = await read(`/Users?startIndex=${start}&count=7`);
    assert.equal(at(reply.body, 'totalResults'), total);
    const page = at(reply.body, 'Resources');
    if (Array.isArray(page)) ids.push(...page.map((user: unknown) => at(user, 'id')));
  }
  assert.equal(new Set(ids).size, total);
  assert.deepEqual(at((await read('/Users?count=0')).body, 'Resources'), []);
});

test('shows a user with manager, licence and groups, and a group with and without members', async (t) => {
  const { read, object } = await startScim(t);
  const user = rowOf(object('gsuser'), (row) => row['Manager'] !== null);
  const { body } = await read(`/Users/${String(user['Gsid'])}`);
  assert.equal(
    at(body, 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', 'manager', 'value'),
    user['Manager'],
  );
  assert.equal(
    typeof at(body, 'urn:ietf:params:scim:schemas:extension:gainsight:2.0:User', 'LicenseType'),
    'string',
  );
  assert.equal(at(body, 'groups', 0, 'value'), user['Manager']);
  const group = await read(`/Groups/${String(user['Manager'])}`);
  const members = at(group.body, 'members');
  assert.ok(
    Array.isArray(members) && members.some((member: unknown) => at(member, 'value') === user['Gsid']),
  );
  const name = String(at(group.body, 'displayName'));
  const found = await read(
    `/Groups?filter=${encodeURIComponent(`displayName eq "${name}"`)}&excludedAttributes=members`,
  );
  assert.equal(at(found.body, 'Resources', 0, 'id'), user['Manager']);
  assert.equal(at(found.body, 'Resources', 0, 'members'), undefined);
});

test('answers faults in the form of SCIM', async (t) => {
  const { read } = await startScim(t);
  const missing = await read('/Users/none');
  assert.equal(missing.status, 404);
  assert.equal(at(missing.body, 'status'), '404');
  assert.equal(typeof at(missing.body, 'detail'), 'string');
  assert.equal((await read('/Groups/none')).status, 404);
  for (const filter of ['title eq "CSM"', 'userName co "a"', 'userName eq a', 'userName eq "\\x"']) {
    const reply = await read(`/Users?filter=${encodeURIComponent(filter)}`);
    assert.equal(reply.status, 400, filter);
    assert.equal(at(reply.body, 'scimType'), 'invalidFilter');
  }
});

test('takes tokens only, and is served at no other base', async (t) => {
  const { send, bearer } = await startScim(t);
  const byKey = await send('GET', `${base}/Users`);
  assert.equal(byKey.status, 401);
  assert.equal(typeof at(byKey.body, 'detail'), 'string');
  const anonymous = await send('GET', `${base}/Users`, undefined, {});
  assert.equal(at(anonymous.body, 'errorCode'), 'GS_APIG_2401');
  for (const other of ['/scim/v2/Users', '/v1/users/services/scim/v2/Users', '/v1/scim/Users']) {
    const reply = await send('GET', other, undefined, bearer);
    assert.equal(at(reply.body, 'errorCode'), 'GS_APIG_1000', other);
  }
});
