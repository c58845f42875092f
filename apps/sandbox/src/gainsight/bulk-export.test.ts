import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentedLimits } from '../limits.ts';
import { makeWorld } from '../seed.ts';
import { at, startTestSandbox, where, type TestSandbox } from '../testing.ts';

const base = '/v3/exports/data/bulk';

async function finish({ send, clock }: TestSandbox, body: unknown) {
  clock.advance(3_600_000);
  const statusUrl = String(at(body, 'data', 'statusURL'));
  assert.doesNotMatch(statusUrl, /^\/|:/, 'the URL is relative, without a slash in front');
  return at((await send('GET', `/${statusUrl}`)).body, 'data');
}

test('exports an object as CSV with a header line, quoted where needed', async (t) => {
  const sandbox = await startTestSandbox(t);
  const names = ['Plain', 'Comma, quote " and\nline', 'Ünïcode 株式会社'];
  await sandbox.send('POST', '/v1/data/objects/Company', {
    records: names.map((Name) => ({ Name, Summary: null })),
  });
  const started = await sandbox.send('POST', `${base}/Company`, {
    select: ['name', 'Summary', 'Csm__gr.Email'],
    where: where('Name', 'IN', ...names),
    orderBy: { Name: 'asc' },
  });
  const done = await finish(sandbox, started.body);
  assert.equal(at(done, 'jobStatus'), 'COMPLETED');
  assert.equal(at(done, 'totalRecords'), 3);
  const chunk = await sandbox.send('GET', `/${String(at(done, 'chunkDetails', 0, 'chunkURL'))}`);
  assert.match(chunk.headers.get('content-type') ?? '', /^text\/csv/);
  assert.equal(
    chunk.text,
    'name,Summary,Csm__gr.Email\n"Comma, quote "" and\nline",,\nPlain,,\nÜnïcode 株式会社,,\n',
  );
});

test('cuts chunks of 20,000 rows, and passes its states by the clock', async (t) => {
  const world = makeWorld({ seed: 1, companies: 20, now: new Date('2026-11-10T10:00:00Z') });
  const company = world.objects.get('company');
  for (let number = 0; number < 20_500; number += 1) company?.rows.push({ Name: `Row ${number}` });
  const sandbox = await startTestSandbox(t, { world, switches: { jobSeconds: 100 } });
  const total = company?.rows.length ?? 0;
  const started = await sandbox.send('POST', `${base}/company`, { select: ['Gsid', 'Name'] });
  const statusUrl = `/${String(at(started.body, 'data', 'statusURL'))}`;
  const seen: unknown[] = [];
  for (const seconds of [0, 30, 30, 40]) {
    sandbox.clock.advance(seconds * 1_000);
    seen.push(at((await sandbox.send('GET', statusUrl)).body, 'data', 'jobStatus'));
  }
  assert.deepEqual(seen, ['SUBMITTED', 'NOT_STARTED', 'IN_PROGRESS', 'COMPLETED']);
  const done = at((await sandbox.send('GET', statusUrl)).body, 'data');
  assert.equal(at(done, 'totalRecords'), total);
  assert.deepEqual(
    [0, 1].map((chunk) => at(done, 'chunkDetails', chunk, 'offset')),
    [0, 20_000],
  );
  const rows: string[] = [];
  for (const chunk of [0, 1]) {
    const { text } = await sandbox.send('GET', `/${String(at(done, 'chunkDetails', chunk, 'chunkURL'))}`);
    const [header, ...lines] = text.trimEnd().split('\n');
    assert.equal(header, 'Gsid,Name');
    rows.push(...lines);
  }
  assert.equal(new Set(rows).size, total);
});

test('shows the rows as they were when the export ended', async (t) => {
  const sandbox = await startTestSandbox(t);
  const started = await sandbox.send('POST', `${base}/Company`, {
    select: ['Name'],
    limit: 1,
    orderBy: { Gsid: 'asc' },
  });
  const done = await finish(sandbox, started.body);
  const chunkUrl = `/${String(at(done, 'chunkDetails', 0, 'chunkURL'))}`;
  const before = (await sandbox.send('GET', chunkUrl)).text;
  const [first] = await sandbox.query('Company', { select: ['Gsid'], limit: 1, orderBy: { Gsid: 'asc' } });
  await sandbox.send('PUT', '/v1/data/objects/Company?keys=Gsid', {
    records: [{ ...first, Name: 'Renamed' }],
  });
  assert.equal((await sandbox.send('GET', chunkUrl)).text, before);
});

test('refuses a query without select, one that cannot be read, and unknown jobs and objects', async (t) => {
  const { send } = await startTestSandbox(t);
  const code = async (object: string, body: object) =>
    at((await send('POST', `${base}/${object}`, body)).body, 'errorCode');
  assert.equal(await code('Company', {}), 'GSOBJ_ESS_9104');
  assert.equal(await code('Company', { select: ['Nothing'] }), 'GSOBJ_ESS_9150');
  assert.equal(await code('Company', { select: 'Name' }), 'GSOBJ_ESS_9150');
  const unknown = await send('POST', `${base}/nothing`, { select: ['Gsid'] });
  assert.equal(at(unknown.body, 'title'), 'OBJECT_NOT_FOUND');
  assert.equal((await send('GET', `${base}/status/none`)).status, 400);
  assert.equal((await send('GET', `${base}/chunk/none/0`)).status, 400);
});

test('takes the key under both documented headers, here and nowhere else', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  const { accessKey } = sandbox.context.credentials;
  const body = { select: ['Gsid'] };
  for (const name of ['accesskey', 'authentication']) {
    assert.equal((await send('POST', `${base}/Company`, body, { [name]: accessKey })).status, 200, name);
  }
  assert.equal((await send('POST', `${base}/Company`, body, { authentication: 'wrong' })).status, 401);
  const elsewhere = await send('POST', '/v1/data/objects/query/Company', body, { authentication: accessKey });
  assert.equal(elsewhere.status, 401);
});

test('starts ten exports in a clock hour, while asking for their state costs nothing of that', async (t) => {
  const sandbox = await startTestSandbox(t, { limits: { ...documentedLimits } });
  const statuses: number[] = [];
  for (let call = 0; call < 11; call += 1) {
    const started = await sandbox.send('POST', `${base}/Company`, { select: ['Gsid'] });
    statuses.push(started.status);
    if (started.status === 200) {
      const state = await sandbox.send('GET', `/${String(at(started.body, 'data', 'statusURL'))}`);
      assert.equal(state.status, 200);
    }
  }
  assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 200), 429]);
});
