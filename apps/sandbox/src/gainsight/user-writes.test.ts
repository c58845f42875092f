import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentedLimits } from '../limits.ts';
import { at, rowOf, startTestSandbox } from '../testing.ts';

const path = '/v1/users/services';
const newUser = {
  Email: 'ada@handrail.test',
  SFDCUserName: 'ada',
  Name: 'Ada Lind',
  LicenseType: 'Viewer_Analytics',
};

test('lists users by page with a total, without a where', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const request = {
    select: ['Gsid', 'Email'],
    includeTotal: true,
    limit: 1,
    page: 0,
    orderBy: { Gsid: 'asc' },
  };
  const first = await send('POST', `${path}/list`, request);
  const second = await send('POST', `${path}/list`, { ...request, page: 1 });
  assert.equal(at(first.body, 'result'), true);
  assert.equal(at(first.body, 'data', 'total'), object('gsuser').rows.length);
  assert.notEqual(
    at(first.body, 'data', 'records', 0, 'Gsid'),
    at(second.body, 'data', 'records', 0, 'Gsid'),
  );
});

test('creates users and tells for each record what became of it', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const manager = rowOf(object('gsuser'));
  const reply = await send('POST', `${path}?notify=false`, {
    records: [
      { ...newUser, boss: manager['Email'] },
      { Email: 'no-name@handrail.test', SFDCUserName: 'no-name' },
      { Email: 'guest@lindqvist.test', Name: 'Guest', LicenseType: 'External' },
      { ...newUser, Email: 'super@handrail.test', SFDCUserName: 'super', IsSuperAdmin: true },
      { ...newUser, SFDCUserName: 'ada-2' },
    ],
    lookups: { Manager: { fields: { boss: 'Email' }, lookupField: 'Gsid', objectName: 'gsuser' } },
  });
  assert.equal(reply.status, 200);
  const created = rowOf(object('gsuser'), (row) => row['Email'] === newUser.Email);
  assert.equal(at(reply.body, 'data', 'success', 0, 'Gsid'), created['Gsid']);
  assert.equal(created['Manager'], manager['Gsid']);
  assert.equal(created['IsActiveUser'], true);
  const messages = [0, 1, 2, 3].map((place) => at(reply.body, 'data', 'errors', place, 'errorMessage'));
  assert.deepEqual(messages, [
    'Name is missing',
    'CompanyID is missing',
    "Field 'IsSuperAdmin' cannot be set",
    'A user with this Email exists already',
  ]);
});

test('changes users by key, with permission bundles added or replaced', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const user = rowOf(object('gsuser'));
  const change = (permissionBundles: string[], permissionBundleAction: string) =>
    send('PUT', `${path}?key=SFDCUserName`, {
      permissionBundleAction,
      records: [{ SFDCUserName: user['SFDCUserName'], Title: 'CSM lead', permissionBundles }],
    });
  const first = await change(['CSM'], 'append');
  assert.equal(first.status, 200);
  assert.ok(at(first.body, 'data', 'success'), 'success is truthy');
  assert.equal(user['Title'], 'CSM lead');
  await change(['Support'], 'append');
  assert.deepEqual(user['PermissionBundles'], ['CSM', 'Support']);
  await change(['Sales'], 'overwrite');
  assert.deepEqual(user['PermissionBundles'], ['Sales']);
});

test('refuses each documented fault of user management with its code', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const user = rowOf(object('gsuser'));
  const Gsid = user['Gsid'];
  const put = (key: string, records: object[], rest: object = {}) =>
    send('PUT', `${path}?key=${key}`, { records, ...rest });
  const code = async (reply: ReturnType<typeof put>) => [
    (await reply).status,
    at((await reply).body, 'errorCode'),
  ];
  assert.deepEqual(await code(send('POST', path, { records: [{ Name: 'Ada' }] })), [400, 'GU_2401']);
  assert.deepEqual(await code(put('SFDCUserName', [{ SFDCUserName: 'nobody' }])), [400, 'GU_2402']);
  assert.deepEqual(await code(put('Email', [{ Email: 'x' }])), [400, 'GU_2409']);
  assert.deepEqual(await code(put('Gsid', [{ Gsid, Manager: Gsid }])), [400, 'GU_2410']);
  assert.deepEqual(await code(put('Gsid', [{ Gsid }], { lookups: { Manager: {} } })), [400, 'GU_2403']);
  const twice = await put('Gsid', [
    { Gsid, Title: 'first' },
    { Gsid, Title: 'second' },
  ]);
  assert.equal(at(twice.body, 'data', 'errors', 0, 'errorCode'), 'GU_2411');
  assert.equal(user['Title'], 'first');
  const unknown = await put('SFDCUserName', [{ SFDCUserName: 'nobody' }]);
  assert.match(String(at(unknown.body, 'data', 'errors', 0, 'errorMessage')), /No user found/);
  const many = Array.from({ length: 51 }, () => newUser);
  assert.equal((await send('POST', path, { records: many })).status, 400);
});

test('takes users out of service and back', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const user = rowOf(object('gsuser'), (row) => row['IsActiveUser'] === true);
  assert.equal((await send('PUT', `${path}/status?status=false`, [user['Gsid']])).status, 200);
  assert.equal(user['IsActiveUser'], false);
  await send('PUT', `${path}/status?status=true`, [user['Gsid']]);
  assert.equal(user['IsActiveUser'], true);
  assert.equal((await send('PUT', `${path}/status?status=soon`, [user['Gsid']])).status, 400);
  assert.equal(at((await send('PUT', `${path}/status?status=true`, ['none'])).body, 'errorCode'), 'GU_2402');
});

test('counts user management in an hourly bucket of its own', async (t) => {
  const { send } = await startTestSandbox(t, { limits: { ...documentedLimits, perMinute: null } });
  const list = () => send('POST', `${path}/list`, { select: ['Gsid'], limit: 1 });
  const statuses = await Promise.all(Array.from({ length: 101 }, async () => (await list()).status));
  assert.equal(statuses.filter((status) => status === 200).length, 100);
  assert.equal(statuses.filter((status) => status === 429).length, 1);
  const probe = { select: ['Gsid'], limit: 1 };
  assert.equal((await send('POST', '/v1/data/objects/query/gsuser', probe)).status, 200);
});
