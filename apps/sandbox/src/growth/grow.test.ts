import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createStillClock } from '../clock.ts';
import { startSandbox, type Sandbox } from '../start-sandbox.ts';
import { startTestSandbox } from '../testing.ts';
import type { Row } from '../world.ts';

const START = '2026-11-24T09:30:00.000Z';
const DAY_MS = 86_400_000;

/** Every record of a sandbox, by object and in the order of their ids. */
function records(sandbox: Sandbox): Record<string, Row[]> {
  return Object.fromEntries(
    [...sandbox.context.world.objects].map(([name, { rows }]) => [
      name,
      rows.toSorted((a, b) => (String(a['Gsid']) < String(b['Gsid']) ? -1 : 1)),
    ]),
  );
}

/** Lets a sandbox live for so long, and look at its time. */
async function live(sandbox: Sandbox, ms: number): Promise<void> {
  sandbox.context.clock.advance(ms);
  await fetch(`${sandbox.gainsightUrl}/__sandbox/clock`);
}

async function startGrowing(t: TestContext, stateFile: string | null = null): Promise<Sandbox> {
  const clock = createStillClock(START);
  const sandbox = await startSandbox({
    port: 0,
    companies: 60,
    limits: 'off',
    growDays: 30,
    clock,
    stateFile,
  });
  t.after(() => sandbox.stop());
  return sandbox;
}

test('stands still without the setting, and with a clock that stands still', async (t) => {
  const { sandbox } = await startTestSandbox(t, { clock: createStillClock(START) });
  const before = structuredClone(records(sandbox));
  await live(sandbox, 40 * DAY_MS);
  assert.deepEqual(records(sandbox), before);
  const growing = await startGrowing(t);
  await live(growing, 0);
  assert.deepEqual(records(growing), before);
});

test('ends as the same world however often it is looked at', async (t) => {
  const [often, once] = [await startGrowing(t), await startGrowing(t)];
  for (let hours = 0; hours < 12 * 24; hours += 5) await live(often, 5 * 3_600_000);
  await live(once, often.context.clock.now().getTime() - Date.parse(START));
  assert.deepEqual(records(often), records(once));
  assert.deepEqual(often.context.world.calls, once.context.world.calls);
  assert.deepEqual(often.context.world.gongUsers, once.context.world.gongUsers);
});

test('goes on after a restart as if there had been none, and keeps what was written', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const stateFile = join(dir, 'state.json');
  const straight = await startGrowing(t);
  const first = await startGrowing(t, stateFile);
  const company = String(first.context.world.objects.get('company')?.rows[30]?.['Gsid']);
  for (const sandbox of [straight, first]) {
    await live(sandbox, 3 * DAY_MS);
    await fetch(`${sandbox.gainsightUrl}/__sandbox/objects/company/${company}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ BillingAddress: 'Written by hand', Users: 77 }),
    });
    await live(sandbox, 2 * DAY_MS);
  }
  await first.stop();

  const clock = createStillClock(first.context.clock.now().toISOString());
  const second = await startSandbox({ port: 0, limits: 'off', clock, stateFile });
  t.after(() => second.stop());
  await live(second, 0);
  assert.deepEqual(records(second), records(straight));
  for (const sandbox of [straight, second]) await live(sandbox, 10 * DAY_MS);
  assert.deepEqual(records(second), records(straight));
  const kept = records(second)['company']?.find((row) => row['Gsid'] === company);
  assert.equal(kept?.['BillingAddress'], 'Written by hand');
});

test('ends with the last day of the stretch', async (t) => {
  const sandbox = await startGrowing(t);
  await live(sandbox, 30 * DAY_MS);
  const grown = structuredClone(records(sandbox));
  await live(sandbox, 300 * DAY_MS);
  assert.deepEqual(records(sandbox), grown);
});

test('lets companies come, turn, change hands and go, each change with its date', async (t) => {
  const sandbox = await startGrowing(t);
  const before = structuredClone(records(sandbox));
  await live(sandbox, 12 * DAY_MS);
  const after = records(sandbox);
  const nowIso = sandbox.context.clock.now().toISOString();
  const seeded = new Map(before['company']?.map((row) => [row['Gsid'], row]));
  const rows = after['company'] ?? [];
  const fresh = rows.filter((row) => !seeded.has(row['Gsid']));
  assert.ok(fresh.length >= 20);
  assert.ok(fresh.every((row) => String(row['CreatedDate']) > START && String(row['CreatedDate']) <= nowIso));
  const changed = rows.filter(
    (row) => seeded.get(row['Gsid']) && row['ModifiedDate'] !== seeded.get(row['Gsid'])?.['ModifiedDate'],
  );
  assert.ok(changed.length > 20);
  for (const row of changed) assert.ok(String(row['ModifiedDate']) > START, String(row['Name']));
  for (const field of ['Arr', 'Status', 'Csm', 'Stage', 'Success_Notes__gc'])
    assert.ok(
      changed.some((row) => row[field] !== seeded.get(row['Gsid'])?.[field]),
      field,
    );
  const log = after['record_delete_log'] ?? [];
  assert.equal(log.length, 1);
  assert.match(String(log[0]?.['DeletedOn']), /^2026-11-29T\d\d:\d\d:\d\dZ$/);
  assert.ok(rows.every((row) => row['Gsid'] !== log[0]?.['RecordId']));
});

test('lets people and users join and leave, relationships and teams change', async (t) => {
  const sandbox = await startGrowing(t);
  const before = structuredClone(records(sandbox));
  await live(sandbox, 12 * DAY_MS);
  const after = records(sandbox);
  for (const name of ['person', 'company_person', 'gsuser', 'relationship', 'company_team']) {
    assert.ok((after[name]?.length ?? 0) > (before[name]?.length ?? 0), name);
    const ids = after[name]?.map((row) => row['Gsid']) ?? [];
    assert.equal(new Set(ids).size, ids.length, name);
  }
  const count = (all: Record<string, Row[]>, name: string, field: string, value: boolean): number =>
    all[name]?.filter((row) => row[field] === value).length ?? 0;
  assert.ok(
    count(after, 'company_person', 'Active', false) > count(before, 'company_person', 'Active', false),
  );
  const activeBefore = before['gsuser']?.filter((row) => row['IsActiveUser'] === true) ?? [];
  const left = after['gsuser']?.filter(
    (row) => row['IsActiveUser'] === false && activeBefore.some((one) => one['Gsid'] === row['Gsid']),
  );
  assert.ok((left?.length ?? 0) >= 1);
  const primary = new Map<unknown, number>();
  for (const row of after['company_person'] ?? [])
    if (row['IsPrimaryCompany'] === true)
      primary.set(row['Person_ID'], (primary.get(row['Person_ID']) ?? 0) + 1);
  assert.ok(
    [...primary.values()].every((ties) => ties === 1),
    'at most one primary tie',
  );
  for (const { fields, rows, name } of sandbox.context.world.objects.values()) {
    const names = fields.map((field) => field.name).sort();
    for (const row of rows) assert.deepEqual(Object.keys(row).sort(), names, name);
  }
});

test('records calls while it grows, some with late transcripts, and lets some disappear', async (t) => {
  const sandbox = await startGrowing(t);
  const { gongAccessKey: key, gongAccessKeySecret: secret } = sandbox.context.credentials;
  const headers = { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` };
  const ids = async (): Promise<string[]> => {
    const period = new URLSearchParams({
      fromDateTime: '2026-01-01T00:00:00Z',
      toDateTime: '2028-01-01T00:00:00Z',
    });
    const reply: unknown = await (
      await fetch(`${sandbox.gongUrl}/v2/calls?${period.toString()}`, { headers })
    ).json();
    return JSON.stringify(reply).match(/(?<="id":")\d+/g) ?? [];
  };
  const first = await ids();
  await live(sandbox, 12 * DAY_MS);
  const second = await ids();
  assert.ok(second.length >= first.length + 12);
  await live(sandbox, 18 * DAY_MS);
  const last = new Set(await ids());
  assert.ok(
    second.some((id) => !last.has(id)),
    'one was deleted',
  );
  const late = sandbox.context.world.calls.filter(
    (call) => Date.parse(call.transcribedAt) - Date.parse(call.listedAt) > 3_000_000,
  );
  assert.ok(late.length > 5);
  const users = sandbox.context.world.gongUsers;
  assert.ok(users.some((user) => user.createdAt > START) && users.some((user) => user.leftAt !== undefined));
});
