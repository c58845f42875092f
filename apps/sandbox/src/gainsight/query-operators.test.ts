import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Row } from '../world.ts';
import { at, fieldOf, rowOf, startTestSandbox, where } from '../testing.ts';

const path = '/v1/data/objects/query/Company';

/** Every operator word of the documents, in both spellings where they differ. */
const words =
  'EQ NE GT GTE LT LTE BTW IN NOT_IN CONTAINS DOES_NOT_CONTAIN DOES_NOT_CONTAINS STARTS_WITH ENDS_WITH INCLUDES EXCLUDES IS_NULL IS_NOT_NULL';
const text = 'EQ NE GT LT STARTS_WITH CONTAINS DOES_NOT_CONTAIN DOES_NOT_CONTAINS ENDS_WITH IN NOT_IN';
const nulls = 'IS_NULL IS_NOT_NULL';

/** The documented table, with a field of each type of the reference's section 3.4 and a value that fits it. */
const table = [
  ['Name', 'x', `${text} ${nulls}`],
  ['Gsid', 'x', `${text} ${nulls}`],
  ['Successor__gc', 'x', `${text} ${nulls}`],
  ['Csm', 'x', `${text} ${nulls}`],
  ['Support_Email__gc', 'x', `${text} ${nulls}`],
  ['Website__gc', 'x', `${text} ${nulls}`],
  ['Summary', 'x', `${text} ${nulls}`],
  ['SfdcAccountId', 'x', `${text} ${nulls}`],
  ['Integration_Key__gc', 'x', `${text} ${nulls}`],
  ['Is_Reference__gc', true, 'EQ NE'],
  ['Integration_Paused__gc', true, 'EQ NE'],
  ['RenewalDate', '2026-01-01', `EQ NE GT GTE LT LTE BTW ${nulls}`],
  ['ModifiedDate', '2026-01-01', `EQ NE GT GTE LT LTE BTW ${nulls}`],
  ['Employees', 5, `EQ NE GT GTE LT LTE IN NOT_IN ${nulls}`],
  ['Integration_Weight__gc', 5, `EQ NE GT GTE LT LTE IN NOT_IN ${nulls}`],
  ['Arr', 5, `EQ NE GT GTE LT LTE ${nulls}`],
  ['Discount__gc', 5, `EQ NE GT GTE LT LTE ${nulls}`],
  ['Stage', 'Launched', `${text} INCLUDES EXCLUDES ${nulls}`],
  ['Products__gc', 'Mobile', `INCLUDES EXCLUDES ${nulls}`],
  ['Integration_State__gc', 'x', nulls],
] as const;

test('allows on each type the documented operators and refuses every other', async (t) => {
  const { send } = await startTestSandbox(t);
  for (const [name, value, allowed] of table) {
    for (const operator of words.split(' ')) {
      const values = nulls.includes(operator) ? [] : operator === 'BTW' ? [value, value] : [value];
      const body = { select: ['Gsid'], where: where(name, operator, ...values) };
      const reply = await send('POST', path, body);
      const isAllowed = allowed.split(' ').includes(operator);
      assert.equal(reply.status, isAllowed ? 200 : 400, `${name} ${operator}`);
      if (isAllowed) continue;
      assert.equal(at(reply.body, 'errorDesc'), `Invalid fields or operator in where clause - ${name}`);
    }
  }
});

test('has a field of every data type of the documents on Company', async (t) => {
  const { object } = await startTestSandbox(t);
  const types = new Set(object('company').fields.map(({ type }) => type));
  const documented =
    'STRING NUMBER PERCENTAGE CURRENCY BOOLEAN DATE DATETIME GSID LOOKUP PICKLIST MULTISELECTDROPDOWNLIST EMAIL URL RICHTEXTAREA SFDCID JSON JSONSTRING JSONNUMBER JSONBOOLEAN';
  assert.deepEqual([...types].toSorted(), documented.split(' ').toSorted());
});

test('refuses an operator that no document names, one without its values and a value of another type', async (t) => {
  const { send } = await startTestSandbox(t);
  for (const [name, operator, values] of [
    ['Name', 'LIKE', ['x']],
    ['Name', 'EQ', []],
    ['RenewalDate', 'BTW', ['2026-01-01']],
    ['Employees', 'EQ', ['many']],
    ['Is_Reference__gc', 'EQ', ['maybe']],
    ['Nope', 'EQ', ['x']],
    ['Csm__gr.Nope', 'EQ', ['x']],
    ['Name__gr.Name', 'EQ', ['x']],
  ] as const) {
    const reply = await send('POST', path, { select: ['Gsid'], where: where(name, operator, ...values) });
    assert.equal(reply.status, 400, `${name} ${operator}`);
    assert.equal(at(reply.body, 'errorCode'), 'GSOBJ_1023');
  }
});

test('returns the value of each type as the documents show it', async (t) => {
  const { query, object } = await startTestSandbox(t);
  const row = rowOf(object('company'), (one) => one['Integration_State__gc'] !== null);
  const [mobile] = fieldOf(object('company'), 'Products__gc').items ?? [];
  const values: Row = {
    Successor__gc: row['Gsid'] ?? null,
    Integration_State__gc: '{"source":"erp","rows":[1,null]}',
    Integration_Key__gc: 'erp-1',
    Integration_Weight__gc: 0.25,
    Integration_Paused__gc: false,
    Discount__gc: 12.5,
    Products__gc: [mobile?.gsid ?? ''],
    Success_Notes__gc: '<p>"Zürich" ⇄ Malmö\n🙂</p>',
  };
  Object.assign(row, values);
  const [read] = await query('company', {
    select: Object.keys(values),
    where: where('Gsid', 'EQ', row['Gsid']),
  });
  assert.deepEqual(read, {
    ...values,
    Integration_State__gc: { source: 'erp', rows: [1, null] },
    Products__gc: mobile?.gsid,
  });
});

test('compares ids with their letter case even where text is compared without it', async (t) => {
  const { query, object } = await startTestSandbox(t, { switches: { textEquality: 'insensitive' } });
  const row = rowOf(object('company'), ({ Csm }) => typeof Csm === 'string');
  const count = async (name: string, value: unknown) =>
    (await query('company', { select: ['Gsid'], where: where(name, 'EQ', value) })).length;
  assert.equal(await count('Gsid', row['Gsid']), 1);
  assert.equal(await count('Gsid', String(row['Gsid']).toLowerCase()), 0);
  assert.equal(await count('Csm', String(row['Csm']).toLowerCase()), 0);
  assert.equal(await count('Name', String(row['Name']).toUpperCase()), 1);
});

test('refuses an order by an unsortable field, or passes over it by switch', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  const ask = (name: string) =>
    send('POST', path, { select: ['Gsid'], orderBy: { [name]: 'asc', Gsid: 'asc' } });
  for (const name of ['Products__gc', 'Summary', 'Integration_State__gc'])
    assert.equal((await ask(name)).status, 400, name);
  for (const wrong of ['Nope', 'Csm__gr.Nope']) assert.equal((await ask(wrong)).status, 400, wrong);
  const upward = await send('POST', path, { select: ['Gsid'], orderBy: { Gsid: 'upward' } });
  assert.equal(upward.status, 400);
  sandbox.context.switches.unsortableOrder = 'ignored';
  const plain = await send('POST', path, { select: ['Gsid'], orderBy: { Gsid: 'asc' } });
  assert.deepEqual(at((await ask('Summary')).body, 'data'), at(plain.body, 'data'));
});

test('refuses three terms where only the samples of the documents count, and an alias used twice', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  const ask = async (expression: string, aliases: readonly string[]) => {
    const conditions = aliases.map((alias) => ({ name: 'Name', alias, operator: 'NE', value: ['x'] }));
    return (await send('POST', path, { select: ['Gsid'], where: { conditions, expression } })).status;
  };
  const three = ['A', 'B', 'C'];
  assert.equal(await ask('A AND B AND C', three), 200);
  assert.equal(await ask('A AND A', ['A', 'A']), 400);
  sandbox.context.switches.expressionMode = 'two-terms';
  assert.equal(await ask('A AND B AND C', three), 400);
  assert.equal(await ask('A AND B', three), 200);
  assert.equal(await ask('A', three), 200);
});

test('refuses limits, offsets and parts of a query that are none', async (t) => {
  const { send } = await startTestSandbox(t);
  for (const wrong of [
    { limit: 0 },
    { limit: -1 },
    { limit: '10' },
    { limit: 1.5 },
    { offset: -1 },
    { select: 'Gsid' },
    { where: 'Name EQ x' },
    { orderBy: ['Gsid'] },
  ]) {
    const reply = await send('POST', path, { select: ['Gsid'], ...wrong });
    assert.equal(reply.status, 400, JSON.stringify(wrong));
    assert.equal(at(reply.body, 'result'), false);
  }
  for (const body of ['[]', '"Gsid"', '{"select":', undefined])
    assert.equal((await send('POST', path, body)).status, 400, body);
});

test('lacks the log of high-volume objects where the switch says so', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  const ask = () =>
    send('POST', '/v1/data/objects/query/record_delete_log_high_volume', { select: ['RecordId'] });
  assert.deepEqual(at((await ask()).body, 'data'), { records: [] });
  sandbox.context.switches.highVolumeDeleteLog = 'absent';
  assert.equal(at((await ask()).body, 'title'), 'OBJECT_NOT_FOUND');
  const list = at((await send('GET', '/v1/meta/services/objects/list')).body, 'data');
  assert.ok(Array.isArray(list));
  const names = list.map((entry) => at(entry, 'objectName'));
  assert.ok(names.includes('record_delete_log') && !names.includes('record_delete_log_high_volume'));
});
