import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createStillClock } from './clock.ts';
import { startSandbox } from './start-sandbox.ts';

function stateFileFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-state-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return join(folder, 'kept', 'state.json');
}

async function call(url: string, method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${url}${path}`, {
    method,
    headers: {
      accesskey: 'sandbox-access-key',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

test('shows the same world after a restart with the same state file', async (t) => {
  const stateFile = stateFileFor(t);
  const first = await startSandbox({
    port: 0,
    companies: 20,
    stateFile,
    clock: createStillClock('2026-11-10T10:00:00Z'),
  });
  const rows = first.context.world.objects.get('company')?.rows ?? [];
  const [changed, deleted] = rows.map((row) => String(row['Gsid']));
  await call(first.gainsightUrl, 'PUT', '/v1/data/objects/Company?keys=Gsid', {
    records: [{ Gsid: changed, Users: 4_321 }],
  });
  await call(first.gainsightUrl, 'DELETE', `/v1/data/objects/Company/${String(deleted)}`);
  await call(first.gainsightUrl, 'POST', '/v1/data/objects/Company', { records: [{ Name: 'Lindqvist AB' }] });
  first.context.switches.replyShape = 'array';
  first.context.save();
  await first.stop();
  assert.deepEqual(readdirSync(join(stateFile, '..')), ['state.json']);

  const second = await startSandbox({ port: 0, stateFile, clock: createStillClock('2026-12-24T10:00:00Z') });
  t.after(() => second.stop());
  assert.equal(second.context.switches.replyShape, 'array');
  const sorted = (list: readonly Record<string, unknown>[]) =>
    list.toSorted((left, right) => String(left['Gsid']).localeCompare(String(right['Gsid'])));
  for (const [name, object] of first.context.world.objects) {
    assert.deepEqual(sorted(second.context.world.objects.get(name)?.rows ?? []), sorted(object.rows), name);
  }
});

test('restores records after a restart as they were when they were deleted', async (t) => {
  const stateFile = stateFileFor(t);
  const first = await startSandbox({ port: 0, companies: 20, stateFile });
  const seeded = String(first.context.world.objects.get('company')?.rows[0]?.['Gsid']);
  const company = '/v1/data/objects/Company';
  const made = await call(first.gainsightUrl, 'POST', company, {
    records: [{ Name: 'Lindqvist', Users: 7 }],
  });
  const inserted = /"Gsid":"(\w+)"/.exec(await made.text())?.[1] ?? '';
  await call(first.gainsightUrl, 'PUT', `${company}?keys=Gsid`, {
    records: [{ Gsid: seeded, Users: 4_321 }],
  });
  for (const gsid of [seeded, inserted]) await call(first.gainsightUrl, 'DELETE', `${company}/${gsid}`);
  await first.stop();

  const second = await startSandbox({ port: 0, stateFile });
  t.after(() => second.stop());
  for (const gsid of [seeded, inserted]) {
    const path = `/__sandbox/admin/objects/company/records/${gsid}/restore`;
    assert.equal((await call(second.gainsightUrl, 'POST', path)).status, 200);
  }
  const conditions = [{ name: 'Gsid', alias: 'A', operator: 'IN', value: [seeded, inserted] }];
  const where = { conditions, expression: 'A' };
  const query = { select: ['Gsid', 'Users'], where, orderBy: { Users: 'asc' } };
  const reply = await call(second.gainsightUrl, 'POST', '/v1/data/objects/query/Company', query);
  assert.match(await reply.text(), new RegExp(`"${inserted}","Users":7.*"${seeded}","Users":4321`));
});

test('keeps what an admin did to fields and picklists over a restart', async (t) => {
  const stateFile = stateFileFor(t);
  const first = await startSandbox({ port: 0, companies: 20, stateFile });
  const gsid = String(first.context.world.objects.get('company')?.rows[0]?.['Gsid']);
  const fields = '/__sandbox/admin/objects/company/fields';
  await call(first.gainsightUrl, 'POST', fields, { name: 'Seats__gc', type: 'STRING' });
  const records = [{ Gsid: gsid, Seats__gc: '12' }];
  await call(first.gainsightUrl, 'PUT', '/v1/data/objects/Company?keys=Gsid', { records });
  await call(first.gainsightUrl, 'PATCH', `${fields}/Seats__gc`, { name: 'Places__gc', type: 'NUMBER' });
  await call(first.gainsightUrl, 'PATCH', `${fields}/Region__gc`, { hidden: true });
  await call(first.gainsightUrl, 'DELETE', `${fields}/Website__gc`);
  await call(first.gainsightUrl, 'POST', `${fields}/Stage/items`, { label: 'Paused' });
  await call(first.gainsightUrl, 'PATCH', `${fields}/Stage/items/Launched`, { active: false });
  const describe = async (url: string) => {
    const path = '/v1/meta/services/objects/company/describe';
    return (await (await call(url, 'GET', path)).text()).replace(/"requestId":"[^"]*"/, '');
  };
  const described = await describe(first.gainsightUrl);
  assert.match(described, /"Places__gc".*"Paused"|"Paused".*"Places__gc"/);
  assert.doesNotMatch(described, /Website__gc/);
  await first.stop();

  const second = await startSandbox({ port: 0, stateFile });
  t.after(() => second.stop());
  assert.equal(await describe(second.gainsightUrl), described);
  const where = {
    conditions: [{ name: 'Places__gc', alias: 'A', operator: 'EQ', value: [12] }],
    expression: 'A',
  };
  const query = { select: ['Gsid'], where };
  const reply = await call(second.gainsightUrl, 'POST', '/v1/data/objects/query/Company', query);
  assert.match(await reply.text(), new RegExp(gsid));
});

test('starts from a state file with a switch that this version does not know', async (t) => {
  const stateFile = stateFileFor(t);
  const first = await startSandbox({ port: 0, companies: 20, stateFile, switches: { nullForm: 'omitted' } });
  await first.stop();
  const kept: unknown = JSON.parse(readFileSync(stateFile, 'utf8'));
  const switches = { nullForm: 'omitted', retryAfterHeader: true, retired: 1 };
  writeFileSync(stateFile, JSON.stringify(Object.assign(Object(kept), { switches })));
  const second = await startSandbox({ port: 0, stateFile });
  t.after(() => second.stop());
  assert.equal(second.context.switches.nullForm, 'omitted');
  assert.equal(second.context.switches.retryAfterHeader, 'none');
});

test('refuses a state file of another world, and one that is none', async (t) => {
  const stateFile = stateFileFor(t);
  const first = await startSandbox({ port: 0, companies: 20, stateFile });
  await first.stop();
  await assert.rejects(startSandbox({ port: 0, companies: 21, stateFile }), {
    code: 'sandbox_state_mismatch',
  });
  writeFileSync(stateFile, '{"version":9}');
  await assert.rejects(startSandbox({ port: 0, stateFile }), { code: 'sandbox_state_unreadable' });
});

test('listens on three ports and frees all when stopped', async () => {
  const first = await startSandbox({ port: 0, companies: 20 });
  const ports = [first.gainsightUrl, first.gongUrl, first.identityUrl].map((url) =>
    Number(new URL(url).port),
  );
  await first.stop();
  const [port = 0, gongPort = 0, identityPort = 0] = ports;
  const second = await startSandbox({ port, gongPort, identityPort, companies: 20 });
  assert.deepEqual(
    [second.gainsightUrl, second.gongUrl, second.identityUrl],
    [first.gainsightUrl, first.gongUrl, first.identityUrl],
  );
  await second.stop();
});
