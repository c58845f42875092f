import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, rowOf, startTestSandbox, where } from '../../testing.ts';

const admin = '/__sandbox/admin';

test('merges two companies: all that belongs to the loser is bound to the master', async (t) => {
  const { send, object, query, sandbox } = await startTestSandbox(t);
  const loser = String(rowOf(object('relationship'))['CompanyId']);
  const master = String(rowOf(object('company'), ({ Gsid }) => Gsid !== loser)['Gsid']);
  const crmId = rowOf(object('company'), ({ Gsid }) => Gsid === master)['SfdcAccountId'];
  const merged = await send('POST', `${admin}/companies/merge`, { master, loser });
  assert.equal(merged.status, 200, merged.text);
  for (const { fields, rows, name } of sandbox.context.world.objects.values()) {
    for (const field of fields.filter(({ lookupObject }) => lookupObject === 'company'))
      assert.ok(!rows.some((row) => row[field.name] === loser), `${name}.${field.name}`);
  }
  assert.deepEqual(await query('company', { select: ['Gsid'], where: where('Gsid', 'EQ', loser) }), []);
  const [kept] = await query('company', { select: ['SfdcAccountId'], where: where('Gsid', 'EQ', master) });
  assert.equal(kept?.['SfdcAccountId'], crmId);
  assert.deepEqual(object('record_delete_log').rows, []);
  sandbox.context.switches.mergedInDeleteLog = 'listed';
  const next = String(rowOf(object('company'), ({ Gsid }) => Gsid !== master)['Gsid']);
  await send('POST', `${admin}/companies/merge`, { master, loser: next });
  assert.ok(object('record_delete_log').rows.some(({ RecordId }) => RecordId === next));
  assert.equal((await send('POST', `${admin}/companies/merge`, { master, loser: master })).status, 400);
});

test('deletes a record and restores it under its Gsid with a new modified date', async (t) => {
  const { send, object, query, clock } = await startTestSandbox(t);
  const gsid = String(rowOf(object('company'))['Gsid']);
  await send('DELETE', `${admin}/objects/company/records/${gsid}`);
  clock.advance(1_000);
  assert.equal((await send('POST', `${admin}/objects/company/records/${gsid}/restore`)).status, 200);
  const [row] = await query('company', { select: ['ModifiedDate'], where: where('Gsid', 'EQ', gsid) });
  assert.equal(row?.['ModifiedDate'], '2026-11-10T10:00:31.250Z');
  assert.equal((await send('POST', `${admin}/objects/company/records/${gsid}/restore`)).status, 400);
});

test('adds, renames, retypes, hides and removes a field so that describe and queries follow', async (t) => {
  const { send, query } = await startTestSandbox(t);
  const fields = `${admin}/objects/company/fields`;
  const describe = async (name: string): Promise<unknown> => {
    const reply = await send('GET', '/v1/meta/services/objects/company/describe');
    const list = at(reply.body, 'data', 0, 'fields');
    return Array.isArray(list) ? list.find((field) => at(field, 'fieldName') === name) : undefined;
  };
  assert.equal((await send('POST', fields, { name: 'Seats__gc', type: 'STRING' })).status, 200);
  const [first] = await query('company', { select: ['Gsid'], limit: 1 });
  await send('PUT', '/v1/data/objects/Company?keys=Gsid', { records: [{ ...first, Seats__gc: '12' }] });
  await send('PATCH', `${fields}/Seats__gc`, { name: 'Places__gc', type: 'NUMBER', hidden: true });
  assert.equal(await describe('Seats__gc'), undefined);
  assert.equal(at(await describe('Places__gc'), 'dataType'), 'NUMBER');
  assert.equal(at(await describe('Places__gc'), 'meta', 'hidden'), true);
  assert.deepEqual(await query('company', { select: ['Places__gc'], where: where('Places__gc', 'EQ', 12) }), [
    { Places__gc: 12 },
  ]);
  assert.equal((await send('DELETE', `${fields}/Places__gc`)).status, 200);
  assert.equal(await describe('Places__gc'), undefined);
  assert.equal((await send('DELETE', `${fields}/Name`)).status, 400);
});

test('adds and deactivates an item of a picklist', async (t) => {
  const { send } = await startTestSandbox(t);
  const items = `${admin}/objects/company/fields/Stage/items`;
  assert.equal((await send('POST', items, { label: 'Paused' })).status, 200);
  const insert = async () =>
    (await send('POST', '/v1/data/objects/Company', { records: [{ Name: 'x', Stage: 'Paused' }] })).status;
  assert.equal(await insert(), 200);
  assert.equal((await send('PATCH', `${items}/Paused`, { active: false })).status, 200);
  assert.equal(await insert(), 400);
});
