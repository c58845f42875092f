import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, rowOf, startTestSandbox, where } from '../testing.ts';

const path = '/v1/data/objects/Company';

test('inserts companies in order, each with a Gsid of the object', async (t) => {
  const { send, query, object } = await startTestSandbox(t);
  const records = [
    { Name: 'Lindqvist AB', Employees: 120, ARR: '48000', RenewalDate: '2027-03-31', Stage: 'Launched' },
    { Name: 'Holm & Sons', RenewalDate: Date.parse('2027-01-02') },
  ];
  const reply = await send('POST', path, { records });
  assert.equal(reply.status, 200);
  assert.equal(at(reply.body, 'data', 'count'), 2);
  assert.equal(at(reply.body, 'data', 'errors'), null);
  assert.equal(at(reply.body, 'data', 'records', 1, 'Name'), 'Holm & Sons');
  const gsid = String(at(reply.body, 'data', 'records', 0, 'Gsid'));
  assert.equal(gsid.length, 36);
  assert.ok(gsid.startsWith(object('company').keyPrefix ?? '?'));
  const select = ['Name', 'Employees', 'Arr', 'RenewalDate', 'CreatedDate'];
  assert.deepEqual(await query('company', { select, where: where('Gsid', 'EQ', gsid) }), [
    {
      Name: 'Lindqvist AB',
      Employees: 120,
      Arr: 48_000,
      RenewalDate: '2027-03-31',
      CreatedDate: '2026-11-10T10:00:30.250Z',
    },
  ]);
});

test('stores nothing of 51 records, and nothing of 50 when one is wrong', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const before = object('company').rows.length;
  const many = Array.from({ length: 51 }, (_, place) => ({ Name: `Company ${place}` }));
  assert.equal((await send('POST', path, { records: many })).status, 400);
  const records = many
    .slice(0, 50)
    .map((record, place) => (place === 7 ? { ...record, Stage: 'xyz' } : record));
  const reply = await send('POST', path, { records });
  assert.equal(reply.status, 400);
  assert.equal(at(reply.body, 'errorCode'), 'GSOBJ_1012');
  assert.equal(at(reply.body, 'data', 'count'), 0);
  assert.deepEqual(at(reply.body, 'data', 'errors', 6), []);
  const error = at(reply.body, 'data', 'errors', 7, 0, 'errors', 0);
  assert.equal(at(error, 'fieldName'), 'Stage');
  assert.deepEqual(at(error, 'invalidValue'), ['xyz']);
  assert.equal(object('company').rows.length, before);
});

test('names the code of each kind of unfit value', async (t) => {
  const { send } = await startTestSandbox(t);
  for (const [field, value, code] of [
    ['Name', 'x'.repeat(1_000), 'GSOBJ_1001'],
    ['Employees', 'many', 'GSOBJ_1002'],
    ['Industry', { nested: true }, 'GSOBJ_1002'],
    ['Nope', 1, 'GSOBJ_1002'],
    ['CurrentScore', 5, 'GSOBJ_1002'],
    ['RenewalDate', 210_318, 'GSOBJ_1006'],
    ['Name', null, 'GSOBJ_1007'],
    ['Csm', 'no such user', 'GSOBJ_1011'],
  ] as const) {
    const reply = await send('POST', path, { records: [{ Name: 'Lindqvist AB', [field]: value }] });
    assert.equal(reply.status, 400, field);
    assert.equal(at(reply.body, 'errorCode'), code, field);
    assert.equal(at(reply.body, 'data', 'errors', 0, 0, 'errors', 0, 'fieldName'), field);
  }
});

test('refuses an insert without a required field', async (t) => {
  const { send } = await startTestSandbox(t);
  const reply = await send('POST', path, { records: [{ Industry: 'Retail' }] });
  assert.equal(at(reply.body, 'errorCode'), 'GSOBJ_1007');
  assert.equal(at(reply.body, 'data', 'errors', 0, 0, 'errors', 0, 'fieldName'), 'Name');
});

test('updates by key, moves the modified date only when a value changes, and clears with null', async (t) => {
  const { send, query, clock, object } = await startTestSandbox(t);
  const { Gsid, Name } = rowOf(object('company'));
  const read = async () =>
    (await query('company', { select: ['Industry', 'ModifiedDate'], where: where('Gsid', 'EQ', Gsid) }))[0];
  const change = (Industry: string | null) =>
    send('PUT', `${path}?keys=Name`, { records: [{ Name, Industry }] });
  const reply = await change('Shipbuilding');
  assert.equal(at(reply.body, 'data', 'records', 0, 'Gsid'), Gsid);
  assert.deepEqual(await read(), { Industry: 'Shipbuilding', ModifiedDate: '2026-11-10T10:00:30.250Z' });
  clock.advance(60_000);
  await change('Shipbuilding');
  assert.equal((await read())?.['ModifiedDate'], '2026-11-10T10:00:30.250Z');
  await change(null);
  assert.deepEqual(await read(), { Industry: null, ModifiedDate: '2026-11-10T10:01:30.250Z' });
});

test('refuses a whole update when one key matches nothing, and inserts nothing', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const { Gsid, Industry } = rowOf(object('company'));
  const before = object('company').rows.length;
  const records = [
    { Gsid, Industry: 'Shipbuilding' },
    { Gsid: 'unknown', Industry: 'Shipbuilding' },
  ];
  const reply = await send('PUT', `${path}?keys=Gsid`, { records });
  assert.equal(reply.status, 400);
  assert.equal(at(reply.body, 'errorCode'), 'GSOBJ_1011');
  assert.deepEqual(at(reply.body, 'data', 'errors', 0), []);
  assert.equal(at(reply.body, 'data', 'errors', 1, 0, 'errors', 0, 'errorCode'), 'GSOBJ_1011');
  assert.equal(rowOf(object('company'))['Industry'], Industry);
  assert.equal(object('company').rows.length, before);
});

test('refuses an update without keys, with four, or with a record that lacks one', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const { Gsid, Name } = rowOf(object('company'));
  for (const query of [
    '',
    '?keys=',
    '?keys=Gsid,Name,Industry,Employees',
    '?keys=Stage',
    '?keys=Gsid,Industry',
  ]) {
    assert.equal(
      (await send('PUT', `${path}${query}`, { records: [{ Gsid, Name, Users: 3 }] })).status,
      400,
      query,
    );
  }
});

test('changes every row that a key value matches, or the first by switch', async (t) => {
  const { send, object, sandbox } = await startTestSandbox(t);
  await send('POST', path, { records: [{ Name: 'Twins' }, { Name: 'Twins' }] });
  const update = (Users: number) => send('PUT', `${path}?keys=Name`, { records: [{ Name: 'Twins', Users }] });
  assert.equal(at((await update(4)).body, 'data', 'count'), 2);
  sandbox.context.switches.updateManyMatches = 'first';
  assert.equal(at((await update(5)).body, 'data', 'count'), 1);
  const users = object('company')
    .rows.filter((row) => row['Name'] === 'Twins')
    .map((row) => row['Users']);
  assert.deepEqual(users, [5, 4]);
});

test('deletes a record and lists it in the delete log for 15 days', async (t) => {
  const { send, query, clock, object } = await startTestSandbox(t);
  const gsid = String(rowOf(object('company'))['Gsid']);
  const reply = await send('DELETE', `${path}/${gsid}`);
  assert.equal(reply.status, 200);
  assert.ok(String(at(reply.body, 'data')).includes(gsid));
  assert.deepEqual(await query('company', { select: ['Gsid'], where: where('Gsid', 'EQ', gsid) }), []);
  const log = () =>
    query('record_delete_log', {
      select: ['RecordId', 'DeletedOn', 'ObjectName'],
      where: {
        conditions: [
          { name: 'DeletedOn', alias: 'A', operator: 'GT', value: ['2026-11-10 00:00:00'] },
          { name: 'ObjectName', alias: 'B', operator: 'EQ', value: ['Company'] },
        ],
        expression: 'A AND B',
      },
      limit: 100,
      offset: 0,
    });
  assert.deepEqual(await log(), [
    { RecordId: gsid, DeletedOn: '2026-11-10T10:00:30Z', ObjectName: 'Company' },
  ]);
  clock.advance(16 * 86_400_000);
  assert.deepEqual(await log(), []);
});

test('refuses to delete an unknown or blank Gsid', async (t) => {
  const { send } = await startTestSandbox(t);
  assert.equal(at((await send('DELETE', `${path}/1P02UNKNOWN`)).body, 'errorCode'), 'GSOBJ_1011');
  assert.equal(at((await send('DELETE', `${path}/`)).body, 'errorCode'), 'GSOBJ_1004');
  assert.equal(at((await send('DELETE', `${path}/%20`)).body, 'errorCode'), 'GSOBJ_1004');
});

test('resolves lookups by their match rules', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const user = rowOf(object('gsuser'));
  const csm = {
    fields: { csmEmail: 'Email' },
    lookupField: 'Gsid',
    objectName: 'gsuser',
    multiMatchOption: 'FIRSTMATCH',
    onNoMatch: 'ERROR',
  };
  const insert = (record: object, lookups: object) =>
    send('POST', path, { records: [{ Name: 'Lindqvist AB', ...record }], lookups });
  const good = await insert({ csmEmail: String(user['Email']).toUpperCase() }, { Csm: csm });
  assert.equal(good.status, 200);
  assert.equal(object('company').rows.at(-1)?.['Csm'], user['Gsid']);
  const before = object('company').rows.length;
  assert.equal((await insert({ csmEmail: 'nobody@sandbox.test' }, { Csm: csm })).status, 400);
  assert.equal(object('company').rows.length, before);
  const lenient = await insert(
    { csmEmail: 'nobody@sandbox.test' },
    { Csm: { ...csm, onNoMatch: 'NULLABLE' } },
  );
  assert.equal(lenient.status, 200);
  assert.equal(object('company').rows.at(-1)?.['Csm'], null);
  const parent = {
    fields: { parentName: 'Name' },
    lookupField: 'Gsid',
    objectName: 'company',
    onNoMatch: 'ERROR',
  };
  const ambiguous = { parentName: 'Lindqvist AB' };
  const marked = await insert(ambiguous, { ParentCompany: { ...parent, multiMatchOption: 'MARKASERROR' } });
  assert.equal(marked.status, 400);
  const first = await insert(ambiguous, { ParentCompany: { ...parent, multiMatchOption: 'FIRSTMATCH' } });
  assert.equal(first.status, 200);
  assert.equal(object('company').rows.at(-1)?.['ParentCompany'], at(good.body, 'data', 'records', 0, 'Gsid'));
});

test('names the API user as who changed a record, and nobody when nothing changed', async (t) => {
  const { send, query, object } = await startTestSandbox(t);
  const api = rowOf(object('gsuser'))['Gsid'];
  const { Gsid, Users, ModifiedBy } = rowOf(object('company'), (row) => row['ModifiedBy'] !== api);
  const put = (users: unknown) =>
    send('PUT', '/v1/data/objects/Company?keys=Gsid', { records: [{ Gsid, Users: users }] });
  const modifiedBy = async () =>
    (await query('company', { select: ['ModifiedBy'], where: where('Gsid', 'EQ', Gsid) }))[0]?.['ModifiedBy'];
  await put(Users);
  assert.equal(await modifiedBy(), ModifiedBy);
  await put(4_321);
  assert.equal(await modifiedBy(), api);
});

test('names the API user as who changed a person, a tie and a user', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const api = rowOf(object('gsuser'))['Gsid'];
  const person = rowOf(object('person'), (row) => row['ModifiedBy'] !== api);
  const tie = rowOf(object('company_person'), (row) => row['Person_ID'] === person['Gsid']);
  await send('PUT', '/v1/peoplemgmt/v1.0/people', {
    Email: person['Email'],
    Location: 'Lyon',
    companies: [{ Company_ID: tie['Company_ID'], Title: 'Head of Docks' }],
  });
  assert.deepEqual([person['Location'], person['ModifiedBy'], tie['ModifiedBy']], ['Lyon', api, api]);
});
