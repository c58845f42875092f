import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, fieldOf, rowOf, startTestSandbox, where } from '../testing.ts';

const path = '/v1/data/objects/query/Company';
const byGsid = { orderBy: { Gsid: 'asc' } };

test('returns one row with the one key that was asked for', async (t) => {
  const { send } = await startTestSandbox(t);
  const reply = await send('POST', path, { select: ['Gsid'], limit: 1, offset: 0 });
  assert.equal(reply.status, 200);
  assert.equal(at(reply.body, 'result'), true);
  assert.deepEqual(Object.keys(Object(at(reply.body, 'data', 'records', 0))), ['Gsid']);
  assert.equal(at(reply.body, 'data', 'records', 1), undefined);
});

test('pages by offset and by Gsid to the same rows', async (t) => {
  const { query, object } = await startTestSandbox(t);
  const all = object('company')
    .rows.map((row) => row['Gsid'])
    .toSorted();
  const byOffset: unknown[] = [];
  for (let offset = 0; offset <= all.length; offset += 7) {
    const rows = await query('company', { select: ['Gsid'], ...byGsid, limit: 7, offset });
    byOffset.push(...rows.map((row) => row['Gsid']));
  }
  assert.deepEqual(byOffset, all);
  const byKey: unknown[] = [];
  for (let last = '0', more = true; more;) {
    const rows = await query('company', {
      select: ['Gsid'],
      where: where('Gsid', 'GT', last),
      ...byGsid,
      limit: 7,
    });
    byKey.push(...rows.map((row) => row['Gsid']));
    more = rows.length === 7;
    last = String(byKey.at(-1));
  }
  assert.deepEqual(byKey, all);
});

test('answers an offset past the end with an empty page, whatever nothing-found looks like', async (t) => {
  const { send, object } = await startTestSandbox(t, { switches: { noDataForm: 'http-400' } });
  const reply = await send('POST', path, {
    select: ['Gsid'],
    limit: 5,
    offset: object('company').rows.length,
  });
  assert.deepEqual(at(reply.body, 'data', 'records'), []);
  assert.equal(at(reply.body, 'result'), true);
});

test('caps or refuses a limit over 5,000', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  assert.equal((await send('POST', path, { select: ['Gsid'], limit: 5_001 })).status, 200);
  sandbox.context.switches.limitOverMax = 'refused';
  assert.equal((await send('POST', path, { select: ['Gsid'], limit: 5_001 })).status, 400);
  assert.equal((await send('POST', path, { select: ['Gsid'], limit: 5_000 })).status, 200);
});

test('shuffles rows without order alike for the same calls on the same world', async (t) => {
  const ask = async (seed: number) => {
    const { query } = await startTestSandbox(t, { seed, switches: { unorderedRows: 'shuffled' } });
    const names = async () => (await query('company', { select: ['SfdcAccountId'] })).map(Object.values);
    return { first: await names(), second: await names() };
  };
  const one = await ask(1);
  assert.deepEqual(await ask(1), one);
  assert.notDeepEqual(one.second, one.first);
  assert.notDeepEqual((await ask(2)).first, one.first);
});

test('shuffles unordered rows when asked to', async (t) => {
  const { query } = await startTestSandbox(t, { switches: { unorderedRows: 'shuffled' } });
  const first = await query('company', { select: ['Gsid'] });
  const second = await query('company', { select: ['Gsid'] });
  assert.notDeepEqual(first, second);
  assert.equal(new Set(first.map((row) => row['Gsid'])).size, first.length);
});

test('puts rows into data or into data.records, the Timeline always into records', async (t) => {
  const { send } = await startTestSandbox(t, { switches: { replyShape: 'array' } });
  assert.ok(Array.isArray(at((await send('POST', path, { select: ['Gsid'] })).body, 'data')));
  const timeline = await send('POST', '/v1/data/objects/query/activity_timeline', { select: ['Gsid'] });
  assert.ok(Array.isArray(at(timeline.body, 'data', 'records')));
});

test('tells nothing-found in each of its forms', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  const nothing = { select: ['Gsid'], where: where('Name', 'EQ', 'no such company') };
  const ask = async (form: 'empty' | 'null-data' | 'null-records' | 'result-false' | 'http-400') => {
    sandbox.context.switches.noDataForm = form;
    return send('POST', path, nothing);
  };
  assert.deepEqual(at((await ask('empty')).body, 'data'), { records: [] });
  assert.equal(at((await ask('null-data')).body, 'data'), null);
  assert.deepEqual(at((await ask('null-records')).body, 'data'), { records: null });
  const refused = await ask('result-false');
  assert.equal(refused.status, 200);
  assert.equal(at(refused.body, 'result'), false);
  assert.equal(at(refused.body, 'errorDesc'), 'No data found for given criteria');
  const bad = await ask('http-400');
  assert.equal(bad.status, 400);
  assert.equal(at(bad.body, 'errorCode'), 'GSOBJ_1011');
});

test('refuses a select that is missing, empty or names an unknown field', async (t) => {
  const { send } = await startTestSandbox(t);
  for (const body of [{}, { select: [] }]) {
    const reply = await send('POST', path, body);
    assert.equal(reply.status, 400);
    assert.equal(at(reply.body, 'errorDesc'), 'Please add fields in the select clause');
  }
  const unknown = await send('POST', path, { select: ['Gsid', 'Nope'] });
  assert.equal(unknown.status, 400);
  assert.equal(at(unknown.body, 'errorDesc'), 'Invalid fields in select clause - Nope');
});

test('matches fields in any letter case and repeats the spelling asked for, the later of two', async (t) => {
  const { query } = await startTestSandbox(t);
  const [row] = await query('COMPANY', { select: ['NAME', 'gsid', 'name'], ...byGsid, limit: 1 });
  assert.deepEqual(Object.keys(row ?? {}), ['gsid', 'name']);
});

test('follows lookups over two hops under flat keys, in select, where and orderBy', async (t) => {
  const { query, object } = await startTestSandbox(t);
  const user = rowOf(object('gsuser'), (row) =>
    object('company').rows.some((company) => company['Csm'] === row['Gsid']),
  );
  const rows = await query('company_person', {
    select: ['Gsid', 'company_id__gr.csm__gr.name'],
    where: where('Company_ID__gr.Csm__gr.Email', 'EQ', user['Email']),
    orderBy: { 'Company_ID__gr.Name': 'desc', Gsid: 'asc' },
  });
  assert.ok(rows.length > 0);
  assert.ok(rows.every((row) => row['company_id__gr.csm__gr.name'] === user['Name']));
  const orphan = rowOf(object('company'), (row) => row['ParentCompany'] === null);
  const [root] = await query('company', {
    select: ['ParentCompany__gr.Name'],
    where: where('Gsid', 'EQ', orphan['Gsid']),
  });
  assert.deepEqual(root, { 'ParentCompany__gr.Name': null });
});

test('reads expressions with AND, OR and parentheses, and only chains in strict mode', async (t) => {
  const { send, sandbox, object } = await startTestSandbox(t);
  const [a, b, c] = object('company').rows.map((row) => row['Gsid']);
  const conditions = [a, b, c].map((value, place) => ({
    name: 'Gsid',
    alias: 'ABC'.charAt(place),
    operator: 'EQ',
    value: [value],
  }));
  const ask = async (expression: string | undefined) => {
    const reply = await send('POST', path, { select: ['Gsid'], where: { conditions, expression } });
    const rows = at(reply.body, 'data', 'records');
    return reply.status === 200 && Array.isArray(rows) ? rows.length : reply.status;
  };
  assert.equal(await ask('A AND B'), 0);
  assert.equal(await ask('A OR B'), 2);
  assert.equal(await ask('A or B and C'), 1);
  assert.equal(await ask('(A OR B) AND C'), 0);
  assert.equal(await ask('(A OR B) OR C'), 3);
  for (const wrong of ['A AND D', 'A AND', '(A', 'A B', '', undefined]) assert.equal(await ask(wrong), 400);
  sandbox.context.switches.expressionMode = 'strict';
  assert.equal(await ask('A OR B OR C'), 3);
  assert.equal(await ask('(A OR B)'), 400);
  assert.equal(await ask('A OR B AND C'), 400);
  sandbox.context.switches.unusedConditions = 'refused';
  assert.equal(await ask('A OR B'), 400);
});

test('applies every operator to the types that allow it, and refuses it elsewhere', async (t) => {
  const { send, object, sandbox } = await startTestSandbox(t);
  const sample = rowOf(object('company'));
  const gsid = String(sample['Gsid']);
  Object.assign(sample, { Name: 'Zebra Crossing AB', Employees: 77, RenewalDate: '2031-05-06', Arr: 91_234 });
  const finds = async (name: string, operator: string, ...value: unknown[]) => {
    const conditions = [
      { name: 'Gsid', alias: 'A', operator: 'EQ', value: [gsid] },
      { name, alias: 'B', operator, value },
    ];
    const reply = await send('POST', path, {
      select: ['Gsid'],
      where: { conditions, expression: 'A AND B' },
    });
    if (reply.status !== 200) return String(at(reply.body, 'errorDesc')).slice(0, 26);
    return at(reply.body, 'data', 'records', 0, 'Gsid') === gsid;
  };
  for (const [operator, hit, miss] of [
    ['EQ', ['Zebra Crossing AB'], ['Zebra']],
    ['NE', ['Zebra'], ['Zebra Crossing AB']],
    ['IN', ['x', 'Zebra Crossing AB'], ['x', 'y']],
    ['NOT_IN', ['x', 'y'], ['x', 'Zebra Crossing AB']],
    ['STARTS_WITH', ['zebra'], ['crossing']],
    ['ENDS_WITH', ['AB'], ['zebra']],
    ['CONTAINS', ['CROSS'], ['lion']],
    ['DOES_NOT_CONTAIN', ['lion'], ['cross']],
    ['DOES_NOT_CONTAINS', ['lion'], ['cross']],
  ] as const) {
    assert.equal(await finds('Name', operator, ...hit), true, operator);
    assert.equal(await finds('Name', operator, ...miss), false, operator);
  }
  for (const [operator, hit, miss] of [
    ['EQ', 77, 78],
    ['GT', 76, 77],
    ['GTE', 77, 78],
    ['LT', 78, 77],
    ['LTE', 77, 76],
    ['NE', 76, 77],
    ['IN', 77, 1],
  ] as const) {
    assert.equal(await finds('Employees', operator, hit), true, operator);
    assert.equal(await finds('Employees', operator, miss), false, operator);
  }
  assert.equal(await finds('RenewalDate', 'BTW', '2031-05-01', '2031-05-06'), true);
  sandbox.context.switches.betweenEnd = 'exclusive';
  assert.equal(await finds('RenewalDate', 'BTW', '2031-05-01', '2031-05-06'), false);
  assert.equal(await finds('Name', 'IS_NULL'), false);
  assert.equal(await finds('Name', 'IS_NOT_NULL'), true);
  const refusal = 'Invalid fields or operator';
  assert.equal(await finds('Name', 'INCLUDES', 'x'), refusal);
  assert.equal(await finds('Arr', 'CONTAINS', '9'), refusal);
  assert.equal(await finds('RenewalDate', 'IN', '2031-05-06'), refusal);
  assert.equal(await finds('Gsid', 'GT', '0'), true);
  sandbox.context.switches.gsidGreaterThan = 'refused';
  assert.equal(await finds('Gsid', 'GT', '0'), refusal);
});

test('filters picklists by label and by GSID, and shows the GSID', async (t) => {
  const { query, object } = await startTestSandbox(t);
  const stage = fieldOf(object('company'), 'Stage');
  const item = stage.items?.find(({ gsid }) => object('company').rows.some((row) => row['Stage'] === gsid));
  const byLabel = await query('company', {
    select: ['Gsid', 'Stage'],
    where: where('Stage', 'IN', item?.label),
    ...byGsid,
  });
  const byId = await query('company', {
    select: ['Gsid', 'Stage'],
    where: where('Stage', 'EQ', item?.gsid),
    ...byGsid,
  });
  assert.ok(byLabel.length > 0);
  assert.deepEqual(byLabel, byId);
  assert.ok(byLabel.every((row) => row['Stage'] === item?.gsid));
});

test('filters multi-selects by any of their items and joins them with semicolons', async (t) => {
  const { query, object, sandbox } = await startTestSandbox(t);
  const field = object('company').fields.find(
    ({ type, items = [] }) => type === 'MULTISELECTDROPDOWNLIST' && items.length > 1,
  );
  assert.ok(field !== undefined);
  const [one, two] = field.items ?? [];
  const row = rowOf(object('company'));
  row[field.name] = [one?.gsid ?? '', two?.gsid ?? ''];
  const ask = (operator: string, label: string | undefined) =>
    query('company', { select: ['Gsid', field.name], where: where(field.name, operator, label) });
  const found = (await ask('INCLUDES', two?.label)).find(({ Gsid }) => Gsid === row['Gsid']);
  assert.equal(found?.[field.name], `${String(one?.gsid)};${String(two?.gsid)}`);
  assert.ok(!(await ask('EXCLUDES', one?.label)).some(({ Gsid }) => Gsid === row['Gsid']));
  sandbox.context.switches.multiSelectForm = 'array';
  const asArray = (await ask('INCLUDES', one?.label)).find(({ Gsid }) => Gsid === row['Gsid']);
  assert.deepEqual(asArray?.[field.name], [one?.gsid, two?.gsid]);
});

test('accepts every form of date in filters and refuses what is no date', async (t) => {
  const { send, object } = await startTestSandbox(t);
  rowOf(object('company'))['ModifiedDate'] = '2026-11-09T12:00:00.700Z';
  const count = async (operator: string, value: unknown) => {
    const conditions = [
      { name: 'ModifiedDate', alias: 'A', operator, value: [value] },
      { name: 'Gsid', alias: 'B', operator: 'EQ', value: [rowOf(object('company'))['Gsid']] },
    ];
    const reply = await send('POST', path, {
      select: ['Gsid'],
      where: { conditions, expression: 'A AND B' },
    });
    const rows = at(reply.body, 'data', 'records');
    return reply.status === 200 && Array.isArray(rows) ? rows.length : at(reply.body, 'errorCode');
  };
  for (const form of [
    '11-09-2026',
    '2026-11-09 12:00:00',
    '2026-11-09',
    '2026-11-09T12:00:00Z',
    '2026-11-09T12:00:00.999Z',
    '2026-11-09T13:00:00.123456+01:00',
    '2026-11-09T05:00:00.000-0700',
    Date.parse('2026-11-09T12:00:00Z'),
  ]) {
    assert.equal(await count('GTE', form), 1, String(form));
  }
  assert.equal(await count('EQ', '2026-11-09T12:00:00Z'), 1, 'whole seconds');
  assert.equal(await count('GT', '2026-11-09T12:00:00Z'), 0, 'whole seconds');
  assert.equal(await count('GTE', '2026-11-09T12:00:01Z'), 0);
  for (const wrong of ['yesterday', '2026-13-01', '210318', 210318])
    assert.equal(await count('GTE', wrong), 'GSOBJ_1005');
});

test('reads a filter value without offset in the zone of the switch', async (t) => {
  const { query, object } = await startTestSandbox(t, { switches: { filterZoneMinutes: -480 } });
  rowOf(object('company'))['ModifiedDate'] = '2036-11-09T12:00:00.000Z';
  const ask = (value: string) =>
    query('company', { select: ['Gsid'], where: where('ModifiedDate', 'GTE', value) });
  assert.equal((await ask('2036-11-09 05:00:00')).length, 0);
  assert.equal((await ask('2036-11-09 04:00:00')).length, 1);
  assert.equal((await ask('2036-11-09T12:00:00Z')).length, 1);
});

test('shows dates as ISO text or epoch, and empty values in each form', async (t) => {
  const { query, object, sandbox } = await startTestSandbox(t);
  const row = rowOf(object('company'));
  Object.assign(row, {
    ModifiedDate: '2026-11-09T12:00:00.000Z',
    RenewalDate: '2027-03-31',
    OriginalContractDate: null,
    Summary: null,
  });
  const ask = async () => {
    const select = ['ModifiedDate', 'RenewalDate', 'OriginalContractDate', 'Summary'];
    return (await query('company', { select, where: where('Gsid', 'EQ', row['Gsid']) }))[0];
  };
  const iso = {
    ModifiedDate: '2026-11-09T12:00:00.000Z',
    RenewalDate: '2027-03-31',
    OriginalContractDate: null,
    Summary: null,
  };
  assert.deepEqual(await ask(), iso);
  sandbox.context.switches.emptyDateForm = 'empty-string';
  assert.deepEqual(await ask(), { ...iso, OriginalContractDate: '' });
  sandbox.context.switches.emptyDateForm = 'null';
  sandbox.context.switches.nullForm = 'omitted';
  sandbox.context.switches.dateForm = 'epoch';
  assert.deepEqual(await ask(), {
    ModifiedDate: Date.parse('2026-11-09T12:00:00Z'),
    RenewalDate: Date.parse('2027-03-31'),
  });
});

test('orders by several fields and puts empty values where the switch says', async (t) => {
  const { query, object, sandbox } = await startTestSandbox(t);
  rowOf(object('company'))['ModifiedDate'] = null;
  const ask = (direction: string) =>
    query('company', { select: ['ModifiedDate', 'Gsid'], orderBy: { ModifiedDate: direction, Gsid: 'asc' } });
  const descending = await ask('desc');
  assert.equal(descending.at(-1)?.['ModifiedDate'], null);
  const keys = descending.slice(0, -1).map((row) => String(row['ModifiedDate']));
  assert.deepEqual(
    keys.filter((key) => key !== 'null'),
    keys
      .filter((key) => key !== 'null')
      .toSorted()
      .toReversed(),
  );
  const greatest = {
    select: ['ModifiedDate', 'Gsid'],
    orderBy: { ModifiedDate: 'desc', Gsid: 'asc' },
    limit: 1,
  };
  assert.deepEqual(await query('company', greatest), descending.slice(0, 1));
  sandbox.context.switches.nullsOrder = 'high';
  assert.equal((await ask('desc'))[0]?.['ModifiedDate'], null);
});

test('answers an unknown object in the metadata shape, a refused one with 403', async (t) => {
  const { send } = await startTestSandbox(t, {
    switches: { objectNotFoundStatus: 404, refusedObjects: ['gsuser'] },
  });
  const unknown = await send('POST', '/v1/data/objects/query/nothing__gc', { select: ['Gsid'] });
  assert.equal(unknown.status, 404);
  assert.equal(at(unknown.body, 'title'), 'OBJECT_NOT_FOUND');
  assert.equal((await send('POST', '/v1/data/objects/query/GsUser', { select: ['Gsid'] })).status, 403);
});

test('shows a written record only after the lag of the switch', async (t) => {
  const { send, query, clock, object } = await startTestSandbox(t, {
    switches: { recordReadLagSeconds: 30 },
  });
  const row = rowOf(object('company'));
  const before = row['Name'];
  await send('PUT', '/v1/data/objects/Company?keys=Gsid', {
    records: [{ Gsid: row['Gsid'], Name: 'Renamed' }],
  });
  const read = async () =>
    (await query('company', { select: ['Name'], where: where('Gsid', 'EQ', row['Gsid']), ...byGsid }))[0]?.[
      'Name'
    ];
  assert.equal(await read(), before);
  clock.advance(30_000);
  assert.equal(await read(), 'Renamed');
});

test('counts the offset from zero, or from one as one page of the documents does', async (t) => {
  const { query, sandbox } = await startTestSandbox(t);
  const page = (offset: number) =>
    query('company', { select: ['Gsid'], orderBy: { Gsid: 'asc' }, limit: 3, offset });
  const first = await page(0);
  const [fourth] = await page(3);
  sandbox.context.switches.offsetBase = 'one';
  assert.deepEqual(await page(0), first);
  assert.deepEqual((await page(3))[0], first[2]);
  assert.deepEqual((await page(4))[0], fourth);
});

test('answers a page past the end as empty, or like a query without any match', async (t) => {
  const { send, sandbox } = await startTestSandbox(t, { switches: { noDataForm: 'http-400' } });
  const past = () =>
    send('POST', '/v1/data/objects/query/Company', { select: ['Gsid'], limit: 10, offset: 100_000 });
  assert.deepEqual(at((await past()).body, 'data', 'records'), []);
  sandbox.context.switches.pastEndForm = 'as-no-data';
  assert.equal((await past()).status, 400);
});
