import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { makeWorld } from '../seed.ts';
import { at, startTestSandbox, type TestSandbox, where } from '../testing.ts';

const plan = { seed: 3, companies: 260, now: new Date('2026-11-10T10:00:00Z') };

/** Two tenants of the same companies: one keeps them all, the other makes all but ten when they are read. */
async function startBoth(t: TestContext): Promise<{ kept: TestSandbox; made: TestSandbox }> {
  return {
    kept: await startTestSandbox(t, { world: makeWorld(plan) }),
    made: await startTestSandbox(t, { world: makeWorld({ ...plan, storedCompanies: 10 }) }),
  };
}

/** Asks both and returns the data of the second after comparing it with the first's. */
async function askBoth({ kept, made }: { kept: TestSandbox; made: TestSandbox }, request: object) {
  const path = '/v1/data/objects/query/Company';
  const [expected, actual] = [await kept.send('POST', path, request), await made.send('POST', path, request)];
  assert.equal(actual.status, expected.status, JSON.stringify(request));
  assert.deepEqual(at(actual.body, 'data'), at(expected.body, 'data'), JSON.stringify(request));
  return at(actual.body, 'data', 'records');
}

test('answers made companies as it answers kept ones, in every order, filter and page', async (t) => {
  const both = await startBoth(t);
  const select = both.kept.object('company').fields.map(({ name }) => name);
  const gsids = both.kept
    .object('company')
    .rows.map((row) => String(row['Gsid']))
    .toSorted();
  const orders = [
    { Gsid: 'asc' },
    { Gsid: 'desc' },
    { ModifiedDate: 'asc', Gsid: 'asc' },
    { ModifiedDate: 'desc', Gsid: 'asc' },
    { Name: 'asc', Gsid: 'asc' },
    { Arr: 'desc', RenewalDate: 'asc', Gsid: 'desc' },
    { Is_Reference__gc: 'desc', 'Csm__gr.Name': 'asc', Gsid: 'asc' },
    { 'ParentCompany__gr.Csm__gr.Email': 'desc', Gsid: 'asc' },
    { Nps: 'asc', Response_Hours__gc: 'desc', Gsid: 'asc' },
  ];
  for (const orderBy of orders) {
    for (const offset of [0, 1, 130, 259, 260]) await askBoth(both, { select, orderBy, limit: 40, offset });
    await askBoth(both, { select: ['Gsid'], orderBy, limit: 1 });
  }
  const filters = [
    where('Gsid', 'GT', gsids[100]),
    where('Gsid', 'LT', gsids[100]),
    where('ModifiedDate', 'GTE', '2026-08-01T00:00:00Z'),
    where('ModifiedDate', 'LT', '2026-08-01T00:00:00Z'),
    where('ModifiedDate', 'IS_NULL'),
    where('RenewalDate', 'GT', '2027-05-01'),
    where('Arr', 'LTE', 50_000),
    where('Name', 'CONTAINS', 'a'),
    where('Csm__gr.Name', 'STARTS_WITH', 'm'),
    where('Products__gc', 'INCLUDES', 'Mobile'),
  ];
  for (const filter of filters) {
    for (const orderBy of [
      ...orders.slice(0, 4),
      { Arr: 'asc', Gsid: 'asc' },
      { RenewalDate: 'desc', Gsid: 'asc' },
    ])
      for (const offset of [0, 30])
        await askBoth(both, { select: ['Gsid', 'Name'], where: filter, orderBy, limit: 50, offset });
  }
});

test('lays edits, inserts and deletions over made companies', async (t) => {
  const both = await startBoth(t);
  const names = both.kept.object('company').rows.map((row) => String(row['Name']));
  const gsids = both.kept.object('company').rows.map((row) => String(row['Gsid']));
  const everywhere = async (method: string, path: string, body?: object) => {
    for (const { send } of [both.kept, both.made]) {
      const reply = await send(method, `/v1/data/objects/Company${path}`, body);
      assert.equal(reply.status, 200, reply.text);
    }
  };
  await everywhere('PUT', '?keys=Gsid', { records: [{ Gsid: gsids[200], Name: 'Renamed', Users: 5 }] });
  await everywhere('PUT', '?keys=Name', { records: [{ Name: names[120], Industry: 'Shipbuilding' }] });
  await everywhere('DELETE', `/${gsids[150]}`);
  await everywhere('PUT', '?keys=Name', { records: [{ Name: 'Renamed', Users: 6 }] });
  const shown = { select: ['Name', 'Users', 'Industry', 'ModifiedDate', 'Gsid'] };
  for (const orderBy of [
    { Gsid: 'asc' },
    { ModifiedDate: 'desc', Gsid: 'asc' },
    { Name: 'asc', Gsid: 'asc' },
  ]) {
    const rows = await askBoth(both, { ...shown, orderBy });
    assert.equal(Array.isArray(rows) ? rows.length : 0, 259);
  }
  assert.deepEqual(
    await askBoth(both, { select: ['Name', 'Users'], where: where('Gsid', 'EQ', gsids[200]) }),
    [{ Name: 'Renamed', Users: 6 }],
  );
  assert.deepEqual(await askBoth(both, { select: ['Name'], where: where('Gsid', 'EQ', gsids[150]) }), []);
  const inserted = await both.made.send('POST', '/v1/data/objects/Company', {
    records: [{ Name: 'Child', parent: names[250] }],
    lookups: {
      ParentCompany: {
        fields: { parent: 'Name' },
        lookupField: 'Gsid',
        objectName: 'company',
        onNoMatch: 'ERROR',
      },
    },
  });
  const child = at(inserted.body, 'data', 'records', 0, 'Gsid');
  const [row] = await both.made.query('company', {
    select: ['ParentCompany__gr.Name'],
    where: where('Gsid', 'EQ', child),
  });
  assert.equal(row?.['ParentCompany__gr.Name'], names[250]);
});

test('finds the edits of made companies again after a restart', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'handrail-sandbox-'));
  t.after(() => rm(directory, { recursive: true }));
  const start = () =>
    startTestSandbox(t, {
      world: makeWorld({ ...plan, storedCompanies: 10 }),
      stateFile: join(directory, 'state.json'),
    });
  const first = await start();
  const made = first.object('company').made;
  const [edited, deleted] = [made?.gsid(99), made?.gsid(100)];
  await first.send('PUT', '/v1/data/objects/Company?keys=Gsid', { records: [{ Gsid: edited, Users: 77 }] });
  await first.send('DELETE', `/v1/data/objects/Company/${deleted}`);
  await first.sandbox.stop();
  const second = await start();
  const read = async (gsid: string | undefined) =>
    second.query('company', { select: ['Users', 'Contract_Number__gc'], where: where('Gsid', 'EQ', gsid) });
  assert.deepEqual(await read(edited), [{ Users: 77, Contract_Number__gc: 'LX-100099' }]);
  assert.deepEqual(await read(deleted), []);
});

test('makes no world of more companies than it can tell apart', async (t) => {
  await assert.rejects(startTestSandbox(t, { companies: 1_000_001 }), { code: 'sandbox_bad_option' });
});
