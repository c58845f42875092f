import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { answerJson, createStubClock, startStubServer, type StubRequest } from '@handrail/http/testing';
import type { GainsightCredential } from './auth.ts';
import { createGainsightClient } from './client.ts';
import { GainsightError, GainsightWriteRefused } from './errors.ts';
import { ACTIVITY_LOOKUPS } from './resources/timeline.ts';

const REQUEST_ID = '6f0c2c9e-0000-4000-8000-000000000001';
const KEY: GainsightCredential = { kind: 'access-key', accessKey: 'canary-key' };

async function setUp(
  t: TestContext,
  answer: (request: StubRequest, response: ServerResponse) => void,
  credential: GainsightCredential = KEY,
) {
  const server = await startStubServer(answer);
  const clock = createStubClock();
  const http = { allowOrigins: [server.origin], clock, random: () => 0 };
  const client = createGainsightClient({ origin: server.origin, credential, http, write: true });
  t.after(async () => {
    await client.close();
    await server.close();
  });
  return { server, clock, client };
}

function success(data: unknown) {
  return { result: true, errorCode: null, errorDesc: null, requestId: REQUEST_ID, data, message: null };
}

function failure(
  errorCode: string | null,
  errorDesc = 'a text with a value: mara@acme.test',
  data: unknown = null,
) {
  return { result: false, errorCode, errorDesc, requestId: REQUEST_ID, data, message: null };
}

const ROWS = [{ Gsid: '1P02A', Name: 'Lindqvist AB', 'Csm__gr.Name': null }];
const QUERY = { select: ['Gsid', 'Name', 'Csm__gr.Name'], limit: 5_000 } as const;

test('sends a query as documented, with the key in its header', async (t) => {
  const { client, server } = await setUp(t, (_, response) => answerJson(response, success([])));
  await client.query('Company', {
    select: ['Gsid', 'Name', 'gsid'],
    where: [
      { name: 'ModifiedDate', operator: 'GTE', value: ['2026-10-01T00:00:00Z'] },
      { name: 'Stage', operator: 'IN', value: ['Launched', 'Adopting'] },
    ],
    orderBy: [
      ['ModifiedDate', 'asc'],
      ['Gsid', 'asc'],
    ],
    limit: 100,
  });
  const [request] = server.requests;
  assert.equal(`${request?.method} ${request?.url}`, 'POST /v1/data/objects/query/Company');
  assert.equal(request?.headers['accesskey'], 'canary-key');
  assert.deepEqual(JSON.parse(request?.body ?? ''), {
    select: ['Gsid', 'Name'],
    where: {
      conditions: [
        { name: 'ModifiedDate', alias: 'A', value: ['2026-10-01T00:00:00Z'], operator: 'GTE' },
        { name: 'Stage', alias: 'B', value: ['Launched', 'Adopting'], operator: 'IN' },
      ],
      expression: 'A AND B',
    },
    orderBy: { ModifiedDate: 'asc', Gsid: 'asc' },
    limit: 100,
    offset: 0,
  });
});

for (const [shape, data] of [
  ['a list', ROWS],
  ['records', { records: ROWS }],
] as const) {
  test(`reads rows given as ${shape}, with the other clock and the size`, async (t) => {
    const date = 'Thu, 12 Nov 2026 09:59:58 GMT';
    const { client } = await setUp(t, (_, response) =>
      answerJson(response, success(data), 200, { date, 'x-gs-request-id': REQUEST_ID }),
    );
    const page = await client.query('Company', QUERY);
    assert.deepEqual(page.rows, ROWS);
    assert.equal(page.date?.toISOString(), '2026-11-12T09:59:58.000Z');
    assert.ok(page.bytes > 100);
    assert.equal(page.requestId, REQUEST_ID);
  });
}

const NOTHING_FOUND: (readonly [string, number, unknown])[] = [
  ['an empty list', 200, success([])],
  ['empty records', 200, success({ records: [] })],
  ['null records', 200, success({ records: null })],
  ['null data', 200, success(null)],
  ["result false with the page's code", 200, failure('GSOBJ_1XXX', 'No data found for given criteria')],
  ['result false with code 1011', 200, failure('GSOBJ_1011', 'No data found for given criteria')],
  ['result false without a code', 200, failure(null, 'No data found for given criteria')],
  ['status 400 with any code', 400, failure('GSOBJ_1100', 'No data found for given criteria')],
  ['status 400 with code 1011', 400, failure('GSOBJ_1011', 'No entity matches the given criteria.')],
];

for (const data of [[], {}, { records: [] }, { count: 0, records: null }])
  NOTHING_FOUND.push([
    `result false with the data ${JSON.stringify(data)}`,
    200,
    { ...failure('GSOBJ_1XXX', 'No data found for given criteria'), data },
  ]);

for (const [form, status, json] of NOTHING_FOUND) {
  test(`reads ${form} as an empty page`, async (t) => {
    const { client } = await setUp(t, (_, response) => answerJson(response, json, status));
    assert.deepEqual((await client.query('Company', QUERY)).rows, []);
  });
}

test('reads keys that a reply spells in its own letter case', async (t) => {
  const rows = [
    { GSID: '1P02A', NAME: 'Lindqvist AB', 'csm__gr.email': 'mara@acme.test', other: 1 },
    { Gsid: '1P02B' },
  ];
  const { client } = await setUp(t, (_, response) => answerJson(response, success(rows)));
  const select = ['Gsid', 'Name', 'Csm__gr.Email'];
  assert.deepEqual((await client.query('Company', { select, limit: 2 })).rows, [
    { Gsid: '1P02A', Name: 'Lindqvist AB', 'Csm__gr.Email': 'mara@acme.test', other: 1 },
    { Gsid: '1P02B' },
  ]);
});

/** Every documented failure of a read: what comes, the code it becomes, how often it is asked. */
const READ_FAILURES: readonly (readonly [string, number, unknown, string, number])[] = [
  ['a missing or wrong key', 401, failure('GS_APIG_2401'), 'gainsight_unauthorized', 1],
  ['a refusal dressed as success', 200, failure('GS_APIG_2401'), 'gainsight_unauthorized', 1],
  ['a bare 401', 401, {}, 'gainsight_unauthorized', 1],
  ['malformed authorization', 400, failure('GSOBJ_1024'), 'gainsight_unauthorized', 1],
  ['an address not allowed, 401', 401, failure('GS_APIG_2402'), 'gainsight_ip_refused', 1],
  ['an address not allowed, 403', 403, failure('GS_APIG_2402'), 'gainsight_ip_refused', 1],
  ['an unknown route', 404, failure('GS_APIG_1000'), 'gainsight_not_found', 1],
  ['a bare 404', 404, { message: 'no' }, 'gainsight_not_found', 1],
  ['429 with its code', 429, failure('GU_2400'), 'gainsight_rate_limited', 4],
  ['a bare 429', 429, {}, 'gainsight_rate_limited', 4],
  ['the limit told in a 200', 200, failure('GS_APIG_2404'), 'gainsight_rate_limited', 4],
  [
    'an unknown object',
    400,
    { requestId: REQUEST_ID, result: false, title: 'OBJECT_NOT_FOUND', detail: 'x', errorDesc: 'x' },
    'gainsight_object_not_found',
    1,
  ],
  ['an unknown object as a code', 404, failure('OBJECT_NOT_FOUND'), 'gainsight_object_not_found', 1],
  ['a right that lacks', 403, failure('GSOBJ_1009'), 'gainsight_object_refused', 1],
  ['an unreadable date', 400, failure('GSOBJ_1005'), 'gainsight_bad_query', 1],
  ['a query error in a 200', 200, failure('GSOBJ_1002'), 'gainsight_bad_query', 1],
  ['an unknown code', 400, failure('GSOBJ_1099'), 'gainsight_bad_query', 1],
  ['a failure without a code', 200, failure(null, 'Something else'), 'gainsight_bad_query', 1],
  [
    'a fault of its own in the words of nothing',
    200,
    failure('GSOBJ_1002', 'No data found for given criteria'),
    'gainsight_bad_query',
    1,
  ],
  ['a server error with its code', 500, failure('GU_1101'), 'gainsight_server_error', 4],
  ['a server code in a 200', 200, failure('GU_1101'), 'gainsight_server_error', 4],
  ['a bare 502', 502, {}, 'gainsight_server_error', 4],
  ['another shape', 200, { hello: 1 }, 'gainsight_unexpected_reply', 1],
  ['a list of no records', 200, success([1, 2]), 'gainsight_unexpected_reply', 1],
  ['data of another shape', 200, success('done'), 'gainsight_unexpected_reply', 1],
];

for (const [what, status, json, code, tries] of READ_FAILURES) {
  test(`names ${what} ${code}`, async (t) => {
    const { client, server } = await setUp(t, (_, response) =>
      answerJson(response, json, status, { date: 'Thu, 12 Nov 2026 10:00:48 GMT' }),
    );
    const error: unknown = await client.query('Company', QUERY).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof GainsightError);
    assert.equal(error.code, code);
    assert.equal(server.requests.length, tries);
    assert.equal(error.message.includes('acme.test'), false);
  });
}

test('keeps the vendor code and request id as fields', async (t) => {
  const { client } = await setUp(t, (_, response) => answerJson(response, failure('GS_APIG_2401'), 401));
  await assert.rejects(client.checkCredential(), {
    errorCode: 'GS_APIG_2401',
    requestId: REQUEST_ID,
    status: 401,
  });
});

test('leaves pages and broken JSON to their own codes', async (t) => {
  const html = await setUp(t, (_, response) => response.setHeader('content-type', 'text/html').end('<html>'));
  await assert.rejects(html.client.query('Company', QUERY), { code: 'http_not_json' });
  const cut = await setUp(t, (_, response) =>
    response.setHeader('content-type', 'application/json').end('{"result":true,"data":['),
  );
  await assert.rejects(cut.client.query('Company', QUERY), { code: 'http_invalid_json' });
});

test('waits for the next full minute by their clock when limited without a word', async (t) => {
  const date = 'Thu, 12 Nov 2026 10:00:48 GMT';
  const { client, clock } = await setUp(t, ({ number }, response) =>
    number === 1
      ? answerJson(response, failure('GU_2400'), 429, { date })
      : answerJson(response, success([])),
  );
  await client.query('Company', QUERY);
  assert.deepEqual(clock.waits, [12_000]);
});

test('names the fields a refused query asked for, and only those, as the query spells them', async (t) => {
  const { client } = await setUp(t, (_, response) =>
    answerJson(
      response,
      failure('GSOBJ_1010', 'Invalid fields in select clause - TIER__gc, mara@acme.test'),
      400,
    ),
  );
  const query = client.query('Company', { select: ['Gsid', 'Tier__gc'], limit: 1 });
  await assert.rejects(query, {
    code: 'gainsight_bad_query',
    facts: { object: 'Company', fields: ['Tier__gc'] },
  });
});

test('refuses a query that cannot be sent before sending it', async (t) => {
  const { client, server } = await setUp(t, (_, response) => answerJson(response, success([])));
  for (const query of [
    { select: [], limit: 1 },
    { select: ['Gsid'], limit: 5_001 },
    { select: ['Gsid'], limit: 0 },
  ]) {
    await assert.rejects(client.query('Company', query), {
      code: 'gainsight_request_invalid',
      outcome: 'not-sent',
    });
  }
  assert.equal(server.requests.length, 0);
});

test('pages by Gsid until a page is short or reaches a given one, and can go on after one', async (t) => {
  const ids = Array.from({ length: 25 }, (_, index) => `1P02${String(index).padStart(4, '0')}`);
  const { client, server } = await setUp(t, ({ body }, response) => {
    const asked = JSON.parse(body) as { limit: number; where?: { conditions: { value: string[] }[] } };
    const after = asked.where?.conditions.at(-1)?.value[0] ?? '';
    const rows = ids.filter((id) => id > after).slice(0, asked.limit);
    answerJson(response, success(rows.map((Gsid) => ({ Gsid }))));
  });
  const seen: unknown[] = [];
  const ends: unknown[] = [];
  for await (const page of client.queryPages('Company', { select: ['Name'], limit: 10 })) {
    seen.push(...page.rows.map((row) => row['Gsid']));
    ends.push(page.lastGsid);
  }
  assert.deepEqual(seen, ids);
  assert.deepEqual(ends, [ids[9], ids[19], ids[24]]);
  assert.deepEqual(JSON.parse(server.requests[1]?.body ?? '').select, ['Gsid', 'Name']);
  const rest = [];
  for await (const page of client.queryPages('Company', { select: ['Gsid'], afterGsid: ids[19] ?? null }))
    rest.push(...page.rows);
  assert.equal(rest.length, 5);
  const asked = server.requests.length;
  const until = { select: ['Gsid'], untilGsid: ids[19] ?? null, limit: 10 };
  for await (const page of client.queryPages('Company', until)) assert.equal(page.rows.length, 10);
  assert.equal(server.requests.length - asked, 2);
});

/** A tenant that pages by offset alone, over ids that a test changes on the way. */
async function setUpOffsets(t: TestContext, ids: string[], onRequest: (number: number) => void = () => {}) {
  const { client, server } = await setUp(t, ({ body, number }, response) => {
    onRequest(number);
    const { limit, offset, where } = JSON.parse(body) as { limit: number; offset: number; where?: unknown };
    assert.equal(where, undefined);
    answerJson(
      response,
      success(
        ids
          .toSorted()
          .slice(offset, offset + limit)
          .map((Gsid) => ({ Gsid })),
      ),
    );
  });
  const read = async (query: { limit: number; afterGsid?: string }): Promise<unknown[]> => {
    const seen: unknown[] = [];
    for await (const page of client.queryPages('Company', { select: ['Gsid'], paging: 'offset', ...query }))
      seen.push(...page.rows.map((row) => row['Gsid']));
    return seen;
  };
  return { read, server };
}

function someIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `1P02${String(index).padStart(4, '0')}`);
}

test('pages by offset where Gsid GT does not work, each row once, and can go on after one', async (t) => {
  for (const limit of [1, 7, 25, 26, 5_000]) {
    const { read } = await setUpOffsets(t, someIds(25));
    assert.deepEqual(await read({ limit }), someIds(25), `limit ${limit}`);
    assert.deepEqual(await read({ limit, afterGsid: '1P020019' }), someIds(25).slice(20));
  }
});

test('loses no row by offset to records made and deleted on the way', async (t) => {
  const ids = someIds(400);
  const { read } = await setUpOffsets(t, ids, (number) => {
    if (number === 2) ids.splice(10, 90);
    if (number === 3) ids.push('1P0200001');
  });
  const seen = await read({ limit: 150 });
  assert.deepEqual(seen, someIds(400));
});

test('goes on by offset where a record was made at the place where a page begins', async (t) => {
  const ids = someIds(400);
  const { read } = await setUpOffsets(t, ids, (number) => {
    if (number === 2) ids.push('1P0200495');
  });
  const seen = await read({ limit: 150 });
  assert.equal(seen[150], '1P0200495');
  assert.deepEqual(seen.toSorted(), [...someIds(400), '1P0200495'].toSorted());
});

test('refuses a gap by offset instead of reading over it', async (t) => {
  const ids = someIds(400);
  const { read } = await setUpOffsets(t, ids, (number) => {
    if (number === 2) ids.splice(0, 120);
  });
  await assert.rejects(read({ limit: 150 }), { code: 'gainsight_unexpected_reply' });
  const { read: readOn } = await setUpOffsets(t, someIds(10));
  await assert.rejects(readOn({ limit: 4, afterGsid: 'gone' }), { code: 'gainsight_unexpected_reply' });
});

test('stops with an error when a page does not lead to the next', async (t) => {
  const { client, server } = await setUp(t, (_, response) =>
    answerJson(response, success([{ Gsid: '1P02A' }, { Gsid: '1P02B' }])),
  );
  const read = async () => {
    for await (const page of client.queryPages('Company', { select: ['Gsid'], limit: 2 })) void page;
  };
  await assert.rejects(read(), { code: 'gainsight_unexpected_reply' });
  assert.equal(server.requests.length, 2);
});

test('updates by keys and gives what was changed', async (t) => {
  const records = [{ Gsid: '1P02A', Handrail_Health__gc: 71 }];
  const { client, server } = await setUp(t, (_, response) =>
    answerJson(response, success({ count: 1, errors: null, records: [{ Gsid: '1P02A' }] })),
  );
  const updated = await client.companies.update({ keys: ['Gsid'], records });
  assert.deepEqual(updated, { count: 1, records: [{ Gsid: '1P02A' }] });
  assert.equal(
    `${server.requests[0]?.method} ${server.requests[0]?.url}`,
    'PUT /v1/data/objects/Company?keys=Gsid',
  );
  assert.deepEqual(JSON.parse(server.requests[0]?.body ?? ''), { records });
});

test('names the refused records of a write with code, field and value, and prints none of it', async (t) => {
  const refusal = {
    errorMessage: 'Invalid/Inactive value provided for picklist.',
    errorCode: 'GSOBJ_1012',
    fieldName: 'Stage',
    invalidValue: ['secret stage'],
  };
  const data = {
    count: 0,
    records: null,
    errors: [[], [{ success: false, parsedValue: 'secret stage', errors: [refusal] }], null],
  };
  const { client, server } = await setUp(t, (_, response) =>
    answerJson(response, failure('GSOBJ_1012', 'Invalid (Stage = secret stage).', data), 400),
  );
  const records = [{ Gsid: 'a' }, { Gsid: 'b', Stage: 'secret stage' }, { Gsid: 'c' }];
  const error: unknown = await client.companies
    .update({ keys: ['Gsid'], records })
    .catch((thrown: unknown) => thrown);
  assert.ok(error instanceof GainsightWriteRefused);
  assert.deepEqual(error.rows, [
    {
      index: 1,
      errors: [
        {
          code: 'GSOBJ_1012',
          reason: 'not-an-option',
          field: 'Stage',
          message: refusal.errorMessage,
          invalidValue: ['secret stage'],
        },
      ],
    },
  ]);
  assert.equal(error.outcome, 'refused');
  assert.equal(`${error.stack}${JSON.stringify(error)}`.includes('secret stage'), false);
  assert.equal(server.requests.length, 1);
});

test('finds the refused record by its value when only refusals are listed, and names none when unsure', async (t) => {
  const refusal = {
    errorMessage: 'x',
    errorCode: 'GSOBJ_1006',
    fieldName: 'RenewalDate',
    invalidValue: 210_318,
  };
  const data = { count: 0, records: null, errors: [[{ success: false, errors: [refusal] }]] };
  const { client } = await setUp(t, (_, response) =>
    answerJson(response, failure('GSOBJ_1006', 'x', data), 400),
  );
  const refuse = async (dates: readonly unknown[]) => {
    const records = dates.map((RenewalDate, index) => ({ Gsid: `g${index}`, RenewalDate }));
    const error: unknown = await client.relationships
      .update({ keys: ['Gsid'], records })
      .catch((thrown: unknown) => thrown);
    return error instanceof GainsightWriteRefused ? error.rows.map(({ index }) => index) : error;
  };
  assert.deepEqual(await refuse(['2026-01-01', '2026-01-02', 210_318]), [2]);
  assert.deepEqual(await refuse(['2026-01-01', 210_318, 210_318]), []);
  assert.deepEqual(await refuse(['2026-01-01', '2026-01-02', '2026-01-03']), []);
});

test('takes an unmatched key for a refused write, not for nothing found', async (t) => {
  const { client } = await setUp(t, (_, response) => answerJson(response, failure('GSOBJ_1011'), 400));
  await assert.rejects(client.companies.update({ keys: ['Name'], records: [{ Name: 'x' }] }), {
    code: 'gainsight_write_refused',
    rows: [],
  });
});

test('refuses an update outside its bounds before sending it', async (t) => {
  const { client, server } = await setUp(t, (_, response) => answerJson(response, success(null)));
  const many = Array.from({ length: 51 }, (_, index) => ({ Gsid: `g${index}` }));
  const updates = [
    { keys: [], records: [{ Gsid: 'a' }] },
    { keys: ['a', 'b', 'c', 'd'], records: [{ a: 1, b: 1, c: 1, d: 1 }] },
    { keys: ['Gsid'], records: [] },
    { keys: ['Gsid'], records: many },
    { keys: ['Gsid'], records: [{ Name: 'no key' }] },
  ];
  for (const update of updates)
    await assert.rejects(client.companies.update(update), { code: 'gainsight_request_invalid' });
  assert.equal(server.requests.length, 0);
});

test('gives every saved activity its own outcome', async (t) => {
  const data = {
    success: { 'hr1-a': [{ activityId: 'act-1' }] },
    failures: {
      'hr1-b': [{ errorCode: 'GS_TL_10_0213', Message: 'no company' }],
      'hr1-c': [{ errorCode: 'GS_TL_10_0207', Message: 'duplicate' }],
      'hr1-e': [{ errorCode: 'GS_TL_10_0500', Message: 'internal' }],
    },
  };
  const { client, server } = await setUp(t, (_, response) =>
    answerJson(response, { result: true, data, message: null, additionalInfo: null }),
  );
  const records = ['hr1-a', 'hr1-b', 'hr1-c', 'hr1-d', 'hr1-e'].map((ExternalId) => ({
    ExternalId,
    Subject: 's',
  }));
  assert.deepEqual(await client.timeline.save({ records, lookups: ACTIVITY_LOOKUPS }), [
    { externalId: 'hr1-a', state: 'saved', activityId: 'act-1' },
    { externalId: 'hr1-b', state: 'refused', refusals: [{ code: 'GS_TL_10_0213', message: 'no company' }] },
    { externalId: 'hr1-c', state: 'duplicate', refusals: [{ code: 'GS_TL_10_0207', message: 'duplicate' }] },
    { externalId: 'hr1-d', state: 'unanswered' },
    { externalId: 'hr1-e', state: 'unanswered' },
  ]);
  assert.equal(`${server.requests[0]?.method} ${server.requests[0]?.url}`, 'POST /v1/ant/es/activity');
});

test('understands outcomes and updates that come without the list around them', async (t) => {
  const { client } = await setUp(t, ({ method }, response) =>
    answerJson(
      response,
      method === 'POST'
        ? success({
            success: { 'hr1-a': { activityId: 'act-1' } },
            failures: { 'hr1-b': { errorCode: 'X' } },
          })
        : success([{ Gsid: '1P02A' }]),
    ),
  );
  const records = ['hr1-a', 'hr1-b'].map((ExternalId) => ({ ExternalId }));
  assert.deepEqual(await client.timeline.save({ records }), [
    { externalId: 'hr1-a', state: 'saved', activityId: 'act-1' },
    { externalId: 'hr1-b', state: 'refused', refusals: [{ code: 'X', message: null }] },
  ]);
  const update = { keys: ['Gsid'], records: [{ Gsid: '1P02A', Employees: 7 }] };
  assert.deepEqual(await client.companies.update(update), { count: null, records: [{ Gsid: '1P02A' }] });
});

test('understands outcomes that come as lists, and takes no refused deletion for done', async (t) => {
  const { client } = await setUp(t, ({ method }, response) =>
    answerJson(
      response,
      success(
        method === 'POST'
          ? { success: { 'hr1-a': [{ activityId: 'act-1' }] }, failures: [] }
          : { success: [], failures: [{ errorCode: 'X', Message: 'not yours' }] },
      ),
    ),
  );
  assert.deepEqual(await client.timeline.save({ records: [{ ExternalId: 'hr1-a' }] }), [
    { externalId: 'hr1-a', state: 'saved', activityId: 'act-1' },
  ]);
  assert.deepEqual(await client.timeline.delete(['act-1']), [{ code: 'X', message: 'not yours' }]);
});

test('never sends a save twice by itself: a lost reply is an unknown outcome', async (t) => {
  const lost = await setUp(t, (_, response) => response.destroy());
  const save = { records: [{ ExternalId: 'hr1-a' }] };
  await assert.rejects(lost.client.timeline.save(save), { code: 'http_connection_lost', outcome: 'unknown' });
  assert.equal(lost.server.requests.length, 1);
  const failed = await setUp(t, (_, response) => answerJson(response, failure('GU_1101'), 500));
  await assert.rejects(failed.client.timeline.save(save), {
    code: 'gainsight_server_error',
    outcome: 'unknown',
  });
  assert.equal(failed.server.requests.length, 1);
});

test('updates by identifier and deletes with a body', async (t) => {
  const { client, server } = await setUp(t, (_, response) =>
    answerJson(response, { result: true, data: { success: { 'hr1-a': [{}] } } }),
  );
  const [outcome] = await client.timeline.update('externalid', {
    records: [{ ExternalId: 'hr1-a', Notes: '<p>x</p>' }],
  });
  assert.deepEqual(outcome, { externalId: 'hr1-a', state: 'saved', activityId: null });
  await client.timeline.delete(['act-1']);
  assert.deepEqual(
    server.requests.map(({ method, url }) => `${method} ${url}`),
    ['PUT /v1/ant/es/activity?identifier=externalid', 'DELETE /v1/ant/es/activity'],
  );
  assert.equal(server.requests[1]?.body, '{"activityIds":["act-1"]}');
});

test('finds activities by prefix and drops what only looks like it', async (t) => {
  const rows = [
    {
      Gsid: 'g1',
      ExternalId: 'hr1-abc-T-0',
      Subject: 's',
      Notes: '<p>n</p>',
      ActivityDate: '2026-11-12T14:00:00Z',
      LastModifiedDate: 1_521_743_018_667,
      GsCompanyId: '1P02A',
      AuthorId: '1P01B',
    },
    { Gsid: 'g2', ExternalId: 'HR1-ABC-T-1' },
  ];
  const { client, server } = await setUp(t, (_, response) =>
    answerJson(response, success({ records: rows })),
  );
  const found = await client.timeline.findByExternalIdPrefix('hr1-abc-');
  assert.equal(found.length, 1);
  assert.equal(found[0]?.activityDate?.toISOString(), '2026-11-12T14:00:00.000Z');
  assert.equal(found[0]?.gsCompanyId, '1P02A');
  const { where } = JSON.parse(server.requests[0]?.body ?? '');
  assert.deepEqual(where.conditions, [
    { name: 'ExternalId', alias: 'A', value: ['hr1-abc-'], operator: 'STARTS_WITH' },
  ]);
});

test('lists activities only when their pages reach the last one within their bound', async (t) => {
  const page = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      Gsid: `g${String(from + index).padStart(5, '0')}`,
      ExternalId: `hr1-${from + index}`,
    }));
  let pages = [page(0, 5_000), page(5_000, 3)];
  const { client } = await setUp(t, ({ body }, response) => {
    const { limit, where } = JSON.parse(body);
    const isLast = limit === 1;
    const after = where.conditions.some(({ name }: { name: string }) => name === 'Gsid') ? 1 : 0;
    return answerJson(response, success({ records: isLast ? page(5_002, 1) : pages[after] }));
  });
  const list = (maxPages: number) => client.timeline.listByExternalIdPrefix('hr1-', { maxPages });
  assert.equal((await list(2))?.length, 5_003);
  assert.equal(await list(1), null, 'more pages than allowed');
  pages = [page(0, 3)];
  assert.equal(await list(2), null, 'cut before the last');
});

const M2M: GainsightCredential = { kind: 'm2m', clientId: 'id', clientSecret: 'canary-secret' };
const TOKEN_PATH = '/v1/users/m2m/oauth/token';

test('fetches a token once for many calls and renews it before its end', async (t) => {
  let tokens = 0;
  const { client, server, clock } = await setUp(
    t,
    ({ url }, response) =>
      url === TOKEN_PATH
        ? answerJson(response, {
            access_token: `token-${(tokens += 1)}`,
            token_type: 'Bearer',
            expires_in: 86_400,
          })
        : answerJson(response, success([])),
    M2M,
  );
  await Promise.all([client.query('Company', QUERY), client.query('Company', QUERY)]);
  clock.advance(86_400_000 - 301_000);
  await client.query('Company', QUERY);
  assert.equal(tokens, 1);
  clock.advance(2_000);
  await client.query('Company', QUERY);
  assert.equal(tokens, 2);
  assert.equal(
    server.requests[0]?.headers.authorization,
    `Basic ${Buffer.from('id:canary-secret').toString('base64')}`,
  );
  assert.equal(server.requests[0]?.body, 'grant_type=client_credentials');
  assert.equal(server.requests.at(-1)?.headers.authorization, 'Bearer token-2');
});

test('fetches a fresh token when an old one is refused, but only once', async (t) => {
  let tokens = 0;
  let isKilled = false;
  const { client, clock } = await setUp(
    t,
    ({ url, headers }, response) => {
      if (url === TOKEN_PATH)
        answerJson(response, { access_token: `token-${(tokens += 1)}`, expires_in: 86_400 });
      else if (isKilled || headers.authorization === 'Bearer token-1')
        answerJson(response, failure('GS_APIG_2401'), 401);
      else answerJson(response, success([]));
    },
    M2M,
  );
  await assert.rejects(client.query('Company', QUERY), { code: 'gainsight_unauthorized' });
  assert.equal(tokens, 1);
  await client.query('Company', QUERY);
  assert.equal(tokens, 2);
  clock.advance(3_600_000);
  isKilled = true;
  await assert.rejects(client.query('Company', QUERY), { code: 'gainsight_unauthorized' });
  assert.equal(tokens, 3);
});

test('renews once for all calls whose token was killed, and each of them succeeds', async (t) => {
  let tokens = 0;
  let isKilled = false;
  const { client, server } = await setUp(
    t,
    ({ url, headers }, response) => {
      if (url === TOKEN_PATH)
        answerJson(response, { access_token: `token-${(tokens += 1)}`, expires_in: 86_400 });
      else if (isKilled && headers.authorization === 'Bearer token-1')
        answerJson(response, failure('GS_APIG_2401'), 401);
      else answerJson(response, success([]));
    },
    M2M,
  );
  await client.query('Company', QUERY);
  isKilled = true;
  // Killed right after it was given out, as an admin would who makes the client anew.
  await Promise.all([1, 2, 3].map(() => client.query('Company', QUERY)));
  assert.equal(tokens, 2);
  assert.equal(server.requests.filter(({ headers }) => headers.authorization === 'Bearer token-2').length, 3);
});

test('stops one caller that waits for a token, and leaves the token to the others', async (t) => {
  const stop = new AbortController();
  const { client } = await setUp(
    t,
    ({ url }, response) => {
      if (url !== TOKEN_PATH) return answerJson(response, success([]));
      stop.abort();
      setImmediate(() => answerJson(response, { access_token: 'token-1', expires_in: 86_400 }));
    },
    M2M,
  );
  const stopped = client.query('Company', QUERY, { signal: stop.signal });
  const other = client.query('Company', QUERY);
  await assert.rejects(stopped, { code: 'http_cancelled', outcome: 'not-sent' });
  assert.deepEqual((await other).rows, []);
});

for (const [status, json, code] of [
  [400, { error: 'invalid_client' }, 'gainsight_unauthorized'],
  [401, { error: 'invalid_client' }, 'gainsight_unauthorized'],
  [403, {}, 'gainsight_unauthorized'],
  [404, failure('GS_APIG_1000'), 'gainsight_not_found'],
  [429, {}, 'gainsight_rate_limited'],
  [503, {}, 'gainsight_server_error'],
  [200, { token: 'x' }, 'gainsight_unexpected_reply'],
] as const) {
  test(`names a token reply of status ${status} ${code}, without the secret`, async (t) => {
    const { client } = await setUp(t, (_, response) => answerJson(response, json, status), M2M);
    const error: unknown = await client.checkCredential().catch((thrown: unknown) => thrown);
    assert.ok(error instanceof GainsightError);
    assert.equal(error.code, code);
    assert.equal(`${error.stack}${JSON.stringify(error)}`.includes('canary-secret'), false);
  });
}

test('reads the delete log oldest first, and an absent log as none', async (t) => {
  const { client } = await setUp(t, ({ number }, response) => {
    if (number === 1)
      answerJson(
        response,
        success({
          records: [{ RecordId: '1P02A', DeletedOn: '2026-11-02T07:17:16Z', ObjectName: 'Company' }],
        }),
      );
    else answerJson(response, { result: false, title: 'OBJECT_NOT_FOUND' }, 404);
  });
  const query = { objectName: 'Company', since: new Date('2026-11-01T00:00:00Z') };
  assert.deepEqual(await all(client.deletions.list(query)), [
    [{ recordId: '1P02A', objectName: 'Company', deletedOn: new Date('2026-11-02T07:17:16Z') }],
  ]);
  assert.deepEqual(await all(client.deletions.list(query)), []);
});

test('reads a log that is no call of the host as none', async (t) => {
  const { client } = await setUp(t, (_, response) => answerJson(response, failure('GS_APIG_1000'), 404));
  assert.deepEqual(await all(client.deletions.list({ objectName: 'Company', since: new Date(0) })), []);
});

test('asks the delete log as its sample does where that is all it takes', async (t) => {
  const rows = [{ RecordId: '1P02A', DeletedOn: '2026-11-02T07:17:16Z', ObjectName: 'Company' }];
  const { client, server } = await setUp(t, ({ body }, response) =>
    body.includes('"IN"')
      ? answerJson(response, failure('GSOBJ_1023', 'Invalid fields or operator in where clause'), 400)
      : answerJson(response, success({ records: rows })),
  );
  const [page] = await all(client.deletions.list({ objectName: 'Company', since: new Date(0) }));
  assert.deepEqual(
    page?.map(({ recordId }) => recordId),
    ['1P02A'],
  );
  assert.match(server.requests[1]?.body ?? '', /"value":\["Company"\],"operator":"EQ"/);
});

test('asks the delete log for every spelling of an object', async (t) => {
  const { client, server } = await setUp(t, (_, response) => answerJson(response, success({ records: [] })));
  await all(client.deletions.list({ objectName: 'Company_Person', since: new Date(0) }));
  assert.match(
    server.requests[0]?.body ?? '',
    /"value":\["Company_Person","company_person","Company Person"\],"operator":"IN"/,
  );
});

async function all<Page>(pages: AsyncIterable<Page>): Promise<Page[]> {
  const read: Page[] = [];
  for await (const page of pages) read.push(page);
  return read;
}
