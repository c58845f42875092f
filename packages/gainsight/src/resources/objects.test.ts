import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { answerJson, createStubClock, startStubServer } from '@handrail/http/testing';
import { createGainsightClient } from '../client.ts';

async function setUp(t: TestContext, json: unknown, status = 200) {
  const server = await startStubServer((_, response) => answerJson(response, json, status));
  const http = { allowOrigins: [server.origin], clock: createStubClock(), random: Math.random };
  const credential = { kind: 'access-key', accessKey: 'k-1234' } as const;
  const client = createGainsightClient({ origin: server.origin, credential, http, write: false });
  t.after(async () => {
    await client.close();
    await server.close();
  });
  return { client, server };
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

test('refuses a description of another shape', async (t) => {
  const { client } = await setUp(t, {
    result: true,
    data: [{ objectName: 'company', fields: [{ label: 'nameless' }] }],
  });
  await assert.rejects(client.objects.describe('company'), { code: 'gainsight_unexpected_reply' });
});
