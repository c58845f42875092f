import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, fieldOf, startTestSandbox } from '../testing.ts';

const meta = '/v1/meta/services';

test('lists the objects by GET and by POST, in lower case, some without key prefix', async (t) => {
  const { send } = await startTestSandbox(t);
  const bare = await send('GET', `${meta}/objects/list`);
  const full = await send('GET', `${meta}/objects/list?po=company&em=false`);
  const posted = await send('POST', `${meta}/objects`, { externalUse: 'true', sortByLabel: 'false' });
  assert.deepEqual(Object.keys(Object(bare.body)), ['requestId', 'result', 'data']);
  const list = at(bare.body, 'data');
  assert.ok(Array.isArray(list) && list.length > 5);
  assert.ok(list.every((entry) => at(entry, 'objectName') === String(at(entry, 'objectName')).toLowerCase()));
  assert.ok(list.some((entry) => at(entry, 'keyPrefix') === undefined));
  assert.deepEqual(at(full.body, 'data'), list);
  assert.deepEqual(at(posted.body, 'data'), list);
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
