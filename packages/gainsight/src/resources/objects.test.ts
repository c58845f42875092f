import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { answerJson, createStubClock, startStubServer, type StubServer } from '@handrail/http/testing';
import { createGainsightClient, type GainsightReader } from '../client.ts';

async function setUp(t: TestContext, json: unknown, status = 200) {
  const server = await startStubServer((_, response) => answerJson(response, json, status));
  return { client: clientOf(t, server), server };
}

function clientOf(t: TestContext, server: StubServer): GainsightReader {
  const http = { allowOrigins: [server.origin], clock: createStubClock(), random: Math.random };
  const credential = { kind: 'access-key', accessKey: 'k-1234' } as const;
  const client = createGainsightClient({ origin: server.origin, credential, http, write: false });
  t.after(async () => {
    await client.close();
    await server.close();
  });
  return client;
}

test('lists objects, also one without a key prefix', async (t) => {
  const data = [
    {
      objectName: 'company',
      label: 'Company',
      objectType: 'STANDARD',
      keyPrefix: '1P02C503CKNHR9B14K',
      readable: true,
    },
    { objectName: 'record_delete_log', label: 'Record Delete Log', objectType: 'SYSTEM' },
  ];
  const { client, server } = await setUp(t, { requestId: 'r', result: true, data });
  const objects = await client.objects.list();
  assert.deepEqual(
    objects.map(({ objectName, keyPrefix }) => [objectName, keyPrefix]),
    [
      ['company', '1P02C503CKNHR9B14K'],
      ['record_delete_log', null],
    ],
  );
  assert.equal(server.requests[0]?.url, '/v1/meta/services/objects/list');
});

test('describes fields with their picklist items and lookups', async (t) => {
  const fields = [
    {
      fieldName: 'CompanyType',
      label: 'Company Type',
      dataType: 'PICKLIST',
      options: [{ value: '1I00A', label: 'Customer', systemName: 'Customer', active: false }],
      meta: {
        properties: { PICKLIST_CATEGORY_ID: '1I00C' },
        updateable: true,
        fieldGroupType: 'STANDARD',
        length: 255,
      },
    },
    {
      fieldName: 'Csm',
      label: 'CSM',
      dataType: 'LOOKUP',
      meta: {
        lookupDetail: { lookupName: 'Csm__gr', fieldName: 'Gsid', lookupObjects: [{ objectName: 'gsuser' }] },
      },
    },
    { fieldName: 'Tier__gc', dataType: 'A_TYPE_OF_TOMORROW' },
  ];
  const { client, server } = await setUp(t, {
    result: true,
    data: [{ objectName: 'company', label: 'Company', fields }],
  });
  const { fields: described } = await client.objects.describe('Company');
  assert.equal(server.requests[0]?.url, '/v1/meta/services/objects/Company/describe?idd=true');
  const [type, csm, tier] = described;
  assert.deepEqual(type?.options, [
    { value: '1I00A', label: 'Customer', systemName: 'Customer', isActive: false },
  ]);
  assert.deepEqual(
    [type?.isUpdateable, type?.isCustom, type?.length, type?.picklistCategoryId],
    [true, false, 255, '1I00C'],
  );
  assert.deepEqual(csm?.lookup, { name: 'Csm__gr', objects: ['gsuser'] });
  assert.deepEqual(
    [tier?.label, tier?.isCustom, tier?.isUpdateable, tier?.options],
    ['Tier__gc', true, null, []],
  );
});

test('names an object that is not there, whatever the status', async (t) => {
  const json = {
    requestId: 'r',
    result: false,
    instance: '2026-11-03 10:31:28 UTC',
    title: 'OBJECT_NOT_FOUND',
    detail: 'x',
    errorDesc: 'x',
  };
  for (const status of [400, 404, 200]) {
    const { client } = await setUp(t, json, status);
    await assert.rejects(client.objects.describe('nothing'), {
      code: 'gainsight_object_not_found',
      errorCode: 'OBJECT_NOT_FOUND',
      requestId: 'r',
    });
  }
});

for (const status of [404, 405]) {
  test(`describes an object by the call for several where GET is no call of the host: ${status}`, async (t) => {
    const server = await startStubServer(({ method }, response) =>
      method === 'GET'
        ? answerJson(response, { result: false, errorCode: status === 404 ? 'GS_APIG_1000' : null }, status)
        : answerJson(response, { result: true, data: [{ objectName: 'company', fields: [] }] }),
    );
    const client = clientOf(t, server);
    assert.equal((await client.objects.describe('Company')).objectName, 'company');
    assert.deepEqual(
      server.requests.map(({ method }) => method),
      ['GET', 'POST'],
    );
  });
}

test('takes a refused describe for an object that is not there, also without the title', async (t) => {
  for (const status of [400, 404]) {
    const { client } = await setUp(t, { result: false, errorCode: 'GSOBJ_1010', errorDesc: 'x' }, status);
    await assert.rejects(client.objects.describe('nothing'), { code: 'gainsight_object_not_found' });
  }
  const { client } = await setUp(t, { result: false, errorCode: 'GSOBJ_1010', errorDesc: 'x' }, 400);
  await assert.rejects(client.objects.list(), { code: 'gainsight_unexpected_reply' });
});

test('refuses a description of another shape', async (t) => {
  const { client } = await setUp(t, {
    result: true,
    data: [{ objectName: 'company', fields: [{ label: 'nameless' }] }],
  });
  await assert.rejects(client.objects.describe('company'), { code: 'gainsight_unexpected_reply' });
});

test('lists objects by a filter whose flags are words', async (t) => {
  const { client, server } = await setUp(t, { result: true, data: [{ objectName: 'company' }] });
  const [company] = await client.objects.listLite({ sortByLabel: true });
  assert.equal(company?.label, 'company');
  const [request] = server.requests;
  assert.equal(`${request?.method} ${request?.url}`, 'POST /v1/meta/services/objects');
  assert.deepEqual(JSON.parse(request?.body ?? ''), { externalUse: 'true', sortByLabel: 'true' });
});

test('describes many objects, 25 a call, in the order asked whatever the order given', async (t) => {
  const names = Array.from({ length: 26 }, (_, index) => `Object_${index}__gc`);
  const server = await startStubServer(({ body }, response) => {
    const { objectNames }: { objectNames: string[] } = JSON.parse(body);
    const data = objectNames.toReversed().map((name) => ({ objectName: name.toLowerCase(), fields: [] }));
    answerJson(response, { result: true, data });
  });
  const client = clientOf(t, server);
  const described = await client.objects.describeMany(names);
  assert.deepEqual(
    described.map(({ objectName }) => objectName),
    names.map((name) => name.toLowerCase()),
  );
  assert.deepEqual(
    server.requests.map(({ body }) => JSON.parse(body).objectNames.length),
    [25, 1],
  );
  assert.equal(JSON.parse(server.requests[0]?.body ?? '').includeChilds, 'false');
});

test('leaves out of many only those objects that the tenant lacks', async (t) => {
  const server = await startStubServer(({ body }, response) => {
    const { objectNames }: { objectNames: string[] } = JSON.parse(body);
    if (objectNames.includes('company_team'))
      return answerJson(response, { result: false, title: 'OBJECT_NOT_FOUND' }, 400);
    answerJson(response, {
      result: true,
      data: objectNames.map((objectName) => ({ objectName, fields: [] })),
    });
  });
  const client = clientOf(t, server);
  const described = await client.objects.describeMany(['company', 'company_team', 'person']);
  assert.deepEqual(
    described.map(({ objectName }) => objectName),
    ['company', 'person'],
  );
});

test('reads a dropdown category, inactive items included', async (t) => {
  const { client, server } = await setUp(t, {
    result: true,
    data: {
      categoryDetails: {
        gsid: '1I00C',
        name: 'License',
        variant: 'MULTI_SELECT',
        createdAt: 1_521_743_018_667,
      },
      childItems: [
        { gsid: '1I00A', name: 'Internal_Collaborator', systemName: 'Internal_Collaborator', active: false },
        { gsid: '1I00B', name: null, deleted: true },
      ],
    },
  });
  assert.deepEqual(await client.picklists.category('1I00C'), {
    gsid: '1I00C',
    name: 'License',
    isMultiSelect: true,
    items: [
      {
        gsid: '1I00A',
        name: 'Internal_Collaborator',
        systemName: 'Internal_Collaborator',
        isActive: false,
        isDeleted: false,
      },
      { gsid: '1I00B', name: '1I00B', systemName: null, isActive: true, isDeleted: true },
    ],
  });
  assert.equal(server.requests[0]?.url, '/v1/meta/services/dropdowns/1I00C');
});

test('describes an object that comes without the list around it', async (t) => {
  const { client } = await setUp(t, { result: true, data: { objectName: 'company', fields: [] } });
  assert.equal((await client.objects.describe('Company')).objectName, 'company');
});
