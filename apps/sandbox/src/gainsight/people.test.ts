import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorld } from '../seed.ts';
import { at, rowOf, startTestSandbox, where, type TestSandbox } from '../testing.ts';
import type { DataType, World } from '../world.ts';

const path = '/v1/peoplemgmt/v1.0/people';
const statusPath = `${path}/async/status`;
const unknownGsid = '1P02ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ';

async function tiesOf({ query }: TestSandbox, email: string) {
  return query('company_person', {
    select: ['Company_ID', 'Title', 'Role', 'Active', 'IsPrimaryCompany'],
    where: where('Person_ID__gr.Email', 'EQ', email),
    orderBy: { Company_ID: 'asc' },
  });
}

test('inserts a person with companies, and changes the same one by e-mail afterwards', async (t) => {
  const sandbox = await startTestSandbox(t);
  const [first = {}, second = {}] = sandbox.object('company').rows;
  const ties = [first, second].map((row) => ({ Company_ID: row['Gsid'], Title: 'CTO', Role: 'Champion' }));
  const created = await sandbox.send('PUT', path, {
    Email: 'ines@lindqvist.test',
    FirstName: 'Ines',
    LastName: 'Holm',
    companies: [{ ...ties[0], IsPrimaryCompany: true }],
  });
  assert.equal(created.status, 200);
  assert.equal(at(created.body, 'result'), true);
  assert.equal(at(created.body, 'data', 'Name'), 'Ines Holm');

  const changed = await sandbox.send('PUT', '/v1.0/api/people', {
    Email: 'INES@lindqvist.test',
    LinkedinUrl: 'https://people.example/in/ines',
    companies: [{ ...ties[1], Active: false, IsPrimaryCompany: true }],
  });
  assert.equal(at(changed.body, 'data', 'Gsid'), at(created.body, 'data', 'Gsid'));
  assert.equal(at(changed.body, 'data', 'FirstName'), 'Ines', 'absent fields stay');
  const found = await tiesOf(sandbox, 'ines@lindqvist.test');
  const byCompany = new Map(found.map((tie) => [tie['Company_ID'], tie]));
  assert.equal(found.length, 2);
  assert.equal(byCompany.get(first['Gsid'])?.['IsPrimaryCompany'], false, 'one primary company at most');
  assert.equal(byCompany.get(second['Gsid'])?.['IsPrimaryCompany'], true);
  assert.equal(byCompany.get(second['Gsid'])?.['Active'], false);
});

/** The world with a field of each type on people, and an unknown custom one. */
function worldWithFields(): World {
  const world = makeWorld({ seed: 1, companies: 20, now: new Date('2026-11-10T10:00:00Z') });
  const types: readonly DataType[] = ['BOOLEAN', 'NUMBER', 'STRING', 'DATETIME', 'CURRENCY', 'EMAIL'];
  for (const type of types) {
    const name = `${type}__gc`;
    world.objects.get('person')?.fields.push({ name, label: name, type, group: 'CUSTOM', updateable: true });
  }
  return world;
}

const codes: readonly [field: string, value: unknown, code: string][] = [
  ['BOOLEAN__gc', 'perhaps', 'GSOBJ_VDTBOOL1001'],
  ['EmailOptOut', 3, 'GSOBJ_VDTBOOL1001'],
  ['NUMBER__gc', 'many', 'GSOBJ_VDTNUM1001'],
  ['NUMBER__gc', 1e300, 'GSOBJ_VDTNUM1002'],
  ['STRING__gc', { text: 'no' }, 'GSOBJ_VDTBSTR1001'],
  ['DATETIME__gc', 'tomorrow', 'GSOBJ_VDTDATIME1001'],
  ['CURRENCY__gc', 'a lot', 'GSOBJ_VDTCURREN1001'],
  ['CURRENCY__gc', '48,000', 'GSOBJ_VDTCURREN1002'],
  ['Email', 'nobody', 'GSOBJ_VDTEMAIL1001'],
  ['MasterRecordID', 'short', 'GSOBJ_VDTGSID1001'],
  ['companies', [{ Company_ID: 'short' }], 'GSOBJ_VDTGSID1001'],
  ['companies', [{ Company_ID: unknownGsid }], 'GSOBJ_PEOPLE1001'],
  ['companies', [{ Title: 'CTO' }], 'GSOBJ_PEOPLE1001'],
];

test('answers each fault of a value with the code of the people API, and stores nothing', async (t) => {
  const { send, object } = await startTestSandbox(t, { world: worldWithFields() });
  const before = object('person').rows.length;
  for (const [field, value, code] of codes) {
    const reply = await send('PUT', path, { Email: 'new@lindqvist.test', [field]: value });
    assert.equal(reply.status, 400, field);
    assert.equal(at(reply.body, 'errorCode'), code, `${field} = ${JSON.stringify(value)}`);
    assert.equal(at(reply.body, 'result'), false);
  }
  assert.equal(at((await send('PUT', path, { FirstName: 'Ines' })).body, 'errorCode'), 'GSOBJ_VDTEMAIL1001');
  assert.equal(at((await send('PUT', path, '[]')).body, 'errorCode'), 'GSOBJ_1023');
  assert.equal(object('person').rows.length, before);
});

test('stores people later, by the clock, and tells the faults of each row', async (t) => {
  const { send, clock, object } = await startTestSandbox(t, { switches: { jobSeconds: 100 } });
  const person = rowOf(object('person'));
  const before = object('person').rows.length;
  const started = await send('PUT', `${path}/async`, {
    records: [
      { Email: person['Email'], Comments: 'met in Malmö' },
      { Email: 'nobody' },
      { Email: 'second@lindqvist.test', companies: [{ Company_ID: unknownGsid }] },
      { Email: 'third@lindqvist.test' },
    ],
  });
  const statusId = String(at(started.body, 'data', 'statusId'));
  const status = async () => at((await send('GET', `${statusPath}/${statusId}`)).body, 'data');
  assert.equal(at(await status(), 'status'), 'INIT');
  assert.equal(object('person').rows.length, before, 'nothing is stored yet');
  clock.advance(60_000);
  assert.equal(at(await status(), 'status'), 'INPROGRESS');
  clock.advance(40_000);
  const ended = await status();
  assert.equal(at(ended, 'status'), 'COMPLETED');
  assert.equal(at(ended, 'count'), 2);
  assert.deepEqual(
    [0, 1].map((row) => [
      at(ended, 'errors', row, 'rowNumber'),
      at(ended, 'errors', row, 'fieldName'),
      at(ended, 'errors', row, 'code'),
    ]),
    [
      [2, 'Email', 'GSOBJ_VDTEMAIL1001'],
      [3, 'Company_ID', 'GSOBJ_PEOPLE1001'],
    ],
  );
  assert.equal(object('person').rows.length, before + 1);
  assert.equal(person['Comments'], 'met in Malmö');
});

test('takes at most 50 people in one asynchronous call, and knows no foreign status', async (t) => {
  const { send } = await startTestSandbox(t);
  const people = Array.from({ length: 51 }, (_, number) => ({ Email: `p${number}@lindqvist.test` }));
  assert.equal((await send('PUT', `${path}/async`, { records: people })).status, 400);
  assert.equal((await send('PUT', `${path}/async`, people.slice(1))).status, 200);
  assert.equal((await send('GET', `${statusPath}/none`)).status, 400);
});

test('finds one person by GSID and by e-mail, and refuses an empty e-mail', async (t) => {
  const { send, object } = await startTestSandbox(t);
  const person = rowOf(object('person'), (row) => row['Email'] !== null);
  const email = encodeURIComponent(String(person['Email']));
  const byEmail = await send('GET', `${path}?email=${email}`);
  assert.equal(at(byEmail.body, 'data', 'Gsid'), person['Gsid']);
  const tie = rowOf(object('company_person'), (row) => row['Person_ID'] === person['Gsid']);
  assert.equal(at(byEmail.body, 'data', 'companies', 0, 'Company_ID'), tie['Company_ID']);
  const byGsid = await send('GET', `${path}/${String(person['Gsid'])}`);
  assert.deepEqual(at(byGsid.body, 'data'), at(byEmail.body, 'data'));
  for (const query of ['', '?email=', '?email=%20']) {
    assert.equal(at((await send('GET', `${path}${query}`)).body, 'errorCode'), 'GSOBJ_VQP1001');
  }
  assert.equal((await send('GET', `${path}/${unknownGsid}`)).status, 400);
});
