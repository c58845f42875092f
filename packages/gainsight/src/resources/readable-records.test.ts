import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { answerJson, createStubClock, startStubServer, type StubRequest } from '@handrail/http/testing';
import { createGainsightClient } from '../client.ts';

interface Asked {
  readonly select: readonly string[];
  readonly where?: { readonly conditions: readonly { name: string; value: readonly unknown[] }[] };
  readonly limit: number;
}

async function setUp(t: TestContext, answer: (asked: Asked, request: StubRequest) => readonly unknown[]) {
  const asked: Asked[] = [];
  const server = await startStubServer((request, response: ServerResponse) => {
    const body: Asked = JSON.parse(request.body);
    asked.push(body);
    answerJson(response, { result: true, data: { records: answer(body, request) } });
  });
  const http = { allowOrigins: [server.origin], clock: createStubClock(), random: Math.random };
  const credential = { kind: 'access-key', accessKey: 'k-1234' } as const;
  const client = createGainsightClient({ origin: server.origin, credential, http, write: false });
  t.after(async () => {
    await client.close();
    await server.close();
  });
  return { client, server, asked };
}

async function itemsOf<Item>(pages: AsyncIterable<{ readonly items: readonly Item[] }>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page.items);
  return items;
}

test('reads companies by their usual fields, each value in one form', async (t) => {
  const row = {
    Gsid: '1P02A',
    Name: 'Lindqvist AB',
    ParentCompany: null,
    Csm: '1P01B',
    Arr: '48000',
    RenewalDate: '2027-03-31',
    ModifiedDate: 1_521_743_018_667,
  };
  const { client, asked } = await setUp(t, () => [row]);
  const [company] = await itemsOf(client.companies.list());
  assert.deepEqual(asked[0]?.select, [
    'Gsid',
    'Name',
    'ParentCompany',
    'Csm',
    'Status',
    'Stage',
    'Arr',
    'RenewalDate',
    'ModifiedDate',
  ]);
  assert.equal(asked[0]?.where, undefined);
  assert.deepEqual(company, {
    gsid: '1P02A',
    row,
    name: 'Lindqvist AB',
    parentCompany: null,
    csm: '1P01B',
    status: null,
    stage: null,
    arr: 48_000,
    renewalDate: new Date('2027-03-31T00:00:00Z'),
    modifiedDate: new Date(1_521_743_018_667),
  });
});

test('reads further fields as they come, under the spelling asked for', async (t) => {
  const { client } = await setUp(t, () => [{ gsid: '1P02A', NAME: 'x', 'Csm__gr.Email': 'm@acme.test' }]);
  const fields = ['gsid', 'NAME', 'Csm__gr.Email'];
  const [company] = await itemsOf(client.companies.list({ fields }));
  assert.deepEqual([company?.gsid, company?.name, company?.csm], ['1P02A', 'x', null]);
  assert.equal(company?.row['Csm__gr.Email'], 'm@acme.test');
});

test('names a row it cannot read by its fields, without a value, and keeps the others', async (t) => {
  const { client } = await setUp(t, () => [
    { Gsid: '1P02A', Arr: '48,000', RenewalDate: 'soon' },
    { Gsid: '1P02B', Arr: 1 },
    { Name: 'without an id' },
    { Gsid: '1P02C', Name: { first: 'x' } },
    { Gsid: '1P02D' },
  ]);
  for await (const page of client.companies.list()) {
    assert.deepEqual(
      page.items.map(({ gsid }) => gsid),
      ['1P02B', '1P02D'],
    );
    assert.deepEqual(page.unreadable, [
      { gsid: '1P02A', fields: ['Arr', 'RenewalDate'] },
      { gsid: null, fields: ['Gsid'] },
      { gsid: '1P02C', fields: ['Name'] },
    ]);
    assert.equal(page.lastGsid, '1P02D');
  }
});

test('asks for what changed by the date of the object, to the second, page after page', async (t) => {
  const ids = ['1C05A', '1C05B', '1C05C'];
  const { client, asked } = await setUp(t, ({ where, limit }) => {
    const after = String(where?.conditions.at(1)?.value[0] ?? '');
    return ids
      .filter((id) => id > after)
      .slice(0, limit)
      .map((Gsid) => ({ Gsid, Deleted: 'true' }));
  });
  const modifiedSince = new Date('2026-11-01T10:00:00.987Z');
  const members = await itemsOf(client.companyTeam.list({ modifiedSince, limit: 2 }));
  assert.deepEqual(
    members.map(({ gsid, isDeleted }) => [gsid, isDeleted]),
    ids.map((id) => [id, true]),
  );
  assert.deepEqual(
    asked[1]?.where?.conditions.map(({ name, value }) => [name, ...value]),
    [
      ['ModifiedAt', '2026-11-01T10:00:00Z'],
      ['Gsid', '1C05B'],
    ],
  );
});

test('reads by id 200 at a time, each id once, and asks nothing for none', async (t) => {
  const { client, asked } = await setUp(t, ({ where }) =>
    (where?.conditions[0]?.value ?? []).map((Gsid) => ({ Gsid })),
  );
  const ids = Array.from({ length: 201 }, (_, index) => `1P01${index}`);
  const users = await itemsOf(client.users.byGsid([...ids, '1P010'], { fields: ['Name'] }));
  assert.equal(users.length, 201);
  assert.deepEqual(
    asked.map(({ select, where }) => [select, where?.conditions[0]?.value.length]),
    [
      [['Gsid', 'Name'], 200],
      [['Gsid', 'Name'], 1],
    ],
  );
  assert.deepEqual(await itemsOf(client.users.byGsid([])), []);
  assert.equal(asked.length, 2);
});

test('chooses the fields that a tenant has, in its own spelling and under either name', async (t) => {
  const { client } = await setUp(t, () => []);
  const described = (names: readonly string[]) => ({
    objectName: 'company_team',
    label: 'Company Team',
    objectType: null,
    fields: names.map((fieldName) => ({ ...FIELD, fieldName })),
  });
  assert.deepEqual(
    client.companyTeam.fieldsIn(described(['GSID', 'CompanyGsid', 'USER_ID', 'Deleted', 'Else__gc'])),
    ['Gsid', 'CompanyGsid', 'USER_ID', 'Deleted'],
  );
});

test('reads every object under its documented name', async (t) => {
  const { client, server } = await setUp(t, () => []);
  for (const records of [
    client.companies,
    client.relationships,
    client.relationshipTypes,
    client.people,
    client.companyPeople,
    client.relationshipPeople,
    client.users,
    client.companyTeam,
    client.picklistRecords,
  ])
    assert.deepEqual(await itemsOf<{ readonly gsid: string }>(records.list()), []);
  assert.deepEqual(
    server.requests.map(({ url }) => url.replace('/v1/data/objects/query/', '')),
    [
      'Company',
      'Relationship',
      'relationship_type',
      'person',
      'company_person',
      'relationship_person',
      'GsUser',
      'company_team',
      'da_picklist',
    ],
  );
});

const FIELD = {
  label: '',
  dataType: 'STRING',
  isCustom: false,
  isCreateable: null,
  isUpdateable: null,
  isRequired: null,
  isNillable: null,
  isReadOnly: null,
  isHidden: null,
  isFilterable: null,
  isSortable: null,
  isFormula: null,
  isRichText: null,
  length: null,
  decimalPlaces: null,
  lookup: null,
  options: [],
  picklistCategoryId: null,
};
