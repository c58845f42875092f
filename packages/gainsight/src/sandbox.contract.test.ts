import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { createStubClock } from '@handrail/http/testing';
import { type Sandbox, startSandbox } from '@handrail/sandbox';
import type { GainsightCredential } from './auth.ts';
import { createGainsightClient, type GainsightWriter } from './client.ts';
import { formatActivityDate, parseDate } from './dates.ts';
import { GainsightWriteRefused } from './errors.ts';
import { ACTIVITY_LOOKUPS, DUPLICATE_EXTERNAL_ID } from './resources/timeline.ts';

/** The client and the sandbox are two readings of the same documents; here they meet. */
let sandbox: Sandbox;
let client: GainsightWriter;
let usual: Sandbox['context']['switches'];

before(async () => {
  sandbox = await startSandbox({ port: 0, companies: 120, limits: 'off' });
  usual = { ...sandbox.context.switches };
  client = clientOf({ kind: 'access-key', accessKey: sandbox.context.credentials.accessKey });
});
afterEach(() => Object.assign(sandbox.context.switches, usual));
after(async () => {
  await client.close();
  await sandbox.stop();
});

function clientOf(credential: GainsightCredential): GainsightWriter {
  const http = { allowOrigins: [sandbox.gainsightUrl], clock: createStubClock(), random: () => 0 };
  return createGainsightClient({ origin: sandbox.gainsightUrl, credential, http, write: true });
}

async function gsids(object: string, limit: number): Promise<unknown[]> {
  const seen: unknown[] = [];
  for await (const page of client.queryPages(object, { select: ['Gsid'], limit })) {
    seen.push(...page.rows.map((row) => row['Gsid']));
  }
  return seen;
}

async function firstCompany(): Promise<string> {
  const [first] = await gsids('Company', 500);
  assert.ok(typeof first === 'string');
  return first;
}

test('checks a credential, and tells wrong ones apart', async () => {
  const { requestId, date } = await client.checkCredential();
  assert.match(requestId ?? '', /^[0-9a-f-]{36}$/);
  assert.ok(date instanceof Date);
  const stranger = clientOf({ kind: 'access-key', accessKey: 'wrong-key' });
  await assert.rejects(stranger.checkCredential(), {
    code: 'gainsight_unauthorized',
    errorCode: 'GS_APIG_2401',
  });
  await stranger.close();
});

test('comes in by machine-to-machine where the key is refused for its address', async () => {
  sandbox.context.switches.accessKeyFrom = 'nowhere';
  await assert.rejects(client.checkCredential(), { code: 'gainsight_ip_refused' });
  const { m2mClientId: clientId, m2mClientSecret: clientSecret } = sandbox.context.credentials;
  const machine = clientOf({ kind: 'm2m', clientId, clientSecret });
  await machine.checkCredential();
  await machine.close();
  const stranger = clientOf({ kind: 'm2m', clientId, clientSecret: 'wrong-secret' });
  await assert.rejects(stranger.checkCredential(), { code: 'gainsight_unauthorized' });
  await stranger.close();
});

test('lists objects and describes Company with picklists, lookups and system fields', async () => {
  const objects = await client.objects.list();
  assert.ok(objects.some(({ objectName }) => objectName === 'company'));
  const { fields } = await client.objects.describe('Company');
  const named = new Map(fields.map((field) => [field.fieldName, field]));
  assert.equal(named.get('Gsid')?.dataType, 'GSID');
  assert.equal(named.get('ModifiedDate')?.dataType, 'DATETIME');
  assert.equal(named.get('Csm')?.lookup?.name, 'Csm__gr');
  assert.ok((named.get('Status')?.options.length ?? 0) > 0);
  for (const objectNotFoundStatus of [400, 404] as const) {
    sandbox.context.switches.objectNotFoundStatus = objectNotFoundStatus;
    await assert.rejects(client.objects.describe('no_such_object'), { code: 'gainsight_object_not_found' });
  }
});

test('reads every company once, whatever the page size and the shape of replies', async () => {
  const all = await gsids('Company', 5_000);
  assert.ok(all.length >= 120);
  for (const replyShape of ['records', 'array'] as const) {
    sandbox.context.switches.replyShape = replyShape;
    for (const limit of [7, all.length, 5_000]) assert.deepEqual(await gsids('Company', limit), all);
  }
});

test('reads values under the names asked for, lookups as flat keys, absent as null', async () => {
  const select = ['gsid', 'NAME', 'Csm__gr.Email', 'ParentCompany', 'ModifiedDate'];
  for (const nullForm of ['null', 'omitted'] as const) {
    sandbox.context.switches.nullForm = nullForm;
    const { rows } = await client.query('company', { select, limit: 50 });
    for (const row of rows) {
      assert.equal(typeof row['gsid'], 'string');
      assert.equal(typeof row['NAME'], 'string');
      assert.ok((row['ParentCompany'] ?? null) === null || typeof row['ParentCompany'] === 'string');
    }
    assert.ok(rows.some((row) => typeof row['Csm__gr.Email'] === 'string'));
  }
});

test('reads dates alike in every form', async () => {
  const query = {
    select: ['Gsid', 'ModifiedDate', 'RenewalDate'],
    orderBy: [['Gsid', 'asc'] as const],
    limit: 100,
  };
  const read = async () => {
    const { rows } = await client.query('Company', query);
    return rows.map((row) => [parseDate(row['ModifiedDate']), parseDate(row['RenewalDate'])]);
  };
  const asIso = await read();
  assert.ok(asIso.flat().every((date) => date === null || date instanceof Date));
  sandbox.context.switches.dateForm = 'epoch';
  sandbox.context.switches.emptyDateForm = 'empty-string';
  assert.deepEqual(await read(), asIso);
});

test('reads every form of nothing found as an empty page', async () => {
  const where = [{ name: 'Name', operator: 'EQ', value: ['nobody is called this'] }] as const;
  for (const noDataForm of ['empty', 'null-data', 'null-records', 'result-false', 'http-400'] as const) {
    sandbox.context.switches.noDataForm = noDataForm;
    assert.deepEqual(
      (await client.query('Company', { select: ['Gsid'], where, limit: 10 })).rows,
      [],
      noDataForm,
    );
    assert.deepEqual(await client.timeline.findByExternalId('none'), [], noDataForm);
  }
});

test('names refused queries and objects', async () => {
  const unknownField = client.query('Company', { select: ['Gsid', 'No_Such_Field__gc'], limit: 1 });
  await assert.rejects(unknownField, {
    code: 'gainsight_bad_query',
    facts: { object: 'Company', fields: ['No_Such_Field__gc'] },
  });
  sandbox.context.switches.refusedObjects = ['company'];
  await assert.rejects(client.query('Company', { select: ['Gsid'], limit: 1 }), {
    code: 'gainsight_object_refused',
  });
});

test('updates companies, all or none, and names the refused one', async () => {
  const [a, b] = (await gsids('Company', 500)) as [string, string];
  const update = await client.companies.update({
    keys: ['Gsid'],
    records: [
      { Gsid: a, Employees: 4_711 },
      { Gsid: b, Employees: 4_712 },
    ],
  });
  assert.equal(update.count, 2);
  const stage = { Gsid: b, Stage: 'no such stage' };
  const refused = await client.companies
    .update({ keys: ['Gsid'], records: [{ Gsid: a, Stage: null }, stage] })
    .catch((error: unknown) => error);
  assert.ok(refused instanceof GainsightWriteRefused);
  assert.equal(refused.errorCode, 'GSOBJ_1012');
  assert.deepEqual(
    refused.rows.map(({ index, errors }) => [index, errors[0]?.field, errors[0]?.invalidValue]),
    [[1, 'Stage', ['no such stage']]],
  );
  const where = [{ name: 'Gsid', operator: 'IN', value: [a, b] }] as const;
  const { rows } = await client.query('Company', {
    select: ['Gsid', 'Employees'],
    where,
    orderBy: [['Gsid', 'asc']],
    limit: 10,
  });
  assert.deepEqual(
    rows.map((row) => row['Employees']),
    [4_711, 4_712],
  );
});

test('takes an update that matches nothing for a refused write', async () => {
  const update = client.companies.update({
    keys: ['Name'],
    records: [{ Name: 'nobody is called this', Employees: 1 }],
  });
  await assert.rejects(update, { code: 'gainsight_write_refused' });
});

test('saves, finds, changes and deletes an activity, and knows a repeat', async () => {
  const GsCompanyId = await firstCompany();
  const { rows: users } = await client.query('GsUser', {
    select: ['Gsid', 'Email'],
    limit: 1,
    where: [{ name: 'IsActiveUser', operator: 'EQ', value: [true] }],
  });
  const record = {
    ExternalId: 'hr1-contract-T-0',
    ContextName: 'Company',
    TypeName: 'Meeting',
    Subject: 'Quarterly review',
    Notes: '<p>Send the plan</p>',
    ActivityDate: formatActivityDate(new Date('2026-11-12T13:00:00Z')),
    Author: users[0]?.['Email'],
    GsCompanyId,
  };
  const lookups = { AuthorId: ACTIVITY_LOOKUPS.AuthorId };
  const broken = { ...record, ExternalId: 'hr1-contract-T-1', Author: 'nobody@nowhere.test' };
  const [saved, failed] = await client.timeline.save({ records: [record, broken], lookups });
  assert.equal(saved?.state, 'saved');
  assert.equal(failed?.state, 'refused');
  const [repeat] = await client.timeline.save({ records: [record], lookups });
  assert.ok(repeat?.state === 'duplicate' && repeat.refusals[0]?.code === DUPLICATE_EXTERNAL_ID);

  const [found, ...others] = await client.timeline.findByExternalIdPrefix('hr1-contract-');
  assert.deepEqual(others, []);
  assert.equal(found?.subject, 'Quarterly review');
  assert.equal(found?.gsCompanyId, GsCompanyId);
  assert.equal(found?.authorId, users[0]?.['Gsid']);
  assert.equal(found?.activityDate?.toISOString(), '2026-11-12T13:00:00.000Z');

  const listed = await client.timeline.listByExternalIdPrefix('hr1-contract-', { maxPages: 1 });
  assert.deepEqual(
    listed?.map(({ gsid, externalId }) => [gsid, externalId]),
    [[found?.gsid, record.ExternalId]],
  );
  assert.deepEqual(await client.timeline.listByExternalIdPrefix('hr1-none-', { maxPages: 1 }), []);

  const change = { ExternalId: record.ExternalId, Subject: 'Changed', Notes: '<p>x</p>' };
  const [changed] = await client.timeline.update('externalid', { records: [change] });
  assert.equal(changed?.state, 'saved');
  const [read] = await client.timeline.findByExternalId(record.ExternalId);
  assert.equal(read?.subject, 'Changed');
  const [unknown] = await client.timeline.update('externalid', {
    records: [{ ...change, ExternalId: 'hr1-none' }],
  });
  assert.equal(unknown?.state, 'refused');

  assert.ok(saved.state === 'saved' && saved.activityId !== null);
  await client.timeline.delete([saved.activityId]);
  assert.deepEqual(await client.timeline.findByExternalId(record.ExternalId), []);
});

test('reads the delete log', async () => {
  for await (const page of client.deletions.list({
    objectName: 'Company',
    since: new Date('2020-01-01T00:00:00Z'),
  })) {
    for (const deletion of page) assert.ok(deletion.deletedOn instanceof Date);
  }
});
