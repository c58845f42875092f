import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { at, rowOf, startTestSandbox, type TestSandbox } from '../testing.ts';

/** A call and the operation of the document that it is a sample of. */
interface Sample {
  readonly operation: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

const select = { select: ['Gsid', 'Name'], limit: 2 };

/** Samples of the Gainsight operations that answer JSON, in an order in which each finds what it needs. */
async function gainsightSamples({ send, object, clock, sandbox }: TestSandbox): Promise<Sample[]> {
  const [company = {}, doomed = {}] = object('company').rows.slice(-2);
  const user = rowOf(object('gsuser'));
  const person = rowOf(object('person'), (row) => row['Email'] !== null);
  const { m2mClientId, m2mClientSecret } = sandbox.context.credentials;
  const basic = `Basic ${Buffer.from(`${m2mClientId}:${m2mClientSecret}`).toString('base64')}`;
  const token = await send('POST', '/v1/users/m2m/oauth/token', undefined, { authorization: basic });
  const bearer = { authorization: `Bearer ${String(at(token.body, 'access_token'))}` };
  const activity = {
    ExternalId: 'sample',
    ContextName: 'Company',
    TypeName: 'Update',
    Subject: 'Sample',
    Notes: 'Sample',
    AuthorId: user['Gsid'],
    GsCompanyId: company['Gsid'],
  };
  const bulk = await send('POST', '/v1/ant/es/activity/bulk', {
    records: [{ ...activity, ExternalId: 'bulk' }],
  });
  const exported = await send('POST', '/v3/exports/data/bulk/Company', select);
  const people = await send('PUT', '/v1/peoplemgmt/v1.0/people/async', [{ Email: 'a@lindqvist.test' }, {}]);
  clock.advance(3_600_000);
  const field = object('company').fields.find(({ categoryId }) => categoryId !== undefined);
  const email = encodeURIComponent(String(person['Email']));
  const scim = '/v1/users/services/scim';
  return [
    { operation: 'post /v1/users/m2m/oauth/token', headers: { authorization: basic } },
    {
      operation: 'post /v1/data/objects/query/{object}',
      path: '/v1/data/objects/query/Company',
      body: select,
    },
    {
      operation: 'post /v1/data/objects/{object}',
      path: '/v1/data/objects/Company',
      body: { records: [{ Name: 'New' }] },
    },
    {
      operation: 'put /v1/data/objects/{object}',
      path: '/v1/data/objects/Company?keys=Gsid',
      body: { records: [{ Gsid: company['Gsid'], Users: 3 }] },
    },
    {
      operation: 'delete /v1/data/objects/{object}/{gsid}',
      path: `/v1/data/objects/Company/${String(doomed['Gsid'])}`,
    },
    { operation: 'get /v1/meta/services/objects/list' },
    { operation: 'post /v1/meta/services/objects', body: {} },
    {
      operation: 'get /v1/meta/services/objects/{object}/describe',
      path: '/v1/meta/services/objects/Company/describe',
    },
    { operation: 'post /v1/meta/services/objects/describe', body: { objectNames: ['company'] } },
    {
      operation: 'get /v1/meta/services/dropdowns/{category}',
      path: `/v1/meta/services/dropdowns/${field?.categoryId ?? ''}`,
    },
    { operation: 'post /v1/ant/es/activity', body: { records: [activity, {}] } },
    {
      operation: 'put /v1/ant/es/activity',
      path: '/v1/ant/es/activity?identifier=externalid',
      body: { records: [{ ExternalId: 'sample', Subject: 'Changed' }] },
    },
    { operation: 'delete /v1/ant/es/activity', body: { activityIds: ['none'] } },
    { operation: 'post /v1/ant/es/activity/deleted', body: {} },
    { operation: 'post /v1/ant/es/activity/bulk', body: { records: [activity] } },
    {
      operation: 'put /v1/ant/es/activity/bulk',
      path: '/v1/ant/es/activity/bulk?identifier=gsid',
      body: { records: [activity] },
    },
    {
      operation: 'get /v1/ant/es/job/status/{jobId}',
      path: `/v1/ant/es/job/status/${String(at(bulk.body, 'data', 'jobId'))}`,
    },
    { operation: 'post /v3/exports/data/bulk/{object}', path: '/v3/exports/data/bulk/Company', body: select },
    {
      operation: 'get /v3/exports/data/bulk/status/{jobId}',
      path: `/${String(at(exported.body, 'data', 'statusURL'))}`,
    },
    { operation: 'post /v1/users/services/list', body: { ...select, includeTotal: true } },
    {
      operation: 'post /v1/users/services',
      body: { records: [{ Email: 'new@lindqvist.test', SFDCUserName: 'new', Name: 'New' }] },
    },
    {
      operation: 'put /v1/users/services',
      path: '/v1/users/services?key=Gsid',
      body: { records: [{ Gsid: user['Gsid'], Title: 'Lead' }, { Gsid: 'none' }] },
    },
    {
      operation: 'put /v1/users/services/status',
      path: '/v1/users/services/status?status=true',
      body: [user['Gsid']],
    },
    { operation: 'put /v1/peoplemgmt/v1.0/people', body: { Email: 'one@lindqvist.test' } },
    { operation: 'put /v1.0/api/people', body: { Email: 'one@lindqvist.test' } },
    { operation: 'get /v1/peoplemgmt/v1.0/people', path: `/v1/peoplemgmt/v1.0/people?email=${email}` },
    {
      operation: 'get /v1/peoplemgmt/v1.0/people/{gsid}',
      path: `/v1/peoplemgmt/v1.0/people/${String(person['Gsid'])}`,
    },
    { operation: 'put /v1/peoplemgmt/v1.0/people/async', body: [{ Email: 'two@lindqvist.test' }] },
    {
      operation: 'get /v1/peoplemgmt/v1.0/people/async/status/{statusId}',
      path: `/v1/peoplemgmt/v1.0/people/async/status/${String(at(people.body, 'data', 'statusId'))}`,
    },
    { operation: 'get /.well-known/oauth-authorization-server', headers: {} },
    { operation: 'get /v1/users/services/scim/Users', path: `${scim}/Users?count=2`, headers: bearer },
    {
      operation: 'get /v1/users/services/scim/Users/{id}',
      path: `${scim}/Users/${String(user['Gsid'])}`,
      headers: bearer,
    },
    { operation: 'get /v1/users/services/scim/Groups', headers: bearer },
    {
      operation: 'get /v1/users/services/scim/Groups/{id}',
      path: `${scim}/Groups/${String(rowOf(object('gsuser'), (row) => row['Manager'] !== null)['Manager'])}`,
      headers: bearer,
    },
  ];
}

/** Operations without a sample, and why. */
const without: Readonly<Record<string, string>> = {
  'delete /v1/data/objects/{object}': 'a delete without a GSID is always refused',
  'delete /v1/data/objects/{object}/': 'a delete without a GSID is always refused',
  'get /v3/exports/data/bulk/chunk/{jobId}/{chunk}': 'answers CSV',
  'get /v1/authorize': 'answers a page',
  'post /v1/authorize': 'answers a redirect',
  'post /v1/users/oauth/access/token': 'needs the walk of oauth.test.ts',
};

test('answers every Gainsight operation in the shape that the document promises', async (t) => {
  const started = await startTestSandbox(t);
  const document = started.sandbox.openapi('gainsight');
  const promised = new Map<string, unknown>(
    Object.entries(Object(document['paths'])).flatMap(([path, methods]) =>
      Object.entries(Object(methods)).map(([method, operation]) => [`${method} ${path}`, operation] as const),
    ),
  );
  const samples = await gainsightSamples(started);
  const missing = [...promised.keys()].filter(
    (name) => without[name] === undefined && !samples.some(({ operation }) => operation === name),
  );
  assert.deepEqual(missing, [], 'these operations need a sample here, or a reason to have none');
  for (const { operation, path, body, headers } of samples) {
    const [method = '', documentedPath = ''] = operation.split(' ');
    const reply = await started.send(method.toUpperCase(), path ?? documentedPath, body, headers);
    assert.equal(reply.status, 200, `${operation}: ${reply.text}`);
    const content = Object(at(promised.get(operation), 'responses', '200', 'content'));
    const schema = at(Object.values(content)[0], 'schema');
    const parsed = z.fromJSONSchema(Object(schema)).safeParse(reply.body);
    assert.equal(parsed.success, true, `${operation}: ${parsed.error?.message ?? ''}`);
  }
});
