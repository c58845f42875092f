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

test('counts an ExternalId sent as a number like the same one sent as text', async (t) => {
  const sandbox = await startTestSandbox(t);
  const save = (ExternalId: unknown) =>
    sandbox.send('POST', path, { records: [meeting(sandbox, { ExternalId })], lookups });
  assert.equal(typeof at((await save(881)).body, 'data', 'success', '881', 0, 'activityId'), 'string');
  assert.equal(at((await save('881')).body, 'data', 'failures', '881', 0, 'errorCode'), 'GS_TL_10_0207');
});

test('takes a relationship with its own company, and no other', async (t) => {
  const sandbox = await startTestSandbox(t);
  const relationship = rowOf(sandbox.object('relationship'));
  const other = rowOf(sandbox.object('company'), ({ Gsid }) => Gsid !== relationship['CompanyId']);
  const context = { ContextName: 'Relationship', companyName: undefined };
  const GsRelationshipId = relationship['Gsid'];
  const records = [
    meeting(sandbox, { ...context, ExternalId: 'whole', GsRelationshipId }),
    meeting(sandbox, { ...context, ExternalId: 'other', GsRelationshipId, GsCompanyId: other['Gsid'] }),
    meeting(sandbox, { ...context, ExternalId: 'none' }),
    meeting(sandbox, { ContextName: 'CTA', ExternalId: 'cta' }),
    meeting(sandbox, { ContextName: 'CTA', ExternalId: 'cta-whole', ContextId: '1S01' }),
  ];
  const reply = await sandbox.send('POST', path, { records, lookups });
  assert.deepEqual(Object.keys(Object(at(reply.body, 'data', 'success'))), ['whole', 'cta-whole']);
  for (const key of ['other', 'none', 'cta']) {
    assert.equal(at(reply.body, 'data', 'failures', key, 0, 'errorCode'), 'GS_TL_10_0213', key);
  }
  const select = ['contextname', 'GsCompanyId', 'GsRelationshipId', 'GsRelationshipTypeId', 'ContextId'];
  const [row] = await sandbox.query('activity_timeline', {
    select,
    where: where('ExternalId', 'EQ', 'whole'),
  });
  assert.deepEqual(row, {
    contextname: 'Relationship',
    GsCompanyId: relationship['CompanyId'],
    GsRelationshipId,
    GsRelationshipTypeId: relationship['TypeId'],
    ContextId: GsRelationshipId,
  });
});

test('resolves a lookup by each of its options', async (t) => {
  const sandbox = await startTestSandbox(t);
  const [one, two] = sandbox.object('company').rows;
  assert.ok(one !== undefined && two !== undefined);
  two['Name'] = one['Name'] ?? null;
  const company = { ...lookups.GsCompanyId };
  const save = async (ExternalId: string, rule: object, changes: object = {}) => {
    const block = { ...lookups, GsCompanyId: { ...company, ...rule } };
    const records = [meeting(sandbox, { ExternalId, companyName: one['Name'], ...changes })];
    return (await sandbox.send('POST', path, { records, lookups: block })).body;
  };
  const code = (body: unknown, key: string) => at(body, 'data', 'failures', key, 0, 'errorCode');
  assert.equal(code(await save('first', {}), 'first'), undefined);
  assert.equal(code(await save('marked', { multiMatchOption: 'MARKASERROR' }), 'marked'), 'GS_TL_10_0213');
  const nobody = { companyName: 'Nobody Ltd' };
  assert.equal(code(await save('error', {}, nobody), 'error'), 'GS_TL_10_0213');
  // No company is no context: what the lookup forgives, the record does not.
  assert.equal(code(await save('null', { onNoMatch: 'NULLABLE' }, nobody), 'null'), 'GS_TL_10_0213');
  const fallback = { onNoMatch: 'DEFAULTVALUE', defaultValue: one['Gsid'] };
  assert.equal(code(await save('default', fallback, nobody), 'default'), undefined);
  const both = { fields: { companyName: 'Name', domain: 'Gsid' } };
  assert.equal(code(await save('both', both, { domain: two['Gsid'] }), 'both'), undefined);
  const [row] = await read(sandbox, 'both');
  assert.equal(row?.['GsCompanyId'], two['Gsid'], 'several columns are joined by AND');
});

test('keeps what people wrote from the API when the tenant does, and says null for an empty outcome', async (t) => {
  const sandbox = await startTestSandbox(t, { switches: { emptyOutcomeForm: 'null' } });
  const company = rowOf(sandbox.object('company'));
  const written = await sandbox.send('POST', '/__sandbox/activities', {
    companyGsid: company['Gsid'],
    subject: 'Met at the fair',
    notes: '<p>They want a &quot;pilot&quot;</p>',
  });
  const gsid = at(written.body, 'Gsid');
  assert.equal(at(written.body, 'NotesPlainText'), 'They want a "pilot"');
  assert.equal(at(written.body, 'ExternalId'), null);
  const update = () =>
    sandbox.send('PUT', `${path}?identifier=gsid`, { records: [{ Gsid: gsid, Subject: 'Ours' }] });
  assert.equal(at((await update()).body, 'data', 'failures'), null);
  sandbox.sandbox.context.switches.personActivityEdit = 'refused';
  const refused = await update();
  assert.equal(at(refused.body, 'data', 'success'), null);
  assert.ok(Array.isArray(at(refused.body, 'data', 'failures', String(gsid))));
});

test('lets a person edit what came through the API, and moves its date and its editor', async (t) => {
  const sandbox = await startTestSandbox(t);
  await sandbox.send('POST', path, { records: [meeting(sandbox)], lookups });
  const [{ Gsid } = {}] = await sandbox.query('activity_timeline', {
    select: ['Gsid'],
    where: where('ExternalId', 'EQ', 'meeting-1'),
  });
  const editor = sandbox.object('gsuser').rows[1]?.['Gsid'];
  sandbox.clock.advance(5_000);
  const own = `/__sandbox/activities/${String(Gsid)}`;
  await sandbox.send('PATCH', own, { notes: '<p>Corrected</p>', editorGsid: editor });
  const [row] = await read(sandbox, 'meeting-1');
  assert.equal(row?.['Notes'], '<p>Corrected</p>');
  assert.equal(row?.['NotesPlainText'], 'Corrected');
  assert.equal(row?.['LastModifiedDate'], sandbox.clock.now().toISOString());
  assert.equal(
    rowOf(sandbox.object('activity_timeline'), (one) => one['Gsid'] === Gsid)['LastModifiedBy'],
    editor,
  );
  assert.equal((await sandbox.send('PATCH', '/__sandbox/activities/none', { notes: 'x' })).status, 404);
  assert.equal((await sandbox.send('POST', '/__sandbox/activities', { companyGsid: 'none' })).status, 400);
});

test('fails every record of a call inside on demand, with the code of an internal error', async (t) => {
  const sandbox = await startTestSandbox(t);
  sandbox.sandbox.faults.add({ kind: 'records-refused', path: 'ant/es/activity' });
  const save = () => sandbox.send('POST', path, { records: [meeting(sandbox)], lookups });
  const reply = await save();
  assert.equal(at(reply.body, 'result'), true);
  assert.equal(at(reply.body, 'data', 'failures', 'meeting-1', 0, 'errorCode'), 'GS_TL_10_0500');
  assert.deepEqual(await read(sandbox, 'meeting-1'), []);
  assert.deepEqual(at((await save()).body, 'data', 'failures'), {});
});
