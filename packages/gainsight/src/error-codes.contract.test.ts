import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { inspect } from 'node:util';
import { createStubClock } from '@handrail/http/testing';
import { createStillClock, type Sandbox, startSandbox } from '@handrail/sandbox';
import type { GainsightCredential } from './auth.ts';
import { createGainsightClient, type GainsightWriter } from './client.ts';
import { GainsightError, GainsightWriteRefused } from './errors.ts';
import type { RefusalReason } from './refusal-reason.ts';
import { createTransport } from './transport.ts';

/**
 * Every documented code that a call of Handrail can meet, made by the sandbox and read by the client. Codes of calls
 * that Handrail does not make are not here: GSOBJ_1003 and 1004 (delete a record), 6.4 and GU_24xx (write people and
 * users), COCKPIT and ESS. GSOBJ_1024 and GS_TL_10_0500 come from no request that the client can make; its own tests
 * hold it to them.
 */
const CANARY = 'canary-value-of-a-person';
let sandbox: Sandbox;
let client: GainsightWriter;
let usual: Sandbox['context']['switches'];
let company: string;

before(async () => {
  sandbox = await startSandbox({ port: 0, companies: 20, limits: 'off' });
  usual = { ...sandbox.context.switches };
  client = clientOf({ kind: 'access-key', accessKey: sandbox.context.credentials.accessKey });
  const { rows } = await client.query('Company', { select: ['Gsid'], limit: 1 });
  company = String(rows[0]?.['Gsid']);
});
afterEach(() => {
  Object.assign(sandbox.context.switches, usual);
  sandbox.context.faults.clear();
});
after(async () => {
  await client.close();
  await sandbox.stop();
});

function clientOf(credential: GainsightCredential): GainsightWriter {
  const http = { allowOrigins: [sandbox.gainsightUrl], clock: createStubClock(), random: () => 0 };
  return createGainsightClient({ origin: sandbox.gainsightUrl, credential, http, write: true });
}

async function failureOf(answer: Promise<unknown>): Promise<GainsightError> {
  const error: unknown = await answer.then(
    () => 'no failure',
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof GainsightError, inspect(error));
  return error;
}

/** The failure, and that nothing of it can print the value it is about. */
async function quietFailureOf(answer: Promise<unknown>): Promise<GainsightError> {
  const error = await failureOf(answer);
  for (const printed of [
    error.message,
    error.stack ?? '',
    JSON.stringify(error),
    inspect(error, { depth: 9 }),
  ])
    assert.equal(printed.includes(CANARY), false, printed);
  return error;
}

const VALUES: readonly (readonly [code: string, RefusalReason, field: string, value: unknown])[] = [
  ['GSOBJ_1001', 'too-long', 'Name', CANARY.repeat(200)],
  ['GSOBJ_1002', 'wrong-type', 'Employees', CANARY],
  ['GSOBJ_1005', 'bad-date', 'Handrail_Last_Meeting__gc', CANARY],
  ['GSOBJ_1006', 'bad-date', 'RenewalDate', CANARY],
  ['GSOBJ_1007', 'not-nullable', 'Name', null],
  ['GSOBJ_1008', 'bad-value', 'Discount__gc', CANARY],
  ['GSOBJ_1008', 'bad-value', 'Is_Reference__gc', CANARY],
  ['GSOBJ_1011', 'no-match', 'Csm', CANARY],
  ['GSOBJ_1012', 'not-an-option', 'Stage', CANARY],
];

for (const [code, reason, field, value] of VALUES) {
  test(`understands ${code} of a written ${field} as ${reason}, with the record and field, and prints no value`, async () => {
    const records = [
      { Gsid: company, Summary: null },
      { Gsid: company, [field]: value },
    ];
    const error = await quietFailureOf(client.companies.update({ keys: ['Gsid'], records }));
    assert.ok(error instanceof GainsightWriteRefused);
    assert.deepEqual(
      [error.code, error.errorCode, error.outcome],
      ['gainsight_write_refused', code, 'refused'],
    );
    assert.deepEqual(
      error.rows.map(({ index, errors }) => [index, errors[0]?.code, errors[0]?.reason, errors[0]?.field]),
      [[1, code, reason, field]],
    );
  });
}

test('understands GSOBJ_1011 of an unmatched key as a refused write', async () => {
  const records = [{ Name: CANARY, Employees: 1 }];
  const error = await quietFailureOf(client.companies.update({ keys: ['Name'], records }));
  assert.deepEqual([error.code, error.errorCode], ['gainsight_write_refused', 'GSOBJ_1011']);
});

test('understands GSOBJ_1011 and the forms without rows of a query as nothing found', async () => {
  for (const noDataForm of ['http-400', 'result-false', 'null-data'] as const) {
    sandbox.context.switches.noDataForm = noDataForm;
    const where = [{ name: 'Name', operator: 'EQ', value: [CANARY] }] as const;
    assert.deepEqual((await client.query('Company', { select: ['Gsid'], where, limit: 1 })).rows, []);
  }
});

const QUERIES: readonly (readonly [code: string | null, what: string, () => Promise<unknown>])[] = [
  [
    'GSOBJ_1005',
    'an unreadable date of a filter',
    () => ask([{ name: 'ModifiedDate', operator: 'GTE', value: [CANARY] }]),
  ],
  [
    'GSOBJ_1023',
    'an operator that the type lacks',
    () => ask([{ name: 'Is_Reference__gc', operator: 'GT', value: [CANARY] }]),
  ],
  [null, 'an unknown field', () => client.query('Company', { select: ['Gsid', `${CANARY}__gc`], limit: 1 })],
];

function ask(where: Parameters<GainsightWriter['query']>[1]['where']): Promise<unknown> {
  return client.query('Company', { select: ['Gsid'], limit: 1, ...(where === undefined ? {} : { where }) });
}

for (const [code, what, query] of QUERIES) {
  test(`understands ${what} (${code ?? 'any code'}) as a bad query`, async () => {
    const error = await failureOf(query());
    assert.equal(error.code, 'gainsight_bad_query');
    assert.equal(error.facts['object'], 'Company');
    if (code !== null) assert.equal(error.errorCode, code);
  });
}

test('prints no value of a filter', async () => {
  await quietFailureOf(ask([{ name: 'ModifiedDate', operator: 'GTE', value: [CANARY] }]));
});

test('understands GS_APIG_2401 of a wrong key, a dead token and a refusal dressed as success', async () => {
  const wrong = clientOf({ kind: 'access-key', accessKey: CANARY });
  const error = await quietFailureOf(wrong.checkCredential());
  await wrong.close();
  assert.deepEqual(
    [error.code, error.errorCode, error.status],
    ['gainsight_unauthorized', 'GS_APIG_2401', 401],
  );
  sandbox.context.faults.add({ kind: 'result-false-in-200', vendor: 'gainsight', times: 100 });
  const dressed = await failureOf(client.checkCredential());
  assert.deepEqual([dressed.code, dressed.status], ['gainsight_unauthorized', 200]);
});

test('understands GS_APIG_2402 as a refused address', async () => {
  sandbox.context.switches.accessKeyFrom = 'nowhere';
  const error = await failureOf(client.checkCredential());
  assert.deepEqual([error.code, error.errorCode], ['gainsight_ip_refused', 'GS_APIG_2402']);
});

test('understands GS_APIG_1000 as an unknown call, which comes before the credential', async () => {
  const http = { allowOrigins: [sandbox.gainsightUrl], clock: createStubClock(), random: () => 0 };
  const transport = createTransport(sandbox.gainsightUrl, { kind: 'access-key', accessKey: 'wrong' }, http);
  const call = {
    method: 'GET',
    path: '/v1/no/such/call',
    family: 'sync',
    repeatable: true,
    purpose: { kind: 'metadata', object: 'none' },
  } as const;
  const error = await failureOf(transport.call(call));
  await transport.close();
  assert.deepEqual([error.code, error.errorCode], ['gainsight_not_found', 'GS_APIG_1000']);
});

for (const [limitForm, code, status] of [
  ['gu-2400', 'GU_2400', 429],
  ['gateway-429', 'GS_APIG_2404', 429],
  ['gateway-200', 'GS_APIG_2404', 200],
] as const) {
  test(`understands ${code} at ${status} as the limit, by the sandbox's own count`, async (t) => {
    const options = { port: 0, companies: 5, limits: { perMinute: 1 }, switches: { limitForm } };
    const limited = await startSandbox({ ...options, clock: createStillClock('2026-11-12T10:00:15Z') });
    const { accessKey } = limited.context.credentials;
    const http = { allowOrigins: [limited.gainsightUrl], clock: createStubClock(), random: () => 0 };
    const credential = { kind: 'access-key', accessKey } as const;
    const impatient = createGainsightClient({ origin: limited.gainsightUrl, credential, http, write: false });
    t.after(async () => {
      await impatient.close();
      await limited.stop();
    });
    await impatient.checkCredential();
    const error = await failureOf(impatient.checkCredential());
    assert.deepEqual([error.code, error.errorCode, error.status], ['gainsight_rate_limited', code, status]);
    assert.equal(error.outcome, 'refused');
    assert.ok((error.retryAfterMs ?? 0) > 0);
  });
}

test('understands GU_1101 as a failure of the server', async () => {
  sandbox.context.faults.add({ kind: 'error-500', vendor: 'gainsight', times: 100 });
  const error = await failureOf(client.checkCredential());
  assert.deepEqual(
    [error.code, error.errorCode, error.status, error.outcome],
    ['gainsight_server_error', 'GU_1101', 500, 'unknown'],
  );
});

test('understands OBJECT_NOT_FOUND at either status, of describe and of a query', async () => {
  for (const objectNotFoundStatus of [400, 404] as const) {
    sandbox.context.switches.objectNotFoundStatus = objectNotFoundStatus;
    for (const answer of [
      client.objects.describe('no_such_object'),
      client.query('no_such_object', { select: ['Gsid'], limit: 1 }),
    ]) {
      const error = await failureOf(answer);
      assert.deepEqual(
        [error.code, error.errorCode, error.status],
        ['gainsight_object_not_found', 'OBJECT_NOT_FOUND', objectNotFoundStatus],
      );
    }
  }
});

test('understands 403 as a right that lacks, with the object', async () => {
  sandbox.context.switches.refusedObjects = ['company'];
  const error = await failureOf(client.checkCredential());
  assert.deepEqual([error.code, error.status], ['gainsight_object_refused', 403]);
});

test('understands GS_TL_10_0206, 0213 and 0207 each for its own activity, and prints none of their text', async () => {
  const { rows: users } = await client.query('GsUser', { select: ['Gsid', 'Email'], limit: 1 });
  const record = {
    ContextName: 'Company',
    TypeName: 'Meeting',
    Subject: 'Review',
    Notes: '<p>x</p>',
    Author: users[0]?.['Email'],
    GsCompanyId: company,
  };
  const AuthorId = {
    fields: { Author: 'Email' },
    lookupField: 'Gsid',
    objectName: 'GsUser',
    multiMatchOption: 'FIRSTMATCH',
    onNoMatch: 'ERROR',
  } as const;
  const records = [
    { ...record, ExternalId: 'good' },
    { ...record, ExternalId: 'bare', Subject: undefined },
    { ...record, ExternalId: 'lost', Author: `${CANARY}@nowhere.test` },
    { ...record, ExternalId: 'good' },
  ];
  const outcomes = await client.timeline.save({ records: records.slice(0, 3), lookups: { AuthorId } });
  const [repeat] = await client.timeline.save({ records: records.slice(3), lookups: { AuthorId } });
  assert.deepEqual(
    [...outcomes, repeat].map((outcome) => [
      outcome?.externalId,
      outcome?.state,
      outcome !== undefined && 'refusals' in outcome ? outcome.refusals[0]?.code : null,
    ]),
    [
      ['good', 'saved', null],
      ['bare', 'refused', 'GS_TL_10_0206'],
      ['lost', 'refused', 'GS_TL_10_0213'],
      ['good', 'duplicate', 'GS_TL_10_0207'],
    ],
  );
});
