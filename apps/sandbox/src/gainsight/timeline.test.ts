import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, rowOf, startTestSandbox, where, type TestSandbox } from '../testing.ts';

const path = '/v1/ant/es/activity';
const first = 'FIRSTMATCH';
const lookups = {
  AuthorId: {
    fields: { Author: 'Email' },
    lookupField: 'Gsid',
    objectName: 'GsUser',
    multiMatchOption: first,
    onNoMatch: 'ERROR',
  },
  GsCompanyId: {
    fields: { companyName: 'Name' },
    lookupField: 'Gsid',
    objectName: 'Company',
    multiMatchOption: first,
    onNoMatch: 'ERROR',
  },
  InternalAttendees: {
    fields: { internalAttendees: 'Email' },
    lookupField: 'Gsid',
    objectName: 'GsUser',
    multiMatchOption: first,
    onNoMatch: 'NULLABLE',
  },
};

function meeting({ object }: TestSandbox, changes: object = {}): Record<string, unknown> {
  return {
    ExternalId: 'meeting-1',
    ContextName: 'Company',
    TypeName: 'Meeting',
    Subject: 'Quarterly review',
    Notes: '<p>Action items</p><ul><li>Send the plan &amp; price</li></ul>',
    ActivityDate: '2026-11-12T14:00:00.000+01:00',
    Author: rowOf(object('gsuser'))['Email'],
    companyName: rowOf(object('company'))['Name'],
    internalAttendees: [rowOf(object('gsuser'))['Email'], 'nobody@sandbox.test'],
    ...changes,
  };
}

const read = (sandbox: TestSandbox, externalId: string) =>
  sandbox.query('activity_timeline', {
    select: [
      'Subject',
      'Notes',
      'NotesPlainText',
      'ActivityDate',
      'LastModifiedDate',
      'contextname',
      'GsCompanyId',
      'AuthorId',
      'AuthorId__gr.Email',
      'internalAttendees',
    ],
    where: where('ExternalId', 'EQ', externalId),
  });

test('stores the good records of a save and names the bad ones, at 200', async (t) => {
  const sandbox = await startTestSandbox(t);
  const records = [
    meeting(sandbox),
    meeting(sandbox, { ExternalId: 'meeting-2', companyName: 'No such company' }),
  ];
  const reply = await sandbox.send('POST', path, { records, lookups });
  assert.equal(reply.status, 200);
  assert.deepEqual(Object.keys(Object(reply.body)), ['result', 'data', 'message', 'additionalInfo']);
  assert.equal(at(reply.body, 'result'), true);
  assert.equal(typeof at(reply.body, 'data', 'success', 'meeting-1', 0, 'activityId'), 'string');
  assert.equal(at(reply.body, 'data', 'failures', 'meeting-2', 0, 'errorCode'), 'GS_TL_10_0213');
  assert.equal(typeof at(reply.body, 'data', 'failures', 'meeting-2', 0, 'Message'), 'string');
  const [row, second] = await read(sandbox, 'meeting-1');
  assert.equal(second, undefined);
  const author = rowOf(sandbox.object('gsuser'));
  assert.deepEqual(row, {
    Subject: 'Quarterly review',
    Notes: '<p>Action items</p><ul><li>Send the plan &amp; price</li></ul>',
    NotesPlainText: 'Action items\nSend the plan & price',
    ActivityDate: '2026-11-12T13:00:00.000Z',
    LastModifiedDate: '2026-11-10T10:00:30.250Z',
    contextname: 'Company',
    GsCompanyId: rowOf(sandbox.object('company'))['Gsid'],
    AuthorId: author['Gsid'],
    'AuthorId__gr.Email': author['Email'],
    internalAttendees: author['Name'],
  });
  assert.deepEqual(await read(sandbox, 'meeting-2'), []);
});

test('refuses an ExternalId that exists, also within one batch, or stores it twice by switch', async (t) => {
  const sandbox = await startTestSandbox(t);
  const save = () => sandbox.send('POST', path, { records: [meeting(sandbox)], lookups });
  await save();
  const again = await save();
  assert.equal(at(again.body, 'data', 'failures', 'meeting-1', 0, 'errorCode'), 'GS_TL_10_0207');
  assert.equal((await read(sandbox, 'meeting-1')).length, 1);
  const twice = [meeting(sandbox, { ExternalId: 'm-2' }), meeting(sandbox, { ExternalId: 'm-2' })];
  const batch = await sandbox.send('POST', path, { records: twice, lookups });
  assert.equal(at(batch.body, 'data', 'failures', 'm-2', 0, 'errorCode'), 'GS_TL_10_0207');
  assert.equal((await read(sandbox, 'm-2')).length, 1);
  sandbox.sandbox.context.switches.externalIdRepeat = 'stored-twice';
  await save();
  assert.equal((await read(sandbox, 'meeting-1')).length, 2);
});

test('refuses a record that lacks a required field, and only that', async (t) => {
  const sandbox = await startTestSandbox(t, { switches: { requiredActivityFields: ['Ant__Topic__c'] } });
  const topic = { Ant__Topic__c: 'Renewal' };
  const records = [
    ...['Author', 'ContextName', 'Subject', 'Notes', 'TypeName', 'Ant__Topic__c'].map((name) =>
      meeting(sandbox, { ExternalId: `without-${name}`, ...topic, [name]: '' }),
    ),
    meeting(sandbox, { ExternalId: 'whole', ...topic }),
    meeting(sandbox, { ExternalId: 'long', ...topic, Subject: 'x'.repeat(256) }),
    meeting(sandbox, { ExternalId: 'type', ...topic, TypeName: 'Séance' }),
  ];
  const reply = await sandbox.send('POST', path, { records, lookups });
  for (const name of ['Author', 'ContextName', 'Subject', 'Notes', 'TypeName', 'Ant__Topic__c']) {
    assert.equal(
      at(reply.body, 'data', 'failures', `without-${name}`, 0, 'errorCode'),
      'GS_TL_10_0206',
      name,
    );
  }
  assert.deepEqual(Object.keys(Object(at(reply.body, 'data', 'success'))), ['whole']);
  assert.equal(Object.keys(Object(at(reply.body, 'data', 'failures'))).length, 8);
});

test('updates by each identifier, moves LastModifiedDate, and creates nothing', async (t) => {
  const sandbox = await startTestSandbox(t, { switches: { activityId: 'different' } });
  const saved = await sandbox.send('POST', path, { records: [meeting(sandbox)], lookups });
  const activityId = at(saved.body, 'data', 'success', 'meeting-1', 0, 'activityId');
  const gsid = sandbox.sandbox.activities().at(-1)?.['Gsid'];
  assert.notEqual(activityId, gsid);
  for (const [identifier, id] of [
    ['externalid', { ExternalId: 'meeting-1' }],
    ['activityid', { activityId }],
    ['gsid', { Gsid: gsid }],
  ] as const) {
    sandbox.clock.advance(1_000);
    const records = [{ ...id, Subject: `By ${identifier}`, Notes: '<p>New</p>' }];
    const reply = await sandbox.send('PUT', `${path}?identifier=${identifier}`, { records });
    assert.equal(Object.keys(Object(at(reply.body, 'data', 'success'))).length, 1, identifier);
    const [row] = await read(sandbox, 'meeting-1');
    assert.equal(row?.['Subject'], `By ${identifier}`);
    assert.equal(row?.['contextname'], 'Company');
    assert.equal(row?.['LastModifiedDate'], sandbox.clock.now().toISOString());
  }
  const before = sandbox.sandbox.activities().length;
  const unknown = await sandbox.send('PUT', `${path}?identifier=externalid`, {
    records: [{ ExternalId: 'nope', Subject: 'x' }],
  });
  assert.equal(unknown.status, 200);
  assert.ok(Array.isArray(at(unknown.body, 'data', 'failures', 'nope')));
  assert.equal(sandbox.sandbox.activities().length, before);
  assert.equal((await sandbox.send('PUT', path, { records: [{ ExternalId: 'meeting-1' }] })).status, 400);
});

test('shows a saved activity only after the read lag, yet refuses its repeat at once', async (t) => {
  const sandbox = await startTestSandbox(t, { switches: { activityReadLagSeconds: 30 } });
  const save = () => sandbox.send('POST', path, { records: [meeting(sandbox)], lookups });
  await save();
  assert.deepEqual(await read(sandbox, 'meeting-1'), []);
  assert.equal(at((await save()).body, 'data', 'failures', 'meeting-1', 0, 'errorCode'), 'GS_TL_10_0207');
  sandbox.clock.advance(30_000);
  assert.equal((await read(sandbox, 'meeting-1')).length, 1);
});

test('deletes by activity id and lists what was deleted', async (t) => {
  const sandbox = await startTestSandbox(t);
  const saved = await sandbox.send('POST', path, { records: [meeting(sandbox)], lookups });
  const id = at(saved.body, 'data', 'success', 'meeting-1', 0, 'activityId');
  const reply = await sandbox.send('DELETE', path, { activityIds: [id, 'unknown'] });
  assert.ok(Array.isArray(at(reply.body, 'data', 'success', String(id))));
  assert.ok(Array.isArray(at(reply.body, 'data', 'failures', 'unknown')));
  assert.deepEqual(await read(sandbox, 'meeting-1'), []);
  const deleted = await sandbox.send('POST', `${path}/deleted`, {
    from: '2026-11-10T00:00:00Z',
    to: '2026-11-11T00:00:00Z',
  });
  assert.equal(at(deleted.body, 'data', 'records', 0, 'activityId'), id);
});

test('refuses a save whose body carries no records', async (t) => {
  const { send } = await startTestSandbox(t);
  assert.equal((await send('POST', path, { lookups })).status, 400);
  assert.equal((await send('POST', path, 'not json')).status, 400);
});
