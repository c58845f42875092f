import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { answerJson, createStubClock, startStubServer } from '@handrail/http/testing';
import { MAX_PROBE_CALLS } from './capabilities.ts';
import { createGainsightClient } from './client.ts';

interface Condition {
  readonly name: string;
  readonly operator: string;
  readonly value: readonly string[];
}
type Row = Readonly<Record<string, string | null>>;

/** How a tenant answers; each of these is a way in which one may differ. */
interface Tenant {
  readonly rows: readonly Row[];
  /** Which of several conditions count. */
  readonly joins?: 'all' | 'first' | 'last' | 'refused';
  readonly gsidGreaterThan?: 'right' | 'ignored' | 'refused';
  /** Minutes by which a filter value is read too early. */
  readonly zoneMinutes?: number;
}

async function setUp(t: TestContext, tenant: Tenant) {
  const server = await startStubServer(({ body }, response) => {
    const asked = JSON.parse(body) as {
      select: [string];
      where?: { conditions: Condition[] };
      orderBy: Record<string, string>;
      limit: number;
    };
    const rows = answer(tenant, asked.where?.conditions ?? [], asked.orderBy);
    if (rows === null)
      return answerJson(response, { result: false, errorCode: 'GSOBJ_1002', data: null }, 400);
    answerJson(response, { result: true, data: { records: rows.slice(0, asked.limit) } });
  });
  const http = { allowOrigins: [server.origin], clock: createStubClock(), random: Math.random };
  const credential = { kind: 'access-key', accessKey: 'k-1234' } as const;
  const client = createGainsightClient({ origin: server.origin, credential, http, write: false });
  t.after(async () => {
    await client.close();
    await server.close();
  });
  return { client, server };
}

function answer(tenant: Tenant, conditions: readonly Condition[], orderBy: Readonly<Record<string, string>>) {
  const { joins = 'all', gsidGreaterThan = 'right', zoneMinutes = 0 } = tenant;
  if (conditions.length > 1 && joins === 'refused') return null;
  if (
    gsidGreaterThan === 'refused' &&
    conditions.some(({ name, operator }) => name === 'Gsid' && operator === 'GT')
  )
    return null;
  const counted =
    joins === 'first' ? conditions.slice(0, 1) : joins === 'last' ? conditions.slice(-1) : conditions;
  const isIn = (row: Row): boolean =>
    counted.every(({ name, operator, value: [value = ''] }) => {
      const held = row[name] ?? null;
      if (operator === 'NE') return held !== value;
      if (operator === 'GT') return gsidGreaterThan === 'ignored' || (held ?? '') > value;
      const read = Date.parse(value) - zoneMinutes * 60_000;
      return held !== null && Date.parse(held) >= read;
    });
  const [[field = '', direction = 'asc'] = []] = Object.entries(orderBy);
  const order = direction === 'asc' ? 1 : -1;
  return tenant.rows.filter(isIn).toSorted((a, b) => order * ((a[field] ?? '') < (b[field] ?? '') ? -1 : 1));
}

const ROWS: readonly Row[] = [
  { Gsid: '1P02A', ModifiedDate: '2026-11-01T10:00:00Z' },
  { Gsid: '1P02B', ModifiedDate: null },
  { Gsid: '1P02C', ModifiedDate: '2026-11-12T09:00:00.700Z' },
  { Gsid: '1P02D', ModifiedDate: '2026-11-02T10:00:00Z' },
];
const ALL = { joinsConditions: true, ordersByGsid: true, readsFilterDatesAsUtc: true };

const TENANTS: readonly (readonly [string, Tenant, object])[] = [
  ['one that can do it all', { rows: ROWS }, ALL],
  ['one with two records', { rows: ROWS.slice(0, 2) }, ALL],
  [
    'one that counts the first condition alone',
    { rows: ROWS, joins: 'first' },
    { ...ALL, joinsConditions: false },
  ],
  [
    'one that counts the last condition alone',
    { rows: ROWS, joins: 'last' },
    { ...ALL, joinsConditions: false },
  ],
  ['one that refuses two conditions', { rows: ROWS, joins: 'refused' }, { ...ALL, joinsConditions: false }],
  [
    'one that takes no notice of Gsid GT',
    { rows: ROWS, gsidGreaterThan: 'ignored' },
    { ...ALL, joinsConditions: false, ordersByGsid: false },
  ],
  [
    'one that refuses Gsid GT',
    { rows: ROWS, gsidGreaterThan: 'refused' },
    { ...ALL, joinsConditions: false, ordersByGsid: false },
  ],
  ['one in a zone east of UTC', { rows: ROWS, zoneMinutes: 330 }, { ...ALL, readsFilterDatesAsUtc: false }],
  ['one in a zone west of UTC', { rows: ROWS, zoneMinutes: -480 }, { ...ALL, readsFilterDatesAsUtc: false }],
  [
    'one without records',
    { rows: [] },
    { joinsConditions: null, ordersByGsid: null, readsFilterDatesAsUtc: null },
  ],
  [
    'one without dates',
    { rows: ROWS.map(({ Gsid = '' }) => ({ Gsid, ModifiedDate: null })) },
    { ...ALL, readsFilterDatesAsUtc: null },
  ],
];

for (const [what, tenant, expected] of TENANTS) {
  test(`finds out what a tenant can do: ${what}`, async (t) => {
    const { client, server } = await setUp(t, tenant);
    assert.deepEqual(await client.probe({ objectName: 'Company', dateField: 'ModifiedDate' }), expected);
    assert.ok(server.requests.length <= MAX_PROBE_CALLS);
  });
}

test('asks nothing about dates where an object has none', async (t) => {
  const { client, server } = await setUp(t, { rows: ROWS });
  const told = await client.probe({ objectName: 'company_team', dateField: null });
  assert.deepEqual(told, { ...ALL, readsFilterDatesAsUtc: null });
  assert.equal(server.requests.length, 3);
});

test('takes a failure for no answer', async (t) => {
  const server = await startStubServer((_, response) => answerJson(response, { result: false }, 403));
  const http = { allowOrigins: [server.origin], clock: createStubClock(), random: Math.random };
  const credential = { kind: 'access-key', accessKey: 'k-1234' } as const;
  const client = createGainsightClient({ origin: server.origin, credential, http, write: false });
  t.after(async () => {
    await client.close();
    await server.close();
  });
  await assert.rejects(client.probe({ objectName: 'relationship', dateField: 'ModifiedDate' }), {
    code: 'gainsight_object_refused',
  });
});
