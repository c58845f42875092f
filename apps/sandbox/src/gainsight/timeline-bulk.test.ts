import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { documentedLimits } from '../limits.ts';
import { at, rowOf, startTestSandbox, type TestSandbox } from '../testing.ts';

const bulk = '/v1/ant/es/activity/bulk';

/** Bodies of activities about the first company, one for each ExternalId. */
function activities({ object }: TestSandbox, externalIds: readonly string[], change: object = {}) {
  const company = rowOf(object('company'));
  const author = rowOf(object('gsuser'));
  return {
    records: externalIds.map((ExternalId) => ({
      ExternalId,
      ContextName: 'Company',
      TypeName: 'Meeting',
      Subject: `Review ${ExternalId}`,
      Notes: '<p>Plan</p>',
      ActivityDate: '2026-11-09T14:00:00.000+01:00',
      AuthorId: author['Gsid'],
      GsCompanyId: company['Gsid'],
      ...change,
    })),
  };
}

async function statusOf({ send }: TestSandbox, reply: { readonly body: unknown }) {
  const jobId = String(at(reply.body, 'data', 'jobId'));
  return at((await send('GET', `/v1/ant/es/job/status/${jobId}`)).body, 'data');
}

test('stores a batch when the clock has moved on, with the outcome of each record', async (t) => {
  const sandbox = await startTestSandbox(t, { switches: { jobSeconds: 100 } });
  const ids = Array.from({ length: 120 }, (_, number) => `bulk-${number}`);
  const before = sandbox.object('activity_timeline').rows.length;
  const body = activities(sandbox, [...ids, 'bulk-0']);
  const started = await sandbox.send('POST', bulk, body);
  assert.equal(at(started.body, 'result'), true);
  assert.equal(at(started.body, 'data', 'status'), 'SUBMITTED');
  const seen: unknown[] = [];
  for (const seconds of [0, 30, 30, 40]) {
    sandbox.clock.advance(seconds * 1_000);
    seen.push(at(await statusOf(sandbox, started), 'status'));
  }
  assert.deepEqual(seen, ['SUBMITTED', 'NOT_STARTED', 'IN_PROGRESS', 'COMPLETED']);
  const ended = await statusOf(sandbox, started);
  assert.equal(Object.keys(Object(at(ended, 'success'))).length, 120);
  assert.equal(at(ended, 'failures', 'bulk-0', 0, 'errorCode'), 'GS_TL_10_0207');
  assert.equal(sandbox.object('activity_timeline').rows.length, before + 120);
});

test('changes activities in bulk by ExternalId and names those that do not exist', async (t) => {
  const sandbox = await startTestSandbox(t, { switches: { jobSeconds: 10 } });
  await sandbox.send('POST', '/v1/ant/es/activity', activities(sandbox, ['one']));
  const started = await sandbox.send('PUT', `${bulk}?identifier=externalid`, {
    records: [
      { ExternalId: 'one', Subject: 'Changed in bulk' },
      { ExternalId: 'none', Subject: 'Nobody' },
    ],
  });
  sandbox.clock.advance(10_000);
  const ended = await statusOf(sandbox, started);
  assert.ok(at(ended, 'success', 'one', 0, 'activityId'));
  assert.equal(at(ended, 'failures', 'none', 0, 'errorCode'), 'GS_TL_10_0213');
  const row = rowOf(sandbox.object('activity_timeline'), ({ ExternalId }) => ExternalId === 'one');
  assert.equal(row['Subject'], 'Changed in bulk');
  assert.equal(
    (await sandbox.send('PUT', `${bulk}?identifier=name`, activities(sandbox, ['x']))).status,
    400,
  );
});

for (const jobEnding of ['failed', 'aborted'] as const) {
  test(`stores nothing when the job is ${jobEnding}`, async (t) => {
    const sandbox = await startTestSandbox(t, { switches: { jobSeconds: 10, jobEnding } });
    const before = sandbox.object('activity_timeline').rows.length;
    const started = await sandbox.send('POST', bulk, activities(sandbox, ['one']));
    sandbox.clock.advance(10_000);
    const ended = await statusOf(sandbox, started);
    assert.equal(at(ended, 'status'), jobEnding.toUpperCase());
    assert.equal(at(ended, 'success'), undefined);
    assert.equal(sandbox.object('activity_timeline').rows.length, before);
  });
}

test('takes twelve bulk calls in a clock hour, save and update together, and tells unknown jobs apart', async (t) => {
  const sandbox = await startTestSandbox(t, { limits: { ...documentedLimits } });
  const statuses: number[] = [];
  for (let call = 0; call < 13; call += 1) {
    const body = activities(sandbox, [`call-${call}`]);
    const reply = await sandbox.send(call % 2 === 0 ? 'POST' : 'PUT', `${bulk}?identifier=externalid`, body);
    statuses.push(reply.status);
  }
  assert.deepEqual(statuses, [...Array.from({ length: 12 }, () => 200), 429]);
  assert.equal(
    (await sandbox.send('POST', '/v1/ant/es/activity', activities(sandbox, ['single']))).status,
    200,
  );
  sandbox.clock.advance(3_600_000);
  assert.equal((await sandbox.send('POST', bulk, activities(sandbox, ['later']))).status, 200);
  assert.equal((await sandbox.send('GET', '/v1/ant/es/job/status/none')).status, 400);
});

test('refuses more than 80 MB before reading them', async (t) => {
  const { sandbox } = await startTestSandbox(t);
  const { hostname, port } = new URL(sandbox.gainsightUrl);
  const headers = {
    accesskey: sandbox.context.credentials.accessKey,
    'content-type': 'application/json',
    'content-length': String(80 * 1024 * 1024 + 1),
  };
  const status = await new Promise((resolve, reject) => {
    const call = request({ hostname, port, path: bulk, method: 'POST', headers }, (reply) => {
      resolve(reply.statusCode);
      call.destroy();
    });
    call.on('error', reject);
    call.write('{');
  });
  assert.equal(status, 413);
});
