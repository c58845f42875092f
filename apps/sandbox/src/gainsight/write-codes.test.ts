import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, rowOf, startTestSandbox } from '../testing.ts';

const path = '/v1/data/objects/Company';

test('names each documented code for a value that does not fit, with field and value, and stores nothing', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const before = object('company').rows.length;
  for (const [field, value, code, invalid] of [
    ['Name', 'x'.repeat(256), 'GSOBJ_1001', undefined],
    ['TickerSymbol', 'x'.repeat(21), 'GSOBJ_1001', undefined],
    ['Summary', `<p>${'x'.repeat(32_000)}</p>`, 'GSOBJ_1001', undefined],
    ['Employees', 'many', 'GSOBJ_1002', undefined],
    ['Arr', '1,000', 'GSOBJ_1002', undefined],
    ['Arr', true, 'GSOBJ_1002', undefined],
    ['Industry', ['Retail'], 'GSOBJ_1002', undefined],
    ['Integration_Weight__gc', 'heavy', 'GSOBJ_1002', undefined],
    ['Last_Review__gc', 'yesterday', 'GSOBJ_1005', undefined],
    ['RenewalDate', '2026-02-30', 'GSOBJ_1006', undefined],
    ['Name', null, 'GSOBJ_1007', undefined],
    ['Name', '', 'GSOBJ_1007', undefined],
    ['Discount__gc', 'a lot', 'GSOBJ_1008', undefined],
    ['Is_Reference__gc', 'yes', 'GSOBJ_1008', undefined],
    ['Support_Email__gc', 'nobody', 'GSOBJ_1008', undefined],
    ['ParentCompany', '1P02UNKNOWN', 'GSOBJ_1011', undefined],
    ['Stage', 'xyz', 'GSOBJ_1012', ['xyz']],
    ['Stage', 'Pilot', 'GSOBJ_1012', ['Pilot']],
    ['Tags', ['Beta', 'xyz'], 'GSOBJ_1012', ['xyz']],
  ] as const) {
    const reply = await send('POST', path, { records: [{ Name: 'Lindqvist AB', [field]: value }] });
    const shown = `${field} ${String(value).slice(0, 20)}`;
    assert.equal(reply.status, 400, shown);
    assert.equal(at(reply.body, 'errorCode'), code, shown);
    assert.deepEqual(at(reply.body, 'data', 'records'), null);
    const error = at(reply.body, 'data', 'errors', 0, 0, 'errors', 0);
    assert.deepEqual(
      { code: at(error, 'errorCode'), field: at(error, 'fieldName'), value: at(error, 'invalidValue') },
      { code, field, value: invalid ?? value },
    );
  }
  assert.equal(object('company').rows.length, before);
});

test('lists every fault of every record by its place', async (t) => {
  const { send } = await startTestSandbox(t);
  const records = [{ Name: 'Good' }, { Name: null, Employees: 'many' }, { Name: 'Bad', Stage: 'xyz' }];
  const { body } = await send('POST', path, { records });
  const errors = at(body, 'data', 'errors');
  assert.ok(Array.isArray(errors));
  const codes = errors.map((ofRecord) =>
    Array.isArray(ofRecord) ? ofRecord.map((fault) => at(fault, 'errors', 0, 'errorCode')) : null,
  );
  assert.deepEqual(codes, [[], ['GSOBJ_1007', 'GSOBJ_1002'], ['GSOBJ_1012']]);
  assert.equal(at(body, 'errorCode'), 'GSOBJ_1007');
});

test('refuses a call for which an object has no door with GSOBJ_1023', async (t) => {
  const { send } = await startTestSandbox(t);
  for (const object of [
    'gsuser',
    'person',
    'company_person',
    'activity_timeline',
    'record_delete_log',
    'da_picklist',
  ]) {
    const reply = await send('POST', `/v1/data/objects/${object}`, { records: [{ Name: 'x' }] });
    assert.equal(reply.status, 400, object);
    assert.equal(at(reply.body, 'errorCode'), 'GSOBJ_1023', object);
  }
  const { status, body } = await send('POST', path, { rows: [] });
  assert.equal(status, 400);
  assert.equal(at(body, 'errorCode'), 'GSOBJ_1023');
});

test('tells a Gsid that is none, one that is unknown and a failing database apart', async (t) => {
  const { send, sandbox, object } = await startTestSandbox(t);
  const gsid = String(rowOf(object('company'))['Gsid']);
  const code = async (id: string) => at((await send('DELETE', `${path}/${id}`)).body, 'errorCode');
  assert.equal(await code('not-a-gsid'), 'GSOBJ_1004');
  assert.equal(await code('1P02UNKNOWN'), 'GSOBJ_1011');
  sandbox.context.switches.deleteOutcome = 'database-failure';
  const failed = await send('DELETE', `${path}/${gsid}`);
  assert.equal(failed.status, 500);
  assert.equal(at(failed.body, 'errorCode'), 'GSOBJ_1003');
  assert.equal(rowOf(object('company'))['Gsid'], gsid, 'nothing is removed');
});

test('takes what the documents and live clients send for each type', async (t) => {
  const { send, query, object } = await startTestSandbox(t);
  const parent = String(rowOf(object('company'))['Gsid']);
  const record = {
    Name: 'Lindqvist AB',
    ParentCompany: parent,
    Employees: '120',
    ARR: 48_000.5,
    RenewalDate: '03-31-2027',
    Last_Review__gc: '2026-11-02T07:17:16+01:00',
    Is_Reference__gc: 'true',
    Discount__gc: '12.5',
    Tags: 'Beta;Strategic',
    Integration_State__gc: { rows: [1] },
    TickerSymbol: null,
  };
  const reply = await send('POST', path, { records: [record] });
  assert.equal(reply.status, 200, reply.text);
  const [row] = await query('company', {
    select: [
      'ParentCompany',
      'Employees',
      'Arr',
      'RenewalDate',
      'Last_Review__gc',
      'Is_Reference__gc',
      'Discount__gc',
      'Integration_State__gc',
      'TickerSymbol',
    ],
    where: {
      conditions: [
        { name: 'Gsid', alias: 'A', operator: 'EQ', value: [at(reply.body, 'data', 'records', 0, 'Gsid')] },
      ],
      expression: 'A',
    },
  });
  assert.deepEqual(row, {
    ParentCompany: parent,
    Employees: 120,
    Arr: 48_000.5,
    RenewalDate: '2027-03-31',
    Last_Review__gc: '2026-11-02T06:17:16.000Z',
    Is_Reference__gc: true,
    Discount__gc: 12.5,
    Integration_State__gc: { rows: [1] },
    TickerSymbol: null,
  });
});

test('picks rows by three keys at once, whichever of the allowed types they have', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const twin = { Name: 'Twins', Employees: 7, Support_Email__gc: 'help@twins.example' };
  await send('POST', path, { records: [twin, { ...twin, Employees: 8 }] });
  const update = await send('PUT', `${path}?keys=name,Employees,Support_Email__gc`, {
    records: [{ ...twin, Support_Email__gc: 'HELP@twins.example', Users: 3 }],
  });
  assert.equal(at(update.body, 'data', 'count'), 1, update.text);
  const twins = object('company').rows.filter(({ Name }) => Name === 'Twins');
  assert.deepEqual(
    twins.map(({ Employees, Users }) => [Employees, Users]),
    [
      [7, 3],
      [8, null],
    ],
  );
});

test('looks up by several fields, falls back to the default value and refuses a rule that can never match', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const [user, other] = object('gsuser').rows;
  const rule = {
    fields: { csmFirst: 'FirstName', csmLast: 'LastName' },
    lookupField: 'Gsid',
    objectName: 'gsuser',
    multiMatchOption: 'MARKASERROR',
    onNoMatch: 'DEFAULTVALUE',
    defaultValue: other?.['Gsid'],
  };
  const insert = (record: object, change: object = {}) =>
    send('POST', path, {
      records: [{ Name: 'Lindqvist AB', ...record }],
      lookups: { Csm: { ...rule, ...change } },
    });
  const csmOfLast = () => object('company').rows.at(-1)?.['Csm'];
  await insert({ csmFirst: user?.['FirstName'], csmLast: user?.['LastName'] });
  assert.equal(csmOfLast(), user?.['Gsid']);
  const fallback = await insert({ csmFirst: user?.['FirstName'], csmLast: 'Nobody' });
  assert.equal(fallback.status, 200, fallback.text);
  assert.equal(csmOfLast(), other?.['Gsid']);
  assert.ok(!('csmFirst' in (object('company').rows.at(-1) ?? {})), 'input columns are not stored');
  for (const change of [
    { objectName: 'nothing' },
    { lookupField: 'Nope' },
    { fields: { csmFirst: 'Nope' } },
  ]) {
    const refused = await insert({ csmFirst: 'x' }, { onNoMatch: 'NULLABLE', ...change });
    assert.equal(refused.status, 400, JSON.stringify(change));
    assert.match(String(at(refused.body, 'errorDesc')), /^Invalid lookup configuration/);
  }
});

test('keeps or deletes the children of a deleted company, as the switch says', async (t) => {
  const { send, object, sandbox } = await startTestSandbox(t);
  const withChildren = object('relationship').rows.map(({ CompanyId }) => String(CompanyId));
  const [kept = '', gone = ''] = new Set(withChildren);
  const childrenOf = (gsid: string) =>
    ['relationship', 'company_person', 'company_team'].flatMap((name) =>
      object(name).rows.filter((row) => row['CompanyId'] === gsid || row['Company_ID'] === gsid),
    ).length;
  const before = childrenOf(kept);
  assert.ok(before > 0 && childrenOf(gone) > 0);
  await send('DELETE', `${path}/${kept}`);
  assert.equal(childrenOf(kept), before);
  sandbox.context.switches.deletedCompanyChildren = 'deleted';
  await send('DELETE', `${path}/${gone}`);
  assert.equal(childrenOf(gone), 0);
});
