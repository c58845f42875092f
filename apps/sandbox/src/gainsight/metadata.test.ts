import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, fieldOf, startTestSandbox } from '../testing.ts';

const meta = '/v1/meta/services';

test('lists the objects by GET and by POST, in lower case', async (t) => {
  const { send } = await startTestSandbox(t);
  const bare = await send('GET', `${meta}/objects/list`);
  const full = await send('GET', `${meta}/objects/list?po=company&em=false`);
  const posted = await send('POST', `${meta}/objects`, { externalUse: 'true', sortByLabel: 'false' });
  assert.deepEqual(Object.keys(Object(bare.body)), ['requestId', 'result', 'data']);
  const list = at(bare.body, 'data');
  assert.ok(Array.isArray(list) && list.length > 5);
  assert.ok(list.every((entry) => at(entry, 'objectName') === String(at(entry, 'objectName')).toLowerCase()));
  assert.deepEqual(at(full.body, 'data'), list);
  assert.deepEqual(at(posted.body, 'data'), list);
});

test('lists key prefixes of 3, 18 and 19 characters, and none on a standard and a system object', async (t) => {
  const { send } = await startTestSandbox(t);
  const list = at((await send('GET', `${meta}/objects/list`)).body, 'data');
  assert.ok(Array.isArray(list));
  const lengths = list.map((entry) => String(at(entry, 'keyPrefix') ?? '').length);
  assert.deepEqual(
    [...new Set(lengths)].toSorted((left, right) => left - right),
    [0, 3, 18, 19],
  );
  const bare = list.filter((entry) => at(entry, 'keyPrefix') === undefined);
  assert.deepEqual(
    bare.map((entry) => at(entry, 'objectType')),
    ['STANDARD', 'SYSTEM'],
  );
});

test('describes one object by GET with any flags, and many by POST', async (t) => {
  const { send } = await startTestSandbox(t);
  for (const query of ['', '?idd=true', '?ic=false&cl=0&idd=false&ihc=false&piec=false']) {
    const reply = await send('GET', `${meta}/objects/Company/describe${query}`);
    assert.equal(at(reply.body, 'data', 0, 'objectName'), 'company');
    assert.equal(at(reply.body, 'data', 1), undefined);
  }
  const objectNames = ['company', 'person', 'gsuser', ...Array.from({ length: 22 }, () => 'relationship')];
  const body = { objectNames, includeChilds: 'false', childLevels: '0', populatePickListOptions: 'true' };
  const many = await send('POST', `${meta}/objects/describe`, body);
  assert.equal(at(many.body, 'data', 24, 'objectName'), 'relationship');
});

test('tells of a field what filters, mappings and writes need', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const reply = await send('GET', `${meta}/objects/company/describe`);
  const fields = at(reply.body, 'data', 0, 'fields');
  assert.ok(Array.isArray(fields));
  const described = (name: string): unknown => fields.find((field) => at(field, 'fieldName') === name);
  const stage = fieldOf(object('company'), 'Stage');
  assert.equal(at(described('Stage'), 'meta', 'properties', 'PICKLIST_CATEGORY_ID'), stage.categoryId);
  const options = at(described('Stage'), 'options');
  assert.ok(Array.isArray(options));
  assert.deepEqual(
    options.map((option) => [at(option, 'value'), at(option, 'label'), at(option, 'active')]),
    stage.items?.map(({ gsid, label, active }) => [gsid, label, active]),
  );
  assert.ok(
    object('company').fields.some(({ items = [] }) => items.some(({ active }) => !active)),
    'an inactive item is part of the world',
  );
  assert.equal(at(described('Csm'), 'meta', 'lookupDetail', 'lookupName'), 'Csm__gr');
  assert.equal(at(described('Csm'), 'meta', 'lookupDetail', 'lookupObjects', 0, 'objectName'), 'gsuser');
  assert.equal(at(described('Csm'), 'meta', 'properties', 'sourceType'), 'GSID');
  assert.equal(at(described('ParentCompany'), 'meta', 'selfLookup'), true);
  assert.equal(at(described('ModifiedDate'), 'meta', 'length'), undefined);
  assert.equal(at(described('Gsid'), 'meta', 'updateable'), false);
  assert.equal(at(described('Name'), 'meta', 'required'), true);
});

test('describes lookups, system fields and custom text as the documents do', async (t) => {
  const { send } = await startTestSandbox(t);
  const reply = await send('GET', `${meta}/objects/company/describe`);
  const fields = at(reply.body, 'data', 0, 'fields');
  assert.ok(Array.isArray(fields));
  const described = (name: string): unknown => fields.find((field) => at(field, 'fieldName') === name);
  assert.deepEqual(at(described('Csm'), 'meta', 'properties', 'autoSuggestDetails'), {
    object: 'gsuser',
    searchOn: ['Name', 'Email'],
    columnsToList: ['Gsid', 'Name', 'Email'],
  });
  assert.equal(at(described('Csm'), 'dataType'), 'LOOKUP');
  assert.equal(at(described('Contract_Number__gc'), 'meta', 'properties', 'massEditable'), true);
  for (const name of ['Gsid', 'CreatedDate', 'CreatedBy', 'ModifiedDate', 'ModifiedBy']) {
    assert.equal(at(described(name), 'meta', 'indexed'), true, name);
    assert.equal(typeof at(described(name), 'meta', 'description'), 'string', name);
    assert.equal(at(described(name), 'meta', 'fieldGroupType'), 'SYSTEM', name);
  }
  assert.equal(at(described('Gsid'), 'meta', 'length'), 220);
  for (const field of fields) {
    const isChoice = ['PICKLIST', 'MULTISELECTDROPDOWNLIST'].includes(String(at(field, 'dataType')));
    assert.equal(at(field, 'options') !== undefined, isChoice, String(at(field, 'fieldName')));
  }
});

test('leaves the items of multi-selects to the dropdown call where the switch says so', async (t) => {
  const { send } = await startTestSandbox(t, { switches: { multiSelectOptions: 'empty' } });
  const reply = await send('POST', `${meta}/objects/describe`, { objectNames: ['company'] });
  const fields = at(reply.body, 'data', 0, 'fields');
  assert.ok(Array.isArray(fields));
  const tags: unknown = fields.find((field) => at(field, 'fieldName') === 'Tags');
  assert.deepEqual(at(tags, 'options'), []);
  const category = String(at(tags, 'meta', 'properties', 'PICKLIST_CATEGORY_ID'));
  const items = at((await send('GET', `${meta}/dropdowns/${category}`)).body, 'data', 'childItems');
  assert.ok(Array.isArray(items) && items.length > 0);
});

test('lists the items of a dropdown', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const stage = fieldOf(object('company'), 'Stage');
  const reply = await send('GET', `${meta}/dropdowns/${String(stage.categoryId)}`);
  assert.equal(at(reply.body, 'data', 'categoryDetails', 'count'), stage.items?.length);
  assert.equal(at(reply.body, 'data', 'childItems', 0, 'gsid'), stage.items?.[0]?.gsid);
  assert.equal((await send('GET', `${meta}/dropdowns/none`)).status, 400);
});

test('names licences in their dropdown by system name, in describe by label', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const category = String(fieldOf(object('gsuser'), 'LicenseType').categoryId);
  const items = at((await send('GET', `${meta}/dropdowns/${category}`)).body, 'data', 'childItems');
  assert.ok(Array.isArray(items));
  const gsid = at(
    items.find((item) => at(item, 'name') === 'Internal_Collaborator'),
    'gsid',
  );
  const fields = at((await send('GET', `${meta}/objects/gsuser/describe`)).body, 'data', 0, 'fields');
  assert.ok(Array.isArray(fields));
  const options = at(
    fields.find((field) => at(field, 'fieldName') === 'LicenseType'),
    'options',
  );
  assert.ok(Array.isArray(options));
  assert.equal(
    at(
      options.find((option) => at(option, 'value') === gsid),
      'label',
    ),
    'Internal Collaborator',
  );
});

test('refuses a closed object with a title in metadata calls, with a code elsewhere', async (t) => {
  const { send } = await startTestSandbox(t, { switches: { refusedObjects: ['Person'] } });
  const calls = [
    await send('GET', `${meta}/objects/person/describe`),
    await send('POST', `${meta}/objects/describe`, { objectNames: ['company', 'Person'] }),
  ];
  for (const { status, body } of calls) {
    assert.deepEqual([status, at(body, 'title')], [403, 'OBJECT_ACCESS_DENIED']);
    assert.equal(at(body, 'detail'), 'You do not have access to this object.');
    assert.equal(at(body, 'errorCode'), undefined);
  }
  const queried = await send('POST', '/v1/data/objects/query/Person', { select: ['Gsid'] });
  assert.deepEqual([queried.status, at(queried.body, 'errorCode')], [403, 'GSOBJ_1023']);
});

test('answers an unknown object with a title and no error code, at the status of the switch', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  const reply = await send('GET', `${meta}/objects/nothing/describe`);
  assert.equal(reply.status, 400);
  assert.deepEqual(Object.keys(Object(reply.body)), [
    'requestId',
    'result',
    'instance',
    'title',
    'detail',
    'errorDesc',
  ]);
  assert.equal(at(reply.body, 'title'), 'OBJECT_NOT_FOUND');
  assert.equal(at(reply.body, 'instance'), '2026-11-10 10:00:30 UTC');
  sandbox.context.switches.objectNotFoundStatus = 404;
  assert.equal((await send('GET', `${meta}/objects/nothing/describe`)).status, 404);
});
