import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, rowOf, startTestSandbox, where } from '../testing.ts';

const path = '/v1/data/objects/Deployment__GC';

test('lists the custom object as the only one that is low-volume', async (t) => {
  const { send } = await startTestSandbox(t);
  const list = at((await send('GET', '/v1/meta/services/objects/list')).body, 'data');
  assert.ok(Array.isArray(list));
  const transactional = list.filter((entry) => at(entry, 'transactional') === true);
  assert.deepEqual(
    transactional.map((entry) => [at(entry, 'objectName'), at(entry, 'objectType')]),
    [['deployment__gc', 'CUSTOM']],
  );
});

test('queries, inserts, changes and deletes records of the custom object', async (t) => {
  const { send, query, object } = await startTestSandbox(t);
  const company = rowOf(object('company'));
  const select = ['Gsid', 'Company__gr.Name', 'Seats__gc'];
  const before = await query('deployment__gc', { select });
  assert.ok(before.length > 5);
  assert.ok(before.some((row) => row['Company__gr.Name'] === company['Name']));
  const record = { Name: 'On site', Company__gc: company['Gsid'], Environment__gc: 'Trial', Seats__gc: 12 };
  const inserted = await send('POST', path, { records: [record] });
  const gsid = String(at(inserted.body, 'data', 'records', 0, 'Gsid'));
  assert.match(gsid, /^1Z02[A-Z0-9]{32}$/, inserted.text);
  await send('PUT', `${path}?keys=Name`, { records: [{ Name: 'On site', Seats__gc: 14 }] });
  assert.deepEqual(await query('deployment__gc', { select, where: where('Gsid', 'EQ', gsid) }), [
    { Gsid: gsid, 'Company__gr.Name': company['Name'], Seats__gc: 14 },
  ]);
  const { Company__gc: _, ...homeless } = record;
  assert.equal(at((await send('POST', path, { records: [homeless] })).body, 'errorCode'), 'GSOBJ_1007');
  assert.equal((await send('DELETE', `${path}/${gsid}`)).status, 200);
  assert.equal((await query('deployment__gc', { select })).length, before.length);
  const [logged] = await query('record_delete_log', {
    select: ['ObjectName'],
    where: where('RecordId', 'EQ', gsid),
  });
  assert.deepEqual(logged, { ObjectName: 'Deployment__gc' });
});
