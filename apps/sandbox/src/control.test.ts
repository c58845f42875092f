import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, rowOf, startTestSandbox, where } from './testing.ts';

const own = '/__sandbox';

test('sets switches and refuses a name or kind of value that none has', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  const reply = await send('PUT', `${own}/switches`, { replyShape: 'array', activityReadLagSeconds: 30 }, {});
  assert.equal(at(reply.body, 'replyShape'), 'array');
  assert.equal(sandbox.context.switches.activityReadLagSeconds, 30);
  assert.equal((await send('PUT', `${own}/switches`, { nothing: 1 })).status, 400);
  assert.equal((await send('PUT', `${own}/switches`, { activityReadLagSeconds: 'long' })).status, 400);
  assert.equal((await send('PUT', `${own}/switches`, { replyShape: 'list' })).status, 400);
  assert.equal(at((await send('GET', `${own}/switches`)).body, 'replyShape'), 'array');
  const table = await send('GET', `${own}/switch-table`, undefined, {});
  assert.equal(at(table.body, 0, 'name'), 'replyShape');
  assert.deepEqual(at(table.body, 0, 'exampleValues'), ['records', 'array']);
});

test('adds, lists, removes and clears faults, and plays none on its own paths', async (t) => {
  const { send } = await startTestSandbox(t);
  const added = await send('POST', `${own}/faults`, { kind: 'error-500', probability: 1 });
  assert.equal((await send('GET', '/v1/meta/services/objects/list')).status, 500);
  const list = await send('GET', `${own}/faults`);
  assert.equal(list.status, 200);
  assert.equal(at(list.body, 0, 'played'), 1);
  assert.equal(
    at((await send('DELETE', `${own}/faults/${String(at(added.body, 'id'))}`)).body, 'removed'),
    true,
  );
  assert.equal((await send('POST', `${own}/faults`, { kind: 'meteor' })).status, 400);
  await send('POST', `${own}/faults`, { kind: 'error-500' });
  await send('DELETE', `${own}/faults`);
  assert.equal((await send('GET', '/v1/meta/services/objects/list')).status, 200);
});

test('pushes the clock, shows and clears the calls received', async (t) => {
  const { send } = await startTestSandbox(t);
  const moved = await send('POST', `${own}/clock/advance`, { ms: 60_000 });
  assert.equal(at(moved.body, 'now'), '2026-11-10T10:01:30.250Z');
  await send('GET', '/v1/meta/services/objects/list');
  const calls = await send('GET', `${own}/calls`);
  assert.equal(at(calls.body, 'count'), 1);
  assert.equal(at(calls.body, 'entries', 0, 'path'), '/v1/meta/services/objects/list');
  await send('DELETE', `${own}/calls`);
  assert.equal(at((await send('GET', `${own}/calls`)).body, 'count'), 0);
});

test('inserts, changes, touches and deletes records behind the API', async (t) => {
  const { send, query, clock, object } = await startTestSandbox(t);
  const made = await send('POST', `${own}/objects/company`, { name: 'Lindqvist AB' });
  const gsid = String(at(made.body, 'Gsid'));
  const read = async () =>
    (await query('company', { select: ['Name', 'ModifiedDate'], where: where('Gsid', 'EQ', gsid) }))[0];
  assert.deepEqual(await read(), { Name: 'Lindqvist AB', ModifiedDate: '2026-11-10T10:00:30.250Z' });
  clock.advance(1_000);
  await send('PATCH', `${own}/objects/company/${gsid}`, { Name: 'Lindqvist Group' });
  assert.deepEqual(await read(), { Name: 'Lindqvist Group', ModifiedDate: '2026-11-10T10:00:31.250Z' });
  clock.advance(1_000);
  await send('POST', `${own}/objects/company/${gsid}/touch`);
  assert.equal((await read())?.['ModifiedDate'], '2026-11-10T10:00:32.250Z');
  await send('DELETE', `${own}/objects/company/${gsid}`);
  assert.equal(await read(), undefined);
  assert.equal(
    rowOf(object('record_delete_log'), (row) => row['RecordId'] === gsid)['ObjectName'],
    'Company',
  );
  assert.equal((await send('DELETE', `${own}/objects/company/${gsid}`)).status, 404);
  assert.equal((await send('GET', `${own}/objects/nothing`)).status, 400);
});

test('issues read tokens, which may query but not write', async (t) => {
  const { send } = await startTestSandbox(t);
  const issued = await send('POST', `${own}/tokens`, { scope: 'read' });
  const authorization = { authorization: `Bearer ${String(at(issued.body, 'token'))}` };
  const company = '/v1/data/objects';
  const body = { select: ['Gsid'], limit: 1 };
  assert.equal((await send('POST', `${company}/query/Company`, body, authorization)).status, 200);
  const refused = await send('POST', `${company}/Company`, { records: [{ Name: 'x' }] }, authorization);
  assert.equal(refused.status, 403);
  assert.equal(at(refused.body, 'result'), false);
});

test('lists the activities as stored', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  const reply = await send('GET', `${own}/activities`);
  assert.equal(Array.isArray(reply.body) ? reply.body.length : null, sandbox.activities().length);
});
